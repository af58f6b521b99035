import Articles
import Diagnostics
import Testing

struct FilterTests {
  private func article(_ date: String?, language: String? = "en", extra: String? = nil) -> Article {
    var article = Article(extraFields: 1)
    if let date { article.set(.date, date) }
    if let language { article.set(.language, language) }
    if let extra {
      article.fill(slot: Field.allCases.count) { $0.append(contentsOf: extra.utf8) }
    }
    return article
  }

  @Test func valuesAreExact() throws {
    let filter = try ArticleFilter(conditions: [.oneOf(slotName: "language", values: ["en", "es"])])
    #expect(filter.keeps(article(nil)))
    #expect(filter.keeps(article(nil, language: "es")))
    #expect(!filter.keeps(article(nil, language: "EN")))
    #expect(!filter.keeps(article(nil, language: "en-US")))
    #expect(!filter.keeps(article(nil, language: nil)))
    #expect(try ArticleFilter(conditions: []).keeps(article(nil, language: nil)))
  }

  @Test(
    arguments: [
      ("2021-03-06", "2021-01-01", nil, true), ("2020-12-31T23:59:59Z", "2021-01-01", nil, false),
      ("2021-12-31", nil, "2021", true), ("2022-01-01", nil, "2021", false),
      ("2021-03-06", "2021-03-06", "2021-03-06", true),
      ("2021-03-06T12:00", nil, "2021-03-06T08:00", true),
      ("2021", "2021-03-01", nil, true), ("2020", "2021-03-01", nil, false),
      ("2021-02", "2021-03-01", nil, false), ("2021-03", "2021-03-15", "2021-03-20", true),
      ("--03-06", "2021", nil, false), (nil, "2021", nil, false), (nil, nil, nil, false),
    ] as [(String?, String?, String?, Bool)])
  func dateRanges(date: String?, from: String?, to: String?, keeps: Bool) throws {
    let filter = try ArticleFilter(conditions: [.dateRange(from: from, to: to)])
    #expect(filter.keeps(article(date)) == keeps)
  }

  @Test func allConditionsMustHold() throws {
    let mapping = FieldMapping([FieldMapping.Entry(name: "author", key: "by")])
    let filter = try ArticleFilter(
      conditions: [
        .oneOf(slotName: "author", values: ["x"]), .dateRange(from: "2021", to: nil),
      ], mapping: mapping)
    #expect(filter.keeps(article("2021-01-01", extra: "x")))
    #expect(!filter.keeps(article("2020-01-01", extra: "x")))
    #expect(!filter.keeps(article("2021-01-01", extra: "y")))
  }

  @Test func faults() {
    #expect {
      _ = try ArticleFilter(conditions: [.oneOf(slotName: "langauge", values: [])])
    } throws: { error in
      guard let fault = error as? Fault else { return false }
      return fault.code == "filter.unknown-field" && fault.advice == "did you mean “language”?"
        && fault.exit == .configuration
    }
    for bound in ["soon", "--03-06", "03/04/2020", ""] {
      #expect {
        _ = try ArticleFilter(conditions: [.dateRange(from: bound, to: nil)])
      } throws: { ($0 as? Fault)?.code == "filter.bad-date" }
    }
  }
}
