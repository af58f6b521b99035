import Bytes

/// A JSON value (RFC 8259) whose objects keep the order of their members.
public enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number; what is not finite is written as null.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object, in order.
public struct JSONObject: Sendable, Hashable {
  /// One name with its value.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// A member called `name`.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members, as they are written.
  public var members: [Member]

  /// An object of `members`, in that order.
  public init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value under `name`: setting replaces it, appends it, or with nil removes it.
  ///
  /// Costs time linear in the number of members.
  public subscript(name: String) -> JSONValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name, value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object of these names and values, in that order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member($0.0, $0.1) }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Null.
  public init(nilLiteral: ()) { self = .null }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array of these elements.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object of these names and values, in that order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
  }
}

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
