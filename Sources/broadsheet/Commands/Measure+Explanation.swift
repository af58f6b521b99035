import Analyses
import ArgumentParser
import Reports
import Statistics

/// The counts of a worked example.
struct ExampleTable: Sendable {
  var table: Contingency

  init(table: Contingency) { self.table = table }

  /// Reads `O,R1,C1,N`.
  ///
  /// Throws unless these are four whole numbers, at most 10^15.
  @Sendable
  init(_ text: String) throws {
    let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { UInt64($0) }
    guard counts.count == 4, let o = counts[0], let r1 = counts[1], let c1 = counts[2],
      let n = counts[3], [o, r1, c1, n].allSatisfy({ $0 <= 1_000_000_000_000_000 })
    else {
      throw ValidationError("Write O, R1, C1 and N, at most 10^15, as in 50,9600,500,1000000.")
    }
    table = Contingency(o: o, r1: r1, c1: c1, n: n)
  }

  /// Fifty joint hits in the windows of a node that occurs a thousand times.
  static let standard = ExampleTable(table: Contingency(o: 50, r1: 9600, c1: 500, n: 1_000_000))

  /// `O = 50, R1 = 9600, …`
  var text: String {
    "O = \(table.o), R1 = \(table.r1), C1 = \(table.c1), N = \(table.n), "
      + "E = \(table.expected.map(\.sixDigits) ?? "none")"
  }

  var json: JSONObject {
    [
      "o": .integer(Int(table.o)), "r1": .integer(Int(table.r1)), "c1": .integer(Int(table.c1)),
      "n": .integer(Int(table.n)), "e": table.expected.map(JSONValue.number) ?? .null,
    ]
  }
}

extension AssociationMeasure {
  /// The measure for people: a line with name and title, what is known of it, and its score of
  /// `example`.
  func text(_ example: ExampleTable) -> String {
    var lines = ["\(id): \(title)"]
    func add(_ name: String, _ text: String?) {
      guard let text else { return }
      lines.append("  \(name)\(String(repeating: " ", count: 10 - name.count))\(text)")
    }
    add("formula", formula)
    add("LaTeX", latex)
    add("range", range)
    add("at O = E", neutral.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" })
    add("zeros", zeroRule)
    add("sign", signRule)
    add("log base", logBase)
    add("symmetry", isSymmetric ? nil : "node and collocate may not be exchanged")
    add("cells", needsWholeTable ? "none where O exceeds C1, since O21 is needed" : nil)
    add("pairs", correctsForComparisons ? "depends on m, the pairs compared; here m = 1" : nil)
    add("source", source)
    add("example", example.text)
    add("", "→ \(score(example.table).map(\.sixDigits) ?? "no value")")
    return lines.joined(separator: "\n") + "\n"
  }

  func json(_ example: ExampleTable) -> JSONObject {
    var worked = example.json
    worked["score"] = score(example.table).map(JSONValue.number) ?? .null
    return [
      "id": .string(id), "title": .string(title), "formula": .string(formula),
      "latex": .string(latex), "range": .string(range),
      "neutral": neutral.map(JSONValue.number) ?? .null, "zero_rule": .string(zeroRule),
      "sign_rule": .string(signRule), "log_base": logBase.map(JSONValue.string) ?? .null,
      "symmetric": .boolean(isSymmetric), "needs_whole_table": .boolean(needsWholeTable),
      "corrects_for_comparisons": .boolean(correctsForComparisons), "source": .string(source),
      "example": .object(worked),
    ]
  }
}

extension Dialect {
  /// The measures for the dialect's own window, or the default one of five to either side.
  private var examples: [AssociationMeasure] {
    guard case .window(let left, let right)? = span else { return measures(span: 10) }
    return measures(span: left + right)
  }

  /// The dialect for people: what it is, how it counts, what is reproduced, its measures.
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
        JSONObject(columnNames.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      "measures": .array(examples.map { .object($0.json(example)) }),
    ]
  }
}
