import Articles
import Diagnostics
import Reports
import Testing

@testable import Pipelines

@Suite struct PlanTests {
  /// A pipeline in which many keys are not at their defaults.
  private let text = """
    version: 1
    name: odd
    corpus:
      batches: [a.jsonl]
      format: jsonl
      fields: {desk: "meta: desk", title: headline}
      where: {desk: ["a, b", "null"], date: {from: 2020, to: 2021-02}}
      encoding: koi8-r
      max_rejects: 5%
      on_damage: keep
      max_article: 16MiB
      code_blocks: keep
    text:
      words: {}
      content:
        {inherits: words, case: fold, stem: german, stopwords: [german, my-words.txt],
         apostrophes: keep, urls: split, from: [title], dateline: keep, abbreviations: []}
    analyses:
      terms: {kind: term-frequency, group_by: [desk, week], terms: ["a #tag b"], ngrams: 3, top: 7}
      near: {kind: co-occurrence, window: {left: 1, right: 4}, nodes: [krieg], text: content}
      placed: {kind: co-occurrence, positions: true, weights: [5, 4.5, 3, 2, 1], confidence: 0.99,
               where: {mi: {min: -1.5, max: 9}, left_1: {min: 1}}, measures: [mi, lrc]}
      theirs: {kind: co-occurrence, compat: kh-coder}
      units: {kind: co-occurrence, span: article, min_articles: 2, sort: count}
      lines: {kind: concordance, query: "say: \\"no\\"", sort: [1R, node], limit: 3}
    assert: [articles >= 100, reject_share <= 2.5%]
    reports:
      {directory: out, formats: json, keep: 3, csv: {bom: true},
       notify: {on: always, command: [mail, "-s", "100 %: done"]}}
    """

  @Test func resolvedPipelineIsAPipelineThatMeansTheSame() throws {
    let folder = try standardFolder()
    let pipeline = try parse(text, in: folder)
    let json = JSONValue.object(pipeline.resolvedJSON).pretty()
    #expect(try parse(json, in: folder) == pipeline)

    // So does the plan in YAML's flow style.
    let yaml = JSONValue.object(pipeline.resolvedJSON).yaml
    #expect(try parse(yaml, in: folder) == pipeline)
  }

  @Test func defaultsAreResolvedToo() throws {
    let folder = try standardFolder()
    let pipeline = try parse("{version: 1, corpus: {batches: a.jsonl}}", in: folder)
    let json = JSONValue.object(pipeline.resolvedJSON).pretty()
    #expect(try parse(json, in: folder) == pipeline)
  }

  @Test func planShowsBatchesAndEverySwitch() throws {
    var pipeline = try parse(
      """
      version: 1
      corpus: {batches: a.jsonl}
      text: {content: {stopwords: my-words.txt}}
      analyses: {lines: {kind: concordance, query: war}}
      """)
    pipeline.batches = (1...23).map {
      BatchFile(path: "", name: "b\($0).gz", bytes: $0 * 1_000_000)
    }
    #expect(
      PlanText(of: pipeline, batchLimit: 2).description == """
        Pipeline p (p.yml)

        Corpus
          23 batches, 276.0 MB
              1.0 MB  b1.gz
              2.0 MB  b2.gz
            … and 21 more
          format        auto
          fields        common names are recognised
          csv           {separator: auto, header: auto, missing: []}
          xml           {record: none}
          where         all articles
          encoding      auto
          language      given
          max_rejects   1
          on_damage     discard
          max_article   a sixteenth of the memory budget
          code_blocks   drop
          markup        auto
          keep_removed  false

        Text profile content
          inherits      none
          from          [title, body]
          dateline      drop
          case          fold
          normalize     nfc
          diacritics    keep
          hyphens       keep
          apostrophes   unify
          numbers       keep
          punctuation   drop
          addresses     keep
          segmentation  words
          abbreviations [en, es, fr, pt, de]
          line_breaks   space
          min_length    1
          max_length    none
          stopwords     [my-words.txt]  (2 words)
          stem          none
          lemmas        none
          gaps          keep

        Analysis lines (concordance)
          text          content
          query         war
          case          insensitive
          diacritics    sensitive
          context       8
          within        sentence
          sort          none
          limit         none
          seed          0

        Reports
          directory     ../Output
          formats       [csv, json]
          keep          all
          notify        no notification
          csv           {bom: false, formula_guard: false}

        """)
  }

  @Test func schemaDescribesEveryKeyWithItsDefault() throws {
    let schema = Pipeline.schemaJSON()
    #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["required"] == ["version", "corpus"])
    let reports = try #require(schema["properties"]?["reports"]?["properties"])
    #expect(
      reports["keep"] == [
        "anyOf": [["type": "integer", "minimum": 1], ["const": "all"]],
        "description":
          "The number of published runs to keep; publishing a run removes older ones.",
        "default": "all",
      ])
    let kinds = schema["properties"]?["analyses"]?["additionalProperties"]?["oneOf"]
    guard case .array(let kinds)? = kinds else { throw Missing() }
    #expect(
      kinds.compactMap { $0["properties"]?["kind"]?["const"] } == [
        "term-frequency", "co-occurrence", "concordance", "keyness", "dictionary", "diversity",
        "trend",
      ])
  }

  @Test func referenceHasARowForEveryKey() {
    let reference = PipelineReference.markdown()
    #expect(reference.contains("### `corpus`\n"))
    #expect(
      reference.contains(
        "| `keep` | a whole number from 1 \\| `all` | `all` | The number of published runs to "
          + "keep; "))
    #expect(reference.contains("| `batches` | a path or pattern, or a list | *required* |"))
  }

  private struct Missing: Error {}
}

extension JSONValue {
  /// The member of an object called `name`.
  fileprivate subscript(name: String) -> JSONValue? {
    guard case .object(let object) = self else { return nil }
    return object[name]
  }
}
