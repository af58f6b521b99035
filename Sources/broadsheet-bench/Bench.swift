import ArgumentParser

/// Measures broadsheet, and makes the input to measure it on.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet-bench",
    abstract: "Measure broadsheet, and make the input to measure it on.",
    discussion: """
      The usual way is `make bench`, which is

        broadsheet-bench corpus             make the corpus, once
        broadsheet-bench run                measure on it; fails if a target is missed

      and `make bench-long`, which takes many minutes:

        broadsheet-bench large              2 GB, and 10 million words, in little memory and in much
        broadsheet-bench night              a thousand batches, then one more

      For larger input:

        broadsheet-bench generate --size 5GB --output .build/bench/5GB
      """,
    subcommands: [Run.self, Large.self, Night.self, Corpus.self, Generate.self])
}
