import Diagnostics
import Foundation
import TestSupport

/// A made-up newspaper archive, the same every time: Zipf-like words, sentences, paragraphs, two
/// languages, four sources, dates of two years (some partial, some missing).
struct GeneratedCorpus {
  /// Each article as a line of JSON, without line feed.
  let lines: [String]

  init(_ count: Int, sentences: Int = 6, seed: UInt64 = 1) {
    var random = Generator(seed: seed)
    lines = (0..<count).map { GeneratedCorpus.article($0, sentences: sentences, &random) }
  }

  /// The batch of the lines in `range`, as JSON Lines.
  func batch(_ range: Range<Int>) -> String { lines[range].map { $0 + "\n" }.joined() }

  /// The whole corpus as one batch.
  var text: String { batch(lines.indices) }

  /// The corpus in `count` parts of about the same length.
  func parts(_ count: Int) -> [String] {
    (0..<count).map { batch(lines.count * $0 / count..<lines.count * ($0 + 1) / count) }
  }

  private static let function = [
    ["the", "of", "and", "to", "in", "a", "is", "it's", "was"],
    ["la", "de", "y", "que", "el", "en", "es", "una", "por"],
  ]

  private static func word(_ rank: Int, language: Int) -> String {
    let syllables =
      language == 0
      ? ["ba", "con", "dri", "fel", "go", "hath", "in"]
      : ["añ", "bé", "ca", "do", "fú", "gi", "lla"]
    if rank % 17 == 3 { return "\(1900 + rank)" }
    if rank % 29 == 5 { return "well-\(syllables[rank % 7])ed" }
    var word = ""
    var rest = rank + 7
    while rest > 0 {
      word += syllables[rest % 7]
      rest /= 7
    }
    return rank % 5 == 0 ? word.capitalized : word
  }

