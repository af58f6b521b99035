import Bytes
import Diagnostics

/// The bytes of a file, one after the other, read in pieces of 1 MiB.
struct ByteFeed: ~Copyable {
  private let file: File
  private let size: Int
  /// How much of the file has been read into `piece`, now and before.
  private var place = 0
  private var piece = Buffer<UInt8>()
  private var index = 0

  init(_ file: consuming File) throws(Fault) {
    size = try file.size()
    self.file = file
  }

  /// The next byte, which stays; nil at the end.
  mutating func peek() throws(Fault) -> UInt8? {
    if index == piece.count {
      guard place < size else { return nil }
      piece.removeAll()
      index = 0
      let count = min(1 << 20, size - place)
      try file.read(count, at: place, into: &piece)
      place += count
    }
    return piece[index]
  }

  /// The next byte, which is passed; nil at the end.
  mutating func next() throws(Fault) -> UInt8? {
    let byte = try peek()
    if byte != nil { index += 1 }
    return byte
  }

  /// The fault that the file is no table, because of what stands before the next byte.
  func malformed(_ reason: String) -> Fault {
    Fault(
      "table.malformed",
      "this is no table as broadsheet writes it: \(reason) at byte \(place - piece.count + index)",
      at: .path(file.path), advice: "`broadsheet verify` says which reports were changed.",
      exit: .inputOutput)
  }
}

// MARK: - CSV

extension ByteFeed {
  /// Reads a record of RFC 4180; false at the end of the file.
  mutating func readCSV(_ row: inout TableRow) throws(Fault) -> Bool {
    guard try peek() != nil else { return false }
    while true {
      if try peek() == UInt8(ascii: "\"") {
        try readQuoted(&row)
      } else {
        while let byte = try peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "\r") {
          row.append(byte)
          index += 1
        }
      }
      row.endCell()
      switch try next() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "\r"):
        guard try next() == UInt8(ascii: "\n") else { throw malformed("a line without end") }
        return true
      default: throw malformed("a cell without end")
      }
    }
  }

  private mutating func readQuoted(_ row: inout TableRow) throws(Fault) {
    let quote = UInt8(ascii: "\"")
    index += 1
    while let byte = try next() {
      if byte == quote {
        guard try peek() == quote else { return }
        index += 1
      }
      row.append(byte)
    }
    throw malformed("a cell without end")
  }
}

// MARK: - JSON

extension ByteFeed {
  /// Reads an array of strings, numbers and nulls, with the comma before it; false at the end of the
  /// rows, which is that of the file too.
  mutating func readJSON(_ row: inout TableRow) throws(Fault) -> Bool {
    try skipBlanks()
    if try peek() == UInt8(ascii: ",") {
      index += 1
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
    while let byte = try peek(), byte == 0x20 || byte == 0x0A { index += 1 }
  }

  private mutating func readNumber(_ row: inout TableRow) throws(Fault) {
    var count = 0
    while let byte = try peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte > 0x20 {
      row.append(byte)
      index += 1
      count += 1
    }
    if count == 0 { throw malformed("no value") }
  }

  private mutating func readString(_ row: inout TableRow) throws(Fault) {
    index += 1
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
    // What is written as it stands in tables is never escaped: pairs of surrogates do not occur.
    guard let scalar = Unicode.Scalar(code) else { throw malformed("half a character") }
    return scalar
  }
}
