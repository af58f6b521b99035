extension JSONValue {
  /// What is wrong with a JSON text, and where.
  public struct SyntaxError: Error, Sendable, Hashable {
    /// The offset of the byte that cannot stand where it stands.
    public var offset: Int
    /// What was expected there.
    public var expected: String
  }

  /// Reads a JSON text (RFC 8259), strictly; objects keep the order of their members.
  ///
  /// A number without fraction and exponent that fits is an integer, every other one a double.
  /// Nesting is limited to 100 levels. Meant for texts that fit in memory some times over.
  public init(parsing text: [UInt8]) throws(SyntaxError) {
    var parser = JSONParser(text: text)
    self = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.next == nil else { throw parser.error("the end of the text") }
  }
}

/// Reads one JSON text from its first byte to its last.
private struct JSONParser {
  let text: [UInt8]
  var index = 0

  init(text: [UInt8]) { self.text = text }

  /// The byte that comes next; nil at the end.
  var next: UInt8? { index < text.count ? text[index] : nil }

  func error(_ expected: String) -> JSONValue.SyntaxError {
    JSONValue.SyntaxError(offset: index, expected: expected)
  }

  mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  /// Whether `byte` comes next; if so, it is passed.
  private mutating func takes(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  mutating func value(depth: Int) throws(JSONValue.SyntaxError) -> JSONValue {
    guard depth < 100 else { throw error("less nesting") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .boolean(true))
    case UInt8(ascii: "f"): return try literal("false", .boolean(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONValue.SyntaxError) -> JSONValue {
    let bytes = Array("\(word)".utf8)
    guard text[index...].starts(with: bytes) else { throw error("a value") }
    index += bytes.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONValue.SyntaxError) -> JSONObject {
    index += 1
    var members: [JSONObject.Member] = []
    skipBlanks()
    if takes(UInt8(ascii: "}")) { return JSONObject(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw error("the name of a member") }
      let name = try string()
      skipBlanks()
      guard takes(UInt8(ascii: ":")) else { throw error("a colon") }
      members.append(.init(name, try value(depth: depth + 1)))
      skipBlanks()
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "}")) else { throw error("a comma or the end of the object") }
    return JSONObject(members)
  }

  private mutating func array(depth: Int) throws(JSONValue.SyntaxError) -> [JSONValue] {
    index += 1
    var values: [JSONValue] = []
    skipBlanks()
    if takes(UInt8(ascii: "]")) { return values }
    repeat {
      values.append(try value(depth: depth + 1))
      skipBlanks()
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "]")) else { throw error("a comma or the end of the array") }
    return values
  }

  private mutating func string() throws(JSONValue.SyntaxError) -> String {
    index += 1
    let start = index
    var bytes: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw error("an escaped control character") }
      index += 1
      if byte == UInt8(ascii: "\\") {
        bytes.append(contentsOf: Character(try escaped()).utf8)
      } else {
        bytes.append(byte)
      }
    }
    guard takes(UInt8(ascii: "\"")) else { throw error("the end of the string") }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      index = start
      throw error("UTF-8")
    }
    return string
  }

  /// The character that an escape stands for; the backslash has been passed.
  private mutating func escaped() throws(JSONValue.SyntaxError) -> Unicode.Scalar {
    guard let byte = next else { throw error("an escape") }
    index += 1
    if let scalar = Unicode.Scalar(jsonEscape: byte) { return scalar }
    guard byte == UInt8(ascii: "u") else {
      index -= 1
      throw error("an escape")
    }
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Half of a pair: the other half has to follow.
    guard takes(UInt8(ascii: "\\")), takes(UInt8(ascii: "u")) else { throw error("a surrogate") }
    let second = try hexadecimal()
    guard first < 0xDC00, (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error("a pair of surrogates") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONValue.SyntaxError) -> UInt32 {
    let digits = text[index...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("four hexadecimal digits") }
    index += 4
    return value
  }

  private mutating func number() throws(JSONValue.SyntaxError) -> JSONValue {
    let start = index
    var isWhole = true
    _ = takes(UInt8(ascii: "-"))
    let leadsWithZero = next == UInt8(ascii: "0")
    guard let count = digits(), !leadsWithZero || count == 1 else {
      throw error(index == start ? "a value" : "a number")
    }
    if takes(UInt8(ascii: ".")) {
      isWhole = false
      guard digits() != nil else { throw error("a digit") }
    }
    if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
      isWhole = false
      if !takes(UInt8(ascii: "-")) { _ = takes(UInt8(ascii: "+")) }
      guard digits() != nil else { throw error("a digit") }
    }
    let word = String(decoding: text[start..<index], as: UTF8.self)
    if isWhole, let value = Int(word) { return .integer(value) }
    guard let value = Double(word), value.isFinite else { throw error("a number within range") }
    return .number(value)
  }

  /// Passes digits; nil if there is none.
  private mutating func digits() -> Int? {
    let start = index
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index > start ? index - start : nil
  }
}

extension Unicode.Scalar {
  /// What a backslash and `byte` stand for in a JSON string; nil where nothing, or `u` and four
  /// digits.
  init?(jsonEscape byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): self.init(byte)
    case UInt8(ascii: "b"): self = "\u{8}"
    case UInt8(ascii: "f"): self = "\u{C}"
    case UInt8(ascii: "n"): self = "\n"
    case UInt8(ascii: "r"): self = "\r"
    case UInt8(ascii: "t"): self = "\t"
    default: return nil
    }
  }
}
