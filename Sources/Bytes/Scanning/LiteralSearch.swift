/// Whether `text` holds `needle` (lower-case ASCII letters and digits), letters of either case
/// counting as equal.
///
/// Looks at 64 places at a time for two bytes of the needle that are rare in most texts, and
/// compares in full only where both stand: texts without the needle pass at the speed of memory.
public func containsIgnoringCase(_ text: Span<UInt8>, _ needle: Span<UInt8>) -> Bool {
  guard needle.count > 0 else { return true }
  guard text.count >= needle.count else { return false }
  let (first, second) = rarestPlaces(of: needle)
  let last = text.count - needle.count
  var start = 0
  while start <= last {
    var both =
      ByteBlock(text, at: start + first).positions(of: needle[first], upper(needle[first]))
      & ByteBlock(text, at: start + second).positions(of: needle[second], upper(needle[second]))
    while both != 0 {
      let place = start + both.trailingZeroBitCount
      if place <= last, matches(text, needle, at: place) { return true }
      both &= both - 1
    }
    start += ByteBlock.width
  }
  return false
}

private func upper(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & 0xDF : byte
}

private func matches(_ text: Span<UInt8>, _ needle: Span<UInt8>, at start: Int) -> Bool {
  for place in needle.indices {
    let byte = text[start + place]
    let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
    guard (isLetter ? byte | 0x20 : byte) == needle[place] else { return false }
  }
  return true
}

/// The places of the two bytes of `needle` that are rarest by common letter frequencies; the same
/// place twice where there is but one.
private func rarestPlaces(of needle: Span<UInt8>) -> (Int, Int) {
  let commonFirst: StaticString = "etaoinsrhldcumfpgwybvkxjqz"
  func rarity(_ byte: UInt8) -> Int {
    var rank = 40
    for place in 0..<commonFirst.utf8CodeUnitCount where commonFirst.bytes[place] == byte {
      rank = place
    }
    return rank
  }
  var best = 0
  for place in needle.indices where rarity(needle[place]) > rarity(needle[best]) { best = place }
  var next = best == 0 && needle.count > 1 ? 1 : 0
  for place in needle.indices where place != best {
    if rarity(needle[place]) > rarity(needle[next]) || next == best { next = place }
  }
  return (best, next)
}

/// Whether `text` holds `first` directly followed by `second`.
public func holds(_ text: Span<UInt8>, _ first: UInt8, _ second: UInt8) -> Bool {
  var start = 0
  while start + 1 < text.count {
    let firsts = ByteBlock(text, at: start).positions(of: first)
    if firsts & ByteBlock(text, at: start + 1).positions(of: second) != 0 { return true }
    start += ByteBlock.width
  }
  return false
}
