import Analyses
import Diagnostics
import Reports

// How bounds, weights and confidences are written.

extension Shape<Double> {
  /// A number, called `words`, that `isAllowed` admits.
  static func number(
    _ words: String, schema: JSONValue = ["type": "number"],
    where isAllowed: @escaping @Sendable (Double) -> Bool = { _ in true }
  ) -> Shape {
    Shape(words: words, schema: schema) { node, reader in
      guard let number = node.number, number.isFinite else {
        reader.expected(words, butFound: node, advice: node.adviceOnNumber)
        return nil
      }
      guard isAllowed(number) else {
        reader.report("out-of-range", "expected \(words), found \(node.text ?? "")")
        return nil
      }
      return number
    } show: { number in
      Int(exactly: number).map { .integer($0) } ?? .number(number)
    }
  }

  /// A family-wise confidence.
  static let confidence = number(
    "a number between 0 and 1",
    schema: ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1]
  ) { $0 > 0 && $0 < 1 }
}

extension Shape<DistanceWeights> {
  static let weights = Shape(
    words: "`none` | `inverse` | a list of numbers",
    schema: ["anyOf": [["enum": ["none", "inverse"]], list.schema]]
  ) { node, reader in
    switch node.text {
    case "none": return DistanceWeights.none
    case "inverse": return .inverse
    case let name?:
      reader.unknown("value", name, among: ["none", "inverse"])
      return nil
    case nil: return list.read(node, &reader).map { .list($0) }
    }
  } show: { weights in
    switch weights {
    case .none: "none"
    case .inverse: "inverse"
    case .list(let weights): list.show(weights)
    }
  }

  private static let list = Shape<[Double]>.list(
    of: .number("a number from 0", schema: ["type": "number", "minimum": 0]) { $0 >= 0 })
}

extension Shape<[ColumnBounds]> {
  static let bounds = Shape(
    words: "a mapping of columns to `min` and `max`",
    schema: ["type": "object", "additionalProperties": .object(limits.schema())]
  ) { node, reader in
    guard case .mapping(let mapping) = node else {
      reader.expected("a mapping such as `{count: {min: 5}}`", butFound: node)
      return nil
    }
    return reader.members(of: mapping).map { name, node in
      reader.descend(to: name, node) { reader in
        var bounds = ColumnBounds(column: name)
        limits.read(node, into: &bounds, &reader)
        check(bounds, &reader)
        return bounds
      }
    }
  } show: { bounds in
    .object(JSONObject(bounds.map { .init($0.column, .object(limits.show($0))) }))
  }

  private static func check(_ bounds: ColumnBounds, _ reader: inout Reader) {
    if let min = bounds.min, let max = bounds.max, min > max {
      reader.report(
        "conflict", "no value lies from \(min.sixDigits) to \(max.sixDigits)",
        at: reader.place(ofValue: reader.path + ["max"]))
    }
    if !reader.isSet(reader.path + ["min"]), !reader.isSet(reader.path + ["max"]) {
      reader.report(
        "empty", "`\(bounds.column)` has neither `min` nor `max`", advice: "Set one, or both.")
    }
  }

  private static let limits = Section<ColumnBounds>(
    words: "the bounds of a column", meaning: "The least and the largest value of a column.",
    standard: ColumnBounds(column: ""),
    keys: [
      Key("min", \.min, .number("a number"), standard: "none", "The least value."),
      Key("max", \.max, .number("a number"), standard: "none", "The largest value."),
    ])
}
