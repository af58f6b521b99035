import Bytes

/// A cursor over one JSON text (RFC 8259), which must be valid UTF-8.
///
/// Nothing is built: a caller walks objects key by key and copies or passes over values. Strings
/// are scanned 32 bytes at a time and copied in runs. When a method throws, `position` is where the
/// flaw lies.
///
/// It is stricter than many readers (no comment, no trailing comma, no NaN) and laxer than the RFC
/// in one thing: a raw tab, newline or carriage return inside a string is taken as it is, because
/// careless exporters write them and they can mean nothing else.
struct JSONReader: ~Escapable {
  /// How deep objects and arrays may nest.
  static let depthLimit = 256

  let bytes: Span<UInt8>
  var position = 0
  /// How many lone surrogate escapes became U+FFFD.
  var replacements = 0
  private var depth = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  // MARK: Structure

  /// Passes over blanks and answers with the byte at `position`; nil at the end.
  @inline(__always)
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      if !byte.isBlank { return byte }
      position &+= 1
    }
    return nil
  }

  /// Enters the object or array whose bracket is at `position`.
  mutating func enter() throws(JSONFlaw) {
    guard depth < Self.depthLimit else { throw .tooDeep }
    depth += 1
    position += 1
  }

  /// Goes to the next member or element; false if `closing` ends the object or array here.
  @inline(__always)
  mutating func advance(isFirst: Bool, closing: UInt8) throws(JSONFlaw) -> Bool {
    guard let byte = peek() else { throw .unexpectedEnd }
    if byte == closing {
      position &+= 1
      depth &-= 1
      return false
    }
    if isFirst { return true }
    guard byte == .comma else { throw .expectedComma }
    position &+= 1
    return true
  }

  /// Reads a key and its colon; answers with where the key lies between its quotation marks, and
  /// whether it holds escapes.
  mutating func key() throws(JSONFlaw) -> (range: Range<Int>, hasEscapes: Bool) {
    guard let byte = peek() else { throw .unexpectedEnd }
    guard byte == .quotationMark else { throw .expectedKey }
    let start = position + 1
    let hasEscapes = try skipString()
    let end = position - 1
    guard let colon = peek() else { throw .unexpectedEnd }
    guard colon == .colon else { throw .expectedColon }
    position += 1
    return (start..<end, hasEscapes)
  }

  /// Passes over one value of any kind, checking it as strictly as if it were read.
  mutating func skipValue() throws(JSONFlaw) {
    switch peek() {
    case nil: throw .unexpectedEnd
    case .quotationMark: _ = try skipString()
    case UInt8(ascii: "{"):
      try enter()
      var isFirst = true
      while try advance(isFirst: isFirst, closing: UInt8(ascii: "}")) {
        isFirst = false
        _ = try key()
        try skipValue()
      }
    case UInt8(ascii: "["):
      try enter()
      var isFirst = true
      while try advance(isFirst: isFirst, closing: UInt8(ascii: "]")) {
        isFirst = false
        try skipValue()
      }
    default: _ = try scalar()
    }
  }

  // MARK: Strings

  /// Passes over the string that begins at `position`; answers whether it holds escapes.
  mutating func skipString() throws(JSONFlaw) -> Bool {
    let start = position
    var hasEscapes = false
    position += 1
    while true {
      position = Scan.firstSpecialInJSONString(in: bytes, from: position)
      guard position < bytes.count else {
        position = start
        throw .unterminatedString
      }
      let byte = bytes[position]
      if byte == .quotationMark {
        position += 1
        return hasEscapes
      }
      if byte == .backslash {
        hasEscapes = true
        _ = try escape()
      } else {
        try passRawControl(byte)
      }
    }
  }

  /// Appends the string that begins at `position`, unescaped, to `target`.
  mutating func appendString(to target: inout [UInt8]) throws(JSONFlaw) {
    let start = position
    position += 1
    while true {
      let stop = Scan.firstSpecialInJSONString(in: bytes, from: position)
      if stop > position { target.append(copying: bytes.extracting(position..<stop)) }
      position = stop
      guard stop < bytes.count else {
        position = start
        throw .unterminatedString
      }
      let byte = bytes[stop]
      if byte == .quotationMark {
        position += 1
        return
      }
      if byte == .backslash {
        target.append(scalar: try escape())
      } else {
        try passRawControl(byte)
        target.append(byte)
      }
    }
  }

  @inline(__always)
  private mutating func passRawControl(_ byte: UInt8) throws(JSONFlaw) {
    guard byte.isBlank else { throw .controlCharacter }
    position &+= 1
  }

  /// Reads the escape at `position`; a lone surrogate becomes U+FFFD.
  private mutating func escape() throws(JSONFlaw) -> UInt32 {
    guard position + 1 < bytes.count else { throw .badEscape }
    let value: UInt32
    switch bytes[position + 1] {
    case .quotationMark: value = 0x22
    case .backslash: value = 0x5C
    case UInt8(ascii: "/"): value = 0x2F
    case UInt8(ascii: "b"): value = 0x08
    case UInt8(ascii: "f"): value = 0x0C
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "r"): value = 0x0D
    case UInt8(ascii: "t"): value = 0x09
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw .badEscape
    }
    position &+= 2
    return value
  }

  private mutating func unicodeEscape() throws(JSONFlaw) -> UInt32 {
    guard let unit = codeUnit(at: position) else { throw .badEscape }
    position += 6
    guard unit & 0xF800 == 0xD800 else { return unit }
    if unit < 0xDC00, let low = codeUnit(at: position), low & 0xFC00 == 0xDC00 {
      position += 6
      return 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
    }
    replacements += 1
    return 0xFFFD
  }

  /// The code unit of the `\uXXXX` at `index`; nil if there is none.
  private func codeUnit(at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == .backslash,
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = bytes[index + offset].hexadecimalValue else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  // MARK: Numbers and words

  /// Appends a string unescaped, a number or a boolean as it is written, of null nothing.
  @inline(__always)
  mutating func appendScalar(to target: inout [UInt8]) throws(JSONFlaw) {
    if peek() == .quotationMark { return try appendString(to: &target) }
    let start = position
    if try scalar() != .null { target.append(copying: bytes.extracting(start..<position)) }
  }

  /// What a value without quotation marks and brackets is.
  enum Scalar { case number, boolean, null }

  /// Reads the number, `true`, `false` or `null` at `position`, which ends up behind it.
  mutating func scalar() throws(JSONFlaw) -> Scalar {
    guard position < bytes.count else { throw .unexpectedEnd }
    let byte = bytes[position]
    if byte == .hyphen || byte.isASCIIDigit {
      try passNumber()
      return .number
    }
    guard byte.isASCIILetter else { throw .expectedValue }
    let words: [(String, Scalar)] = [("true", .boolean), ("false", .boolean), ("null", .null)]
    for (word, kind) in words where bytes.has(word, at: position) {
      let end = position + word.utf8.count
      if end < bytes.count, bytes[end].isASCIILetter || bytes[end].isASCIIDigit { break }
      position = end
      return kind
    }
    throw .badLiteral
  }

  private mutating func passNumber() throws(JSONFlaw) {
    if bytes[position] == .hyphen { position += 1 }
    let start = position
    try passDigits()
    if bytes[start] == UInt8(ascii: "0") && position > start + 1 {
      position = start
      throw .badNumber
    }
    if position < bytes.count, bytes[position] == .period {
      position += 1
      try passDigits()
    }
    if position < bytes.count, bytes[position].asciiLowercased == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count,
        bytes[position] == .hyphen || bytes[position] == UInt8(ascii: "+")
      {
        position += 1
      }
      try passDigits()
    }
    if position < bytes.count, bytes[position].isASCIILetter { throw .badNumber }
  }

  private mutating func passDigits() throws(JSONFlaw) {
    guard position < bytes.count, bytes[position].isASCIIDigit else { throw .badNumber }
    while position < bytes.count, bytes[position].isASCIIDigit { position += 1 }
  }
}
