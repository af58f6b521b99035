/// Text with the statistics of language and no meaning, the same for the same seed.
///
/// Word ranks follow the law of Zipf and Mandelbrot, p(r) ∝ (r + b)^-a, over a vocabulary without
/// end, so new words keep coming as a text grows (Heaps' law, V ∝ N^(1/a)). With a = 1.5 and b = 10
/// the commonest word is one in twenty-three, and a hundred million words hold some eight hundred
/// thousand different ones, about what English news has.
struct ZipfText {
  private var random: SplitMix64
  private let syllables: [UInt8]

  private static let syllableCount = 100
  /// The bytes of a slot: the syllable's length, then its letters.
  private static let slotWidth = 8

  init(seed: UInt64, language: Language) {
    random = SplitMix64(state: seed)
    syllables = Self.syllables(of: language)
  }

  /// The languages, told apart by their letters.
  enum Language: String, CaseIterable {
    case en, es, fr

    fileprivate var vowels: [String] {
      switch self {
      case .en: ["a", "e", "i", "o", "u"]
      case .es: ["a", "e", "o", "á", "ó"]
      case .fr: ["a", "e", "i", "é", "è"]
      }
    }
  }

  /// The slots of all syllables: a consonant, a vowel and, in four of five, a fixed last letter, so
  /// that a row of syllables can be read in one way only.
  private static func syllables(of language: Language) -> [UInt8] {
    let consonants = Array("tnsrldmcpbfgvhwkyjzx")
    let endings = ["n", "r", "s", "l", ""]
    return (0..<syllableCount).flatMap { index in
      let consonant = consonants[index % consonants.count]
      let vowel = language.vowels[index / consonants.count]
      let letters = Array("\(consonant)\(vowel)\(endings[index * 7 % 5])".utf8)
      return [UInt8(letters.count)] + letters
        + Array(repeating: 0, count: slotWidth - 1 - letters.count)
    }
  }

  /// A whole number below `bound`, all equally likely (as nearly as 64 bits allow).
  mutating func below(_ bound: Int) -> Int {
    Int(random.next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Appends a paragraph's sentences, two to seven, separated by spaces.
  mutating func paragraph(into text: inout [UInt8]) {
    for sentence in 0..<2 + below(6) {
      if sentence > 0 { text.append(UInt8(ascii: " ")) }
      self.sentence(into: &text)
    }
  }

  /// Appends a sentence of five to thirty-four words, with a capital, some commas and a full stop.
  mutating func sentence(into text: inout [UInt8]) {
    words(5 + below(30), into: &text)
    text.append(UInt8(ascii: "."))
  }

  /// Appends `count` words, the first with a capital.
  mutating func words(_ count: Int, into text: inout [UInt8]) {
    let start = text.count
    for word in 0..<count {
      if word > 0 {
        if below(12) == 0 { text.append(UInt8(ascii: ",")) }
        text.append(UInt8(ascii: " "))
      }
      self.word(into: &text)
    }
    if text[start] >= UInt8(ascii: "a") { text[start] &-= 32 }
  }

  private mutating func word(into text: inout [UInt8]) {
    // One token in fifty is a number.
    if below(50) == 0 {
      text.append(contentsOf: String(below(2100)).utf8)
    } else {
      spell(rank(), into: &text)
    }
  }

  /// A rank, 0 being the commonest word.
  ///
  /// Inverts the distribution function, 1 - ((1 + b) / (r + b))^(a - 1), which with a = 1.5 takes a
  /// square and no power.
  private mutating func rank() -> UInt64 {
    let uniform = (Double(random.next() >> 11) + 1) * 0x1p-53
    return UInt64(min(11 / (uniform * uniform) - 11, 0x1p62))
  }

  /// Appends the word of `rank`: its digits to the base of the syllables, so that no two ranks
  /// share a word and common words are short.
  private func spell(_ rank: UInt64, into text: inout [UInt8]) {
    var rest = rank
    while true {
      let slot = Int(rest % UInt64(Self.syllableCount)) * Self.slotWidth
      for letter in slot + 1...slot + Int(syllables[slot]) { text.append(syllables[letter]) }
      rest /= UInt64(Self.syllableCount)
      if rest == 0 { return }
      rest -= 1
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: small, fast, and the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
