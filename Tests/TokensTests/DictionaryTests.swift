import Testing

@testable import Tokens

/// Scripts without blanks between words are cut by a dictionary, unless a profile says otherwise.
struct DictionaryTests {
  @Test(arguments: [
    ("我们在北京大学学习", ["我们", "在", "北京", "大学", "学习"]),
    ("コンピューターを使う", ["コンピューター", "を", "使う"]),
    ("และโรงเรียนปิด", ["และ", "โรงเรียน", "ปิด"]),
  ])
  func commonWordsAreWhole(text: String, words: [String]) {
    let found = tokens(text).map(\.text)
    #expect(found.joined() == text)
    #expect(Set(words).subtracting(found).count <= 1, "\(found)")
  }

  @Test func charactersAreTokensWhereAskedFor() {
    let characters = segmentation { $0.usesDictionary = false }
    #expect(tokens("学习 a 使う", characters).map(\.text) == ["学", "习", "a", "使", "う"])
  }

  @Test func digitsLettersAndSentencesAroundARunStay() {
    let found = tokens("2016年abc。他说: 好!")
    #expect(found.map(\.text).starts(with: ["2016", "年", "abc"]))
    #expect(found.filter { $0.marks.contains(.sentenceStart) }.count == 2)
  }

  /// A run of any length is cut in windows, and no byte of it is lost.
  @Test func longRunsAreCutInWindows() {
    let text = String(repeating: "我们在北京大学学习经济学", count: 2000)
    let found = tokens(text)
    #expect(found.map(\.text).joined() == text)
    #expect(found.count > 8000 && found.count < 24000)
    for (token, next) in zip(found, found.dropFirst()) { #expect(token.end == next.start) }
  }

  /// Letters beyond the first plane are two units of ICU's text, and never cut apart.
  @Test func lettersOfTwoUnitsStayWhole() {
    let text = String(repeating: "𠀀𠀁", count: 5000)
    #expect(tokens(text).map(\.text).joined() == text)
  }
}
