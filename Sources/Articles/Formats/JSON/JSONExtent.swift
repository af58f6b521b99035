import Bytes

/// Where records lie in a run of JSON values.
enum JSONExtent {
  /// The next record at or after `start`: an object with its braces, or anything else that stands
  /// where an object should. Commas, blanks and the brackets of the array around the objects are
  /// passed over. Nil if nothing is left.
  ///
  /// Braces are matched, strings respected, nothing else checked, so that a faulty record ends
  /// where its neighbour begins. An object without end takes all that is left.
  static func next(in bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
    var index = start
    while index < bytes.count, isBetween(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    let first = index
    if bytes[first] != UInt8(ascii: "{") {
      repeat {
        index = bytes[index] == .quotationMark ? endOfString(in: bytes, from: index) : index + 1
      } while index < bytes.count && !isBetween(bytes[index])
        && bytes[index] != UInt8(ascii: "{")
      return first..<index
    }
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case .quotationMark:
        index = endOfString(in: bytes, from: index)
        continue
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { break }
    }
    return first..<index
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == .comma || byte == .recordSeparator || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "]")
  }

  /// The index behind the string that begins at `start`.
  private static func endOfString(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start + 1
    while true {
      index = Scan.firstSpecialInJSONString(in: bytes, from: index)
      guard index < bytes.count else { return bytes.count }
      if bytes[index] == .quotationMark { return index + 1 }
      // Past the escaped byte too, which may be a quotation mark.
      index = min(index + (bytes[index] == .backslash ? 2 : 1), bytes.count)
    }
  }
}
