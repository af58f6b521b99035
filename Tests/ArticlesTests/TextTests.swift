import Articles
import Testing

struct TextTests {
  @Test func firstLineBeforeABlankLineIsTheTitle() throws {
    let article = try article(
      "\n Prices rise again \r\n\r\nOne\r\ntwo.\r\n\r\n\r\nThree.\n\n", as: .text)
    #expect(article.string(.title) == "Prices rise again")
    #expect(article.string(.body) == "One\ntwo.\n\n\nThree.")
  }

  @Test func otherwiseThereIsNoTitle() throws {
    for text in [
      "One\ntwo.\n\nThree.", "Only one line", String(repeating: "x", count: 301) + "\n\ny",
    ] {
      let article = try article(text, as: .text)
      #expect(article.string(.title) == nil)
      #expect(article.string(.body) == text)
    }
  }

  @Test func headOfThreeLinesAndARule() throws {
    let article = try article(
      "Palabras en la plaza\nOficina de Prensa\n27 de abril de 2020\n---\n"
        + "ALCALDE\nBuenos días.\n---\nFin.",
      as: .text)
    #expect(article.string(.title) == "Palabras en la plaza")
    #expect(article.string(.source) == "Oficina de Prensa")
    #expect(article.string(.date) == "2020-04-27")
    #expect(article.string(.body) == "ALCALDE\nBuenos días.\n\nFin.")
    // Without a date it is no head.
    let other = try TextTests.parseOne("A\nB\nC\n---\nD")
    #expect(other.string(.title) == nil)
    #expect(other.string(.body) == "A\nB\nC\n\nD")
  }

  private static func parseOne(_ text: String) throws -> Article { try article(text, as: .text) }

  @Test(arguments: ["", " \n\r\n\t", "\u{FEFF}", "---\n---"])
  func emptyFilesAreRejected(text: String) throws {
    #expect(try parse(text, as: .text).rejects.map(\.code) == ["article.empty"])
  }

  @Test(
    arguments: [
      ("Baghdad, March 6 (RHC)-- It rained.", "Baghdad", "--03-06", "RHC"),
      ("PARIS (AFP) – It rained.", "PARIS", nil, "AFP"),
      ("WASHINGTON, Jan. 5 (Reuters) - It rained.", "WASHINGTON", "--01-05", "Reuters"),
      ("La Habana, 6 mar (RHC) It rained.", "La Habana", "--03-06", "RHC"),
      ("LONDON, 5 January 2021 — It rained.", "LONDON", "2021-01-05", nil),
      ("NUREMBERG, Germany, Oct. 20, 2021 - It rained.", "NUREMBERG, Germany", "2021-10-20", nil),
      ("Port-au-Prince, 3 mars (EFE).- It rained.", "Port-au-Prince", "--03-03", "EFE"),
      ("SÃO PAULO, 1º de março (Lusa) --- It rained.", "SÃO PAULO", "--03-01", "Lusa"),
      ("HOGSMEADE (DPX) - It rained.", "HOGSMEADE", nil, "DPX"),
    ] as [(String, String, String?, String?)])
  func datelines(text: String, place: String, date: String?, agency: String?) throws {
    let read = try article(#"{"body":"\#(text)\n\nParis (AFP) – Second."}"#, as: .jsonLines)
    #expect(read.string(.place) == place)
    #expect(read.string(.date) == date)
    #expect(read.string(.agency) == agency)
    #expect(read.string(.body) == "It rained.\n\nParis (AFP) – Second.")
    #expect(read.string(.dateline).map { text.hasPrefix($0) } == true)
    var options = ParsingOptions()
    options.keepsDateline = true
    let kept = try article(text, as: .text, options: options)
    #expect(kept.string(.body) == text)
    #expect(kept.string(.dateline) == read.string(.dateline))
  }

  @Test(arguments: [
    "NASA — the agency — said so.", "Friday, January 4, 2019 \n\nAn apartment",
    "It rained (AFP) - again.",
    "The General Services Administration (GSA) – we build.", "Barack Obama (D-Ill.) - a speech.",
    "Update - it rained.", "In Paris, March 6 (AFP) was a day", "- (AFP) - x", "(AFP) - x",
    "Paris, March 6 (AFP) –", "PARIS\n(AFP) – x", "Section 5 (AFP) – x", "–", "A-",
    "Paris, March 6",
    "We met in Paris, France, on March 6 - a fine day.",
  ])
  func noDatelines(text: String) throws {
    let article = try article(text, as: .text)
    #expect(article.string(.dateline) == nil)
    #expect(article.string(.place) == nil)
  }

  @Test func datelineGivesOnlyWhatIsMissing() throws {
    let article = try article(
      #"{"date":"2021-03-07","place":"Iraq","body":"Baghdad, March 6 (RHC)-- It rained."}"#,
      as: .jsonLines)
    #expect(article.string(.date) == "2021-03-07")
    #expect(article.string(.place) == "Iraq")
    #expect(article.string(.agency) == "RHC")
    #expect(article.string(.body) == "It rained.")
  }
}
