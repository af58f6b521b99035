import Analyses
import ArgumentParser
import Diagnostics
import Reports
import Statistics

/// `broadsheet measures`: the formulas.
struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Explain the measures of association, and the conventions of their counts.",
    discussion: """
      A measure scores a pair by its joint count O, the margins R1 (node) and C1 (collocate), the \
      total N, and E = R1 · C1 / N. A convention says how these are counted. In formulas, O11 = O, \
      O12 = R1 - O, O21 = C1 - O, O22 is the rest of N; R2 = N - R1 and C2 = N - C1.

      Every measure is computed for an example, yours with --table. A compat preset gives the \
      convention, the measures and the names of another tool, and says what of it is reproduced.

      EXAMPLES
        broadsheet measures
        broadsheet measures log_likelihood log_dice
        broadsheet measures surface-distinct
        broadsheet measures log_ratio lrc --table 1189,168329,2157,19720567
        broadsheet measures --compat cqpweb
        broadsheet measures --json | jq -r '.measures[] | [.id, .formula] | @tsv'
      """)

  @Argument(help: "The measures, conventions or presets to explain; all if none is named.")
  var names: [String] = []

  @Option(help: ArgumentHelp("Explain this preset and its measures.", valueName: "name"))
  var compat: [String] = []

  @Option(
    help: ArgumentHelp("The counts of the example.", valueName: "O,R1,C1,N"),
    transform: ExampleTable.init)
  var table = ExampleTable.standard

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let chosen = try Explained(names, compat)
    if json {
      let object: JSONValue = [
        "measures": .array(chosen.measures.map { .object($0.json(table)) }),
        "conventions": .array(chosen.conventions.map { .object($0.json) }),
        "compat": .array(chosen.dialects.map { .object($0.json(table)) }),
      ]
      try StandardOutput.write(object.pretty() + "\n")
    } else {
      let blocks =
        chosen.measures.map { $0.text(table) } + chosen.conventions.map(\.text)
        + chosen.dialects.map { $0.text(table) }
      try StandardOutput.write(blocks.joined(separator: "\n"))
    }
  }
}

/// What is to be explained.
private struct Explained {
  var measures: [AssociationMeasure]
  var conventions: [Convention]
  var dialects: [Dialect]

  /// What `names` and `presets` name, or all there is.
  ///
  /// Throws all names that are not known, at once.
  init(_ names: [String], _ presets: [String]) throws(Faults) {
    let known =
      AssociationMeasure.all.map(\.id) + Convention.allCases.map(\.rawValue)
      + Dialect.allCases.map(\.rawValue)
    let faults =
      names.compactMap { Explained.fault("measure, convention or preset", $0, among: known) }
      + presets.compactMap {
        Explained.fault("preset", $0, among: Dialect.allCases.map(\.rawValue))
      }
    guard faults.isEmpty else { throw Faults(faults) }
    let wanted = names + presets
    guard !wanted.isEmpty else {
      (measures, conventions, dialects) = (
        AssociationMeasure.all, Convention.allCases, Dialect.allCases
      )
      return
    }
    measures = wanted.compactMap(AssociationMeasure.named)
    conventions = wanted.compactMap(Convention.init(rawValue:))
    dialects = wanted.compactMap(Dialect.init(rawValue:))
  }

  private static func fault(_ noun: String, _ name: String, among known: [String]) -> Fault? {
    guard !known.contains(name) else { return nil }
    return Fault(
      "usage.unknown-measure", "there is no \(noun) `\(name)`",
      advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
        ?? "`broadsheet measures` prints all.",
      exit: .usage)
  }
}
