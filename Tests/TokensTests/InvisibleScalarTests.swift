import Testing

@testable import Tokens

/// What cannot be seen makes no second spelling of a word.
struct InvisibleScalarTests {
  private func terms(_ text: String, _ profile: TextProfile = profile()) throws -> [String] {
    var transform = try TypeTransform(profile)
    return tokens(text, profile.segmentation).compactMap { token in
      var term: [UInt8] = []
      let removal = transform.term(for: token.text.utf8Span.span, marks: [], into: &term)
      return removal == nil ? String(decoding: term, as: UTF8.self) : nil
    }
  }

  @Test(arguments: [
    "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{202A}", "\u{2066}",
    "\u{2069}", "\u{2063}", "\u{34F}", "\u{FE0F}", "\u{E0100}", "\u{180B}",
  ])
  func wordsAreTheSameWithAndWithoutIt(mark: String) throws {
    for text in ["co\(mark)operation", "cooperation\(mark)", "co\(mark)\(mark)operat\(mark)ion"] {
      #expect(try terms(text) == ["cooperation"])
      #expect(
        try terms(
          text,
          profile {
            $0.normalForm = .none
            $0.letterCase = .keep
          }) == ["cooperation"])
    }
    #expect(try terms("4\(mark)2", profile { $0.numbers = .drop }) == [])
    #expect(try terms("don\(mark)’t") == ["don't"])
    #expect(try terms("re\(mark)\u{301}sume\u{301}") == ["résumé"])
    #expect(try terms("#rain\(mark)fall") == ["#rainfall"])
  }

  /// The list is Unicode's: the default-ignorable code points that may be in a word.
  @Test(.enabled(if: UnicodeDatabase.holds("DerivedCoreProperties.txt")))
  func theListIsUnicodes() throws {
    func scalars(_ path: String, _ values: Set<Substring>) throws -> Set<UInt32> {
      var found: Set<UInt32> = []
      for line in try UnicodeDatabase.lines(path) {
        let fields = line.split(separator: ";").map { $0.filter { $0 != " " } }
        guard fields.count > 1, values.contains(fields[1][...]) else { continue }
        let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
        guard let first = ends.first, let last = ends.last else { continue }
        found.formUnion(first...last)
      }
      return found
    }
    var expected = try scalars("DerivedCoreProperties.txt", ["Default_Ignorable_Code_Point"])
    expected.formIntersection(
      try scalars("auxiliary/WordBreakProperty.txt", ["Extend", "Format"]))
    expected.subtract([0x200C, 0x200D, 0x180E])
    expected.subtract(0xE0000...0xE007F)
    expected.insert(0x0640)
    let found = (UInt32(0)...0x10FFFF).filter(InvisibleScalars.contains)
    #expect(Set(found) == expected)
  }

  @Test func tatweelIsNoPartOfAWord() throws {
    #expect(try terms("مـــحمد") == ["محمد"])
    #expect(try terms("ـــ") == [])
  }

  /// Those that tell words apart stay; a space without width is a space.
  @Test func whatTellsWordsApartStays() throws {
    #expect(try terms("می\u{200C}خواهم") == ["می\u{200C}خواهم"])
    #expect(try terms("क्\u{200D}ष") == ["क्\u{200D}ष"])
    #expect(try terms("ᠠᠯ\u{180E}ᠠ") == ["ᠠᠯ\u{180E}ᠠ"])
    #expect(try terms("co\u{200B}operation") == ["co", "operation"])
  }

  @Test func listsGoThroughTheSame() throws {
    let stopped = profile { $0.stopWords = ["co\u{AD}operation"] }
    #expect(try terms("cooperation co\u{2060}operation", stopped) == [])
    let lemmas = profile { $0.lemmas = [.init(form: "rai\u{AD}ns", lemma: "ra\u{AD}in")] }
    #expect(try terms("rains", lemmas) == ["rain"])
  }

  @Test func punctuationLosesIt() throws {
    let kept = profile { $0.segmentation.keepsPunctuation = true }
    var transform = try TypeTransform(kept)
    var term: [UInt8] = []
    #expect(transform.term(for: "؟\u{200F}".utf8Span.span, marks: .punctuation, into: &term) == nil)
    #expect(String(decoding: term, as: UTF8.self) == "؟")
  }
}
