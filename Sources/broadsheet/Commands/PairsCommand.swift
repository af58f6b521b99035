import Analyses
import ArgumentParser
import Diagnostics
import Pipelines
import Reports

/// `broadsheet pairs`: terms that occur near each other.
struct PairsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairs",
    abstract: "Count terms that occur near each other and print the table.",
    discussion: """
      The options are the keys of a `co-occurrence` analysis and of a text profile, with the same \
      defaults: windows of five tokens to each side within a sentence, and pairs that occur five \
      times or more, the strongest by log-likelihood first. The counts behind every score (O, R1, \
      C1, N) and E are columns. `broadsheet measures` explains the measures and the conventions.

      EXAMPLES
        broadsheet pairs archive.jsonl.gz --stopwords english --top 50
        broadsheet pairs news/*.gz --node climate --node weather --window 3:7
        broadsheet pairs news/*.gz --window sentence --measure log_dice,mi
        broadsheet pairs news/*.gz --node oil --convention per-hit --sort t_score
        broadsheet pairs news/*.gz --measure log_likelihood,mi --having 'log_likelihood>=10.83'
        broadsheet pairs news/*.gz --node oil --compat sketch-engine
        broadsheet pairs 'news/**/*.zip' --min-articles 3 --csv > pairs.csv
      """)

  @OptionGroup(title: "Pairs") var analysis: PairsOptions
  @OptionGroup var spot: SpotOptions

  func run() throws {
    try spot.print(try pipeline())
  }

  /// The pipeline with this one analysis.
  func pipeline() throws -> Pipeline {
    try spot.pipeline("pairs", CooccurrenceRequest.self, analysis.settings)
  }
}

/// The keys of a `co-occurrence` analysis.
struct PairsOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The size of the window: tokens to each side, left and right separately as in 3:7, or a \
      whole sentence, paragraph or article.
      """, valueName: "n|left:right|unit"))
  var window: String?

  @Option(help: .choice("The boundary that a window may not cross.", "sentence|paragraph|article"))
  var within: String?

  @Option(
    help: """
      Count only pairs with this term as the node, as the profile forms it. May be repeated.
      """)
  var node: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      How the contingency table is counted; by default marginal, with --node surface-distinct, \
      and with a whole unit as the window the convention of that unit.
      """, valueName: "name"))
  var convention: String?

  @Option(
    help: ArgumentHelp(
      """
      Use another tool's counts, scores and names; `broadsheet measures` says how closely.
      """, valueName: "tool"))
  var compat: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Count (u, v) and (v, u) as two rows; the default with --node or a directed convention.
      """)
  var ordered: Bool?

  @Option(parsing: .unconditional, help: ArgumentHelp("Leave out rarer pairs.", valueName: "n"))
  var minCount: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Leave out pairs that share fewer articles; adds a column with their number.",
      valueName: "n"))
  var minArticles: Int?

  @Option(
    help: ArgumentHelp(
      """
      The measures, in the order of their columns. Separate several by commas, or repeat the \
      option. `broadsheet measures` lists them.
      """, valueName: "name,..."))
  var measure: [String] = []

  @Flag(help: "Print the counts at each position of the window, from L5 to R5.")
  var positions = false

  @Option(
    help: ArgumentHelp(
      """
      Add a column in which each hit has a weight by its distance: inverse is 1/d, or give the \
      weights of the distances 1, 2, ...
      """, valueName: "inverse|w1,w2,..."))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "The confidence of lrc and clr over all pairs compared.", valueName: "p"))
  var confidence: String?

  @Option(
    help: ArgumentHelp(
      "Keep rows whose column is at least, or at most, this number. May be repeated.",
      valueName: "column>=number|column<=number"),
    transform: Bound.init)
  var having: [Bound] = []

  @Option(
    help: ArgumentHelp(
      "The column that ranks the rows: any column of numbers; by default the first measure.",
      valueName: "column"))
  var sort: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print only the first n rows.", valueName: "n"))
  var top: Int?

  /// The settings that these options make.
  var settings: [AnalysisSetting] {
    [
      .init("window", window.map(PairsOptions.window)),
      .init("within", within.map(JSONValue.string)),
      .init("nodes", .array(node.map(JSONValue.string)), by: "--node"),
      .init("convention", convention.map(JSONValue.string)),
      .init("compat", compat.map(JSONValue.string)),
      .init("ordered", ordered.map(JSONValue.boolean)),
      .init("min_count", minCount.map(JSONValue.integer)),
      .init("min_articles", minArticles.map(JSONValue.integer)),
      .init("measures", JSONValue.list(measure), by: "--measure"),
      .init("positions", positions ? true : nil),
      .init("weights", weights.map(PairsOptions.weights)),
      .init("confidence", confidence.map(PairsOptions.number)),
      .init("where", Bound.mapping(having), by: "--having"),
      .init("sort", sort.map(JSONValue.string)),
      .init("top", top.map(JSONValue.integer)),
    ]
  }

  /// A number; a text if it is not one, so that the check of settings refuses it.
  private static func number(_ text: some StringProtocol) -> JSONValue {
    Double(text).map(JSONValue.number) ?? .string(String(text))
  }

  /// `inverse`, or numbers separated by commas.
  private static func weights(_ text: String) -> JSONValue {
    guard text.contains(",") || Double(text) != nil else { return .string(text) }
    return .array(text.split(separator: ",", omittingEmptySubsequences: false).map(number))
  }

  /// `5`, `3:7` or `sentence` as a pipeline writes it.
  private static func window(_ text: String) -> JSONValue {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    if sides.count == 2, let left = sides[0], let right = sides[1] {
      return ["left": .integer(left), "right": .integer(right)]
    }
    return sides.count == 1 ? sides[0].map(JSONValue.integer) ?? .string(text) : .string(text)
  }
}

/// A lower or an upper bound of a column, as in `log_likelihood>=10.83`.
struct Bound: Sendable {
  private let column: String
  private let limit: String
  private let number: JSONValue

  /// Reads the text of the option.
  ///
  /// Throws if there is no column, no `>=` or `<=`, or no number.
  @Sendable
  init(_ text: String) throws {
    for (sign, limit) in [(">=", "min"), ("<=", "max")] {
      guard let range = text.firstRange(of: sign), range.lowerBound > text.startIndex,
        let number = Double(text[range.upperBound...])
      else { continue }
      column = String(text[..<range.lowerBound])
      self.limit = limit
      self.number = .number(number)
      return
    }
    throw ValidationError("Write a column, >= or <=, and a number: 'log_likelihood>=10.83'.")
  }

  /// All bounds in the notation of a pipeline; nil if there is none.
  static func mapping(_ bounds: [Bound]) -> JSONValue? {
    var columns: JSONObject = [:]
    for bound in bounds {
      var limits: JSONObject = [:]
      if case .object(let known)? = columns[bound.column] { limits = known }
      limits[bound.limit] = bound.number
      columns[bound.column] = .object(limits)
    }
    return columns.members.isEmpty ? nil : .object(columns)
  }
}
