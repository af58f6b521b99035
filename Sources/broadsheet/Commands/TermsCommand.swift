import Analyses
import ArgumentParser
import Diagnostics
import Pipelines
import Reports

/// `broadsheet terms`: how often terms occur.
struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Count terms or n-grams and print the table.",
    discussion: """
      The options are the keys of a `term-frequency` analysis and of a text profile, with the same \
      defaults. Prints every term, the most frequent first, unless --top or --min-count is given.

      EXAMPLES
        broadsheet terms archive.jsonl.gz --top 20
        broadsheet terms 'news/**/*.zip' --stopwords english --min-count 5
        broadsheet terms news/*.gz --group-by source,month --top 10 --csv
        broadsheet terms news/*.gz --ngrams 3 --where language=en --where date=2021..
        zcat news.jsonl.gz | grep -i harvest | broadsheet terms - --term harvest
      """)

  @OptionGroup(title: "Terms") var analysis: TermsOptions
  @OptionGroup var spot: SpotOptions

  func run() throws {
    try spot.print(try pipeline())
  }

  /// The pipeline with this one analysis.
  func pipeline() throws -> Pipeline {
    try spot.pipeline("terms", TermFrequencyRequest.self, analysis.settings)
  }
}

/// The keys of a `term-frequency` analysis.
struct TermsOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print only the first n rows (of each group).", valueName: "n"))
  var top: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Leave out rarer terms.", valueName: "n"))
  var minCount: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Leave out terms that occur in fewer articles.", valueName: "n"))
  var minArticles: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of tokens in a term, 1 to 5.", valueName: "n"))
  var ngrams: Int?

  @Option(help: .choice("The boundary that n-grams may not cross.", "sentence|paragraph|article"))
  var within: String?

  @Option(
    help: ArgumentHelp(
      """
      Count separately by source, language, section, place, agency, year, month, week, day or a \
      field given with --field. Separate several by commas, or repeat the option.
      """, valueName: "field,..."))
  var groupBy: [String] = []

  @Option(help: "Count only this term, as the profile forms it. May be repeated.")
  var term: [String] = []

  /// The settings that these options make.
  var settings: [AnalysisSetting] {
    [
      .init("top", top.map(JSONValue.integer)),
      .init("min_count", minCount.map(JSONValue.integer)),
      .init("min_articles", minArticles.map(JSONValue.integer)),
      .init("ngrams", ngrams.map(JSONValue.integer)),
      .init("within", within.map(JSONValue.string)),
      .init("group_by", JSONValue.list(groupBy)),
      .init("terms", .array(term.map(JSONValue.string)), by: "--term"),
    ]
  }
}
