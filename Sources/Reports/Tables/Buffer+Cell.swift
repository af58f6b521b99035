import Bytes
import Diagnostics

extension Buffer<UInt8> {
  /// Appends `text`, which is well-formed UTF-8, as it is in a cell of a table in any form, so
  /// that a row is a line and no cell commands what reads it.
  ///
  /// A tab or the end of a line is a blank; any other control character has its stand-in (see
  /// `Unicode.Scalar.standIn`).
  mutating func appendCell(_ text: Span<UInt8>) {
    guard Self.mayHoldControls(text) else { return append(contentsOf: text) }
    append(text) { byte in
      byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2
    } replace: { buffer, text, index in
      guard let (scalar, length) = text.control(at: index) else { return 0 }
      switch scalar {
      case "\r" where index + 1 < text.count && text[index + 1] == UInt8(ascii: "\n"):
        buffer.append(0x20)
        return 2
      case "\t"..."\r", "\u{85}", "\u{2028}", "\u{2029}": buffer.append(0x20)
      default: buffer.append(scalar.standIn ?? "")
      }
      return length
    }
  }

  /// Makes a cell of what stands from `start` on.
  mutating func makeCell(from start: Int) {
    guard Self.mayHoldControls(span.extracting(start...)) else { return }
    var text = Buffer<UInt8>(capacity: count - start)
    text.append(contentsOf: span.extracting(start...))
    truncate(to: start)
    appendCell(text.span)
  }

  private static func mayHoldControls(_ text: Span<UInt8>) -> Bool {
    Scan.anyWord(of: text) { word in
      Scan.flags(word, below: 0x20) | Scan.flags(word, equal: 0x7F)
        | Scan.flags(word, equal: 0xC2) | Scan.flags(word, equal: 0xE2)
    }
  }
}

extension Span where Element == UInt8 {
  /// The character at `index` and its length, if it has a stand-in.
  func control(at index: Int) -> (Unicode.Scalar, length: Int)? {
    let byte = UInt32(self[index])
    if byte < 0x80 { return Unicode.Scalar(byte).map { ($0, 1) } }
    let length = byte == 0xC2 ? 2 : 3
    guard index + length <= count else { return nil }
    var value = byte == 0xC2 ? byte & 0x1F : byte & 0x0F
    for next in index + 1..<index + length { value = value << 6 | UInt32(self[next] & 0x3F) }
    return Unicode.Scalar(value).flatMap { $0.standIn == nil ? nil : ($0, length) }
  }
}
