import Diagnostics
import Testing

@testable import Tokens

struct ProfileTransformTests {
  @Test func numbersAndAddressesAreKeptOrDropped() throws {
    let words = ["2021", "3.14", "½", "1st", "COVID-19"]
    #expect(
      try outcomes(words, TextProfile())
        == ["2021", "3.14", "½", "1st", "covid-19"].map { .term($0) })
    #expect(
      try outcomes(words, profile { $0.numbers = .drop }) == [
        .removed(.number), .removed(.number), .removed(.number), .term("1st"), .term("covid-19"),
      ])
    let addresses = ["https://Example.org/Running", "#Elections", "@Someone"]
    #expect(
      try outcomes(addresses, profile { $0.stemmer = "english" }, marks: .address)
        == ["https://example.org/running", "#elections", "@someone"].map { .term($0) })
    #expect(
      try outcomes(addresses, profile { $0.addresses = .drop }, marks: [.address, .sentenceStart])
        == Array(repeating: .removed(.address), count: 3))
  }

  @Test func punctuationPassesUnchanged() throws {
    let strict = profile {
      $0.minLength = 3
      $0.diacritics = .strip
      $0.normalForm = .nfkc
      $0.stopWords = ["-"]
    }
    #expect(
      try outcomes(["’", "…", "-"], strict, marks: .punctuation)
        == [.term("’"), .term("…"), .term("-")])
  }

  @Test func stopWordsAreFoldedAndComparedBeforeLemmaAndStem() throws {
    let content = profile {
      $0.stopWords = ["Don't", "STRASSE", "caf\u{65}\u{301}", "run", "be"]
      $0.stemmer = "english"
      $0.lemmas = [TextProfile.Lemma(form: "is", lemma: "be")]
    }
    #expect(
      try outcomes(["DON’T", "Straße", "Café", "run", "running", "is", "being"], content) == [
        .removed(.stopWord), .removed(.stopWord), .removed(.stopWord), .removed(.stopWord),
        .term("run"), .term("be"), .term("be"),
      ])
    #expect(
      try outcomes(["#ad", "#art"], profile { $0.stopWords = ["#AD"] }, marks: .address)
        == [.removed(.stopWord), .term("#art")])
  }

  @Test func listsMatchBothApostrophesWhereTheyAreKept() throws {
    let kept = profile {
      $0.unifiesApostrophes = false
      $0.stopWords = ["don't"]
      $0.lemmas = [TextProfile.Lemma(form: "o'er", lemma: "over")]
    }
    #expect(
      try outcomes(["don't", "Don’t", "o’er", "o'er", "can’t"], kept) == [
        .removed(.stopWord), .removed(.stopWord), .term("over"), .term("over"), .term("can’t"),
      ])
  }

  @Test func lemmasAreFoldedAndGoBeforeStems() throws {
    let lemmas = [
      TextProfile.Lemma(form: "Polish", lemma: "Pole"),
      TextProfile.Lemma(form: "mice", lemma: "Mouse"),
      TextProfile.Lemma(form: "polish", lemma: "polishing"),
      TextProfile.Lemma(form: "were", lemma: "BE\u{301}"),
    ]
    let words = ["Polish", "MICE", "were", "unlisted"]
    #expect(
      try outcomes(words, profile { $0.lemmas = lemmas })
        == ["polishing", "mouse", "bé", "unlisted"].map { .term($0) })
    #expect(
      try outcomes(
        words,
        profile {
          $0.lemmas = lemmas
          $0.stemmer = "english"
        }) == ["polish", "mous", "bé", "unlist"].map { .term($0) })
    #expect(
      try outcomes(
        ["Polish", "polish"],
        profile {
          $0.lemmas = lemmas
          $0.letterCase = .keep
        }) == [.term("Pole"), .term("polishing")])
    #expect(
      try outcomes(["mice"], profile { $0.lemmas = lemmas }, marks: .address) == [.term("mice")])
  }

  @Test(arguments: [TextProfile.NormalForm.nfc, .nfd, .nfkc, .nfkd])
  func stemsAreOfTheComposedFormAndInTheNormalForm(form: TextProfile.NormalForm) throws {
    func spelled(_ word: String) -> Outcome {
      .term(String(decoding: UnicodeText.normalized(word.utf8Span.span, form), as: UTF8.self))
    }
    let portuguese = profile {
      $0.stemmer = "portuguese"
      $0.normalForm = form
    }
    #expect(
      try outcomes(["Quilométricas", "quilome\u{301}tricas", "QUILÔMETROS"], portuguese)
        == [spelled("quilométr"), spelled("quilométr"), spelled("quilômetr")])
    #expect(
      try outcomes(
        ["Важнейшими", "ЁЛКАМИ"],
        profile {
          $0.stemmer = "russian"
          $0.normalForm = form
        }) == [spelled("важн"), spelled("елк")])
  }

  @Test func stemsOfContractionsAndPossessives() throws {
    #expect(
      try outcomes(
        ["Corporations", "country’s", "RUNNING", "news"], profile { $0.stemmer = "english" })
        == ["corpor", "countri", "run", "news"].map { .term($0) })
  }

  @Test func lengthsAreOfTheTermInScalars() throws {
    let words = ["a", "né", "été", "漢字", "Running", "extraordinary"]
    #expect(
      try outcomes(
        words,
        profile {
          $0.minLength = 3
          $0.maxLength = 7
        }) == [
          .removed(.tooShort), .removed(.tooShort), .term("été"), .removed(.tooShort),
          .term("running"), .removed(.tooLong),
        ])
    #expect(
      try outcomes(
        ["running"],
        profile {
          $0.maxLength = 3
          $0.stemmer = "english"
        }) == [.term("run")])
    #expect(
      try outcomes(["", "\u{301}"], profile { $0.diacritics = .strip })
        == [.removed(.empty), .removed(.empty)])
  }

  @Test func everyStepTogetherIsDeterministic() throws {
    let content = profile {
      $0.numbers = .drop
      $0.stopWords = StopWords.list(named: "english") ?? []
      $0.stemmer = "english"
      $0.minLength = 2
    }
    let words = "The U.N.’s 15 Members weren’t meeting at Geneva’s Palais".split(separator: " ")
      .map(String.init)
    let expected: [Outcome] = [
      .removed(.stopWord), .term("u.n."), .removed(.number), .term("member"), .removed(.stopWord),
      .term("meet"), .removed(.stopWord), .term("geneva"), .term("palai"),
    ]
    #expect(try outcomes(words, content) == expected)
    #expect(try outcomes(words.reversed(), content) == expected.reversed())
  }

  @Test func impossibleStemmersAreFaults() {
    let unknown = #expect(throws: Fault.self) {
      try outcomes([], profile { $0.stemmer = "englsh" })
    }
    #expect(unknown?.code == "profile.unknown-stemmer")
    #expect(unknown?.advice == "Did you mean `english`?")
    let far = #expect(throws: Fault.self) { try outcomes([], profile { $0.stemmer = "klingon" }) }
    #expect(far?.advice?.hasPrefix("There are arabic, ") == true)
    let cased = #expect(throws: Fault.self) {
      try outcomes(
        [],
        profile {
          $0.stemmer = "english"
          $0.letterCase = .keep
        })
    }
    #expect(cased?.code == "profile.stem-needs-folding")
    #expect(cased?.exit == .configuration)
  }
}
