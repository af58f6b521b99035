/// Whether `text` holds `needle` (lower-case ASCII letters and digits), letters of either case
/// counting as equal.
///
/// Looks at 32 places at a time for two bytes of the needle that are rare in most texts, and compares
/// in full only where both stand: texts without the needle pass at the speed of memory.
public func containsIgnoringCase(_ text: Span<UInt8>, _ needle: Span<UInt8>) -> Bool {
  let length = needle.count
  guard length > 0 else { return true }
  guard text.count >= length else { return false }
  let (first, second) = rarestPlaces(of: needle)
  let firstByte = SIMD32<UInt8>(repeating: needle[first] | 0x20)
  let secondByte = SIMD32<UInt8>(repeating: needle[second] | 0x20)
  let caseBit = SIMD32<UInt8>(repeating: 0x20)
  let last = text.count - length
  let bytes = unsafe text.bytes
  var start = 0
  while start + 31 <= last {
    let a = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + first, as: SIMD32<UInt8>.self)
    let b = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + second, as: SIMD32<UInt8>.self)
    let both = ((a | caseBit) .== firstByte) .& ((b | caseBit) .== secondByte)
    if any(both) {
      for place in 0..<32 where both[place] {
        if matches(text, needle, at: start + place) { return true }
      }
    }
    start += 32
  }
  while start <= last {
    if matches(text, needle, at: start) { return true }
    start += 1
  }
  return false
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
  let bytes = unsafe text.bytes
  var start = 0
  while start + 33 <= text.count {
    let a = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD32<UInt8>.self)
    let b = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + 1, as: SIMD32<UInt8>.self)
    if any((a .== first) .& (b .== second)) { return true }
    start += 32
  }
  while start + 1 < text.count {
    if text[start] == first, text[start + 1] == second { return true }
    start += 1
  }
  return false
}
