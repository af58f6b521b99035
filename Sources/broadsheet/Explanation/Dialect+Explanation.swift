import Analyses
import Diagnostics
import Reports
import Statistics

extension Dialect {
  /// The measures for the dialect's own window, or the default one of five to each side.
  private var examples: [AssociationMeasure] {
    guard case .window(let left, let right)? = span else { return measures(span: 10) }
    return measures(span: left + right)
  }

  /// The dialect for people: its tool, its counts, how closely it reproduces them, its measures.
  func text(_ example: ExampleTable) -> String {
    var lines = [
      "\(rawValue): compat with \(tool)",
      "  counts    by the convention `\(convention.rawValue)`",
    ]
    for (place, note) in notes.enumerated() {
      lines.append((place == 0 ? "  notes     " : "            ") + note)
    }
    for measure in examples {
      let gap = String(repeating: " ", count: max(1, 22 - measure.id.count))
      let score = measure.score(example.table).map(\.sixDigits) ?? "no value"
      lines.append("  \(measure.id)\(gap)\(measure.formula)  → \(score)")
    }
    lines.append("  example   \(example.text)")
    return lines.joined(separator: "\n") + "\n"
  }

  func json(_ example: ExampleTable) -> JSONObject {
    [
      "id": .string(rawValue), "tool": .string(tool), "convention": .string(convention.rawValue),
      "notes": .array(notes.map(JSONValue.string)),
      "columns": .object(
        JSONObject(
          columnNames.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      "measures": .array(examples.map { .object(ExplainedMeasure($0, example).json) }),
    ]
  }
}
