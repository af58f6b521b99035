import Bytes

/// UTF-8 as rows of bytes. Texts are valid UTF-8 throughout; a malformed one gives wrong scalars or
/// a trap, never a read outside the span.
extension Span where Element == UInt8 {
  /// Where the scalar that ends at `index` starts; `index` is not 0.
  func scalarStart(before index: Int) -> Int {
    var start = index - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// Whether every byte is ASCII.
  var isASCII: Bool {
    var union: UInt8 = 0
    for index in indices { union |= self[index] }
    return union < 0x80
  }

  /// Calls `body` with each scalar until it returns false; true if it never did.
  func allScalars(satisfy body: (UInt32) -> Bool) -> Bool {
    var index = 0
    while index < count {
      let (scalar, end) = scalar(at: index)
      guard body(scalar) else { return false }
      index = end
    }
    return true
  }
}

extension [UInt8] {
  init(copying span: Span<UInt8>) {
    self.init()
    reserveCapacity(span.count)
    for index in span.indices { append(span[index]) }
  }
}
