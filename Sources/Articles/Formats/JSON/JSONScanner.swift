/// Follows the nesting of one JSON object, byte by byte, without judging what is in it.
struct JSONScanner {
  enum Step { case inside, closed }

  private(set) var isInString = false
  private var isEscaped = false
  private(set) var depth = 0

  /// Whether any byte but a quote and a backslash would change nothing.
  var isInPlainString: Bool { isInString && !isEscaped }

  /// Takes the next byte; the first is the object's `{`. It is closed when as many brackets and
  /// braces have closed as were opened.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Step {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return .inside
    }
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if depth == 0 { return .closed }
    default:
      break
    }
    return .inside
  }
}
