import Analyses
import ArgumentParser
import Diagnostics
import Reports
import Statistics

/// `broadsheet measures`: the formulas of all measures.
struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Explain the measures and the conventions for counting.",
    discussion: """
      Explains the measures of association, keyness, dispersion and diversity and the factors of \
      tf-idf: formula, counts, range, zero rule, sign, log base, source, and a computed example. \
      If several families have a measure of the same name, each is explained. The name of a \
      family explains all of its measures.

      A measure of association scores a pair by its joint count O, the margins R1 (node) and C1 \
      (collocate), the total N, and E = R1 · C1 / N. A convention defines how these are counted. \
      In formulas, O11 = O, O12 = R1 - O, O21 = C1 - O, O22 is the rest of N; R2 = N - R1 and \
      C2 = N - C1. A compat preset has the convention, the measures and the column names of \
      another tool; its text says how closely it reproduces that tool.

      EXAMPLES
        broadsheet measures
        broadsheet measures log_likelihood log_dice
        broadsheet measures dispersion
        broadsheet measures surface-distinct
        broadsheet measures lrc --table 1189,168329,2157,19720567
        broadsheet measures keyness --frequencies 18,1000000,35,1000000
        broadsheet measures dp arf --text 'a b a c | a c | b a'
        broadsheet measures --compat cqpweb
        broadsheet measures --json | jq -r '.measures[] | [.family, .id, .formula] | @tsv'
      """)

  @Argument(
    help: "The measures, families, conventions or presets to explain; by default, all.")
  var names: [String] = []

  @Option(help: ArgumentHelp("Explain this preset and its measures.", valueName: "name"))
  var compat: [String] = []

  @Option(
    help: ArgumentHelp("The counts for the example of association.", valueName: "O,R1,C1,N"),
    transform: ExampleTable.init)
  var table = ExampleTable.standard

  @Option(
    help: ArgumentHelp("The counts for the example of keyness.", valueName: "a,n1,b,n2"),
    transform: ExampleFrequencies.init)
  var frequencies = ExampleFrequencies.standard

  @Option(
    help: ArgumentHelp(
      "The text for the examples of diversity and dispersion.",
      valueName: "words | words"),
    transform: ExampleText.init)
  var text = ExampleText.standard

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let examples = MeasureExamples(table: table, frequencies: frequencies, text: text)
    let chosen = try Explained(names, compat, examples)
    if json {
      let object: JSONValue = [
        "measures": .array(chosen.measures.map { .object($0.json) }),
        "conventions": .array(chosen.conventions.map { .object($0.json) }),
        "compat": .array(chosen.dialects.map { .object($0.json(table)) }),
      ]
      try StandardOutput.write(object.pretty() + "\n")
    } else {
      let blocks =
        chosen.measures.map(\.text) + chosen.conventions.map(\.text)
        + chosen.dialects.map { $0.text(table) }
      try StandardOutput.write(blocks.joined(separator: "\n"))
    }
  }
}

/// The measures, conventions and presets to explain.
private struct Explained {
  var measures: [ExplainedMeasure]
  var conventions: [Convention]
  var dialects: [Dialect]

  /// The items that `names` and `presets` name; all if both are empty.
  ///
  /// Throws one fault for each unknown name.
  init(_ names: [String], _ presets: [String], _ examples: MeasureExamples) throws(Faults) {
    let families = MeasureFamily.allCases
    let known =
      families.flatMap { [$0.rawValue] + $0.names } + Convention.allCases.map(\.rawValue)
      + Dialect.allCases.map(\.rawValue)
    let faults =
      names.compactMap { Explained.fault("measure, convention or preset", $0, among: known) }
      + presets.compactMap {
        Explained.fault("preset", $0, among: Dialect.allCases.map(\.rawValue))
      }
    guard faults.isEmpty else { throw Faults(faults) }
    let all = families.flatMap { $0.explained(examples) }
    let wanted = names + presets
    guard !wanted.isEmpty else {
      (measures, conventions, dialects) = (all, Convention.allCases, Dialect.allCases)
      return
    }
    measures = wanted.flatMap { name in
      all.filter { $0.measure.id == name || $0.family.rawValue == name }
    }
    conventions = wanted.compactMap(Convention.init(rawValue:))
    dialects = wanted.compactMap(Dialect.init(rawValue:))
  }

  private static func fault(_ noun: String, _ name: String, among known: [String]) -> Fault? {
    guard !known.contains(name) else { return nil }
    return Fault(
      "usage.unknown-measure", "there is no \(noun) `\(name)`",
      advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
        ?? "`broadsheet measures` lists them all.",
      exit: .usage)
  }
}
