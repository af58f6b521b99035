import Testing

@testable import Tokens

struct ProfileParametersTests {
  private static let changes: [(String, @Sendable (inout TextProfile) -> Void)] = [
    ("from", { $0.readsTitle = false }), ("from", { $0.readsBody = false }),
    ("from", { $0.readsDateline = true }), ("case", { $0.letterCase = .keep }),
    ("normalize", { $0.normalForm = .nfkd }), ("diacritics", { $0.diacritics = .strip }),
    ("hyphens", { $0.segmentation.keepsHyphens = false }),
    ("apostrophes", { $0.unifiesApostrophes = false }),
    ("apostrophes", { $0.segmentation.keepsApostrophes = false }),
    ("numbers", { $0.numbers = .drop }),
    ("punctuation", { $0.segmentation.keepsPunctuation = true }),
    ("addresses", { $0.addresses = .drop }),
    ("addresses", { $0.segmentation.keepsAddresses = false }),
    ("segmentation", { $0.segmentation.usesDictionary = false }),
    ("abbreviations", { $0.segmentation.abbreviations = ["en"] }),
    ("line_breaks", { $0.segmentation.newlineEndsParagraph = true }),
    ("min_length", { $0.minLength = 2 }), ("max_length", { $0.maxLength = 40 }),
    ("stopwords", { $0.stopWords = ["the"] }), ("stem", { $0.stemmer = "english" }),
    ("lemmas", { $0.lemmas = [TextProfile.Lemma(form: "is", lemma: "be")] }),
    ("gaps", { $0.gaps = .close }),
  ]

  @Test(arguments: changes.indices)
  func eachSwitchChangesItsParameterAlone(index: Int) {
    let (name, change) = Self.changes[index]
    let changed = zip(TextProfile().parameters, profile(change).parameters)
      .filter { $0.value != $1.value }
    #expect(changed.map(\.0.name) == [name])
  }

  @Test func namesAreStableAndUnique() {
    let names = TextProfile().parameters.map(\.name)
    #expect(
      names == [
        "from", "case", "normalize", "diacritics", "hyphens", "apostrophes", "numbers",
        "punctuation", "addresses", "segmentation", "abbreviations", "line_breaks", "min_length",
        "max_length", "stopwords", "stem", "lemmas", "gaps",
      ])
  }

  @Test func listsAreNumberAndDigest() {
    func value(_ words: [String]) -> String? {
      profile { $0.stopWords = words }.parameters.first { $0.name == "stopwords" }?.value
    }
    // printf 'a\nthe\n' | sha256sum
    #expect(value(["a", "the"]) == "2, sha256 e47fa749ddc344c6")
    #expect(value(["the", "a", "a"]) == value(["a", "the"]))
    #expect(value(["a", "they"]) != value(["a", "the"]))
    #expect(value([]) == "none")
  }
}
