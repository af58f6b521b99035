import Analyses
import ArgumentParser
import Diagnostics
import Reports
import Statistics

/// `broadsheet measures`: the formulas.
struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Print the measures of association and the conventions of their counts.",
    discussion: """
      A measure scores a pair by its joint count O, the margins R1 (node) and C1 (collocate), the \
      total N, and E = R1 · C1 / N. A convention says how these are counted. In formulas, O11 = O, \
      O12 = R1 - O, O21 = C1 - O, O22 is the rest of N; R2 = N - R1 and C2 = N - C1.

      EXAMPLES
        broadsheet measures
        broadsheet measures log_likelihood log_dice
        broadsheet measures surface-distinct
        broadsheet measures --json | jq -r '.measures[] | [.id, .formula] | @tsv'
      """)

  @Argument(help: "The measures or conventions to print; all if none is named.")
  var names: [String] = []

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let (measures, conventions) = try chosen()
    if json {
      let object: JSONValue = [
        "measures": .array(measures.map { .object($0.json) }),
        "conventions": .array(conventions.map { .object($0.json) }),
      ]
      try StandardOutput.write(object.pretty() + "\n")
    } else {
      let blocks = measures.map(\.text) + conventions.map(\.text)
      try StandardOutput.write(blocks.joined(separator: "\n"))
    }
  }

  private func chosen() throws(Faults) -> ([AssociationMeasure], [Convention]) {
    guard !names.isEmpty else { return (AssociationMeasure.all, Convention.allCases) }
    let known = AssociationMeasure.all.map(\.id) + Convention.allCases.map(\.rawValue)
    let faults = names.filter { !known.contains($0) }.map { name in
      Fault(
        "usage.unknown-measure", "there is no measure or convention `\(name)`",
        advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
          ?? "`broadsheet measures` prints all.",
        exit: .usage)
    }
    guard faults.isEmpty else { throw Faults(faults) }
    return (
      names.compactMap(AssociationMeasure.named), names.compactMap(Convention.init(rawValue:))
    )
  }
}

extension AssociationMeasure {
  /// The measure for people: a line with name and title, then what is known of it.
  fileprivate var text: String {
    var lines = ["\(id): \(title)"]
    func add(_ name: String, _ text: String?) {
      guard let text else { return }
      lines.append("  \(name)\(String(repeating: " ", count: 10 - name.count))\(text)")
    }
    add("formula", formula)
    add("range", range)
    add("at O = E", neutral.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" })
    add("zeros", zeroRule)
    add("sign", signRule)
    add("log base", logBase)
    add("symmetry", isSymmetric ? nil : "node and collocate may not be exchanged")
    add("cells", needsWholeTable ? "none where O exceeds C1, since O21 is needed" : nil)
    add("source", source)
    return lines.joined(separator: "\n") + "\n"
  }

  fileprivate var json: JSONObject {
    [
      "id": .string(id), "title": .string(title), "formula": .string(formula),
      "latex": .string(latex), "range": .string(range),
      "neutral": neutral.map(JSONValue.number) ?? .null, "zero_rule": .string(zeroRule),
      "sign_rule": .string(signRule), "log_base": logBase.map(JSONValue.string) ?? .null,
      "symmetric": .boolean(isSymmetric), "needs_whole_table": .boolean(needsWholeTable),
      "source": .string(source),
    ]
  }
}
