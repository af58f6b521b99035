import Testing

@testable import Tokens

/// Which words a profile can make terms.
@Suite struct TermReaderTests {
  private func verdicts(
    _ words: String..., by profile: TextProfile
  ) throws -> [TermReader.Verdict] {
    var reader = try TermReader(profile)
    return words.map { reader.verdict(on: $0) }
  }

  @Test func wordsAsTheProfileWritesThem() throws {
    #expect(
      try verdicts("peace", "don't", "well-known", "1,000", "#tag", "é", by: profile())
        == Array(repeating: .term, count: 6))
    #expect(try verdicts("Peace", "DON’T", by: profile { $0.letterCase = .keep }).first == .term)
  }

  @Test(arguments: [
    ("Peace", "peace", "case: fold"), ("don’t", "don't", "apostrophes: unify"),
    ("e\u{301}te\u{301}", "été", "normalize: nfc"), ("DON’T", "don't", "case: fold"),
  ])
  func foldingMakesOthers(word: String, term: String, name: String) throws {
    #expect(try verdicts(word, by: profile()) == [.never(.becomes(term, by: name))])
  }

  @Test func charactersThatShowNothing() throws {
    #expect(try verdicts("co\u{AD}op", by: profile()) == [.never(.holdsInvisible("coop"))])
  }

  @Test func diacritics() throws {
    #expect(
      try verdicts("café", by: profile { $0.diacritics = .strip })
        == [.never(.becomes("cafe", by: "diacritics: strip"))])
  }

  @Test func textIsCutOtherwise() throws {
    #expect(
      try verdicts("*", "climat*", "[word=\"x\"]", "a b", by: profile()) == [
        .never(.cut([])), .never(.cut(["climat"])), .never(.cut(["word", "x"])),
        .never(.cut(["a", "b"])),
      ])
    let split = profile {
      $0.segmentation.keepsHyphens = false
      $0.segmentation.keepsApostrophes = false
    }
    #expect(
      try verdicts("well-known", "don't", by: split)
        == [.never(.cut(["well", "known"])), .never(.cut(["don", "t"]))])
    let punctuated = profile { $0.segmentation.keepsPunctuation = true }
    #expect(try verdicts("*", ",", by: punctuated) == [.term, .term])
  }

  @Test func whatIsRemoved() throws {
    let strict = profile {
      $0.stopWords = ["the"]
      $0.numbers = .drop
      $0.addresses = .drop
      ($0.minLength, $0.maxLength) = (2, 5)
    }
    #expect(
      try verdicts("the", "2021", "#tag", "a", "longer", "sea", by: strict) == [
        .never(.removed(by: "stopwords")), .never(.removed(by: "numbers: drop")),
        .never(.removed(by: "addresses: drop")), .never(.removed(by: "min_length: 2")),
        .never(.removed(by: "max_length: 5")), .term,
      ])
  }

  /// What is a lemma can be a term, be it a form, a stop word or no token.
  @Test func lemmas() throws {
    let lemmatised = profile {
      $0.lemmas = [
        .init(form: "left", lemma: "leave"), .init(form: "lefts", lemma: "left"),
        .init(form: "was", lemma: "be"), .init(form: "went", lemma: "go/leave"),
        .init(form: "bits", lemma: "bit"),
      ]
      $0.stopWords = ["was", "bit"]
    }
    #expect(
      try verdicts("left", "went", "go/leave", "be", "bit", by: lemmatised) == [
        .term, .never(.becomes("go/leave", by: "lemmas")), .term, .term, .term,
      ])
  }

  /// A stem may have stems of its own, so that a stemmer rules nothing out but what no word is.
  @Test func stems() throws {
    let stemmed = profile {
      $0.stemmer = "english"
      $0.stopWords = ["other"]
    }
    #expect(
      try verdicts("run", "willing", "other", "Run", "*", by: stemmed) == [
        .term, .unlikely(.becomes("will", by: "stem: english")),
        .unlikely(.removed(by: "stopwords")), .never(.becomes("run", by: "case: fold")),
        .never(.cut([])),
      ])
    #expect(
      try outcomes(["willingness", "otherness"], stemmed) == [.term("willing"), .term("other")])
  }

  /// What never is a term is none: no token of a text of odd words is.
  @Test func neverIsNever() throws {
    let words = [
      "Peace", "peace", "İzmir", "ŉ", "Straße", "ΐ", "ﬁsh", "½", "don’t", "o'clock", "Łódź", "é",
      "e\u{301}", "well-known", "a/b", "U.S.", "x@y.org", "#Tag", "1st", "2021", "K", "ſ", "日本",
    ]
    let profiles: [TextProfile] = [
      profile(), profile { $0.letterCase = .keep }, profile { $0.normalForm = .nfkc },
      profile { $0.normalForm = .nfd }, profile { $0.diacritics = .strip },
      profile { $0.unifiesApostrophes = false }, profile { $0.stemmer = "english" },
      profile { $0.segmentation.keepsHyphens = false },
      profile { $0.segmentation.keepsAddresses = false },
    ]
    for profile in profiles {
      var reader = try TermReader(profile)
      var cutter = WordCutter(profile.segmentation)
      for word in words {
        for token in cutter.pieces(of: word) {
          guard case .term(let term)? = try outcomes([token], profile).first else { continue }
          if case .never(let obstacle) = reader.verdict(on: term), term != "'n" {
            Issue.record("`\(term)` of `\(word)`: \(obstacle.reason)")
          }
        }
      }
    }
  }
}

/// Stop words go through the profile that they serve.
@Suite struct StopWordFormsTests {
  private let english = StopWords.list(named: "english") ?? []

  /// The terms that are left of `text`.
  private func left(of text: String, _ profile: TextProfile) throws -> [String] {
    var cutter = WordCutter(profile.segmentation)
    return try outcomes(cutter.pieces(of: text), profile).compactMap {
      if case .term(let term) = $0 { term } else { nil }
    }
  }

  @Test func theyAreCutAsTextIs() throws {
    let text = "Don't DON’T isn't we've No-One cannot cat"
    let splits: [(inout TextProfile) -> Void] = [
      { _ in }, { $0.segmentation.keepsApostrophes = false },
      { $0.segmentation.keepsHyphens = false }, { $0.unifiesApostrophes = false },
      { $0.normalForm = .nfd }, { $0.letterCase = .keep },
    ]
    for split in splits {
      let profile = profile {
        $0.stopWords = english
        split(&$0)
      }
      #expect(try left(of: text, profile).map { $0.lowercased() } == ["cat"])
    }
  }

  @Test func capitalsCountWhereCaseIsKept() throws {
    let kept = profile {
      $0.letterCase = .keep
      $0.stopWords = ["été", "the", "US"]
    }
    #expect(try left(of: "The THE the US us Us Été", kept) == ["us", "Us"])
    let folded = profile { $0.stopWords = ["the", "US"] }
    #expect(try left(of: "The US us cat", folded) == ["cat"])
  }
}
