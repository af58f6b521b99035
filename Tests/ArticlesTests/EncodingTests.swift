import Diagnostics
import Glibc
import Testing

@testable import Articles
@testable import Bytes

struct EncodingTests {
  private func title(_ bytes: [UInt8], encoding: String? = nil) throws -> (String?, Int) {
    var options = ParsingOptions()
    if let encoding { options.encodings = [encoding] }
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

  /// Texts of our own, each in the encodings of its script.
  private static let texts: [(String, [(String, String)])] = [
    (
      "Вчера вечером на городской площади открылась большая ярмарка мёда и старых книг.",
      [
        ("CP1251", "windows-1251"), ("KOI8-R", "koi8-r"), ("ISO-8859-5", "iso-8859-5"),
        ("CP866", "ibm866"),
      ]
    ),
    (
      "Χθες το βράδυ άνοιξε στην πλατεία της πόλης η μεγάλη έκθεση μελιού και βιβλίων.",
      [("ISO-8859-7", "iso-8859-7")]
    ),
    ("אתמול בערב נפתח בכיכר העיר יריד גדול של דבש וספרים ישנים.", [("CP1255", "windows-1255")]),
    ("افتتح مساء أمس في ساحة المدينة سوق كبير للعسل والكتب القديمة.", [("CP1256", "windows-1256")]),
    ("昨天晚上，城市广场上举办了一个大型的蜂蜜和旧书市场，许多居民前来参观。", [("GB18030", "gb18030")]),
    (
      "昨日の夕方、町の広場で蜂蜜と古い本の大きな市が開かれました。多くの人が来ました。",
      [("CP932", "shift_jis"), ("EUC-JP", "euc-jp")]
    ),
    ("어제 저녁 도시 광장에서 꿀과 오래된 책을 파는 큰 장터가 열렸습니다.", [("EUC-KR", "euc-kr")]),
  ]

  @Test func theEncodingOfARecordIsFoundOut() throws {
    for (text, encodings) in Self.texts {
      for (name, counted) in encodings {
        let record = try #require(encode("{\"title\": \"\(text)\"}", as: name))
        let article = try #require(try parse(record, as: .jsonLines).articles.first)
        #expect(article.string(.title) == text, "\(name)")
        #expect(TextEncoding.counted[article.encoding] == counted)
      }
    }
  }

  @Test(arguments: [
    "Les élèves déçus préfèrent être à l'école où ça gêne le maître; voilà l'été, Noël, naïveté.",
    "Die Bürger hörten schöne Märchen über Könige, Bären und Füchse; später aßen sie Äpfel.",
    "La niña comió piñas mañana; él también cantó una canción, ¿qué opinó el señor Muñoz?",
    "“Smart quotes” – and dashes — café’s “naïve” fiancée’s “résumé” … “déjà vu” … “façade”",
  ])
  func textsOfTheWestStayThat(text: String) throws {
    for repeated in [1, 3, 20] {
      let title = String(repeating: text, count: repeated)
      let record = try #require(encode("{\"title\": \"\(title)\"}", as: "CP1252"))
      let article = try #require(try parse(record, as: .jsonLines).articles.first)
      #expect(article.string(.title) == title)
      #expect(TextEncoding.counted[article.encoding] == "windows-1252")
    }
  }

  @Test func textsOfCentralEuropeNeedSomeLength() throws {
    let text = """
      Wczoraj wieczorem na głównym placu miasta otwarto duży targ miodu i książek. Przyszło wielu \
      mieszkańców, żeby kupić świeży chleb, słodkie gruszki i źródlaną wodę; dzieci śpiewały pieśni.
      """
    for name in ["CP1250", "ISO-8859-2"] {
      let record = try #require(encode("{\"title\": \"\(text) \(text) \(text)\"}", as: name))
      let article = try #require(try parse(record, as: .jsonLines).articles.first)
      #expect(article.string(.title) == "\(text) \(text) \(text)", "\(name)")
    }
  }

  @Test func aDamagedByteDoesNotMakeUTF8AnotherEncoding() throws {
    #expect(try title(Array("Crème brûlée ".utf8) + [0xE9]) == ("Crème brûlée \u{FFFD}", 1))
    // The end of a record that was cut within a character.
    #expect(try title(Array("東京".utf8) + [0xE6, 0x9D]) == ("東京\u{FFFD}\u{FFFD}", 2))
    #expect(try title([0xE9]) == ("é", 0))
  }

  @Test func ofTheNamedEncodingsOneIsFoundOut() throws {
    var options = ParsingOptions()
    options.encodings = ["utf-8", "windows-1252", "koi8-r"]
    for (text, name) in [
      ("Добрый вечер, город", "KOI8-R"), ("Über größere Öfen", "CP1252"), ("naïve", "CP1252"),
    ] {
      let record = try #require(encode("{\"title\": \"\(text)\"}", as: name))
      let parsed = try parse(record, as: .jsonLines, options: options)
      #expect(parsed.articles.first?.string(.title) == text)
    }
  }

  private func encode(_ text: String, as name: String) -> [UInt8]? {
    guard let converter = unsafe iconv_open(name, "UTF-8"), Int(bitPattern: converter) != -1
    else { return nil }
    defer { unsafe iconv_close(converter) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var encoded = [CChar](repeating: 0, count: 2 * source.count)
    var (left, room) = (source.count, encoded.count)
    let isWhole = unsafe source.withUnsafeMutableBufferPointer { source in
      unsafe encoded.withUnsafeMutableBufferPointer { encoded in
        var (input, output) = (source.baseAddress, encoded.baseAddress)
        return unsafe iconv(converter, &input, &left, &output, &room) == 0
      }
    }
    return isWhole ? encoded.dropLast(room).map { UInt8(bitPattern: $0) } : nil
  }

  /// The C library takes them for characters, and gives text that is no UTF-8.
  @Test func nothingBeyondUnicodeIsACharacter() {
    guard var decoder = TextDecoder(from: "utf8") else {
      Issue.record("UTF-8 is not known")
      return
    }
    var text: [UInt8] = []
    let replaced = decoder.decode([0x61, 0xF6, 0xB3, 0xA6, 0xB7, 0x62].span, into: &text)
    #expect(String(validating: text, as: UTF8.self) != nil)
    #expect(replaced > 0)
    #expect(text.first == 0x61 && text.last == 0x62)
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
    let (text, replaced) = try title((0..<100_000).map { $0 % 2 == 0 ? 0xE9 : 0x74 })
    #expect(text == String(repeating: "ét", count: 50_000))
    #expect(replaced == 0)
  }

  @Test(arguments: ["", "utf-9", "utf-8//TRANSLIT", "no such", "latin 1"])
  func unknownEncodings(name: String) {
    #expect(!TextEncoding.isKnown(name))
    var options = ParsingOptions()
    options.encodings = [name]
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
