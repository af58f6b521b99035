import Bytes
import Testing

@Suite struct RegularExpressionTests {
  private func answer(
    _ pattern: String, _ text: String, ignoresCase: Bool = false
  ) throws -> RegularExpression.Answer {
    try RegularExpression(pattern, ignoresCase: ignoresCase).matches(Array(text.utf8))
  }

  @Test func theWholeTextMatches() throws {
    #expect(try answer("colou?r", "color") == .match)
    #expect(try answer("colou?r", "colour") == .match)
    #expect(try answer("colou?r", "colors") == .noMatch)
    #expect(try answer("a|ab", "ab") == .match)
    #expect(try answer("(?:x|)", "") == .match)
    #expect(try answer("^a$", "a\n") == .noMatch)
  }

  @Test func lettersAreUnicodes() throws {
    #expect(try answer(#"\w+"#, "Éire") == .match)
    #expect(try answer("...", "日本語") == .match)
    #expect(try answer(#"\p{Cyrillic}+"#, "слово") == .match)
    #expect(try answer("éire", "ÉIRE", ignoresCase: true) == .match)
    #expect(try answer("éire", "ÉIRE") == .noMatch)
    #expect(try answer(#"\d+"#, "١٢٣") == .match)
  }

  @Test(arguments: [("(", 1), ("ab[", 3), ("é(?<", 4), ("*", 0), ("a{2,1}", 5), (#"\C"#, 2)])
  func whatIsNoExpression(pattern: String, offset: Int) {
    let error = #expect(throws: RegularExpression.SyntaxError.self) {
      try RegularExpression(pattern)
    }
    #expect(error?.offset == offset)
    #expect(error?.message.isEmpty == false)
  }

  /// Without a bound these would take longer than the machine lasts.
  @Test(arguments: ["(a+)+$", "(a*)*[bc]", "(a|aa)+[cd]", "(?:.*)*[,;]"])
  func manyWaysAreNotTriedForEver(pattern: String) throws {
    guard case .unknown(let reason) = try answer(pattern, String(repeating: "a", count: 60) + "x")
    else {
      Issue.record("\(pattern) was answered")
      return
    }
    #expect(reason.contains("limit"))
  }

  /// Long texts are no trouble in themselves.
  @Test func longTexts() throws {
    let long = String(repeating: "ab", count: 100_000)
    #expect(try answer(".*", long) == .match)
    #expect(try answer("[ab]+c?", long) == .match)
    #expect(try answer("a.*b", long) == .match)
    #expect(try answer("(?:ab)+", long) == .match)
  }

  @Test func bytesThatAreNoTextAreNotTakenForOne() throws {
    let answer = try RegularExpression(".*").matches([0xFF, 0x61])
    guard case .unknown = answer else {
      Issue.record("\(answer)")
      return
    }
  }
}
