import Testing

@testable import Articles

/// The languages of articles, found out. The texts are our own.
struct LanguageTests {
  private func languages(
    _ records: [String], _ detection: LanguageDetection
  ) throws -> [String?] {
    var options = ParsingOptions()
    options.language = detection
    return try parse(records.joined(separator: "\n"), as: .jsonLines, options: options)
      .articles.map { $0.string(.language) }
  }

  private static let texts = [
    (
      "en", "Last night a large market of honey and old books was opened in the square of the town."
    ),
    ("de", "Gestern Abend wurde auf dem Platz der Stadt ein großer Markt für Honig eröffnet."),
    (
      "fr",
      "Hier soir, un grand marché du miel et des vieux livres a ouvert sur la place de la ville."
    ),
    ("es", "Anoche se abrió en la plaza de la ciudad un gran mercado de miel y de libros viejos."),
    ("ru", "Вчера вечером на площади города открылась большая ярмарка мёда и старых книг."),
    ("el", "Χθες το βράδυ άνοιξε στην πλατεία της πόλης μια μεγάλη έκθεση μελιού."),
    ("he", "אתמול בערב נפתח בכיכר העיר יריד גדול של דבש וספרים ישנים."),
    ("zh", "昨天晚上，城市广场上举办了一个大型的蜂蜜和旧书市场。"),
    ("ja", "昨日の夕方、町の広場で蜂蜜と古い本の大きな市が開かれました。"),
  ]

  @Test func aMissingLanguageIsFilled() throws {
    let records = Self.texts.map { #"{"body": "\#($0.1)"}"# }
    #expect(try languages(records, LanguageDetection(.missing)) == Self.texts.map(\.0))
    #expect(try languages(records, LanguageDetection()) == Self.texts.map { _ in nil })
  }

  @Test func aGivenLanguageStaysUnlessAllAreFoundOut() throws {
    let records = Self.texts.map { #"{"lang": "la", "body": "\#($0.1)"}"# }
    #expect(try languages(records, LanguageDetection(.missing)) == Self.texts.map { _ in "la" })
    #expect(try languages(records, LanguageDetection(.all)) == Self.texts.map(\.0))
  }

  @Test func whatCannotBeToldStaysEmpty() throws {
    let records = [
      #"{"title": "OK"}"#, #"{"title": "12 345"}"#,
      #"{"title": "\#(Self.texts[0].1) \#(Self.texts[4].1)"}"#,
    ]
    #expect(try languages(records, LanguageDetection(.missing)) == [nil, nil, nil])
  }

  @Test func aLongTitleLeavesTheBody() throws {
    // The last character of two bytes of what is looked at in the title is cut.
    let title = String(repeating: "1", count: LanguageDetection.fieldBytes - 1) + "éé"
    let record = #"{"title": "\#(title)", "body": "\#(Self.texts[4].1)"}"#
    #expect(try languages([record], LanguageDetection(.missing)) == ["ru"])
  }

  @Test func theBeginningOfALongBodyDecides() throws {
    for filler in 0..<4 {
      // A character of two bytes at the end of what is looked at, cut or not.
      let body =
        String(repeating: "é", count: filler) + String(repeating: "Вчера был день. ", count: 900)
      #expect(try languages([#"{"body": "a\#(body)"}"#], LanguageDetection(.missing)) == ["ru"])
    }
  }
}
