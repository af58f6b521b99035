import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// The counts that a `concordance` analysis needs: sort keys and limits are the report's.
struct ConcordanceStatistic: Statistic {
  var query: String
  var caseSensitive: Bool
  var diacriticSensitive: Bool
  /// Tokens kept on each side, at least as many as asked for.
  var context: Int
  var within: Unit
  /// Orders the lines, so that the first n are a random sample.
  var seed: UInt64

  init(_ request: ConcordanceRequest) {
    query = request.query
    caseSensitive = request.caseSensitive
    diacriticSensitive = request.diacriticSensitive
    context = ConcordanceStatistic.kept(for: request.context)
    within = request.within
    seed = request.seed
  }

  /// The context kept for a request: 10, 20, 40, … tokens, so that small changes of the context
  /// find what they need among what was counted.
  private static func kept(for context: Int) -> Int {
    var kept = 10
    while kept < context { kept *= 2 }
    return kept
  }

  var key: StatisticKey {
    var parameters: JSONObject = [
      "query": .string(query), "case": .boolean(caseSensitive),
      "diacritics": .boolean(diacriticSensitive), "context": .integer(context),
      "within": .string(within.rawValue), "seed": .string("\(seed)"),
    ]
    if screen != nil { parameters["expressions"] = .string(RegularExpression.provenance) }
    return StatisticKey("lines", version: 1, parameters)
  }

  var screen: StatisticKey? {
    guard query.mayHoldExpression else { return nil }
    return StatisticKey(
      "lines", version: 1,
      [
        "query": .string(query), "case": .boolean(caseSensitive),
        "diacritics": .boolean(diacriticSensitive),
      ])
  }

  var needs: TextNeeds { .within(within) }
  var memory: MemoryUse { .lines }

  func place(in layout: inout Layout) -> ConcordancePlacement {
    ConcordancePlacement(
      lines: layout.addLines(), articles: layout.addLines(), totals: layout.addTotals(2))
  }

  func makeCounter(
    _ placement: ConcordancePlacement, _ setting: CounterSetting
  ) throws(Fault) -> any AnyCounter {
    let matcher = try TypeMatcher(self, setting.profile)
    return CounterBox(ConcordanceCounter(self, placement, matcher, memory: setting.memory))
  }
}

/// The place of a concordance in a segment.
struct ConcordancePlacement: Sendable {
  /// The lines, under their sampling keys.
  var lines: Int
  /// The articles that hold a hit, under their article keys.
  var articles: Int
  /// Totals: hits, then articles that hold one.
  var totals: Int
}

/// Collects concordance lines.
struct ConcordanceCounter: Counter, ~Copyable {
  private let statistic: ConcordanceStatistic
  private let placement: ConcordancePlacement
  private let memory: Int
  private var matcher: TypeMatcher
  /// The patterns that each type matches, a bit each.
  private var bitsOfType = Buffer<UInt64>()
  private let firstBits: UInt64
  /// The types whose matches cannot be determined, and why.
  private var tooHard: [UInt32: Fault] = [:]
  private var lines = Records()
  private var articles = Records()
  private var record = Buffer<UInt8>()
  private var hits: UInt64 = 0
  private var articlesWithHits: UInt64 = 0
  /// The key of the current article, once it is known to hold a hit; else empty.
  private var articleKey: [UInt8] = []

  /// `memory` bounds the current lines, in bytes.
  init(
    _ statistic: ConcordanceStatistic, _ placement: ConcordancePlacement, _ matcher: TypeMatcher,
    memory: Int
  ) {
    self.statistic = statistic
    self.placement = placement
    self.matcher = matcher
    // Records count their bytes in 32 bits; one article adds less than half a gigabyte.
    self.memory = min(memory, 1 << 30)
    firstBits = matcher.phrases.reduce(0) { $0 | ($1.first ?? 0) }
  }

  /// The memory held, in bytes, including that for writing a segment.
  var byteCount: Int {
    lines.byteCount + articles.byteCount + record.byteCount + bitsOfType.byteCount
  }

  /// Whether the current lines fill their memory.
  var isFull: Bool { lines.count > 0 && lines.byteCount + articles.byteCount > memory }

  /// Looks at the article's bytes before it is cut into tokens.
  mutating func look(at article: borrowing Article) -> Bool {
    matcher.mayOccur(in: article.bytes.span)
  }

