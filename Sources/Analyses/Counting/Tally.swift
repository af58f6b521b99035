import Articles
import Bytes
import Diagnostics
import Partials

/// One worker's counts for a plan: articles go in, runs come out.
///
/// The words a worker has met last from batch to batch; the counts are those since the last run was
/// written. Not to be shared: a worker owns its tally.
public struct Tally: ~Copyable {
  private let plan: CountingPlan
  private let memory: Int
  private var texts: [Box<ArticleTokens>] = []
  private var profiles: [Box<ArticleTerms>] = []
  private var termFrequencies: [Box<TermFrequencyPartial>] = []
  private var dispersions: [Box<DispersionPartial>] = []
  private var articleTags: Box<NumberLabels>
  private var cooccurrences: [Box<CooccurrencePartial>] = []
  private var concordances: [Box<ConcordancePartial>] = []
  private var dictionaries: [Box<DictionaryPartial>] = []
  private var diversities: [Box<DiversityPartial>] = []
  private var trends: [Box<TrendPartial>] = []
  private var filter: Box<FilterPartial>
  private var articles: UInt64 = 0
  /// Whether an article is half counted: a run written then must not forget the words met.
  private var isFolding = false

  /// An empty tally that asks to be drained when it holds about `memory` bytes.
  public init(_ plan: CountingPlan, memory: Int) throws(Fault) {
    self.plan = plan
    self.memory = memory
    articleTags = Box(NumberLabels())
    filter = Box(FilterPartial(plan.filter, plan.filters, fields: plan.fields))
    try reset()
  }

  /// Forgets everything, the words met included.
  private mutating func reset() throws(Fault) {
    filter = Box(FilterPartial(plan.filter, plan.filters, fields: plan.fields))
    texts = plan.texts.map { Box(ArticleTokens($0)) }
    profiles = []
    for profile in plan.profiles {
      profiles.append(
        Box(try ArticleTerms(profile.profile, keepsOrder: profile.keepsOrder)))
    }
    let manyItems =
      plan.cooccurrences.count + plan.termFrequencies.count { $0.0.ngrams > 1 || $0.0.isGrouped }
    let share = memory / 2 / max(1, manyItems)
    termFrequencies = plan.termFrequencies.map {
      Box(TermFrequencyPartial($0.0, $0.1, fields: plan.fields, memory: share))
    }
    let dictionaryShare = memory / 8 / max(1, plan.dictionaries.count)
    dictionaries = plan.dictionaries.map {
      Box(DictionaryPartial($0, fields: plan.fields, memory: dictionaryShare))
    }
    articleTags = Box(NumberLabels())
    let entries = max(memory / 3 / max(1, plan.dispersions.count), 4096)
    dispersions = plan.dispersions.map {
      Box(DispersionPartial($0.0, $0.1, fields: plan.fields, memory: entries))
    }
    diversities = plan.diversities.map { Box(DiversityPartial($0.0, $0.1, fields: plan.fields)) }
    trends = []
    for (statistic, placement) in plan.trends {
      let matcher = try TermMatcher(statistic.terms, plan.profiles[statistic.profile].profile)
      trends.append(Box(TrendPartial(statistic, placement, matcher, fields: plan.fields)))
    }
    cooccurrences = []
    let lineShare = memory / 8 / max(1, plan.concordances.count)
    for (statistic, placement) in plan.cooccurrences {
      let nodes = profiles[statistic.profile].value.numbers(of: statistic.nodes)
      cooccurrences.append(
        Box(CooccurrencePartial(statistic, placement, nodes: nodes, memory: share)))
    }
    concordances = []
    for (statistic, placement) in plan.concordances {
      let matcher = try TypeMatcher(statistic, plan.profiles[statistic.profile].profile)
      concordances.append(Box(ConcordancePartial(statistic, placement, matcher, memory: lineShare)))
    }
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    var sum = 0
    for box in texts { sum += box.value.byteCount }
    for box in profiles { sum += box.value.byteCount }
    for box in termFrequencies { sum += box.value.byteCount }
    for box in cooccurrences { sum += box.value.byteCount }
    for box in concordances { sum += box.value.byteCount }
    for box in dictionaries { sum += box.value.byteCount }
    for box in dispersions { sum += box.value.byteCount }
    for box in diversities { sum += box.value.byteCount }
    for box in trends { sum += box.value.byteCount }
    return sum + filter.value.byteCount
  }

