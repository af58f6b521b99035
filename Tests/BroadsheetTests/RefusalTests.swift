import Testing

@testable import broadsheet

@Suite("Wrong command lines")
struct RefusalTests {
  @Test("the parser ends with 64")
  func parser() {
    #expect(refusal(of: "terms") == 64)
    #expect(refusal(of: "trems", "x") == 64)
    #expect(refusal(of: "terms", "x", "--top", "many") == 64)
    #expect(refusal(of: "terms", "x", "--csv", "--json") == 64)
    #expect(refusal(of: "terms", "x", "--where", "language") == 64)
    #expect(refusal(of: "terms", "x", "--field", "a=b", "--field", "a=c") == 64)
    #expect(refusal(of: "terms", "x", "--where", "date=2021", "--where", "date=2022") == 64)
    #expect(refusal(of: "terms", "x", "--memory", "127MiB") == 64)
    #expect(refusal(of: "terms", "x", "--memory", "128MiB") == nil)
    #expect(refusal(of: "pairs", "x", "--having", "mi>3") == 64)
    #expect(refusal(of: "pairs", "x", "--having", ">=3") == 64)
    #expect(refusal(of: "measures", "--table", "1,2,3") == 64)
    #expect(refusal(of: "run", "x.yml", "--jobs", "0") == 64)
    #expect(refusal(of: "inspect", "x", "--articles", "-1") == 64)
    #expect(message(of: "terms", "x", "--jobs", "-1").contains("--jobs must be 1 or more."))
    #expect(refusal(of: "run", "x.yml", "--log-format", "xml") == 64)
  }

  @Test("faults name the option, all at once")
  func options() throws {
    try expectFaults(
      ["pairs", "--measure", "log_likelihod", "--window", "wide", "--top", "0"],
      """
      --window: unknown value `wide` of `window` [usage.unknown-value]
        Known: sentence, paragraph, article.
      --measure: unknown measure `log_likelihod` [usage.unknown-measure]
        Did you mean `log_likelihood`?
      --top: expected a whole number from 1, found 0 [usage.out-of-range]
      """)
  }

  @Test("a number with a minus sign is a number")
  func negativeNumbers() throws {
    try expectFaults(
      ["pairs", "--window", "-5", "--top", "-1", "--min-length", "-2"],
      """
      --min-length: expected a whole number from 1 to 1000000, found -2 [usage.out-of-range]
      --window: expected a whole number from 0 to 1000, found -5 [usage.out-of-range]
      --top: expected a whole number from 1, found -1 [usage.out-of-range]
      """)
  }

  @Test("advice speaks of options, not of a pipeline file")
  func advice() throws {
    try expectFaults(
      ["terms", "--where", "colour=red"],
      """
      --where colour: there is no field `colour` [usage.unknown-field]
        Map it with --field, or name one of id, title, body, date, source, url, language, section, \
      place, agency, dateline.
      """)
  }

  @Test("input that is not there ends with 66")
  func input() throws {
    try expectFaults(
      ["terms", "no-such-*.gz"], "`no-such-*.gz` matches no file [input.no-match]", exit: .noInput)
    try expectFaults(
      ["terms", "--stopwords", "no-such.txt"],
      "--stopwords: `no-such.txt` cannot be read: No such file or directory "
        + "[input.unreadable-file]", exit: .noInput)
  }
}
