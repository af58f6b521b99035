extension JSONValue {
  /// The members, of an object.
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
  /// The elements, of an array.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The text, of a string.
  public var text: String? { if case .string(let value) = self { value } else { nil } }
  /// The value, of an integer.
  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  /// The value, of any number.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
