import Testing
import Tokens

@Suite struct SegmentUAX29Tests {
  @Test(
    "every line of WordBreakTest.txt",
    .enabled(if: UnicodeDatabase.holds("auxiliary/WordBreakTest.txt"), "needs unicode-data"))
  func words() throws {
    let cases = try boundaryCases("auxiliary/WordBreakTest.txt")
    #expect(cases.count > 1_800)
    for (text, boundaries) in cases {
      let found = UAX29.wordBoundaries(text.span)
      #expect(found == boundaries, "\(text)")
    }
  }

  @Test(
    "every line of SentenceBreakTest.txt",
    .enabled(if: UnicodeDatabase.holds("auxiliary/SentenceBreakTest.txt"), "needs unicode-data"))
  func sentences() throws {
    let cases = try boundaryCases("auxiliary/SentenceBreakTest.txt")
    #expect(cases.count > 500)
    for (text, boundaries) in cases {
      let found = UAX29.sentenceBoundaries(text.span)
      #expect(found == boundaries, "\(text)")
    }
  }

  @Test func emptyTextHasNoBoundaries() {
    let words = UAX29.wordBoundaries([UInt8]().span)
    let sentences = UAX29.sentenceBoundaries([UInt8]().span)
    #expect(words.isEmpty && sentences.isEmpty)
  }

  /// The texts of a break test file, each with the byte offsets of its boundaries.
  private func boundaryCases(_ path: String) throws -> [(text: [UInt8], boundaries: [Int])] {
    try UnicodeDatabase.lines(path).map { line in
      var text: [UInt8] = []
      var boundaries: [Int] = []
      for field in line.split(whereSeparator: \.isWhitespace) {
        if field == "÷" {
          boundaries.append(text.count)
        } else if field != "×" {
          text += UnicodeDatabase.bytes(field)
        }
      }
      return (text, boundaries)
    }
  }
}
