/// Why a record is not a JSON object.
enum JSONFlaw: String, Error {
  case notAnObject = "not-an-object"
  case unexpectedEnd = "unexpected-end"
  case unterminatedString = "unterminated-string"
  case badEscape = "bad-escape"
  case controlCharacter = "control-character"
  case badNumber = "bad-number"
  case badLiteral = "bad-literal"
  case expectedKey = "expected-key"
  case expectedColon = "expected-colon"
  case expectedComma = "expected-comma"
  case expectedValue = "expected-value"
  case tooDeep = "too-deep"
  case trailingBytes = "trailing-bytes"

  /// The flaw of a record, at `byte` of it.
  func flaw(at byte: Int) -> RecordFlaw {
    RecordFlaw(code: "json.\(rawValue)", description: description, byte: byte)
  }

  private var description: String {
    switch self {
    case .notAnObject: "something other than an object begins"
    case .unexpectedEnd: "the record ends inside an object or array"
    case .unterminatedString: "a string without end begins"
    case .badEscape: "an escape that JSON does not know stands"
    case .controlCharacter: "a control character that should be escaped stands"
    case .badNumber: "a malformed number stands"
    case .badLiteral: "a word other than true, false and null stands"
    case .expectedKey: "a key in quotation marks is missing"
    case .expectedColon: "the colon after a key is missing"
    case .expectedComma: "a comma or a closing bracket is missing"
    case .expectedValue: "a value is missing"
    case .tooDeep: "objects or arrays are nested more than \(JSONReader.depthLimit) deep"
    case .trailingBytes: "something follows the object"
    }
  }
}
