import Bytes
import Diagnostics

extension JSONValue {
  /// The value on one line, with a space after each comma and colon.
  public var compact: String {
    var text = Buffer<UInt8>()
    text.appendJSON(self)
    return String(copying: text.span)
  }

  /// The value laid out for people: what fits in `width` columns stays on one line, the rest has
  /// one member a line, indented by two spaces.
  public func pretty(width: Int = 100) -> String {
    var text = Buffer<UInt8>()
    text.appendPrettyJSON(self, indent: 0, after: 0, width: width)
    return String(copying: text.span)
  }
}

extension Buffer<UInt8> {
  /// Appends `value` on one line.
  mutating func appendJSON(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .boolean(let value): append(value ? "true" : "false")
    case .integer(let value): appendDecimal(value)
    case .number(let value): appendJSONNumber(value)
    case .string(let value): appendJSONString(value.utf8Span.span)
    case .array(let values):
      append("[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(", ") }
        appendJSON(value)
      }
      append("]")
    case .object(let object):
      append("{")
      for (index, member) in object.members.enumerated() {
        if index > 0 { append(", ") }
        appendJSONString(member.name.utf8Span.span)
        append(": ")
        appendJSON(member.value)
      }
      append("}")
    }
  }

  /// Appends `value`, which begins at column `after` of a line indented by `indent` spaces.
  mutating func appendPrettyJSON(_ value: JSONValue, indent: Int, after: Int, width: Int) {
    let start = count
    appendJSON(value)
    // A comma may follow.
    if after + (count - start) < width { return }

    let deeper = indent + 2
    switch value {
    case .array(let values) where !values.isEmpty:
      truncate(to: start)
      append("[")
      for (index, value) in values.enumerated() {
        append(index > 0 ? ",\n" : "\n")
        appendSpaces(deeper)
        appendPrettyJSON(value, indent: deeper, after: deeper, width: width)
      }
      append("\n")
      appendSpaces(indent)
      append("]")
    case .object(let object) where !object.members.isEmpty:
      truncate(to: start)
      append("{")
      for (index, member) in object.members.enumerated() {
        append(index > 0 ? ",\n" : "\n")
        let line = count
        appendSpaces(deeper)
        appendJSONString(member.name.utf8Span.span)
        append(": ")
        appendPrettyJSON(member.value, indent: deeper, after: count - line, width: width)
      }
      append("\n")
      appendSpaces(indent)
      append("}")
    default:
      break
    }
  }
}
