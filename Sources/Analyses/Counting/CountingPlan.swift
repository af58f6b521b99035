import Articles
import Bytes
import Diagnostics
import Partials
import Tokens

/// What one pass over a corpus has to count for a list of analyses: which texts are cut into tokens
/// how often, which profiles make terms of them, which statistics are kept, and where each lies in a
/// run.
public struct CountingPlan: Sendable {
  /// A way to cut articles into tokens, shared by profiles that agree in it.
  struct Text: Sendable, Hashable {
    var segmentation: Segmentation
    /// The slots read, in order.
    var slots: [Int]
    var findsSentences: Bool
  }

  /// A profile, the text it reads, and where its terms and tallies lie in a run.
  struct Profile: Sendable {
    var profile: TextProfile
    var text: Int
    var makesTerms: Bool
    var dictionary: Int
    /// The totals: tokens kept, then tokens removed by reason.
    var tallies: Int
  }

  /// An analysis and the statistic that serves it.
  public struct Analysis: Sendable {
    public var name: String
    public var request: AnalysisRequest
    var profile: Int
    /// The place among the statistics of its kind.
    var statistic: Int
  }

  /// The analyses, in the pipeline's order.
  public private(set) var analyses: [Analysis] = []
  /// What every run of the plan holds.
  public private(set) var shape = RunShape()
  /// 32 bytes that name everything on which counts depend: parameters and versions.
  public private(set) var fingerprint: [UInt8] = []

  private(set) var texts: [Text] = []
  private(set) var profiles: [Profile] = []
  private(set) var termFrequencies: [(TermFrequencyStatistic, TermFrequencyPlacement)] = []
  private(set) var cooccurrences: [(CooccurrenceStatistic, CooccurrencePlacement)] = []
  private(set) var concordances: [(ConcordanceStatistic, ConcordancePlacement)] = []
  /// The slot of every field, by name.
  let fields: [String: Int]
  /// Where the corpus counts lie among the totals.
  let corpus: Int

  /// A plan for `analyses`, whose profiles are looked up by name in `profiles`. `fields` gives the
  /// slot of every further field by name.
  ///
  /// Throws if a profile is unknown, or cannot be made (an unknown stemmer, say).
  public init(
    _ requests: [(name: String, request: AnalysisRequest)],
    profiles known: [(name: String, profile: TextProfile)], fields further: [String] = []
  ) throws(Fault) {
    var fields: [String: Int] = [:]
    for field in Field.allCases { fields[field.name] = field.rawValue }
    for (place, name) in further.enumerated() { fields[name] = Field.allCases.count + place }
    self.fields = fields
    corpus = shape.addTotals(CorpusCounts.fieldCount)
    var placeOfProfile: [String: Int] = [:]
    for (name, request) in requests {
      if placeOfProfile[request.text] == nil {
        guard let profile = known.first(where: { $0.name == request.text })?.profile else {
          throw Fault(
            "pipeline.unknown-profile", "there is no text profile `\(request.text)`",
            exit: .configuration)
        }
        placeOfProfile[request.text] = addProfile(profile)
      }
      guard let place = placeOfProfile[request.text] else { continue }
      analyses.append(add(name, request, profile: place))
    }
    fingerprint = makeFingerprint()
  }

  private mutating func addProfile(_ profile: TextProfile) -> Int {
    var slots: [Int] = []
    if profile.readsTitle { slots.append(Field.title.rawValue) }
    if profile.readsDateline { slots.append(Field.dateline.rawValue) }
    if profile.readsBody { slots.append(Field.body.rawValue) }
    let text = Text(segmentation: profile.segmentation, slots: slots, findsSentences: false)
    let place = texts.firstIndex { $0.segmentation == text.segmentation && $0.slots == slots }
    if place == nil { texts.append(text) }
    profiles.append(
      Profile(
        profile: profile, text: place ?? texts.count - 1, makesTerms: false,
        dictionary: shape.addDictionary(),
        tallies: shape.addTotals(ArticleTerms.tallyCount)))
    return profiles.count - 1
  }

  private mutating func add(
    _ name: String, _ request: AnalysisRequest, profile: Int
  ) -> Analysis {
    let statistic: Int
    switch request {
    case .termFrequency(let request):
      statistic = add(TermFrequencyStatistic(request, profile: profile))
    case .cooccurrence(let request):
      statistic = add(CooccurrenceStatistic(request, profile: profile))
    case .concordance(let request):
      statistic = add(ConcordanceStatistic(request, profile: profile))
    }
    return Analysis(name: name, request: request, profile: profile, statistic: statistic)
  }

  private mutating func use(_ profile: Int, terms: Bool, sentences: Bool) {
    if terms { profiles[profile].makesTerms = true }
    if sentences { texts[profiles[profile].text].findsSentences = true }
  }

  private mutating func add(_ statistic: TermFrequencyStatistic) -> Int {
    if let place = termFrequencies.firstIndex(where: { $0.0 == statistic }) { return place }
    use(statistic.profile, terms: true, sentences: statistic.within == .sentence)
    let dictionary = profiles[statistic.profile].dictionary
    var domains = [Int](repeating: dictionary, count: statistic.ngrams)
    var groups: (dictionary: Int, table: Int)?
    if !statistic.groupBy.isEmpty {
      let group = shape.addDictionary()
      domains.insert(group, at: 0)
      groups = (group, shape.addTable(domains: [group], columns: 2))
    }
    termFrequencies.append(
      (
        statistic,
        TermFrequencyPlacement(
          table: shape.addTable(domains: domains, columns: 2), groups: groups,
          items: shape.addTotals(1))
      ))
    return termFrequencies.count - 1
  }

  private mutating func add(_ statistic: CooccurrenceStatistic) -> Int {
    if let place = cooccurrences.firstIndex(where: { $0.0 == statistic }) { return place }
    use(statistic.profile, terms: true, sentences: statistic.within == .sentence)
    let dictionary = profiles[statistic.profile].dictionary
    cooccurrences.append(
      (
        statistic,
        CooccurrencePlacement(
          pairs: shape.addTable(
            domains: [dictionary, dictionary], columns: statistic.countsArticles ? 2 : 1),
          terms: shape.addTable(domains: [dictionary], columns: 3), totals: shape.addTotals(2))
      ))
    return cooccurrences.count - 1
  }

  private mutating func add(_ statistic: ConcordanceStatistic) -> Int {
    if let place = concordances.firstIndex(where: { $0.0 == statistic }) { return place }
    use(statistic.profile, terms: false, sentences: statistic.within == .sentence)
    concordances.append(
      (
        statistic,
        ConcordancePlacement(
          lines: shape.addLines(), articles: shape.addLines(), totals: shape.addTotals(2))
      ))
    return concordances.count - 1
  }

  private func makeFingerprint() -> [UInt8] {
    var digest = Digest()
    digest.update("counts 2, Unicode \(UnicodeText.version), \(Stemmer.provenance)\n")
    for profile in profiles {
      for (name, value) in profile.profile.parameters { digest.update("\(name)=\(value)\n") }
      digest.update("makes terms: \(profile.makesTerms)\n")
    }
    for text in texts { digest.update("\(text)\n") }
    for (statistic, _) in termFrequencies { digest.update("\(statistic)\n") }
    for (statistic, _) in cooccurrences { digest.update("\(statistic)\n") }
    for (statistic, _) in concordances { digest.update("\(statistic)\n") }
    if concordances.contains(where: { $0.0.query.contains("/") }) {
      digest.update("\(RegularExpression.provenance)\n")
    }
    return digest.finalize()
  }
}
