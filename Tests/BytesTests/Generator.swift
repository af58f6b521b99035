import Bytes

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers in every run of a test.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A byte string of up to `longest` bytes from a small alphabet that holds NUL and 0xFF; every
  /// third one begins like the others, so that long prefixes are shared.
  mutating func bytes(upTo longest: Int) -> [UInt8] {
    let alphabet: [UInt8] = [0, 1, 0x61, 0x62, 0x7F, 0x80, 0xFF]
    let length = Int.random(in: 0...longest, using: &self)
    let shared =
      Int.random(in: 0...2, using: &self) == 0 ? Int.random(in: 0...length, using: &self) : 0
    return (0..<length).map { place in
      place < shared ? 0x61 : alphabet.randomElement(using: &self) ?? 0
    }
  }
}

/// `a` before `b` in byte order, one byte at a time.
func comesFirst(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }

extension Buffer {
  /// The elements, for comparison.
  var elements: [Element] { (0..<count).map { self[$0] } }
}
