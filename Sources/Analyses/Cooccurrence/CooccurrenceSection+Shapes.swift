import Diagnostics
import Reports
import Settings

// How bounds, weights and confidences are written.

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
