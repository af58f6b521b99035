import Bytes
import Diagnostics

extension JSONFormat: ReadableFormat {
  /// Reads all that comes before the rows.
  public static func readHeading(
    _ feed: inout ByteFeed
  ) throws(Fault) -> (heading: JSONObject, columns: [String]) {
    let heading = try heading(&feed)
    return (heading, names(in: heading))
  }

  /// Reads the next row into `row`, which is empty; false after the last one.
  public static func read(
    _ row: inout TableRow, from feed: inout ByteFeed
  ) throws(Fault) -> Bool {
    try feed.readJSON(&row)
  }

  private static func names(in heading: JSONObject) -> [String] {
    guard case .array(let columns)? = heading["columns"] else { return [] }
    return columns.compactMap {
      guard case .object(let column) = $0, case .string(let name)? = column["name"] else {
        return nil
      }
      return name
    }
  }

  /// What comes before the rows, which begin on a line of their own.
  private static func heading(_ feed: inout ByteFeed) throws(Fault) -> JSONObject {
    let start = Array("  \"rows\": [".utf8)
    var text: [UInt8] = []
    var line: [UInt8] = []
    while line != start {
      guard let byte = try feed.next() else { throw feed.malformed("no rows") }
      line.append(byte)
      if byte == UInt8(ascii: "\n") {
        text += line
        line = []
      }
    }
    text += line + Array("]}".utf8)
    do throws(JSONValue.SyntaxError) {
      guard case .object(let heading) = try JSONValue(parsing: text) else {
        throw JSONValue.SyntaxError(offset: 0, expected: "an object")
      }
      return heading
    } catch {
      throw feed.malformed("\(error.expected) expected at byte \(error.offset)")
    }
  }
}

extension ByteFeed {
  /// Reads an array of strings, numbers and nulls, with the comma before it; false at the end of
  /// the rows, which is that of the file too.
  mutating func readJSON(_ row: inout TableRow) throws(Fault) -> Bool {
    try skipBlanks()
    if try peek() == UInt8(ascii: ",") {
      skip()
      try skipBlanks()
    }
    switch try next() {
    case UInt8(ascii: "["): break
    case UInt8(ascii: "]"):
      try readEnd()
      return false
    default: throw malformed("no row")
    }
    while true {
      try skipBlanks()
      switch try peek() {
      case UInt8(ascii: "\""): try readString(&row)
      case UInt8(ascii: "n"):
        for byte in Array("null".utf8) where try next() != byte {
          throw malformed("no value")
        }
      default: try readNumber(&row)
      }
      row.endCell()
      try skipBlanks()
      switch try next() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "]"): return true
      default: throw malformed("a row without end")
      }
    }
  }

  /// Reads what follows the rows: nothing, or the warnings.
  private mutating func readEnd() throws(Fault) {
    try skipBlanks()
    switch try next() {
    case UInt8(ascii: "}"): return
    case UInt8(ascii: ","): break
    default: throw malformed("no end")
    }
    var rest = [UInt8(ascii: "{")]
    while let byte = try next() { rest.append(byte) }
    guard (try? JSONValue(parsing: rest)) != nil else { throw malformed("no end") }
  }

  private mutating func skipBlanks() throws(Fault) {
    while let byte = try peek(), byte == 0x20 || byte == 0x0A { skip() }
  }

  private mutating func readNumber(_ row: inout TableRow) throws(Fault) {
    var count = 0
    while let byte = try peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte > 0x20 {
      row.append(byte)
      skip()
      count += 1
    }
    if count == 0 { throw malformed("no value") }
  }

  private mutating func readString(_ row: inout TableRow) throws(Fault) {
    skip()
    while let byte = try next() {
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): row.append(try escaped())
      default: row.append(byte)
      }
    }
    throw malformed("a string without end")
  }

  /// The character that an escape stands for; the backslash has been passed.
  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    guard let byte = try next() else { throw malformed("a string without end") }
    if let scalar = Unicode.Scalar(jsonEscape: byte) { return scalar }
    guard byte == UInt8(ascii: "u") else { throw malformed("an unknown escape") }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw malformed("an unknown escape")
      }
      code = code << 4 | UInt32(digit)
    }
    // What is written as it is in tables is never escaped: pairs of surrogates do not occur.
    guard let scalar = Unicode.Scalar(code) else { throw malformed("half a character") }
    return scalar
  }
}
