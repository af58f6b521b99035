import Articles
import Bytes
import Diagnostics
import Partials
import Tokens

/// What a `concordance` analysis needs to have found: sort keys and limits are the report's.
struct ConcordanceStatistic: Statistic {
  /// The profile, by its place in the plan.
  var profile: Int
  var query: String
  var caseSensitive: Bool
  var diacriticSensitive: Bool
  var context: Int
  var within: Unit
  /// Orders the lines, so that the first n are a random sample.
  var seed: UInt64

  init(_ request: ConcordanceRequest, profile: Int) {
    self.profile = profile
    query = request.query
    caseSensitive = request.caseSensitive
    diacriticSensitive = request.diacriticSensitive
    context = request.context
    within = request.within
    seed = request.seed
  }
}

/// Where a concordance lies in a run.
struct ConcordancePlacement: Sendable {
  /// The lines, under their sampling keys.
  var lines: Int
  /// Totals: hits, then articles that hold one.
  var totals: Int
}

/// Collects concordance lines.
struct ConcordancePartial: ~Copyable {
  private let statistic: ConcordanceStatistic
  private let placement: ConcordancePlacement
  private var matcher: TypeMatcher
  /// The patterns that each type matches, a bit each.
  private var bitsOfType = Buffer<UInt64>()
  private let firstBits: UInt64
  private var lines = Records()
  private var line = Buffer<UInt8>()
  private var hits: UInt64 = 0
  private var articles: UInt64 = 0
  /// Whether the article in hand may hold a hit.
  private(set) var isCandidate = true

  init(
    _ statistic: ConcordanceStatistic, _ placement: ConcordancePlacement, _ matcher: TypeMatcher
  ) {
    self.statistic = statistic
    self.placement = placement
    self.matcher = matcher
    firstBits = matcher.phrases.reduce(0) { $0 | ($1.first ?? 0) }
  }

  /// The memory held, in bytes, with what writing a run takes on top.
  var byteCount: Int { lines.byteCount + 16 * lines.count + bitsOfType.byteCount }

  /// Whether the lines in hand approach what one run holds.
  var isFull: Bool { lines.byteCount > 1 << 30 }

  /// Looks at the article's bytes before it is cut into tokens.
  mutating func look(at article: borrowing Article) {
    isCandidate = matcher.mayOccur(in: article.bytes.span)
  }

  /// Adds the lines of one article.
  mutating func fold(
    _ article: borrowing Article, _ tokens: borrowing ArticleTokens
  ) throws(Fault) {
    for type in bitsOfType.count..<tokens.interner.count {
      bitsOfType.append(matcher.bits(of: tokens.interner[type]))
    }
    var articleKey: [UInt8] = []
    for field in 0..<tokens.fields.count {
      let first = tokens.fields[field].firstToken
      let end =
        field + 1 < tokens.fields.count ? tokens.fields[field + 1].firstToken : tokens.types.count
      for token in first..<end where bitsOfType[Int(tokens.types[token])] & firstBits != 0 {
        let length = longestMatch(tokens, at: token, end: end)
        guard length > 0 else { continue }
        if articleKey.isEmpty { articleKey = article.key }
        append(article, articleKey, tokens, tokens.fields[field], first..<end, token, length)
      }
    }
    if !articleKey.isEmpty { articles += 1 }
  }

  /// The tokens of the longest alternative that matches from `token` on; 0 if none does.
  private func longestMatch(
    _ tokens: borrowing ArticleTokens, at token: Int, end: Int
  ) -> Int {
    var longest = 0
    for phrase in matcher.phrases where phrase.count > longest && token + phrase.count <= end {
      var step = 0
      while step < phrase.count, bitsOfType[Int(tokens.types[token + step])] & phrase[step] != 0,
        step == 0 || !startsUnit(tokens.stream.marks[token + step])
      {
        step += 1
      }
      if step == phrase.count { longest = step }
    }
    return longest
  }

  private func startsUnit(_ marks: TokenMarks) -> Bool {
    switch statistic.within {
    case .sentence: !marks.isDisjoint(with: [.sentenceStart, .paragraphStart])
    case .paragraph: marks.contains(.paragraphStart)
    case .article: false
    }
  }

  private mutating func append(
    _ article: borrowing Article, _ articleKey: [UInt8], _ tokens: borrowing ArticleTokens,
    _ field: ArticleTokens.Field, _ range: Range<Int>, _ token: Int, _ length: Int
  ) {
    hits += 1
    let first = max(range.lowerBound, token - statistic.context)
    let last = min(range.upperBound, token + length + statistic.context)
    let offset = Int(tokens.stream.starts[token])
    line.removeAll()
    let key = samplingKey(articleKey, slot: field.slot, offset: offset)
    for byte in key { line.append(byte) }
    for byte in articleKey { line.append(byte) }
    line.appendVarint(UInt64(field.slot))
    line.appendVarint(UInt64(offset))
    for metadata in ConcordanceLine.metadata {
      let value = article.range(of: metadata) ?? 0..<0
      line.appendVarint(UInt64(value.count))
      line.append(contentsOf: article.bytes.span.extracting(value))
    }
    line.appendVarint(UInt64(token - first))
    line.appendVarint(UInt64(length))
    line.appendVarint(UInt64(last - token - length))
    let start = Int(tokens.stream.starts[first])
    for place in first..<last {
      line.appendVarint(UInt64(Int(tokens.stream.starts[place]) - start))
      line.appendVarint(UInt64(tokens.stream.ends[place] - tokens.stream.starts[place]))
    }
    let text = field.start + start..<field.start + Int(tokens.stream.ends[last - 1])
    line.append(contentsOf: article.bytes.span.extracting(text))
    lines.append(contentsOf: line)
  }

  /// A random number for the line that depends on nothing but the article, the place and the seed.
  private func samplingKey(_ articleKey: [UInt8], slot: Int, offset: Int) -> [UInt8] {
    var digest = Digest()
    digest.update("\(statistic.seed) \(slot) \(offset) ")
    digest.update(articleKey.span)
    return Array(digest.finalize().prefix(16))
  }

  /// Writes the lines into a run, and forgets them.
  mutating func drain(into writer: inout RunWriter, totals: inout [UInt64]) throws(Fault) {
    totals[placement.totals] += hits
    totals[placement.totals + 1] += articles
    try lines.write(into: &writer, lines: placement.lines, dropsKey: true)
    hits = 0
    articles = 0
    lines = Records()
  }
}

extension Article {
  /// The article key: the first 128 bits of the SHA-256 of all fields, each with its slot and length.
  /// It depends on the article's content alone, not on where it lies.
  var key: [UInt8] {
    var digest = Digest()
    for slot in 0..<slotCount {
      guard let range = range(slot: slot) else { continue }
      digest.update("\(slot) \(range.count) ")
      digest.update(bytes.span.extracting(range))
    }
    return Array(digest.finalize().prefix(16))
  }
}
