/// UTF-32, which is not read.
enum UTF32 {
  /// Whether content that begins with `head` has its byte-order mark.
  static func isMarked(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF])
  }
}