  /// Whether a run should be written before the next article.
  public var isFull: Bool {
    // Tables double when they grow, so what is held now may soon be half as much again.
    byteCount > memory / 3 * 2 || termFrequencies.contains { $0.value.isFull }
      || cooccurrences.contains { $0.value.isFull } || concordances.contains { $0.value.isFull }
      || dictionaries.contains { $0.value.isFull }
      || dispersions.contains { $0.value.isFull } || diversities.contains { $0.value.isFull }
  }

  /// Looks at an article that has been read, before it is known whether it is counted.
  public mutating func look(at article: borrowing Article) {
    if !plan.filters.isEmpty { filter.value.look(at: article) }
  }

  /// Whether nothing has been counted since the last run.
  public var isEmpty: Bool { articles == 0 }

  /// Counts one article of the batch that is known as `batch`. `drain` is called when a run must be
  /// written in its midst, `mayGoOn` every now and then, so that it may give up a long article by
  /// throwing.
  public mutating func fold(
    _ article: borrowing Article, batch: UInt64 = 0, mayGoOn: () throws(Fault) -> Void = {},
    drain: (inout Tally) throws(Fault) -> Void
  ) throws(Fault) {
    articles += 1
    isFolding = true
    defer { isFolding = false }
    for box in concordances { box.value.look(at: article) }
    for (place, box) in texts.enumerated() where isNeeded(place) {
      box.value.read(article)
    }
    for (place, box) in profiles.enumerated() where plan.profiles[place].makesTerms {
      box.value.read(texts[plan.profiles[place].text].value)
    }
    for (place, box) in termFrequencies.enumerated() {
      var progress = TermFrequencyPartial.Progress()
      while true {
        try mayGoOn()
        let profile = plan.termFrequencies[place].0.profile
        box.value.fold(article, profiles[profile].value, &progress)
        if progress.isDone { break }
        try drainWithinArticle(drain)
      }
    }
    for (place, box) in dictionaries.enumerated() {
      try mayGoOn()
      if !box.value.hasRoom { try drainWithinArticle(drain) }
      box.value.fold(article, profiles[plan.dictionaries[place].statistic.profile].value)
    }
    for (place, box) in diversities.enumerated() {
      box.value.fold(article, profiles[plan.diversities[place].0.profile].value)
    }
    for (place, box) in trends.enumerated() {
      box.value.fold(article, profiles[plan.trends[place].0.profile].value)
    }
    for (place, box) in dispersions.enumerated() {
      var progress = DispersionPartial.Progress()
      while true {
        try mayGoOn()
        let number =
          plan.articles == nil ? 0 : articleTags.value.mark(ArticleTag(batch: batch, article))
        let profile = profiles[plan.dispersions[place].0.items.profile]
        box.value.fold(article, profile.value, number: number, &progress)
        if progress.isDone { break }
        try drainWithinArticle(drain)
      }
    }
    for (place, box) in concordances.enumerated() where box.value.isCandidate {
      let profile = plan.concordances[place].0.profile
      var progress = ConcordancePartial.Progress()
      while true {
        try mayGoOn()
        try box.value.fold(article, texts[plan.profiles[profile].text].value, &progress)
        if progress.isDone { break }
        if box.value.isFull { try drainWithinArticle(drain) }
      }
    }
    for (place, box) in cooccurrences.enumerated() {
      var progress = CooccurrencePartial.Progress()
      while true {
        try mayGoOn()
        box.value.fold(profiles[plan.cooccurrences[place].0.profile].value, &progress)
        if progress.isDone { break }
        if progress.needsDrain { try drainWithinArticle(drain) }
      }
    }
  }

