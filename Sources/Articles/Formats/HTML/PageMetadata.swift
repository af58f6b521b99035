import Bytes

/// What a page says about its article, each thing from the best place that says it.
struct PageMetadata {
  private let facts: PageFacts
  private let linked: LinkedArticle?
  /// The headline in the text; empty if none is known to be it.
  private let heading: String

  /// What `facts` say, and `articles` in JSON-LD, about a page whose `h1` are `headings`: one that
  /// the page's title repeats is the headline, or the only one.
  init(_ facts: PageFacts, _ articles: [LinkedArticle], headings: [String]) {
    self.facts = facts
    let named = facts.values(of: ["og:title", "title"]).map(Self.letters)
    let heading =
      headings.first { heading in named.contains { $0.contains(Self.letters(of: heading)) } }
      ?? (headings.count == 1 || named.isEmpty ? headings.first : nil) ?? ""
    self.heading = heading
    let titles = facts.values(of: ["og:title", "title"]) + [heading]
    // A page may describe the articles that it links to as well.
    linked =
      articles.first { article in
        article.first(of: ["headline", "name"]).map { name in
          titles.contains { Self.isSame($0, name) || $0.contains(name) }
        } ?? false
      } ?? articles.first { $0.first(of: ["datePublished", "articleBody"]) != nil }
      ?? articles.first
  }

  // MARK: Fields

  var title: String? { titles.first }

  /// What the page says the headline is, best first, without the name of the site.
  var titles: [String] {
    let titles =
      [linked?.first(of: ["headline"])].compactMap { $0 }
      + facts.values(of: ["og:title", "headline", "twitter:title"])
      + [heading] + facts.values(of: ["dc.title", "title"])
    return titles.map(withoutSite).filter { !$0.isEmpty }
  }

  /// The dates that the page names, best first.
  var dates: [String] {
    ["datePublished", "dateCreated"].compactMap { linked?.first(of: [$0]) }
      + facts.values(of: Self.dateNames)
      + ["dateModified"].compactMap { linked?.first(of: [$0]) }
      + facts.values(of: ["article:modified_time", "datemodified", "last-modified"])
  }

  private static let dateNames = [
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
    "dc.date.created", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "article:published", "article.published", "datecreated", "time",
  ]

  var source: String? {
    linked?.first(of: ["publisher.name", "publisher"])
      ?? facts.first(of: ["og:site_name", "application-name", "dc.publisher", "publisher"])
      ?? host
  }

  var author: String? {
    linked?.first(of: ["author.name", "author"])
      ?? facts.first(of: ["author", "parsely-author", "sailthru.author", "dc.creator", "byl"])
  }

  var language: String? {
    facts.first(of: ["lang"]) ?? linked?.first(of: ["inLanguage"])
      ?? facts.first(of: ["content-language", "dc.language", "inlanguage", "og:locale"])
  }

  var section: String? {
    linked?.first(of: ["articleSection"])
      ?? facts.first(of: ["article:section", "parsely-section", "section", "category"])
  }

  var url: String? {
    facts.first(of: ["canonical", "og:url"])
      ?? linked?.first(of: ["url", "mainEntityOfPage", "mainEntityOfPage.@id", "@id"])
  }

  /// The text of the article as JSON-LD has it, often without its paragraphs.
  var body: String? { linked?.first(of: ["articleBody"]) }

  /// Everything that the page says, by the names that it gives it: what `corpus.fields` may map.
  var all: [(name: String, value: String)] {
    var all = facts.all.map { ($0.name, $0.values.joined(separator: "; ")) }
    guard let linked else { return all }
    var places: [String: Int] = [:]
    for (name, value) in linked.members {
      if let place = places[name] {
        all[place].1 += "; " + value
      } else {
        places[name] = all.count
        all.append((name, value))
      }
    }
    return all
  }

  // MARK: Titles

  /// `title` without the name of the site at its end.
  private func withoutSite(_ title: String) -> String {
    var title = title
    while let cut = Self.lastSeparator(in: title) {
      let rest = String(title[..<cut.lowerBound])
      let end = String(title[cut.upperBound...])
      guard isSite(end) || Self.isSame(rest, heading) else { break }
      title = rest
    }
    return title.trimmingSpaces
  }

  private static func lastSeparator(in title: String) -> Range<String.Index>? {
    [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", "｜", "|", "--", "：", "_"]
      .compactMap { title.lastRange(of: $0) }
      .max { $0.lowerBound < $1.lowerBound }
  }

  /// Whether `name` is that of the site, or of its host.
  private func isSite(_ name: String) -> Bool {
    let names =
      facts.values(of: ["og:site_name", "application-name", "publisher"])
      + [linked?.first(of: ["publisher.name"])].compactMap { $0 }
    if names.contains(where: { Self.isSame($0, name) }) { return true }
    let host = self.host ?? ""
    return !host.isEmpty && Self.letters(of: host).contains(Self.letters(of: name))
      && Self.letters(of: name).count > 3
  }

  /// The name of the host in the page's address.
  private var host: String? {
    guard let url, let start = url.lastRange(of: "://") else { return nil }
    let host = url[start.upperBound...].prefix { !"/:?#".contains($0) }
    let name = host.hasPrefix("www.") ? host.dropFirst(4) : host
    return name.isEmpty ? nil : String(name)
  }

  /// Whether both have the same letters.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let letters = letters(of: a)
    return !letters.isEmpty && letters == Self.letters(of: b)
  }

  static func letters(of text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(decoding: Array(utf8)[...].trimmed, as: UTF8.self)
  }

  /// The last place at which `part` occurs.
  fileprivate func lastRange(of part: String) -> Range<String.Index>? {
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in stride(from: bytes.count - wanted.count, through: 0, by: -1)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return utf8.index(
        utf8.startIndex, offsetBy: start)..<utf8.index(
          utf8.startIndex, offsetBy: start + wanted.count)
    }
    return nil
  }
}
