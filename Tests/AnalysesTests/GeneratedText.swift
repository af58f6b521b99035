import Articles
import TestSupport

/// An article of known words: what was written, and what should be found in it.
struct GeneratedText {
  /// Fields, of paragraphs, of sentences, of folded words.
  var fields: [[[[String]]]]
  var source: String

  static let gap = "og"

  /// A text of some `words` words out of a vocabulary of `types`, of which some are gaps.
  init(_ generator: inout Generator, words: Int, types: Int, sentence: Int = 12) {
    var left = words
    var body: [[[String]]] = []
    while left > 0 {
      var paragraph: [[String]] = []
      for _ in 0..<generator.number(1..<4) where left > 0 {
        let length = min(left, generator.number(1..<sentence))
        left -= length
        paragraph.append((0..<length).map { _ in GeneratedText.word(&generator, types) })
      }
      body.append(paragraph)
    }
    let title = (0..<generator.number(1..<4)).map { _ in GeneratedText.word(&generator, types) }
    fields = [[[title]], body]
    source = generator.pick(["A", "B", "C"])
  }

  /// Small numbers are more frequent, as with words; every seventh word is a gap.
  private static func word(_ generator: inout Generator, _ types: Int) -> String {
    if generator.number(0..<7) == 0 { return gap }
    let number = generator.number(0..<generator.number(1..<types + 1))
    let syllables = ["ba", "ke", "di", "mo", "lu", "ra", "ne", "si"]
    return "z\(syllables[number % 8])\(syllables[number / 8 % 8])\(syllables[number / 64 % 8])"
  }

  /// The article as it is read.
  var article: Article {
    .made([.title: written(fields[0]), .body: written(fields[1]), .source: source])
  }

  private func written(_ paragraphs: [[[String]]]) -> String {
    paragraphs.map { sentences in
      sentences.map { words in
        let first = words[0].prefix(1).uppercased() + words[0].dropFirst()
        return ([first] + words.dropFirst()).joined(separator: " ") + "."
      }.joined(separator: " ")
    }.joined(separator: "\n\n")
  }

  /// The words of every unit, nil where one is removed.
  func units(_ unit: Span, closingGaps: Bool) -> [[String?]] {
    let units: [[String]]
    switch unit {
    case .sentence: units = fields.joined().flatMap { $0 }
    case .paragraph: units = fields.joined().map { $0.flatMap { $0 } }
    case .field: units = fields.map { $0.joined().flatMap { $0 } }
    case .article: units = [fields.joined().joined().flatMap { $0 }]
    }
    let marked = units.map { $0.map { $0 == GeneratedText.gap ? nil : $0 } }
    return closingGaps ? marked.map { $0.filter { $0 != nil } } : marked
  }

  enum Span { case sentence, paragraph, field, article }
}
