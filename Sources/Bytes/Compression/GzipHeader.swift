/// The header of a gzip member (RFC 1952, 2.3), read byte by byte and passed over; its signature
/// was recognised before.
///
/// Engines differ in how they judge a header that is damaged or arrives in pieces, so none sees it.
struct GzipHeader {
  enum Verdict: Equatable {
    /// The header goes on.
    case more
    /// It is complete; compressed data follow.
    case complete
    case corrupt(String)
  }

  private enum Part { case fixed, extraLength, extra, name, comment, checksum, end }

  private static let reservedFlags: UInt8 = 0xE0

  private var part = Part.fixed
  /// How many bytes of the part were taken.
  private var taken = 0
  private var flags: UInt8 = 0
  private var extraLength = 0
  /// The CRC-32 of all before the checksum, in the course of being computed.
  private var sum = ~UInt32(0)

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) -> Verdict {
    taken += 1
    if part != .checksum { add(byte) }
    switch part {
    case .fixed:
      switch taken {
      case 3 where byte != 8: return .corrupt("unknown compression method")
      case 4 where byte & GzipHeader.reservedFlags != 0:
        return .corrupt("reserved header flags are set")
      case 4: flags = byte
      case 10: endPart()
      default: break
      }
    case .extraLength:
      extraLength |= Int(byte) << (8 * (taken - 1))
      if taken == 2 { endPart() }
    case .extra:
      if taken == extraLength { endPart() }
    case .name, .comment:
      if byte == 0 { endPart() }
    case .checksum:
      // The lower half of the CRC-32, the lowest byte first.
      if byte != UInt8(truncatingIfNeeded: ~sum >> (8 * UInt32(taken - 1))) {
        return .corrupt("incorrect header check")
      }
      if taken == 2 { endPart() }
    case .end:
      break
    }
    return part == .end ? .complete : .more
  }

  /// Goes on to the next part that the flags announce.
  private mutating func endPart() {
    taken = 0
    switch part {
    case .fixed where flags & 4 != 0: part = .extraLength
    case .extraLength where extraLength > 0: part = .extra
    case .fixed, .extraLength, .extra:
      part = .name
      if flags & 8 == 0 { endPart() }
    case .name:
      part = .comment
      if flags & 16 == 0 { endPart() }
    case .comment where flags & 2 != 0: part = .checksum
    case .comment, .checksum, .end: part = .end
    }
  }

  /// Takes `byte` into the CRC-32 (ISO 3309, reflected), a bit at a time: headers are short.
  private mutating func add(_ byte: UInt8) {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB8_8320 }
  }
}
