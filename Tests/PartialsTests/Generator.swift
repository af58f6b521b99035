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

  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

  /// A byte string of up to `longest` bytes of a small alphabet.
  mutating func bytes(upTo longest: Int) -> [UInt8] {
    (0..<number(0..<longest + 1)).map { _ in [0, 0x61, 0x62, 0xFF][number(0..<4)] }
  }
}
