import Analyses
import ArgumentParser
import Diagnostics
import Pipelines
import Reports

/// `broadsheet concordance`: every occurrence of a query in its context.
struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Find words and phrases and print each occurrence in its context.",
    discussion: """
      A query is a word, a phrase, wildcards (* for any characters, ? for one, a lone * for any \
      one token), alternatives (war|peace), or a /regular expression/ on whole tokens. Put it in \
      quotation marks. The options are the keys of a `concordance` analysis and of a text \
      profile, with the same defaults.

      EXAMPLES
        broadsheet concordance harvest archive.jsonl.gz
        broadsheet concordance 'climate change' news/*.gz --sort 1R,2R --context 12
        broadsheet concordance 'occup*|strike' 'news/**/*.gz' --limit 100 --csv
        broadsheet concordance '/colou?rs?/' news/*.gz --where source='The Daily'
        broadsheet concordance Polish news.zip --case-sensitive
      """)

  @OptionGroup(title: "Concordance") var analysis: ConcordanceOptions
  @OptionGroup var spot: SpotOptions

  func run() throws {
    try spot.print(try pipeline())
  }

  /// The pipeline with this one analysis.
  func pipeline() throws -> Pipeline {
    try spot.pipeline("concordance", ConcordanceRequest.self, analysis.settings)
  }
}

/// The keys of a `concordance` analysis.
struct ConcordanceOptions: ParsableArguments {
  @Argument(help: "What to search for.")
  var query: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens of context on each side; by default 8.", valueName: "n"))
  var context: Int?

  @Option(help: .choice("The boundary that a phrase may not cross.", "sentence|paragraph|article"))
  var within: String?

  @Option(
    help: ArgumentHelp(
      """
      The sort keys of the lines, the most important first: 1R (the first token to the right), \
      2L, node, date, source. Separate several by commas, or repeat the option.
      """, valueName: "key,..."))
  var sort: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print a random sample of at most this many lines.", valueName: "n"))
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of the sample; by default 0.", valueName: "n"))
  var seed: Int?

  @Flag(help: "Match case.")
  var caseSensitive = false

  @Flag(help: "Ignore diacritics: cafe finds café.")
  var ignoreDiacritics = false

  /// The settings that these options make.
  var settings: [AnalysisSetting] {
    [
      .init("query", .string(query), by: "the query"),
      .init("context", context.map(JSONValue.integer)),
      .init("within", within.map(JSONValue.string)),
      .init("sort", JSONValue.list(sort)),
      .init("limit", limit.map(JSONValue.integer)),
      .init("seed", seed.map(JSONValue.integer)),
      .init("case", caseSensitive ? "sensitive" : nil, by: "--case-sensitive"),
      .init("diacritics", ignoreDiacritics ? "insensitive" : nil, by: "--ignore-diacritics"),
    ]
  }
}
