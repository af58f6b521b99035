import TestSupport
import Testing
import Tokens

/// Random texts made to hurt: scripts, marks, joiners, signs and near-addresses in any order.
@Suite struct SegmentGeneratedTests {
  static let scalars: [String] = """
    a b C D é ß Ñ ʼn я Ж ѿ α Ω א ב ש ا ب ٣ क ि ् 中 文 か カ ー ｶ ﾞ ไ ท ย 한 ゛ º ª ½ Ⅻ
    0 1 9 _ . , ; : ' " - / @ # & ! ? … – — ‐ ‑ ‘ ’ “ ” « » ¡ ¿ ( ) [ ] 。 ！ ． ‧ · ״ ׳ ‿ ＇
    🙂 🇫 🇷 👩 ☃ ™ $ + × ÷
    """.split(whereSeparator: \.isWhitespace).map(String.init)
    + [" ", " ", " ", "\u{301}", "\u{308}", "\u{200D}", "\u{AD}", "\u{200B}", "\u{2060}"]
    + ["\u{A0}", "\u{3000}", "\t", "\u{FE0F}", "\u{5D0}'", "\u{5D0}\"\u{5D1}", "e\u{301}"]
  static let newlines = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"]
  static let words = [
    "the", "word", "Été", "don't", "l’eau", "3.14", "1,000", "well-known", "U.S", "Mr", "No", "J",
    "e.g", "http://", "www.", "a@b.org", "#tag", "@me", "x.com", ". ", "? ", "! “", "...", "Москва",
    "etc.", "I. ", "A. B. ", "z. B. ", "supercalifragilisticexpialidocious",
    "的一中文", "字，", "字。", "字々", "字\u{FE0F}", "4 C. D", "Ph.D. ", "no. 5", "_x@y.zw", "A.-B. ",
  ]

  static func text(
    _ generator: inout Generator, of pieces: [String], upTo length: Int = 60
  ) -> String {
    (0..<Int.random(in: 1...length, using: &generator)).map { _ in
      pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }

  @Test(
    "without tailorings, tokens and sentences are those of UAX #29",
    arguments: [UInt64](1...8))
  func untailored(seed: UInt64) {
    var generator = Generator(seed: seed)
    var segmenter = Segmenter(
      segmentation {
        $0.keepsHyphens = false
        $0.keepsAddresses = false
        $0.usesDictionary = false
        $0.newlineEndsParagraph = true
        $0.abbreviations = []
      })
    let plain = Self.scalars + Self.newlines + ["ab", "Cd ", "é", " e", ". ", "?", "\n"]
    for _ in 0..<400 {
      let text = Self.text(&generator, of: plain)
      let bytes = Array(text.utf8)
      let found = tokens(bytes, &segmenter, sentences: true)
      let expected = untailoredTokens(bytes)
      guard found.map({ [$0.start, $0.end] }) == expected.map({ [$0.start, $0.end] }) else {
        Issue.record("\(text.debugDescription): \(found) against \(expected)")
        return
      }
      let starts = found.filter { $0.marks.contains(.sentenceStart) }.map(\.start)
      let expectedStarts = expected.filter { $0.marks.contains(.sentenceStart) }.map(\.start)
      guard starts == expectedStarts else {
        Issue.record("\(text.debugDescription): \(found) against \(expected)")
        return
      }
    }
  }

  /// The segments of UAX #29 that hold a letter or a digit, the first that starts in a sentence
  /// being marked.
  private func untailoredTokens(_ bytes: [UInt8]) -> [Token] {
    let words = UAX29.wordBoundaries(bytes.span)
    var sentences = UAX29.sentenceBoundaries(bytes.span)[...]
    return zip(words, words.dropFirst()).compactMap { start, end in
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      guard text.unicodeScalars.contains(where: Self.makesToken) else { return nil }
      let isFirst = sentences.first.map { $0 <= start } ?? false
      while let boundary = sentences.first, boundary <= start { sentences.removeFirst() }
      return Token(start: start, end: end, marks: isFirst ? .sentenceStart : [], text: text)
    }
  }

  private static func makesToken(_ scalar: Unicode.Scalar) -> Bool {
    if ("\u{FF9E}"..."\u{FF9F}").contains(scalar) { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }

  @Test("the short way and the rules give the same tokens", arguments: [UInt64](1...8))
  func bothWays(seed: UInt64) {
    var generator = Generator(seed: seed &* 1_000)
    let pieces = Self.scalars + Self.newlines + Self.words + Self.words + [" ", " ", " ", "\n\n"]
    for round in 0..<32 {
      let short = segmentation {
        $0.keepsHyphens = round & 1 == 0
        $0.keepsApostrophes = round & 2 == 0
        $0.keepsAddresses = round & 4 == 0
        $0.newlineEndsParagraph = round & 8 != 0
        if round & 16 != 0 { $0.abbreviations = [] }
      }
      // Keeping punctuation sends every segment through the rules.
      var long = short
      long.keepsPunctuation = true
      var shortSegmenter = Segmenter(short)
      var longSegmenter = Segmenter(long)
      for _ in 0..<20 {
        let text = Self.text(&generator, of: pieces)
        let bytes = Array(text.utf8)
        let sentences = Bool.random(using: &generator)
        let found = tokens(bytes, &shortSegmenter, sentences: sentences)
        let expected = withoutPunctuation(tokens(bytes, &longSegmenter, sentences: sentences))
        guard found == expected else {
          Issue.record("\(text.debugDescription) \(short): \(found) against \(expected)")
          return
        }
        let plain = found.map { [$0.start, $0.end] }
        let unmarked = tokens(bytes, &shortSegmenter, sentences: false)
        guard plain == unmarked.map({ [$0.start, $0.end] }) else {
          Issue.record("\(text.debugDescription): sentences move tokens")
          return
        }
      }
    }
  }

  /// Drops punctuation; its marks go to the next token.
  private func withoutPunctuation(_ tokens: [Token]) -> [Token] {
    var waiting: TokenMarks = []
    return tokens.compactMap { token in
      var token = token
      waiting.formUnion(token.marks.intersection([.sentenceStart, .paragraphStart]))
      if token.marks.contains(.punctuation) { return nil }
      token.marks.formUnion(waiting)
      waiting = []
      return token
    }
  }
}
