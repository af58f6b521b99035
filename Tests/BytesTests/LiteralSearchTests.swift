import Bytes
import TestSupport
import Testing

@Suite struct LiteralSearchTests {
  /// What `containsIgnoringCase` should say, the slow way.
  private func holds(_ text: [UInt8], anyCaseOf needle: [UInt8]) -> Bool {
    func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
    guard text.count >= needle.count else { return false }
    return (0...text.count - needle.count).contains { start in
      needle.indices.allSatisfy { lower(text[start + $0]) == needle[$0] }
    }
  }

  @Test func generatedTextsAndNeedles() {
    var generator = Generator(seed: 8)
    // Also bytes that differ from the needle's letters and digits in the bit of case alone.
    let letters = Array("aAbBeE1\u{11}2@`[{ \0".utf8) + [0xC1, 0xE1, 0x81]
    let needleLetters = Array("abe12".utf8)
    var found = 0
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...80, using: &generator)
      let text = (0..<length).map { _ in letters.randomElement(using: &generator) ?? 0 }
      let needle = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        needleLetters.randomElement(using: &generator) ?? 0
      }
      let says = containsIgnoringCase(text.span, needle.span)
      #expect(says == holds(text, anyCaseOf: needle), "\(text) \(needle)")
      if says { found += 1 }
    }
    #expect(found > 2000 && found < 18_000)
  }

  @Test(arguments: 0...70)
  func aNeedleIsFoundAtEveryPlace(place: Int) {
    let needle = Array("government".utf8)
    for length in place + 10...place + 80 {
      var text = [UInt8](repeating: 0x67, count: length)
      text.replaceSubrange(place..<place + 10, with: Array("GovernMENT".utf8))
      let isFound = containsIgnoringCase(text.span, needle.span)
      #expect(isFound)
      text[place + 9] = 0x73
      let isFoundAgain = containsIgnoringCase(text.span, needle.span)
      #expect(!isFoundAgain)
    }
  }

  @Test func needlesOfAllKinds() {
    let text = Array("The Quick brown fox, 1999".utf8)
    for (needle, expected) in [
      ("", true), ("the", true), ("quick", true), ("1999", true), ("x", true), ("z", false),
      ("fox1", false), ("the quick brown fox, 1999 and more", false),
    ] {
      let isFound = containsIgnoringCase(text.span, Array(needle.utf8).span)
      #expect(isFound == expected, "\(needle)")
    }
  }

  @Test(arguments: 0...100)
  func twoBytesInARow(length: Int) {
    let empty = [UInt8](repeating: 0xC5, count: length)
    let isFoundInEmpty = Bytes.holds(empty.span, 0xC5, 0xBF)
    #expect(!isFoundInEmpty)
    for place in 0..<length {
      var text = empty
      text[place] = 0xBF
      let isFound = Bytes.holds(text.span, 0xC5, 0xBF)
      #expect(isFound == (place > 0))
    }
  }
}
