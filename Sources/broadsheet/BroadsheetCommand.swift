import ArgumentParser
import Bytes
import Diagnostics
import Tokens

/// The command line.
struct BroadsheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract: "Count words, word pairs and contexts in archives of articles.",
    discussion: """
      A pipeline file says which batches of articles to read, how text becomes tokens, and which \
      analyses to make. One pass over the batches makes all analyses. A single analysis needs no \
      pipeline file.

      EXAMPLES
        broadsheet inspect archive.tar.gz          what does it hold?
        broadsheet terms archive.tar.gz --top 20   which words are frequent?
        broadsheet check nightly.yml               is the pipeline right?
        broadsheet run nightly.yml                 read, count, publish reports
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Pipelines", subcommands: [RunCommand.self, CheckCommand.self, ScheduleCommand.self]),
      CommandGroup(
        name: "Nights",
        subcommands: [HistoryCommand.self, DiffCommand.self, VerifyCommand.self]),
      CommandGroup(
        name: "On The Spot",
        subcommands: [
          InspectCommand.self, TermsCommand.self, PairsCommand.self, ConcordanceCommand.self,
        ]),
      CommandGroup(
        name: "Reference", subcommands: [MeasuresCommand.self, SchemaCommand.self]),
    ])

  /// The names of the commands.
  static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  @Flag(help: "Show the version, and those of everything that results depend on.")
  var version = false

  func run() throws {
    guard version else { throw CleanExit.helpRequest(self) }
    try StandardOutput.write(
      """
      broadsheet \(Broadsheet.version)
      Tokenizer \(Tokenizer.version)
      Unicode \(UnicodeText.version)
      ICU \(WordDictionary.version)
      Snowball: \(Stemmer.provenance)
      Regular expressions: \(RegularExpression.provenance)

      """)
  }
}
