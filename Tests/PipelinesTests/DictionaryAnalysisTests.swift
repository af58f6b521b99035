import Analyses
import Diagnostics
import Reports
import Testing

@testable import Pipelines

/// How dictionaries of categories are read, and what the user reads where they are wrong.
@Suite struct DictionaryAnalysisTests {
  private func dictionary(_ text: String, name: String = "d.yml") throws -> CategoryDictionary {
    let folder = try standardFolder().write(text, to: name)
    let pipeline = try parse(
      """
      version: 1
      corpus: {batches: a.jsonl}
      analyses: {mood: {kind: dictionary, file: \(name)}}
      """, in: folder)
    guard let request = pipeline.analyses[0].request as? DictionaryRequest else {
      throw Fault("test", "no dictionary", exit: .bug)
    }
    #expect(
      try parse(JSONValue.object(pipeline.resolvedJSON).pretty(), in: folder).analyses
        == pipeline.analyses)
    return request.dictionary
  }

  /// Patterns with the paths of their categories.
  private func patterns(_ dictionary: CategoryDictionary) -> [String] {
    dictionary.patterns.map { "\(dictionary.categories[$0.category].path): \($0.text)" }
  }

  private func expectFileFaults(
    in text: String, name: String = "d.yml", _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let faults = #expect(throws: Faults.self, sourceLocation: sourceLocation) {
      try dictionary(text, name: name)
    }
    let found = faults?.all.map(\.description).joined(separator: "\n")
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  // MARK: YAML

  @Test func nestedCategories() throws {
    let dictionary = try dictionary(
      """
      # Comments are YAML's.
      mood:
        joy: [happy, "delight*", very good]
        grief:
          - sad
          - {deep: [despair, "no hope"]}
      time: 1984
      """)
    #expect(
      dictionary.categories.map(\.path) == [
        "mood", "mood/joy", "mood/grief", "mood/grief/deep", "time",
      ])
    #expect(
      patterns(dictionary) == [
        "mood/joy: happy", "mood/joy: delight*", "mood/joy: very good", "mood/grief: sad",
        "mood/grief/deep: despair", "mood/grief/deep: no hope", "time: 1984",
      ])
  }

  @Test func wrongYAML() throws {
    try expectFileFaults(
      in: """
        joy: [happy]
        a/b: [c, "", ~]
        joy: [glad]
        """,
      """
      d.yml:2:1: `a/b` is not a valid category name [pipeline.dictionary]
        2 | a/b: [c, "", ~]
          | ^
        Names have at most 400 bytes and no `/`, which separates them in tables.
      d.yml:2:10: expected a word or phrase, found an empty text [pipeline.wrong-type]
        2 | a/b: [c, "", ~]
          |          ^
      d.yml:3:1: `joy` is set twice [pipeline.duplicate-key]
        3 | joy: [glad]
          | ^
        It is first set on line 1.
      """)
    try expectFileFaults(
      in: "just words\n",
      """
      d.yml:1:1: expected a mapping of categories to their words [pipeline.dictionary]
        1 | just words
          | ^
        Write `joy: [happy, delight*]`, one category per line.
      """)
    try expectFileFaults(
      in: "joy: [*ing]\n",
      """
      d.yml:1:7: invalid YAML: found undefined alias [pipeline.yaml]
        1 | joy: [*ing]
          |       ^
        `*name` repeats the value marked `&name`; a text that begins with * needs quotation marks.
      """)
  }

  // MARK: LIWC

  @Test func numbersOfCategories() throws {
    let dictionary = try dictionary(
      "%\r\n1\tfunct\r\n 2   posemo (Positive Emotions)\r\n%\r\nwell "
        + "done\t2\r\nhapp*\t1\t2\r\nso?\t1\r\n",
      name: "d.dic")
    #expect(dictionary.categories.map(\.path) == ["funct", "funct/posemo"])
    #expect(
      patterns(dictionary) == [
        "funct/posemo: well done", "funct: happ*", "funct/posemo: happ*", "funct: so\\?",
      ])
  }

  @Test func namesOfCategories() throws {
    let dictionary = try dictionary(
      "%\n1\taffect\t(Affect)\n\t2\tgood mood\n3\ttime\n%\nglad affect 2\nnow time\n\nhour 3\n",
      name: "words.txt")
    #expect(dictionary.categories.map(\.path) == ["affect", "affect/good mood", "time"])
    #expect(
      patterns(dictionary) == [
        "affect: glad", "affect/good mood: glad", "time: now", "time: hour",
      ])
    let bare = try self.dictionary("%\njoy\n%\nglad joy\n", name: "d.dic")
    #expect(patterns(bare) == ["joy: glad"])
  }

  @Test func wrongDictionariesOfLIWC() throws {
    try expectFileFaults(
      in: "%\n1 joy\n1 fear\n%\nglad\nhappy 1 joi\nlike\t(02 134)125\n", name: "d.dic",
      """
      d.dic:3:1: `1` already names a category [pipeline.dictionary]
        3 | 1 fear
          | ^
      d.dic:5:1: `glad` has no category [pipeline.dictionary]
        5 | glad
          | ^
      d.dic:6:9: there is no category `joi` [pipeline.dictionary]
        6 | happy 1 joi
          |         ^
        Did you mean `joy`?
      d.dic:7:6: categories that depend on a word's neighbours are not supported \
      [pipeline.dictionary]
        7 | like	(02 134)125
          |     	^
        Write the cases as phrases, such as `kind of`.
      """)
    try expectFileFaults(
      in: "1 joy\n", name: "d.dic",
      """
      d.dic:1:1: the dictionary does not begin with a percent sign [pipeline.dictionary]
        1 | 1 joy
          | ^
        Write the categories between two lines with `%`.
      """)
    try expectFileFaults(
      in: "%\n1 joy\n", name: "d.dic",
      """
      d.dic:2:1: the categories do not end with a percent sign [pipeline.dictionary]
        2 | 1 joy
          | ^
        Write the categories between two lines with `%`.
      """)
  }

  @Test func wrongRequests() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: dictionary}
          b: {kind: dictionary, file: none.yml}
          c: {kind: dictionary, file: my-words.txt, per: article, group_by: soruce}
        """,
      """
      p.yml:4:3: `file` is missing in a dictionary analysis [pipeline.missing-key]
        4 |   a: {kind: dictionary}
          |   ^
        It takes a file.
      p.yml:5:31: `none.yml` cannot be read: No such file or directory [pipeline.unreadable-file]
        5 |   b: {kind: dictionary, file: none.yml}
          |                               ^
        Names are relative to the folder of the pipeline.
      p.yml:6:59: there is no field `soruce` [pipeline.unknown-field]
        6 |   c: {kind: dictionary, file: my-words.txt, per: article, group_by: soruce}
          |                                                           ^
        Did you mean `source`?
      p.yml:6:69: rows for articles are not grouped [pipeline.conflict]
        6 |   c: {kind: dictionary, file: my-words.txt, per: article, group_by: soruce}
          |                                                                     ^
        Use two analyses, one for groups and one for articles.
      my-words.txt:1:1: expected a mapping of categories to their words [pipeline.dictionary]
        1 | foo
          | ^
        Write `joy: [happy, delight*]`, one category per line.
      """)
  }
}
