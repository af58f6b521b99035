import Bytes
import Diagnostics

/// The lines of a small text file that a pipeline names, with their places.
public struct TextLines {
  /// The name of the file, for faults.
  public let path: String
  /// The content.
  public let bytes: [UInt8]
  /// Where the next line begins.
  private var next = 0
  /// The number of the current line, from 1.
  public private(set) var number = 0
  /// The current line, without its end.
  public private(set) var line = 0..<0

  /// The lines of `bytes`, without a byte-order mark.
  ///
  /// - Throws: a fault at the first byte that is not UTF-8.
  public init(_ bytes: [UInt8], path: String) throws(Fault) {
    self.path = path
    self.bytes = bytes
    let invalid = UTF8Validation.firstInvalid(in: bytes.span)
    while number == 0 || line.upperBound < invalid, advance() {}
    guard invalid == bytes.count else {
      throw fault("not-utf8", "this is not UTF-8", at: invalid, advice: "Save it as UTF-8.")
    }
    (next, number, line) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, 0, 0..<0)
  }

  /// Moves to the next line, which ends with LF or CR LF; false at the end.
  public mutating func advance() -> Bool {
    guard next < bytes.count else { return false }
    let end = bytes[next...].firstIndex(of: 0x0A) ?? bytes.count
    line = next..<(end > next && bytes[end - 1] == 0x0D ? end - 1 : end)
    next = end + 1
    number += 1
    return true
  }

  /// Appends the next line to the current one; false at the end.
  public mutating func join() -> Bool {
    let (start, first) = (line.lowerBound, number)
    guard advance() else { return false }
    (line, number) = (start..<line.upperBound, first)
    return true
  }

  /// The text of a range of bytes.
  public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A fault at `place`, a byte of the current line.
  public func fault(
    _ code: String, _ message: String, at place: Int? = nil, advice: String? = nil
  ) -> Fault {
    let end = min(max(place ?? line.lowerBound, line.lowerBound), line.upperBound)
    let before = text(line.lowerBound..<end)
    return Fault(
      "pipeline.\(code)", message,
      at: .line(
        path: path, line: max(number, 1), column: before.unicodeScalars.count + 1,
        text: text(line)),
      advice: advice, exit: .configuration)
  }
}
