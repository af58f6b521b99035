import Diagnostics
import TestSupport
import Testing

@testable import Tokens

struct ProfileListTests {
  @Test(arguments: StopWords.tables.map { [$0.name, $0.table] })
  func listsAreOfSingleFoldedWords(list: [String]) throws {
    let words = StopWords.words(of: list[1])
    #expect(words.count > 300)
    #expect(Set(words.map { Array($0.utf8) }).count == words.count)
    for word in words {
      #expect(word.allSatisfy { $0.isLetter || $0 == "'" || $0 == "-" }, "\(word)")
      #expect(word.lowercased().utf8.elementsEqual(word.utf8), "\(word)")
      #expect(UnicodeText.normalized(word.utf8Span.span, .nfc) == Array(word.utf8), "\(word)")
    }
    #expect(StopWords.list(named: list[0])?.count == words.count)
  }

  @Test(arguments: [
    ("english", ["the", "of", "themselves", "weren't", "cannot", "whose"], ["time", "people"]),
    ("spanish", ["el", "del", "conmigo", "hubiésemos", "ningún", "qué"], ["estado", "poder"]),
    ("french", ["l", "aux", "qu'il", "n'est", "eûmes", "celles-ci"], ["l'homme", "pouvoir"]),
    ("portuguese", ["à", "daquilo", "houvéramos", "comigo", "não"], ["estado", "termos"]),
    ("german", ["dem", "daß", "würdet", "irgendetwas", "worüber"], ["ehe", "laut"]),
  ])
  func listsHoldFunctionWords(name: String, held: [String], left: [String]) throws {
    let list = try #require(StopWords.list(named: name))
    for word in held { #expect(list.contains(word), "\(word)") }
    for word in left { #expect(!list.contains(word), "\(word)") }
  }

  @Test(arguments: [
    ("ru", "russian", "который"), ("pl", "polish", "który"), ("uk", "ukrainian", "його"),
    ("nl", "dutch", "het"), ("ar", "arabic", "في"), ("tr", "turkish", "için"),
    ("en", "english", "the"), ("nb", "norwegian", "ikke"),
  ])
  func listsHaveCodes(code: String, name: String, word: String) throws {
    let list = try #require(StopWords.list(named: code))
    #expect(list == StopWords.list(named: name))
    #expect(list.contains(word))
  }

  @Test func namesAreSnowballsOwn() {
    #expect(StopWords.names.count == 20)
    #expect(StopWords.names == StopWords.names.sorted())
    #expect(Set(StopWords.names).isSubset(of: StopWords.languages.values))
    #expect(StopWords.list(named: "English") == nil)
    #expect(StopWords.list(named: "words.txt") == nil)
  }

  @Test func wordFilesAreRead() throws {
    let text = "\u{FEFF}# my words\r\nthe\r\n\r\n  of \t# a preposition\nC#\n#ad\n été\nthe\nof"
    let words = try StopWords.parse(text.utf8Span.span, path: "my-words.txt")
    #expect(words == ["C#", "of", "the", "été"])
    #expect(try StopWords.parse("".utf8Span.span, path: "empty.txt").isEmpty)
    #expect(try StopWords.parse("\u{FEFF}".utf8Span.span, path: "empty.txt").isEmpty)
    #expect(try StopWords.parse("é\ne\u{301}".utf8Span.span, path: "forms.txt").count == 2)
  }

  @Test func wrongWordFilesAreFaultsAtTheirLine() {
    let several = #expect(throws: Fault.self) {
      try StopWords.parse("the\n\ta lot\n".utf8Span.span, path: "my-words.txt")
    }
    #expect(several?.code == "stopwords.several-words")
    #expect(several?.place == .line(path: "my-words.txt", line: 2, column: 3, text: "\ta lot"))
    let bytes = Array("the\nb".utf8) + [0xE9] + Array("b\n".utf8)
    let latin = #expect(throws: Fault.self) {
      try StopWords.parse(bytes.span, path: "latin.txt")
    }
    #expect(latin?.code == "list.not-utf8")
    #expect(latin?.place == .line(path: "latin.txt", line: 2, column: 2, text: "b"))
    #expect(latin?.exit == .configuration)
  }

  @Test func lemmaFilesAreReadInBothShapes() throws {
    let text = """
      # form, lemma
      went\tgo
      mice \t mouse  # a rodent
      be -> am, is,are
      left\tleave
      left\tleft
      go->gone
      """
    let lemmas = try LemmaList.parse(text.utf8Span.span, path: "lemmas.txt")
    #expect(
      lemmas.map { "\($0.form)>\($0.lemma)" }
        == ["am>be", "are>be", "gone>go", "is>be", "left>leave", "mice>mouse", "went>go"])
  }

  @Test(arguments: [
    ("went go", "lemmas.shape", 8), ("went", "lemmas.shape", 5),
    ("went\tgo\tverb", "lemmas.shape", 9), ("went\tgo on", "lemmas.several-words", 8),
    ("be -> am,,is", "lemmas.missing-word", 10), ("-> am", "lemmas.missing-word", 1),
    ("be ->", "lemmas.missing-word", 6), ("be -> was not", "lemmas.several-words", 10),
  ])
  func wrongLemmaFilesAreFaultsAtTheirLine(line: String, code: String, column: Int) {
    let fault = #expect(throws: Fault.self) {
      try LemmaList.parse("a\tb\r\n\(line)\r\n".utf8Span.span, path: "lemmas.txt")
    }
    #expect(fault?.code == code)
    #expect(fault?.place == .line(path: "lemmas.txt", line: 2, column: column, text: line))
  }

  @Test func anyBytesAreReadOrRefused() {
    var generator = Generator(seed: 3)
    let pool = Array("ab\t\n\r# ->,".utf8) + [0xC3, 0xA9, 0xFF, 0xEF, 0xBB, 0xBF, 0]
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
        pool[Int.random(in: 0..<pool.count, using: &generator)]
      }
      if let words = try? StopWords.parse(bytes.span, path: "fuzz") {
        #expect(words.allSatisfy { !$0.isEmpty })
      }
      if let lemmas = try? LemmaList.parse(bytes.span, path: "fuzz") {
        #expect(lemmas.allSatisfy { !$0.form.isEmpty && !$0.lemma.isEmpty })
      }
    }
  }
}
