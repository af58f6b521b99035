import TestSupport
import Testing

@testable import Tokens

struct ProfileFoldingTests {
  static let profiles: [TextProfile] = [
    profile(),
    profile { $0.normalForm = .nfkc },
    profile { $0.normalForm = .nfd },
    profile {
      $0.normalForm = .nfkd
      $0.diacritics = .strip
    },
    profile {
      $0.letterCase = .keep
      $0.diacritics = .strip
      $0.unifiesApostrophes = false
    },
    profile { $0.normalForm = .none },
  ]

  /// The blocks where letters fold, compose, or are compatibility forms of others.
  static let scalars: [Unicode.Scalar] = [
    0x80..<0x0800, 0x10A0..<0x1200, 0x13A0..<0x1400, 0x1C80..<0x2200, 0x2460..<0x2500,
    0x2C00..<0x2E00, 0xA640..<0xA800, 0xAB30..<0xABC0, 0xFB00..<0xFB50, 0xFF00..<0xFFF0,
    0x10400..<0x10500, 0x1E900..<0x1E960,
  ].joined().compactMap { Unicode.Scalar(UInt32($0)) }

  @Test(arguments: profiles)
  func foldingTwiceIsFoldingOnce(profile: TextProfile) {
    let folding = TypeFolding(profile)
    for scalar in Self.scalars { check(String(scalar), folding, profile) }
    // Several scalars meet in one word: marks out of order, letters that compose after folding.
    var generator = Generator(seed: 1)
    let pool =
      Self.scalars.filter { $0.value < 0x250 || $0.properties.generalCategory == .nonspacingMark }
      + ["A", "e", "I", "ſ", "K", "Å", "ͅ", "ΐ", "ᾼ", "ẞ", "ﬃ", "Ǆ", "ŉ", "’", "각", "ᆨ", "㎏"]
    for _ in 0..<2_000 {
      let scalars = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        pool[Int.random(in: 0..<pool.count, using: &generator)]
      }
      var word = ""
      word.unicodeScalars.append(contentsOf: scalars)
      check(word, folding, profile)
    }
  }

  private func check(_ word: String, _ folding: TypeFolding, _ profile: TextProfile) {
    let once = folding.folded(word)
    var twice: [UInt8] = []
    folding.fold(once.span, into: &twice)
    if once != twice { Issue.record("\(word.unicodeScalars.map(\.value)) folds twice") }
    if UnicodeText.normalized(once.span, profile.normalForm) != once {
      Issue.record("\(word.unicodeScalars.map(\.value)) is not \(profile.normalForm) when folded")
    }
  }

  @Test(arguments: profiles)
  func asciiTakesAShortWayToTheSameResult(profile: TextProfile) {
    let folding = TypeFolding(profile)
    var generator = Generator(seed: 2)
    for _ in 0..<2_000 {
      let word = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        UInt8.random(in: 0...0x7F, using: &generator)
      }
      var (short, long): ([UInt8], [UInt8]) = ([], [])
      folding.foldASCII(word.span, into: &short)
      folding.foldByTables(word.span, into: &long)
      #expect(short == long)
    }
  }

  @Test(arguments: [
    ("Straße", "strasse"), ("STRASSE", "strasse"), ("Ångström", "ångström"),
    ("A\u{30A}NGSTRO\u{308}M", "ångström"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("ΐ", "ΐ"), ("İ", "i̇"),
    ("ǰ", "ǰ"), ("ŉ", "'n"), ("don’t", "don't"), ("donʼt", "don't"), ("don＇t", "don't"),
    ("Ёлка", "ёлка"), ("ﬃ", "ffi"), ("漢字", "漢字"), ("", ""),
  ])
  func folds(word: String, expected: String) {
    #expect(TypeFolding(TextProfile()).folded(word) == Array(expected.utf8))
  }

  @Test func eachSwitchActsAlone() throws {
    let words = ["Cafe\u{301}", "CAFÉ", "Don’t", "ﬁn"]
    func terms(_ change: (inout TextProfile) -> Void) throws -> [Outcome] {
      try outcomes(words, profile(change))
    }
    func expected(_ terms: String...) -> [Outcome] { terms.map { .term($0) } }
    #expect(try terms { _ in } == expected("café", "café", "don't", "fin"))
    #expect(try terms { $0.letterCase = .keep } == expected("Café", "CAFÉ", "Don't", "ﬁn"))
    #expect(
      try terms { $0.normalForm = .none } == expected("cafe\u{301}", "café", "don't", "fin"))
    #expect(
      try terms { $0.normalForm = .nfd }
        == expected("cafe\u{301}", "cafe\u{301}", "don't", "fin"))
    #expect(try terms { $0.diacritics = .strip } == expected("cafe", "cafe", "don't", "fin"))
    #expect(try terms { $0.unifiesApostrophes = false } == expected("café", "café", "don’t", "fin"))
    #expect(
      try terms {
        $0.letterCase = .keep
        $0.normalForm = .nfkc
      } == expected("Café", "CAFÉ", "Don't", "fin"))
  }
}
