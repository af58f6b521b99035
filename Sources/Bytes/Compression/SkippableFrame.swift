/// A frame of bytes that say nothing about the content, which Zstandard (RFC 8878, 3.1.2) and LZ4
/// have in common: one of sixteen magic numbers, the number of bytes that follow, and those.
enum SkippableFrame {
  private static let headBytes = 8

  /// What begins with `head`: such a frame, or a member with `signature`.
  static func beginning(_ head: ArraySlice<UInt8>, or signature: [UInt8]) -> MemberBeginning {
    guard let first = head.first, 0x50...0x5F ~= first else {
      return MemberBeginning(of: head, signature: signature)
    }
    let found = MemberBeginning(of: head, signature: [first, 0x2A, 0x4D, 0x18])
    guard found == .member else { return found }
    guard head.count >= headBytes else { return .undecided }
    // The lowest byte comes first.
    let length = head.prefix(headBytes).suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return .filler(headBytes + length)
  }
}
