import Bytes

/// What a page says about itself, outside its text, by the names that it gives them.
///
/// The names are those of `meta` elements (`og:title`, `article:published_time`, `author`), of
/// microdata (`datePublished`) and of the members of the article in JSON-LD, nested ones with dots
/// (`publisher.name`). Three more are `lang`, the language of the `html` element, `canonical`, the
/// address in the `link` element, and `time`, the first of a `time` element.
struct PageFacts {
  /// One name, and its values in the order of the page.
  struct Fact {
    let name: String
    var values: [String]
  }

  private(set) var all: [Fact] = []
  /// The scripts that hold JSON-LD.
  private(set) var scripts: [Range<Int>] = []
  /// The place of each name, in lower case.
  private var places: [String: Int] = [:]

  /// A page that has more says nothing by them.
  private static let mostFacts = 1000
  private static let longestValue = 10_000

  /// The first value of the first of `names`, in lower case, that has one.
  func first(of names: [String]) -> String? { values(of: names).first }

  /// The first value of each of `names`, in lower case, that has one.
  func values(of names: [String]) -> [String] {
    names.compactMap { places[$0].flatMap { all[$0].values.first } }
  }

  /// Adds a value to those of `name`; a blank one is none.
  mutating func add(_ name: String, _ value: String) {
    guard !value.isEmpty, !name.isEmpty else { return }
    let key = name.lowercased()
    if let place = places[key] {
      if all[place].values.count < Self.mostFacts { all[place].values.append(value) }
    } else if all.count < Self.mostFacts {
      places[key] = all.count
      all.append(Fact(name: name, values: [value]))
    }
  }

  /// Adds the value that is written at `range` of `page`, its references resolved.
  mutating func add(_ name: String, _ page: Span<UInt8>, _ range: Range<Int>) {
    add(name, Self.plain(page, range))
  }

  /// Takes what the start tag of `tag` says.
  mutating func take(_ attributes: HTMLAttributes, of tag: PageTag?, in page: Span<UInt8>) {
    guard !attributes.isEmpty else { return }
    switch tag {
    case .html:
      if let language = attributes[.lang] { add("lang", page, language) }
    case .meta:
      guard let content = attributes[.content] else { return }
      for attribute in [HTMLAttribute.property, .name, .itemprop, .httpEquiv] {
        guard let name = attributes[attribute] else { continue }
        add(Self.plain(page, name), page, content)
      }
    case .link:
      guard let rel = attributes[.rel], let address = attributes[.href] else { return }
      if Self.plain(page, rel).lowercased() == "canonical" { add("canonical", page, address) }
    default:
      guard let value = attributes[.datetime] ?? attributes[.content] else { return }
      if tag == .time { add("time", page, value) }
      if let name = attributes[.itemprop] { add(Self.plain(page, name), page, value) }
    }
  }

  /// Remembers the script at `content` if its type, at `type` of `page`, is JSON-LD.
  mutating func takeScript(_ content: Range<Int>, type: Range<Int>, in page: Span<UInt8>) {
    guard Self.plain(page, type).lowercased().hasPrefix("application/ld+json") else { return }
    if scripts.count < Self.mostFacts { scripts.append(content) }
  }

  /// The text at `range` of `page`, its references resolved, without needless white space.
  static func plain(_ page: Span<UInt8>, _ range: Range<Int>) -> String {
    var resolved: [UInt8] = []
    MarkupText.appendResolved(
      page.extracting(range.prefix(longestValue)), to: &resolved)
    return resolved.split(whereSeparator: { $0.isWhitespace || $0 == 0 }).map { word in
      String(decoding: word, as: UTF8.self)
    }.joined(separator: " ")
  }
}
