import Diagnostics

extension JSONValue {
  /// The value in YAML's flow style, on one line: `{a: 1, b: [x, y]}`.
  ///
  /// Texts have quotation marks only where YAML would otherwise read another value.
  public var yaml: String {
    switch self {
    case .null: "~"
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .string(let text): text.isPlainYAML ? text : JSONValue.quoted(text)
    case .array(let elements): "[\(elements.map(\.yaml).joined(separator: ", "))]"
    case .object(let object):
      "{\(object.members.map { "\($0.name): \($0.value.yaml)" }.joined(separator: ", "))}"
    }
  }

  /// This object with further members at its end; other values are returned unchanged.
  public func adding(_ more: KeyValuePairs<String, JSONValue>) -> JSONValue {
    guard case .object(let object) = self else { return self }
    return .object(JSONObject(object.members + more.map { .init($0.key, $0.value) }))
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.standIn != nil:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension String {
  /// Whether YAML's flow style reads this as the same text without quotation marks.
  fileprivate var isPlainYAML: Bool {
    guard let first = unicodeScalars.first else { return false }
    let opens =
      first.properties.isAlphabetic || first.properties.numericType != nil
      || "./_".unicodeScalars.contains(first)
    return opens && !contains(": ") && !contains(" #") && last != ":" && last != " "
      && !unicodeScalars.contains {
        $0.standIn != nil || ",[]{}\"\\".unicodeScalars.contains($0)
      }
      && !["true", "false", "null"].contains(lowercased())
  }
}
