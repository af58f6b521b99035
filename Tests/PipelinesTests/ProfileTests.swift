import Testing
import Tokens

@testable import Pipelines

@Suite struct ProfileTests {
  private func profiles(_ text: String) throws -> [Profile] {
    try parse("version: 1\ncorpus: {batches: a.jsonl}\ntext:\n\(text)").profiles
  }

  @Test func everySwitchIsRead() throws {
    let profile = try profiles(
      """
        all:
          from: [body, dateline]
          case: keep
          normalize: nfkd
          diacritics: strip
          hyphens: split
          apostrophes: split
          numbers: drop
          punctuation: keep
          addresses: split
          abbreviations: [en]
          line_breaks: paragraph
          min_length: 2
          max_length: 40
          stopwords: [my-words.txt]
          lemmas: lemmas.tsv
          gaps: close
      """)[0].text
    var expected = TextProfile()
    expected.readsTitle = false
    expected.readsDateline = true
    expected.letterCase = .keep
    expected.normalForm = .nfkd
    expected.diacritics = .strip
    expected.segmentation.keepsHyphens = false
    expected.segmentation.keepsApostrophes = false
    expected.numbers = .drop
    expected.segmentation.keepsPunctuation = true
    expected.segmentation.keepsAddresses = false
    expected.segmentation.abbreviations = ["en"]
    expected.segmentation.newlineEndsParagraph = true
    expected.minLength = 2
    expected.maxLength = 40
    expected.stopWords = ["bar", "foo"]
    expected.lemmas = [.init(form: "went", lemma: "go")]
    expected.gaps = .close
    #expect(profile == expected)
  }

  @Test func profilesInheritInAnyOrderOfTheFile() throws {
    let profiles = try profiles(
      """
        third:  {inherits: second, max_length: none, stopwords: []}
        first:  {case: keep, stopwords: my-words.txt, max_length: 9}
        second: {inherits: first, numbers: drop, urls: drop}
      """)
    #expect(profiles.map(\.name) == ["third", "first", "second"])
    #expect(profiles.map(\.inherits) == ["second", nil, "first"])
    #expect(profiles.map(\.text.letterCase) == [.keep, .keep, .keep])
    #expect(profiles.map(\.text.numbers) == [.drop, .keep, .drop])
    #expect(profiles.map(\.text.addresses) == [.drop, .keep, .drop])
    #expect(profiles.map(\.text.maxLength) == [nil, 9, 9])
    #expect(profiles.map(\.text.stopWords) == [[], ["bar", "foo"], ["bar", "foo"]])
  }

  @Test func listsOfTheToolAndFilesAreOneList() throws {
    let words = try profiles("  w: {stopwords: [french, my-words.txt]}")[0].text.stopWords
    #expect(words.contains("foo") && words.contains("les"))
  }

  @Test func datelineIsReadIfEitherKeySaysSo() throws {
    let profiles = try profiles(
      """
        a: {}
        b: {dateline: keep}
        c: {dateline: keep, from: title}
        d: {inherits: c, from: [body]}
        e: {inherits: d, dateline: drop}
      """)
    #expect(profiles.map(\.text.readsDateline) == [false, true, true, true, false])
    #expect(profiles.map(\.text.readsTitle) == [true, true, true, false, false])
  }

  @Test func mergeKeysAndAnchorsWork() throws {
    let profiles = try profiles(
      """
        base: &base {case: keep, numbers: drop}
        more: {<<: *base, numbers: keep}
      """)
    #expect(profiles[1].text.letterCase == .keep)
    #expect(profiles[1].text.numbers == .keep)
    #expect(profiles[1].inherits == nil)
  }

  @Test func inheritsCanBeMerged() throws {
    let profiles = try profiles(
      """
        base: {case: keep}
        one: &one {inherits: base, numbers: drop}
        two: {<<: *one}
      """)
    #expect(profiles[2].text.letterCase == .keep)
    #expect(profiles[2].text.numbers == .drop)
  }
}
