/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers in every run of a test.
public struct Generator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers that belong to `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number of `range`, which holds one at least.
  public mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

  /// A number from 0 up to `bound`, exclusive.
  public mutating func below(_ bound: Int) -> Int { number(0..<bound) }

  /// One of `choices`, of which there is at least one.
  public mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

  /// A byte string of up to `longest` bytes from a small alphabet that holds NUL and 0xFF; every
  /// third one begins like the others, so that long prefixes are shared.
  public mutating func bytes(upTo longest: Int) -> [UInt8] {
    let alphabet: [UInt8] = [0, 1, 0x61, 0x62, 0x7F, 0x80, 0xFF]
    let length = below(longest + 1)
    let shared = below(3) == 0 ? below(length + 1) : 0
    return (0..<length).map { $0 < shared ? 0x61 : pick(alphabet) }
  }
}
