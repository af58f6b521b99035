import Articles
import Diagnostics
import Testing

@testable import broadsheet

@Suite("What a batch holds")
struct InspectionTests {
  private func inspect(
    _ text: String, _ mapping: FieldMapping = FieldMapping()
  ) throws -> (BatchInspection, [ArticleExcerpt]) {
    let batch = try TemporaryBatch(text)
    let file = BatchFile(path: batch.path, name: "a.jsonl", bytes: text.utf8.count)
    var inspection = BatchInspection(file, mapping: mapping)
    var articles: [ArticleExcerpt] = []
    let names = inspection.fieldNames
    try inspection.read(ReadingOptions(), ParsingOptions()) { article, document in
      articles.append(ArticleExcerpt(article, document, batch: "a.jsonl", names: names))
      return .goOn
    }
    return (inspection, articles)
  }

  @Test("articles, fields and rejects are counted")
  func counts() throws {
    let (inspection, articles) = try inspect(
      #"{"title": "One", "body": "1", "meta": {"desk": "x"}}"# + "\n" + #"{"title": "Two"}"# + "\n"
        + #"{"title": "#,
      FieldMapping([.init(name: "desk", key: "meta.desk")]))
    #expect(inspection.articles == 2)
    #expect(inspection.rejects == 1)
    #expect(inspection.firstRejects.first?.record == 3)
    #expect(inspection.container == .plain)
    #expect(inspection.formats == [.jsonLines])
    let filled = Dictionary(
      uniqueKeysWithValues: zip(inspection.fieldNames, inspection.filled).filter { $0.1 > 0 })
    #expect(filled == ["title": 2, "body": 1, "desk": 1])
    #expect(articles.map(\.record) == [1, 2])
  }

  @Test("an article as JSON")
  func json() throws {
    let (_, articles) = try inspect(
      #"{"title": "Rain", "body": "It\nrains.\n \n\nStill.\n", "date": "6 March 2021"}"#)
    #expect(
      articles.first?.json.compact == #"""
        {"locator": {"batch": "a.jsonl", "entry": null, "record": 1, "byte": 0, "format": \#
        "jsonl"}, \#
        "id": null, "title": "Rain", "body": "It\nrains.\n \n\nStill.\n", "date": "2021-03-06", \#
        "source": null, "url": null, "language": null, "section": null, "place": null, \#
        "agency": null, "dateline": null, "written_date": "6 March 2021", \#
        "paragraphs": ["It\nrains.", "Still."], "markup": null, "encoding": "utf-8", \#
        "replacements": 0}
        """#)
  }

  @Test("a batch for people; nothing in it commands the terminal")
  func text() throws {
    let (inspection, articles) = try inspect(#"{"title": "\u001b[2J", "body": "It\nrains."}"#)
    #expect(
      "\(InspectionText(of: inspection, articles: articles))" == """
        a.jsonl
          container   plain
          format      jsonl
          size        44 B
          articles    1
          fields filled
            title       100.0 %  1
            body        100.0 %  1
            none of id, date, source, url, language, section, place, agency, dateline

          record 1
            title     ␛[2J

            It
            rains.

        """)
  }
}
