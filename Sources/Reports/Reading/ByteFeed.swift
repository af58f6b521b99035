import Bytes
import Diagnostics

/// The bytes of a file, one after the other, read in pieces of 1 MiB.
public struct ByteFeed: ~Copyable {
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
  public mutating func peek() throws(Fault) -> UInt8? {
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
  public mutating func next() throws(Fault) -> UInt8? {
    let byte = try peek()
    if byte != nil { index += 1 }
    return byte
  }

  /// Passes the byte that `peek` gave.
  public mutating func skip() { index += 1 }

  /// The fault that the file is no table, because of what comes before the next byte.
  public func malformed(_ reason: String) -> Fault {
    Fault(
      "table.malformed",
      "this is no table as broadsheet writes it: \(reason) at byte \(place - piece.count + index)",
      at: .path(file.path), advice: "`broadsheet verify` says which reports were changed.",
      exit: .inputOutput)
  }
}
