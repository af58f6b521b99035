import Testing
import Tokens

@Suite struct UnicodeTextTests {
  @Test(
    "every line of NormalizationTest.txt, in every form",
    .enabled(if: UnicodeDatabase.holds("NormalizationTest.txt.bz2"), "needs unicode-data"))
  func normalForms() throws {
    var tested = 0
    var failures: [Substring] = []
    for line in try UnicodeDatabase.lines("NormalizationTest.txt.bz2") where line.first != "@" {
      let columns = line.split(separator: ";").prefix(5).map { UnicodeDatabase.bytes($0) }
      // c2 and c4 are NFC and NFKC, c3 and c5 NFD and NFKD, of the columns that the file names.
      let expected: [(TextProfile.NormalForm, [(result: Int, sources: [Int])])] = [
        (.nfc, [(1, [0, 1, 2]), (3, [3, 4])]),
        (.nfd, [(2, [0, 1, 2]), (4, [3, 4])]),
        (.nfkc, [(3, [0, 1, 2, 3, 4])]),
        (.nfkd, [(4, [0, 1, 2, 3, 4])]),
      ]
      for (form, groups) in expected {
        for (result, sources) in groups {
          for source in sources where normalized(columns[source], form) != columns[result] {
            failures.append(line)
          }
        }
      }
      tested += 1
    }
    #expect(tested > 18_000)
    #expect(failures.isEmpty)
  }

  @Test(
    "every entry of CaseFolding.txt",
    .enabled(if: UnicodeDatabase.holds("CaseFolding.txt"), "needs unicode-data"))
  func caseFolding() throws {
    var tested = 0
    for line in try UnicodeDatabase.lines("CaseFolding.txt") {
      let fields = line.split(separator: "; ")
      guard fields[1] == "C" || fields[1] == "F" else { continue }
      #expect(caseFolded(UnicodeDatabase.bytes(fields[0])) == UnicodeDatabase.bytes(fields[2]))
      tested += 1
    }
    #expect(tested > 1_500)
  }

  @Test(
    "words in several languages fold as readers expect",
    arguments: [
      ("The", "the"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("ÉTÉ", "été"),
      ("ΟΔΟΣ", "οδοσ"), ("Москва", "москва"), ("中文", "中文"), ("ﬁn", "fin"), ("@[`{", "@[`{"),
    ])
  func foldedWords(word: String, folded: String) {
    #expect(caseFolded(Array(word.utf8)) == Array(folded.utf8))
  }

  @Test(
    "marks are stripped, letters stay",
    arguments: [
      ("été", "ete"), ("e\u{301}te\u{301}", "ete"), ("Ñandú", "Nandu"), ("Ångström", "Angstrom"),
      ("Łódź", "Łodz"), ("plain", "plain"), ("한국", "한국"), ("ệ", "e"), ("עִבְרִית", "עברית"),
    ])
  func strippedMarks(word: String, bare: String) {
    let bytes = Array(word.utf8)
    let stripped = UnicodeText.strippingMarks(bytes.span)
    #expect(stripped == Array(bare.utf8))
  }

  @Test(
    "numbers",
    arguments: [
      "2021", "3.14", "1,000", "1,000,000.50", "½", "12:30", "2021-03-06", "50%", "1’000", "٣٫١٤",
      "Ⅻ", "1/2", "１２",
    ])
  func numbers(token: String) {
    #expect(isNumber(token))
  }

  @Test(
    "not numbers",
    arguments: [
      "", "1st", "5km", "x", ".5", "5.", "1..2", "%", "-", "1-", "5%%", "B2B", "٪",
    ])
  func notNumbers(token: String) {
    #expect(!isNumber(token))
  }

  @Test func scalarCounts() {
    let bytes = Array("aé中🙂".utf8)
    let count = UnicodeText.scalarCount(bytes.span)
    #expect(count == 4)
  }

  @Test func versionIsThatOfTheTables() {
    #expect(UnicodeText.version == "15.0.0")
  }

  private func normalized(_ bytes: [UInt8], _ form: TextProfile.NormalForm) -> [UInt8] {
    UnicodeText.normalized(bytes.span, form)
  }

  private func caseFolded(_ bytes: [UInt8]) -> [UInt8] {
    UnicodeText.caseFolded(bytes.span)
  }

  private func isNumber(_ token: String) -> Bool {
    let bytes = Array(token.utf8)
    return UnicodeText.isNumber(bytes.span)
  }
}