  private mutating func drainWithinArticle(
    _ drain: (inout Tally) throws(Fault) -> Void
  ) throws(Fault) {
    try drain(&self)
    for profile in profiles { profile.value.markAgain() }
  }

  /// Whether the text must be cut into tokens: always if terms are made of it, and for concordances
  /// only if the article may hold a hit.
  private func isNeeded(_ text: Int) -> Bool {
    plan.profiles.contains { $0.text == text && $0.makesTerms }
      || concordances.enumerated().contains { place, box in
        plan.profiles[plan.concordances[place].0.profile].text == text && box.value.isCandidate
      }
  }

  /// Writes what was counted since the last run to `path`, with the corpus counts given, and forgets
  /// it. Returns the size of the file in bytes.
  public mutating func writeRun(to path: String, corpus: CorpusCounts) throws(Fault) -> Int {
    var writer = try RunWriter(path: path, shape: plan.shape, fingerprint: plan.ground)
    try writeSections(into: &writer, corpus)
    return try writer.finish()
  }

  /// Writes the sections of the plan into a run that may have more, and forgets what was counted.
  public mutating func writeSections(
    into writer: inout RunWriter, _ corpus: CorpusCounts
  ) throws(Fault) {
    var totals = [UInt64](repeating: 0, count: writer.shape.totals)
    for (place, value) in corpus.values.enumerated() { totals[plan.corpus + place] = value }
    for (place, box) in profiles.enumerated() {
      let profile = plan.profiles[place]
      try box.value.write(into: &writer, profile, totals: &totals)
    }
    try filter.value.writeDictionaries(into: &writer)
    for box in termFrequencies { try box.value.writeDictionary(into: &writer) }
    for box in cooccurrences { try box.value.writePositions(into: &writer) }
    for box in dictionaries { try box.value.writeDictionaries(into: &writer) }
    for box in dispersions { try box.value.writeDictionaries(into: &writer) }
    for box in diversities { try box.value.writeDictionaries(into: &writer) }
    for box in trends { try box.value.writeDictionaries(into: &writer) }
    if let articles = plan.articles {
      try articleTags.value.write(into: &writer, dictionary: articles)
    }
    try filter.value.drain(into: &writer)
    for (place, box) in termFrequencies.enumerated() {
      let profile = profiles[plan.termFrequencies[place].0.profile]
      try box.value.drain(into: &writer, profile.value.vocabulary, totals: &totals)
    }
    for (place, box) in cooccurrences.enumerated() {
      let profile = profiles[plan.cooccurrences[place].0.profile]
      try box.value.drain(into: &writer, profile.value.vocabulary, totals: &totals)
    }
    for box in concordances { try box.value.drain(into: &writer, totals: &totals) }
    for box in dictionaries { try box.value.drain(into: &writer) }
    for (place, box) in dispersions.enumerated() {
      let profile = profiles[plan.dispersions[place].0.items.profile]
      try box.value.drain(
        into: &writer, profile.value.vocabulary, articles: articleTags.value, isFolding: isFolding)
    }
    articleTags.value.removeAll()
    for box in diversities { try box.value.drain(into: &writer) }
    for box in trends { try box.value.drain(into: &writer) }
    try writer.totals(totals.span)
    try forget()
  }

  private mutating func forget() throws(Fault) {
    articles = isFolding ? 1 : 0
    for box in profiles { box.value.forgetCounts() }
    // Words met only in what is written already are worth keeping until they crowd out the counts.
    if byteCount > memory / 3, !isFolding { try reset() }
  }

  /// Throws away what was counted since the last run.
  public mutating func discard() throws(Fault) {
    articles = 0
    try reset()
  }
}

/// Holds a value that cannot be copied, so that an array can hold several.
final class Box<Value: ~Copyable> {
  var value: Value
  init(_ value: consuming Value) { self.value = value }
}
