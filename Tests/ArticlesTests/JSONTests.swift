import Articles
import TestSupport
import Testing

struct JSONTests {
  @Test func commonNamesFillTheirSlots() throws {
    let article = try article(
      #"{"guid":7,"Headline":"A","text":"B\nC","pubDate":"2021-3-6","Outlet":"O","#
        + #""link":"http://x/","lang":"en","category":"s","place":"p","agency":"g","#
        + #""unknown":{"title":"no"}}"#,
      as: .jsonLines)
    #expect(article.string(.id) == "7")
    #expect(article.string(.title) == "A")
    #expect(article.string(.body) == "B\nC")
    #expect(article.string(.date) == "2021-03-06")
    #expect(article.string(.source) == "O")
    #expect(article.string(.url) == "http://x/")
    #expect(article.string(.language) == "en")
    #expect(article.string(.section) == "s")
    #expect(article.string(.place) == "p")
    #expect(article.string(.agency) == "g")
  }

  @Test(arguments: [
    (#"{"text":"t","body":"b"}"#, "b"), (#"{"body":"b","text":"t"}"#, "b"),
    (#"{"body":null,"text":"t"}"#, "t"), (#"{"text":"t","body":""}"#, "t"),
    (#"{"body":"  ","text":"t"}"#, "t"), (#"{"body":"1","body":"2"}"#, "2"),
    (#"{"body":"1","body":null}"#, "1"), (#"{"BODY":"b","text":"t"}"#, "b"),
  ])
  func theBestNameWithAValueWins(text: String, body: String) throws {
    #expect(try article(text, as: .jsonLines).string(.body) == body)
  }

  @Test func mappingReplacesRecognitionOfItsSlotOnly() throws {
    let text =
      #"{"title":"t","text":"b","meta":{"outlet":{"name":"N","id":3}},"source":"S","by":["x","y"]}"#
    let article = try article(
      text, as: .jsonLines,
      fields: [("source", "meta.outlet.name"), ("author", "by"), ("body", "text")])
    #expect(article.string(.source) == "N")
    #expect(article.string(.title) == "t")
    #expect(article.string(.body) == "b")
    #expect(article.string(slot: Field.allCases.count) == "x; y")
  }

  @Test func mappedKeysAreExactAndMayServeTwice() throws {
    let fields = [("body", "Text"), ("copy", "Text"), ("name", "title"), ("flat", "a.b")]
    let article = try article(
      #"{"text":"no","Text":"yes","title":"T","a.b":"F"}"#, as: .jsonLines, fields: fields)
    #expect(article.string(.body) == "yes")
    #expect(article.string(.title) == "T")
    #expect((0..<3).map { article.string(slot: Field.allCases.count + $0) } == ["yes", "T", "F"])
  }

  @Test func valuesOfEveryKind() throws {
    let article = try article(
      #"{"body":["one",2,true,null,"",{"x":1},[3],"two"],"id":-1.5e3,"title":true,"#
        + #""section":["a","b"]}"#,
      as: .jsonLines)
    #expect(article.string(.body) == "one\n\n2\n\ntrue\n\n3\n\ntwo")
    #expect(article.string(.id) == "-1.5e3")
    #expect(article.string(.title) == "true")
    #expect(article.string(.section) == "a; b")
  }

  @Test func escapes() throws {
    let article = try article(
      #"{"b\u006fdy":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 \ud83d x \udc00 \u0000","title":" é "}"#,
      as: .jsonLines)
    #expect(
      article.string(.body)
        == "\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F600} \u{FFFD} x \u{FFFD} \u{0}")
    #expect(article.replacements == 2)
    #expect(article.string(.title) == "é")
  }

  @Test func rawBlanksInStringsAreKept() throws {
    let parsed = try parse("[{\"body\":\"a\tb\nc\r\nd\"}]", as: .jsonArray)
    #expect(parsed.articles.map { $0.string(.body) } == ["a\tb\nc\r\nd"])
  }

  @Test(arguments: [
    (#"{"body":"a"#, "unterminated-string"), (#"{"body":"a\"}"#, "unterminated-string"),
    (#"{"body":"\x"}"#, "bad-escape"), (#"{"body":"\u12g4"}"#, "bad-escape"),
    (#"{"skip":"\u12"}"#, "bad-escape"), ("{\"body\":\"a\u{0}\"}", "control-character"),
    ("{\"skip\":\"a\u{1F}\"}", "control-character"), (#"{"id":01}"#, "bad-number"),
    (#"{"id":1.}"#, "bad-number"), (#"{"id":-}"#, "bad-number"), (#"{"id":1e}"#, "bad-number"),
    (#"{"id":.5}"#, "expected-value"), (#"{"x":NaN}"#, "bad-literal"),
    (#"{"x":nullx}"#, "bad-literal"), (#"{x:1}"#, "expected-key"), (#"{"x" 1}"#, "expected-colon"),
    (#"{"x":1 "y":2}"#, "expected-comma"), (#"{"x":1,}"#, "expected-key"),
    (#"{"x":[1,]}"#, "expected-value"), (#"{"x":}"#, "expected-value"),
    (#"{"x""#, "unexpected-end"), (#"{"x":1"#, "unexpected-end"), (#"{"x":[{"#, "unexpected-end"),
    (#"{"x":1} 2"#, "trailing-bytes"), (#"{"x":1}{"y":2}"#, "trailing-bytes"),
    (#"[1,2]"#, "not-an-object"), (#""text""#, "not-an-object"), ("garbage", "not-an-object"),
  ])
  func flawsAreNamed(text: String, code: String) throws {
    let parsed = try parse(text, as: .jsonLines)
    #expect(parsed.articles.isEmpty)
    #expect(parsed.rejects.map(\.code) == ["json.\(code)"])
  }

  @Test func flawsSayWhere() throws {
    let parsed = try parse(#"{"id":1,"body":"x}"#, as: .jsonLines)
    #expect(parsed.rejects.first?.reason == "a string without end begins at byte 15 of the record")
  }

  @Test(arguments: [(255, true), (256, false), (1_000_000, false)])
  func depthHasALimit(depth: Int, isFine: Bool) throws {
    let text =
      #"{"body":"b","x":"# + String(repeating: "[", count: depth)
      + String(repeating: "]", count: depth) + "}"
    let parsed = try parse(text, as: .jsonLines)
    #expect(parsed.articles.count == (isFine ? 1 : 0))
    #expect(parsed.rejects.map(\.code) == (isFine ? [] : ["json.too-deep"]))
  }

  @Test func linesAreNumberedAndPlaced() throws {
    let text =
      "{\"body\":\"1\"}\r\n\n  \n {\"body\":\"4\"} \n{\"x\":1}\n\u{FEFF}{\"title\":\"6\"}"
    let parsed = try parse(Array(text.utf8), as: .jsonLines, byteOffset: 100)
    #expect(parsed.articles.map(\.record) == [1, 4, 6])
    #expect(parsed.articles.map(\.byteOffset) == [100, 119, 141])
    #expect(parsed.articles.map { $0.string(.body) } == ["1", "4", nil])
    #expect(
      parsed.rejects == [
        Reject(
          batch: "batch", record: 5, byte: 133, code: "article.empty",
          reason: "the record has neither a title nor a body; it has x")
      ])
  }

  @Test func theNamesOfAnEmptyRecordAreListed() throws {
    let text =
      #"{"V1":{"title":"T","body":{"parts":["p"]},"none":null,"empty":[],"blank":""}}"#
      + #"{"body":[]}{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9}"#
    let lines = text.replacing("}{", with: "}\n{")
    let reasons = try parse(lines, as: .jsonLines).rejects.map(\.reason)
    let start = "the record has neither a title nor a body"
    #expect(
      reasons == [
        start + "; it has V1.title, V1.body.parts", start + ", nor anything else",
        start + "; it has a, b, c, d, e, f, g, h, …",
      ])
  }

  @Test(arguments: [
    (#"["1",["2",3],null,"4"]"#, "1\n\n2\n\n3\n\n4"),
    (#"[{"type":"p","text":"1"},{"type":"image"},{"Paragraphs":["2","3"]}]"#, "1\n\n2\n\n3"),
    (#"{"summary":["1"],"sections":[{"headline":[],"paragraphs":["2"]}]}"#, "1\n\n2"),
  ])
  func bodiesOfObjectsAreReadForTheirText(body: String, expected: String) throws {
    #expect(try article(#"{"body":\#(body)}"#, as: .jsonLines).string(.body) == expected)
    let mapped = try article(
      #"{"v":{"b":\#(body)}}"#, as: .jsonLines, fields: [("body", "v.b")])
    #expect(mapped.string(.body) == expected)
  }

  @Test func aBodyWithoutTextIsRefused() throws {
    let text = #"{"title":"T","body":[{"p":"1"}]}"# + "\n" + #"{"title":"T","body":[{}]}"#
    let parsed = try parse(text, as: .jsonLines)
    #expect(parsed.rejects.map(\.code) == ["article.unread-body"])
    #expect(parsed.articles.map(\.record) == [2])
  }

  @Test func arraysAndConcatenatedObjects() throws {
    let text =
      #" [ {"body":"a]}"} , {"body":"b\"}"}, {"body":]}, "x, {", 7, ] "#
      + #"[ {"body":"c"}{"body":"d"} {"body" "#
    let parsed = try parse(text, as: .jsonArray)
    #expect(parsed.articles.map { $0.string(.body) } == ["a]}", "b\"}", "c", "d"])
    #expect(
      parsed.rejects.map(\.code) == [
        "json.expected-value", "json.not-an-object", "json.not-an-object", "json.unexpected-end",
      ])
    #expect(parsed.rejects.map(\.record) == [3, 4, 5, 8])
  }

  @Test func datesAreNormalisedAndUnreadableOnesCounted() throws {
    let parsed = try parse(
      #"{"body":"b","date":1614600000}"# + "\n" + #"{"body":"b","date":" yesterday"}"# + "\n",
      as: .jsonLines)
    #expect(parsed.articles.map { $0.string(.date) } == ["2021-03-01T12:00:00Z", nil])
    #expect(parsed.unreadableDates == 1)
    let last = try #require(parsed.articles.last)
    let written = try #require(last.writtenDate)
    #expect(String(decoding: last.bytes[written], as: UTF8.self) == "yesterday")
  }

  /// Records damaged in every way that comes to a generator's mind: each line has one outcome, and
  /// whatever becomes an article is valid UTF-8.
  @Test func mutationsNeverBreakConservation() throws {
    let seed = Array(
      (#"{"id":"a-1","title":"Ré\u00e9 \ud83d\ude00","body":["x\n",1.5e-3,true,null],"#
        + #""date":"2021-03-06","meta":{"outlet":{"name":"N"}},"n":[{},[],-0]}"#).utf8)
    let alphabet: [UInt8] =
      Array("{}[]\",:\\u0123456789eE+-.tfn \té".utf8) + [0x00, 0x1F, 0xFF, 0xC3]
    var generator = Generator(seed: 1)
    var lines: [UInt8] = []
    let count = 10_000
    for _ in 0..<count {
      var line = seed
      for _ in 0..<1 + generator.below(3) {
        let place = generator.below(line.count)
        switch generator.below(4) {
        case 0: line[place] = alphabet[generator.below(alphabet.count)]
        case 1: line.insert(alphabet[generator.below(alphabet.count)], at: place)
        case 2: line.remove(at: place)
        default: line.removeSubrange(place..<min(line.count, place + 1 + generator.below(20)))
        }
        if line.isEmpty { line = [0x7B] }
      }
      lines += line + [0x0A]
    }
    for format in [Format.jsonLines, .jsonArray] {
      let parsed = try parse(
        lines, as: format, fields: [("source", "meta.outlet.name"), ("n", "n")])
      // Where only braces separate records, one that has lost a quotation mark takes
      // its neighbours with it; lines part records whatever is in them.
      if format == .jsonLines {
        #expect(parsed.count == count)
        #expect(parsed.articles.count > count / 10)
        #expect(parsed.rejects.count > count / 10)
      }
      #expect(parsed.articles.allSatisfy { String(validating: $0.bytes, as: UTF8.self) != nil })
    }
  }
}
