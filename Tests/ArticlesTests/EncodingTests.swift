import Articles
import Bytes
import Diagnostics
import Testing

struct EncodingTests {
  private func title(_ bytes: [UInt8], encoding: String? = nil) throws -> (String?, Int) {
    var options = ParsingOptions()
    options.encoding = encoding
    let record = Array(#"{"title":""#.utf8) + bytes + Array(#""}"#.utf8)
    let parsed = try parse(record, as: .jsonLines, options: options)
    let article = try #require(parsed.articles.first)
    return (article.string(.title), article.replacements)
  }

  @Test func validUTF8IsNeverDecodedAgain() throws {
    #expect(try title(Array("Müller 中文".utf8), encoding: "windows-1251") == ("Müller 中文", 0))
  }

  @Test func windows1252IsTheFallback() throws {
    #expect(try title([0x93, 0x4D, 0xFC, 0x94, 0x80]) == ("“Mü”€", 0))
    #expect(try title([0x61, 0x81, 0x8D, 0x62]) == ("a\u{FFFD}\u{FFFD}b", 2))
  }

  @Test(
    arguments: [
      ("windows-1251", [0xCC, 0xE8, 0xF0], "Мир"), ("KOI8-R", [0xED, 0xC9, 0xD2], "Мир"),
      ("koi8-u", [0xA6], "і"), ("ISO-8859-15", [0xA4], "€"), ("iso-8859-5", [0xBC], "М"),
      ("windows-1253", [0xC1], "Α"), ("GB18030", [0xD6, 0xD0], "中"),
      ("Shift_JIS", [0x83, 0x5C], "ソ"),
      ("Big5", [0xA4, 0xA4], "中"), ("EUC-KR", [0xB0, 0xA1], "가"),
    ] as [(String, [UInt8], String)])
  func declaredEncodings(name: String, bytes: [UInt8], text: String) throws {
    #expect(TextEncoding.isKnown(name))
    #expect(try title(bytes, encoding: name) == (text, 0))
  }

  @Test func undecodableBytesAreCounted() throws {
    #expect(
      try title([0x61, 0xFF, 0xFE, 0xC3, 0x62], encoding: "utf-8") == (
        "a\u{FFFD}\u{FFFD}\u{FFFD}b", 3
      ))
    #expect(try title([0xD6], encoding: "GB18030").1 > 0)
  }

  @Test func recordsAreDecodedOneByOne() throws {
    let lines: [UInt8] =
      Array(#"{"title":"é"}"#.utf8) + [0x0A] + Array(#"{"title":""#.utf8) + [0xE9]
      + Array("\"}\n".utf8) + Array(#"{"title":"è"}"#.utf8)
    let parsed = try parse(lines, as: .jsonLines)
    #expect(parsed.articles.map { $0.string(.title) } == ["é", "é", "è"])
  }

  @Test func longRecordsOutgrowTheDecodersBlock() throws {
    let (text, replaced) = try title(Array(repeating: 0xE9, count: 100_000))
    #expect(text == String(repeating: "é", count: 100_000))
    #expect(replaced == 0)
  }

  @Test(arguments: ["", "utf-9", "utf-8//TRANSLIT", "no such", "latin 1"])
  func unknownEncodings(name: String) {
    #expect(!TextEncoding.isKnown(name))
    var options = ParsingOptions()
    options.encoding = name
    #expect(throws: Fault.self) { _ = try RecordParser(options: options) }
  }

  /// The validator against the standard library's, on texts of all lengths damaged at random.
  @Test func validationAgreesWithTheStandardLibrary() {
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces: [[UInt8]] =
      ["a", "plain text of some length, ", "é", "ߐ", "中文", "\u{FFFD}", "ퟟ", "😀", "\u{10FFFF}", "ࠀ"]
      .map { Array($0.utf8) } + [
        [0xED, 0xA0, 0x80], [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
      ]
    var invalid = 0
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<random(8) { bytes += pieces[random(random(6) == 0 ? pieces.count : 10)] }
      if !bytes.isEmpty, random(2) == 0 { bytes[random(bytes.count)] = UInt8(random(256)) }
      if !bytes.isEmpty, random(4) == 0 { bytes.removeLast() }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      invalid += isValid ? 0 : 1
      #expect(UTF8Validation.isValid(bytes.span) == isValid, "\(bytes)")
    }
    #expect(invalid > 2_000)
  }

  @Test func scansFindTheFirst() {
    for length in 0..<100 {
      var bytes = [UInt8](repeating: 0x7F, count: length)
      #expect(Scan.firstSpecialInJSONString(in: bytes.span, from: 0) == length)
      #expect(Scan.first(0x22, in: bytes.span, from: 0) == length)
      for place in 0..<length {
        for special in [0x22, 0x5C, 0x00, 0x1F] as [UInt8] {
          bytes[place] = special
          // What follows at once could be flagged by a borrow; what precedes must not be.
          if place + 1 < length { bytes[place + 1] = special ^ 1 }
          #expect(Scan.firstSpecialInJSONString(in: bytes.span, from: 0) == place)
          if place + 1 < length { bytes[place + 1] = 0x7F }
        }
        bytes[place] = 0x80
        #expect(Scan.firstNonASCII(in: bytes.span, from: 0) == place)
        #expect(Scan.first(0x80, in: bytes.span, from: place) == place)
        bytes[place] = 0x7F
      }
    }
  }
}
