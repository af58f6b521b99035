import Articles
import Bytes
import Diagnostics
import Partials

/// One worker's counts for a plan: articles go in, segments come out.
///
/// The words a worker has met last from batch to batch; the counts are those since the last segment
/// was written. Not to be shared: a worker owns its tally.
public struct Tally: ~Copyable {
  private let plan: CountingPlan
  private let memory: Int
  private var texts: [Box<ArticleTokens>] = []
  /// The article being counted, as each profile has it.
  private var profiles: [ArticleText] = []
  private let numbers = ArticleNumbers()
  /// A counter for each statistic of the plan, in its order.
  private var counters: [any AnyCounter] = []
  private var filter: Box<FilterCounter>
  /// The places of the counters that may refuse an article.
  private let screens: [Int]
  private var articles: UInt64 = 0
  /// Whether an article is half counted: a segment written then must not forget the words met.
  private var isFolding = false

  /// An empty tally that asks to be drained when it holds about `memory` bytes.
  public init(_ plan: CountingPlan, memory: Int) throws(Fault) {
    self.plan = plan
    self.memory = memory
    filter = Box(FilterCounter(plan.filter, plan.filters, slots: plan.fields))
    screens = plan.statistics.indices.filter { plan.statistics[$0].screen != nil }
    try reset()
  }

  /// Forgets everything, the words met included.
  private mutating func reset() throws(Fault) {
    filter = Box(FilterCounter(plan.filter, plan.filters, slots: plan.fields))
    texts = plan.texts.map { Box(ArticleTokens($0)) }
    numbers.removeAll()
    profiles = []
    for profile in plan.profiles {
      let terms = try ArticleTerms(profile.profile, keepsOrder: profile.keepsOrder)
      profiles.append(ArticleText(texts[profile.text], terms, numbers))
    }
    counters = []
    for statistic in plan.statistics {
      let count = plan.statistics.count { $0.memory == statistic.memory }
      counters.append(
        try statistic.makeCounter(
          CounterSetting(
            profile: plan.profiles[statistic.profile].profile,
            text: profiles[statistic.profile], slots: plan.fields,
            memory: statistic.memory.share(of: memory, among: count))))
    }
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    var sum = 0
    for box in texts { sum += box.value.byteCount }
    for profile in profiles { sum += profile.terms.byteCount }
    for counter in counters { sum += counter.byteCount }
    return sum + filter.value.byteCount
  }

  /// Whether a segment should be written before the next article.
  public var isFull: Bool {
    // Tables double when they grow, so what is held now may soon be half as much again.
    byteCount > memory / 3 * 2 || counters.contains { $0.isFull }
  }

  /// Looks at an article that has been read, before it is known whether it is counted.
  public mutating func look(at article: borrowing Article) {
    if !plan.filters.isEmpty { filter.value.look(at: article) }
  }

  /// Whether nothing has been counted since the last segment.
  public var isEmpty: Bool { articles == 0 }

  /// Counts one article of the batch that is known as `batch`. `drain` is called when a segment
  /// must be written within it, `mayGoOn` regularly, so that it may give up a long
  /// article by throwing.
  ///
  /// - Throws: what these throw; `query.too-hard` if an expression cannot be compared with a token
  ///   of the article, none of which is counted then.
  public mutating func fold(
    _ article: borrowing Article, batch: UInt64 = 0, mayGoOn: () throws(Fault) -> Void = {},
    drain: (inout Tally) throws(Fault) -> Void
  ) throws(Fault) {
    articles += 1
    isFolding = true
    defer { isFolding = false }
    numbers.batch = batch
    for counter in counters { counter.look(at: article) }
    for (place, box) in texts.enumerated() where isNeeded(place) {
      box.value.read(article)
    }
    for (place, profile) in profiles.enumerated() where plan.profiles[place].makesTerms {
      profile.terms.read(profile.tokens.value)
    }
    do throws(Fault) {
      for place in screens where counters[place].isCandidate {
        while try !counters[place].screen(profiles[plan.statistics[place].profile]) {
          try mayGoOn()
        }
      }
    } catch {
      for (place, profile) in profiles.enumerated() where plan.profiles[place].makesTerms {
        profile.terms.unread()
      }
      articles -= 1
      throw error
    }
    for place in counters.indices where counters[place].isCandidate {
      try fold(article, place, mayGoOn, drain)
    }
  }

  private mutating func fold(
    _ article: borrowing Article, _ place: Int, _ mayGoOn: () throws(Fault) -> Void,
    _ drain: (inout Tally) throws(Fault) -> Void
  ) throws(Fault) {
    let profile = profiles[plan.statistics[place].profile]
    while true {
      try mayGoOn()
      switch try counters[place].fold(article, profile) {
      case .done: return
      case .pause: break
      case .full: try drainWithinArticle(drain)
      }
    }
  }

  private mutating func drainWithinArticle(
    _ drain: (inout Tally) throws(Fault) -> Void
  ) throws(Fault) {
    try drain(&self)
    for profile in profiles { profile.terms.markAgain() }
  }

  /// Whether the text must be cut into tokens: always if terms are made of it, else only if the
  /// article may hold something to count.
  private func isNeeded(_ text: Int) -> Bool {
    plan.profiles.contains { $0.text == text && $0.makesTerms }
      || counters.indices.contains { place in
        plan.profiles[plan.statistics[place].profile].text == text && counters[place].isCandidate
      }
  }

  /// Writes what was counted since the last segment to `path`, with the corpus counts given, and
  /// forgets it. Returns the size of the file in bytes.
  public mutating func writeSegment(to path: String, corpus: CorpusCounts) throws(Fault) -> Int {
    var writer = try SegmentWriter(path: path, shape: plan.shape, fingerprint: plan.baseFingerprint)
    try writeSections(into: &writer, corpus)
    return try writer.finish()
  }

  /// Writes the sections of the plan into a segment that may have more, and forgets what was
  /// counted.
  public mutating func writeSections(
    into writer: inout SegmentWriter, _ corpus: CorpusCounts
  ) throws(Fault) {
    var totals = [UInt64](repeating: 0, count: writer.shape.totals)
    for (place, value) in corpus.values.enumerated() { totals[plan.corpus + place] = value }
    for (place, profile) in profiles.enumerated() {
      try profile.terms.write(into: &writer, plan.profiles[place], totals: &totals)
    }
    try filter.value.writeDictionaries(into: &writer)
    for counter in counters { try counter.writeDictionaries(into: &writer) }
    if let articles = plan.articles { try numbers.write(into: &writer, dictionary: articles) }
    try filter.value.drain(into: &writer)
    for (counter, statistic) in zip(counters, plan.statistics) {
      try counter.drain(into: &writer, profiles[statistic.profile], totals: &totals)
    }
    numbers.removeAll()
    try writer.totals(totals.span)
    try forget()
  }

  private mutating func forget() throws(Fault) {
    articles = isFolding ? 1 : 0
    for profile in profiles { profile.terms.forgetCounts() }
    // Words met only in what is written already are worth keeping until they crowd out the counts.
    if byteCount > memory / 3, !isFolding { try reset() }
  }

  /// Throws away what was counted since the last segment.
  public mutating func discard() throws(Fault) {
    articles = 0
    try reset()
  }
}