  private static func article(
    _ number: Int, sentences: Int, _ random: inout Generator
  ) -> String {
    let language = random.below(3) == 0 ? 1 : 0
    func sentence() -> String {
      var words: [String] = []
      for _ in 0..<(4 + random.below(14)) {
        words.append(
          random.below(3) == 0
            ? function[language][random.below(9)]
            : word(random.rank(below: 3000), language: language))
        if random.below(9) == 0 { words[words.count - 1] += "," }
      }
      return words.joined(separator: " ").capitalizedFirst
        + [".", "!", "?", "..."][random.below(4)]
    }
    var body = ""
    for index in 0..<(1 + random.below(2 * sentences)) {
      if index > 0 { body += random.below(3) == 0 ? "\n\n" : " " }
      body += sentence()
    }
    let month = 1 + random.below(12)
    let date =
      switch random.below(8) {
      case 0: ""
      case 1: "202\(random.below(2))"
      default:
        "202\(random.below(2))-\(month < 10 ? "0" : "")\(month)-1\(random.below(10))"
      }
    var fields = [
      "id": "a\(number)", "title": sentence(), "body": body,
      "source": ["Courier", "Wire", "Mirador", "=Sum"][random.below(4)],
      "language": ["en", "es"][language], "desk": ["north", "south"][random.below(2)],
    ]
    if !date.isEmpty { fields["date"] = date }
    // Some articles have no id, and are known by their content.
    if number % 11 == 0 { fields["id"] = nil }
    let data = try? JSONSerialization.data(
      withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// Pipelines over `batches`.
enum Recipe {
  /// A dictionary for `everything`.
  static let categories = """
    small: [con*, the, {inner: [la, "* de", "of the"]}]
    large: ["*ba*", "g?ba*", "the con* *"]
    """

  /// A frequency list for `everything`.
  static let frequencies = "term,count\nthe,5000\nof,2000\nconba,40\nelsewhere,300\n"

  /// All kinds of analysis, and more than one of each, over two profiles that cut text differently.
  static func everything(_ batches: String, corpus: String = "") -> String {
    """
    version: 1
    name: p
    corpus:
      batches: \(batches)
      fields: {section: desk}
      \(corpus)
    text:
      words: {}
      content: {inherits: words, numbers: drop, stopwords: [english, spanish]}
      pieces: {inherits: content, hyphens: split, stopwords: []}
    analyses:
      terms: {kind: term-frequency, text: words}
      grouped: {kind: term-frequency, text: content, group_by: [source, section, month]}
      trigrams: {kind: term-frequency, text: words, ngrams: 3, min_count: 2}
      bigrams: {kind: term-frequency, text: pieces, ngrams: 2, group_by: [language], top: 500}
      pairs: {kind: co-occurrence, text: content, window: 5, min_count: 2, top: 3000}
      placed: {kind: co-occurrence, text: content, window: 3, positions: true, weights: inverse,
               measures: [lrc, log_likelihood], where: {count: {min: 2}, left_1: {min: 1}}, top: \
    3000}
      shared: {kind: co-occurrence, text: pieces, window: sentence, min_count: 2, min_articles: 2,
               top: 2000}
      near: {kind: co-occurrence, text: words, window: {left: 3, right: 7}, nodes: [conba, the],
             convention: per-hit, min_count: 1}
      lines: {kind: concordance, text: words, query: "con*", context: 6, sort: [1R, 2L]}
      sample: {kind: concordance, text: pieces, query: "the * | de *", limit: 200, sort: [date]}
      keys: {kind: keyness, text: pieces, ngrams: 2, group_by: [language], min_count: 1,
             show: [positive, negative, lock], top: 200}
      changes: {kind: keyness, text: content, group_by: [source, section, month],
                reference: previous, correction: none, alpha: 1, min_count: 1, top: 20}
      abroad: {kind: keyness, text: words, reference: {file: frequencies.csv}, sort: bic, top: 300}
      moods: {kind: dictionary, text: words, file: categories.yml, group_by: [source, month]}
      each: {kind: dictionary, text: pieces, file: categories.yml, per: article}
      spread: {kind: term-frequency, text: content, tf_idf: scikit-learn, group_by: [source],
               dispersion: {measures: [dp, dp_norm, juilland_d, carroll_d2, rosengren_s, lyne_d3, \
    kl]}}
      months: {kind: term-frequency, text: words, ngrams: 2, skip: 2, sort: kl, top: 2000,
               dispersion: {parts: [month, language], measures: [kl, juilland_u]}}
      richness: {kind: diversity, text: words, group_by: [source, month], window: 20, segment: 20,
                 measures: [ttr, yule_k, fisher_alpha, mattr, msttr, mtld, hdd, summer_s]}
      articles: {kind: diversity, text: content, per: article, window: 10, draws: 20}
      trend: {kind: trend, text: words, period: week, group_by: source, terms: ["con*", "the * | \
    de *"]}
    """
  }

  /// Co-occurrence by each of the ways to count it, and something else that must not suffer from
  /// it.
  static func pairs(_ batches: String) -> String {
    """
    version: 1
    name: p
    corpus: {batches: \(batches)}
    text: {words: {}, content: {stopwords: [english, spanish]}}
    analyses:
      terms: {kind: term-frequency, text: words}
      grouped: {kind: term-frequency, text: content, ngrams: 2, group_by: [source]}
      hits: {kind: co-occurrence, text: words, window: 5, min_count: 1}
      positions: {kind: co-occurrence, text: content, convention: surface-distinct, min_count: 1}
      units: {kind: co-occurrence, text: content, window: sentence, min_count: 1}
      articles: {kind: co-occurrence, text: words, window: 2, min_count: 1, min_articles: 2}
      lines: {kind: concordance, text: words, query: "con*"}
    """
  }

  /// Little: term frequencies, pairs and a concordance of one profile.
  static func three(_ batches: String, corpus: String = "", reports: String = "{}") -> String {
    """
    version: 1
    name: p
    corpus:
      batches: \(batches)
      \(corpus)
    analyses:
      terms: {kind: term-frequency}
      pairs: {kind: co-occurrence, window: 4, min_count: 2}
      lines: {kind: concordance, query: "the | la", context: 3}
    reports: \(reports)
    """
  }
}

extension Generator {
  /// Small numbers far more often than large ones.
  fileprivate mutating func rank(below bound: Int) -> Int {
    below(below(below(bound) + 1) + 1)
  }
}