  /// How far an article is searched: fields done, and the next token of the next one.
  struct Progress: CounterProgress {
    var field = 0
    /// nil before the field's first token.
    var token: Int?
    var isDone = false
  }

  /// The types that are matched, and the lines that are added, before `fold` pauses.
  private static let pauseInterval = 1 << 14

  mutating func screen(_ text: ArticleText) throws(Fault) -> Bool {
    guard matchTypes(of: text.tokens.value) else { return false }
    try check(text.tokens.value)
    return true
  }

  private func check(_ tokens: borrowing ArticleTokens) throws(Fault) {
    guard !tooHard.isEmpty else { return }
    for token in 0..<tokens.types.count {
      if let fault = tooHard[tokens.types[token]] { throw fault }
    }
  }

  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout Progress
  ) -> FoldStep {
    fold(article, text.tokens.value, &progress)
    if progress.isDone { return .done }
    return isFull ? .full : .pause
  }

  /// Adds lines of one article from `progress` on; stops early when the lines must be drained
  /// first, and regularly, so that the caller may give up.
  private mutating func fold(
    _ article: borrowing Article, _ tokens: borrowing ArticleTokens, _ progress: inout Progress
  ) {
    guard matchTypes(of: tokens) else { return }
    var left = ConcordanceCounter.pauseInterval
    while progress.field < tokens.fields.count {
      let field = tokens.fields[progress.field]
      let next = progress.field + 1
      let end = next < tokens.fields.count ? tokens.fields[next].firstToken : tokens.types.count
      for token in (progress.token ?? field.firstToken)..<end
      where bitsOfType[Int(tokens.types[token])] & firstBits != 0 {
        let length = longestMatch(tokens, at: token, end: end)
        guard length > 0 else { continue }
        guard left > 0, !isFull else {
          progress.token = token
          return
        }
        left -= 1
        append(article, tokens, field, field.firstToken..<end, token, length)
      }
      progress.field += 1
      progress.token = nil
    }
    if !articleKey.isEmpty { articlesWithHits += 1 }
    articleKey = []
    progress.isDone = true
  }

  /// Asks the matcher about types that are new, in batches; true once all are known.
  private mutating func matchTypes(of tokens: borrowing ArticleTokens) -> Bool {
    let known = bitsOfType.count
    for type in known..<min(tokens.interner.count, known + ConcordanceCounter.pauseInterval) {
      do throws(Fault) {
        bitsOfType.append(try matcher.bits(of: tokens.interner[type]))
      } catch {
        bitsOfType.append(0)
        tooHard[UInt32(type)] = error
      }
    }
    return bitsOfType.count == tokens.interner.count
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
    _ article: borrowing Article, _ tokens: borrowing ArticleTokens, _ field: ArticleTokens.Field,
    _ range: Range<Int>, _ token: Int, _ length: Int
  ) {
    if articleKey.isEmpty { begin(article) }
    hits += 1
    let first = max(range.lowerBound, token - statistic.context)
    let last = min(range.upperBound, token + length + statistic.context)
    record.removeAll()
    for byte in samplingKey(slot: field.slot, offset: Int(tokens.stream.starts[token])) {
      record.append(byte)
    }
    for byte in articleKey { record.append(byte) }
    ConcordanceLine.append(
      article, tokens, field, first..<last, left: token - first, node: length, to: &record)
    lines.append(contentsOf: record)
  }

  /// Puts down what the lines of an article share, before its first line.
  private mutating func begin(_ article: borrowing Article) {
    articleKey = article.key
    record.removeAll()
    for byte in articleKey { record.append(byte) }
    ConcordanceArticle.append(article, to: &record)
    articles.append(contentsOf: record)
  }

  /// A random number for the line that depends on nothing but the article, the place and the seed.
  private func samplingKey(slot: Int, offset: Int) -> [UInt8] {
    var digest = Digest()
    digest.update("\(statistic.seed) \(slot) \(offset) ")
    digest.update(articleKey.span)
    return Array(digest.finalize().prefix(16))
  }

  /// Writes the lines into a segment, and forgets them.
  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    totals[placement.totals] += hits
    totals[placement.totals + 1] += articlesWithHits
    try articles.write(into: &writer, lines: placement.articles, dropsKey: true)
    try lines.write(into: &writer, lines: placement.lines, dropsKey: true)
    hits = 0
    articlesWithHits = 0
    articles = Records()
    lines = Records()
  }
}
