import Articles
import Bytes
import Diagnostics
import Partials
import Reports
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
    /// Whether an analysis needs the terms in their order: n-grams and windows do.
    var keepsOrder = false
    var dictionary: Int
    /// The totals: tokens kept, then tokens removed by reason.
    var tallies: Int
    /// All on which its terms depend, in words.
    var description: String
  }

  /// An analysis and the statistic that serves it.
  public struct Analysis: Sendable {
    /// The analysis's name.
    public var name: String
    /// What is asked for.
    public var request: AnalysisRequest
    var profile: Int
    /// The place among the statistics of its kind.
    var statistic: Int
  }

  /// The analyses, in the pipeline's order.
  public private(set) var analyses: [Analysis] = []
  /// What every run of the plan holds.
  public private(set) var shape = RunShape()
  /// 32 bytes that name what every count depends on, whatever the analysis: how batches become articles,
  /// and versions. Runs with the same ground can be read together, as far as their sections go.
  public let ground: [UInt8]
  /// 32 bytes that name everything on which counts depend: the ground, and what each section counts.
  public private(set) var fingerprint: [UInt8] = []

  private(set) var texts: [Text] = []
  private(set) var profiles: [Profile] = []
  private(set) var termFrequencies: [(TermFrequencyStatistic, TermFrequencyPlacement)] = []
  private(set) var dispersions: [(DispersionStatistic, DispersionPlacement)] = []
  private(set) var cooccurrences: [(CooccurrenceStatistic, CooccurrencePlacement)] = []
  private(set) var concordances: [(ConcordanceStatistic, ConcordancePlacement)] = []
  private(set) var dictionaries: [PlannedDictionary] = []
  private(set) var diversities: [(DiversityStatistic, DiversityPlacement)] = []
  private(set) var trends: [(TrendStatistic, TrendPlacement)] = []
  /// The dictionary of articles, by `ArticleTag`; nil if no analysis needs to know them one by one.
  private(set) var articles: Int?
  /// The slot of every field, by name.
  let fields: [String: Int]
  /// Where the corpus counts lie among the totals.
  let corpus: Int
  /// Which articles are counted, and where the values that each condition meets lie.
  let filter: ArticleFilter
  private(set) var filters: [FilterPlacement] = []

  /// A plan for `analyses`, whose profiles are looked up by name in `profiles`. `fields` gives the
  /// slot of every further field by name; `filter` says which articles are counted, and `reading` says
  /// in words how batches become articles, and that as well.
  ///
  /// Throws if a profile or a field is unknown, or a profile cannot be made (an unknown stemmer, say).
  public init(
    _ requests: [(name: String, request: AnalysisRequest)],
    profiles known: [(name: String, profile: TextProfile)], fields further: [String] = [],
    filter: ArticleFilter = ArticleFilter(), reading: String = ""
  ) throws(Fault) {
    ground = CountingPlan.ground(reading)
    shape.owner = "corpus"
    var fields: [String: Int] = [:]
    for field in Field.allCases { fields[field.name] = field.rawValue }
    for (place, name) in further.enumerated() { fields[name] = Field.allCases.count + place }
    self.fields = fields
    self.filter = filter
    corpus = shape.addTotals(CorpusCounts.fieldCount)
    for (place, condition) in filter.conditions.enumerated() {
      shape.owner = "condition \(place): \(condition)"
      let values = shape.addDictionary()
      filters.append(
        FilterPlacement(values: values, table: shape.addTable(domains: [values], columns: 1)))
    }
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
      analyses.append(try add(name, request, profile: place))
    }
    for (statistic, _) in termFrequencies { try checkFields(of: statistic.groupBy) }
    var digest = Digest()
    digest.update(ground.span)
    for owner in shape.owners { digest.update("\(owner)\n") }
    fingerprint = digest.finalize()
  }

  private func checkFields(of dimensions: [GroupDimension]) throws(Fault) {
    for dimension in dimensions where fields[dimension.fieldName] == nil {
      throw Fault(
        "pipeline.unknown-field", "there is no field `\(dimension.name)` to group by",
        exit: .configuration)
    }
  }

  private static func ground(_ reading: String) -> [UInt8] {
    var digest = Digest()
    digest.update(
      """
      counts 4, tokenizer \(Tokenizer.version), Unicode \(UnicodeText.version), \
      \(Stemmer.provenance)
      \(reading)

      """)
    return digest.finalize()
  }

  private mutating func addProfile(_ profile: TextProfile) -> Int {
    var slots: [Int] = []
    if profile.readsTitle { slots.append(Field.title.rawValue) }
    if profile.readsDateline { slots.append(Field.dateline.rawValue) }
    if profile.readsBody { slots.append(Field.body.rawValue) }
    let text = Text(segmentation: profile.segmentation, slots: slots, findsSentences: false)
    let place = texts.firstIndex { $0.segmentation == text.segmentation && $0.slots == slots }
    if place == nil { texts.append(text) }
    let parameters = profile.parameters.map { "\($0)=\($1)" }.joined(separator: " ")
    let description = "fields \(slots), \(parameters)"
    shape.owner = "profile: \(description)"
    profiles.append(
      Profile(
        profile: profile, text: place ?? texts.count - 1, makesTerms: false,
        dictionary: shape.addDictionary(),
        tallies: shape.addTotals(ArticleTerms.tallyCount), description: description))
    return profiles.count - 1
  }

  private mutating func add(
    _ name: String, _ request: AnalysisRequest, profile: Int
  ) throws(Fault) -> Analysis {
    let statistic: Int
    switch request {
    case .termFrequency(let request):
      statistic = add(TermFrequencyStatistic(request, profile: profile))
      if let dispersion = request.dispersion {
        let statistics = dispersion.statistics(of: termFrequencies[statistic].0)
        for spread in [statistics.parts, statistics.distances] { spread.map { add($0) } }
      }
    case .cooccurrence(let request):
      statistic = add(CooccurrenceStatistic(request, profile: profile))
    case .concordance(let request):
      statistic = add(ConcordanceStatistic(request, profile: profile))
    case .keyness(let request):
      statistic = add(TermFrequencyStatistic(request.counted, profile: profile))
    case .dictionary(let request):
      statistic = try add(request, profile: profile)
    case .diversity(let request):
      statistic = add(DiversityStatistic(request, profile: profile), request)
    case .trend(let request):
      statistic = add(TrendStatistic(request, profile: profile))
    }
    return Analysis(name: name, request: request, profile: profile, statistic: statistic)
  }

  private mutating func use(
    _ profile: Int, terms: Bool, order: Bool = false, sentences: Bool
  ) {
    if terms { profiles[profile].makesTerms = true }
    if order { profiles[profile].keepsOrder = true }
    if sentences { texts[profiles[profile].text].findsSentences = true }
  }

  private mutating func add(_ statistic: TermFrequencyStatistic) -> Int {
    if let place = termFrequencies.firstIndex(where: { $0.0 == statistic }) { return place }
    own(statistic)
    use(
      statistic.profile, terms: true, order: statistic.ngrams > 1,
      sentences: statistic.within == .sentence)
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
    own(statistic)
    use(
      statistic.profile, terms: true, order: true, sentences: statistic.within == .sentence)
    let dictionary = profiles[statistic.profile].dictionary
    let positions = statistic.countsPositions ? shape.addDictionary() : nil
    let domains = [dictionary, dictionary] + (positions.map { [$0] } ?? [])
    cooccurrences.append(
      (
        statistic,
        CooccurrencePlacement(
          pairs: shape.addTable(domains: domains, columns: statistic.countsArticles ? 2 : 1),
          positions: positions, terms: shape.addTable(domains: [dictionary], columns: 3),
          totals: shape.addTotals(2))
      ))
    return cooccurrences.count - 1
  }

  private mutating func add(_ statistic: ConcordanceStatistic) -> Int {
    if let place = concordances.firstIndex(where: { $0.0 == statistic }) { return place }
    own(statistic)
    if statistic.query.contains("/") { shape.owner += " by \(RegularExpression.provenance)" }
    use(statistic.profile, terms: false, sentences: statistic.within == .sentence)
    concordances.append(
      (
        statistic,
        ConcordancePlacement(
          lines: shape.addLines(), articles: shape.addLines(), totals: shape.addTotals(2))
      ))
    return concordances.count - 1
  }

  private mutating func add(_ request: DictionaryRequest, profile: Int) throws(Fault) -> Int {
    let compiled = try CompiledDictionary(request.dictionary, profiles[profile].profile)
    let statistic = DictionaryStatistic(request, profile: profile, compiled)
    if let place = dictionaries.firstIndex(where: { $0.statistic == statistic }) { return place }
    own(statistic)
    use(
      profile, terms: true, order: compiled.longestPhrase > 1,
      sentences: statistic.within == .sentence)
    dictionaries.append(
      PlannedDictionary(
        statistic: statistic, placement: DictionaryPlacement(statistic, &shape),
        compiled: compiled, paths: request.dictionary.categories.map(\.path)))
    return dictionaries.count - 1
  }

  private mutating func add(_ statistic: DispersionStatistic) {
    guard !dispersions.contains(where: { $0.0 == statistic }) else { return }
    if statistic.usesCorpusOrder {
      profiles[statistic.profile].keepsOrder = true
      if articles == nil {
        shape.owner = "articles"
        articles = shape.addDictionary()
      }
    }
    own(statistic)
    let placement = DispersionPlacement(
      statistic, in: &shape, terms: profiles[statistic.profile].dictionary, articles: articles)
    dispersions.append((statistic, placement))
  }

  private mutating func add(_ statistic: DiversityStatistic, _ request: DiversityRequest) -> Int {
    if let place = diversities.firstIndex(where: { $0.0 == statistic }) { return place }
    let isRunning =
      statistic.window != nil || statistic.segment != nil || statistic.factor != nil
    use(statistic.profile, terms: true, order: isRunning, sentences: false)
    var placement = DiversityPlacement()
    switch statistic.scope {
    case .article:
      own(statistic)
      placement.lines = shape.addLines()
    case .group:
      var terms = TermFrequencyRequest(text: request.text)
      terms.groupBy = statistic.groupBy
      placement.terms = add(TermFrequencyStatistic(terms, profile: statistic.profile))
      own(statistic)
      let (groups, sums) = (shape.addDictionary(), shape.addDictionary())
      placement.groups = (
        groups, sums, shape.addTable(domains: [groups, sums], columns: 1)
      )
    }
    diversities.append((statistic, placement))
    return diversities.count - 1
  }

  private mutating func add(_ statistic: TrendStatistic) -> Int {
    if let place = trends.firstIndex(where: { $0.0 == statistic }) { return place }
    own(statistic)
    use(
      statistic.profile, terms: true, order: true, sentences: statistic.within == .sentence)
    let (groups, terms) = (shape.addDictionary(), shape.addDictionary())
    trends.append(
      (
        statistic,
        TrendPlacement(
          groups: groups, terms: terms,
          table: shape.addTable(domains: [groups, terms], columns: 2),
          sizes: shape.addTable(domains: [groups], columns: 2))
      ))
    return trends.count - 1
  }

  /// Names the sections that follow after the statistic that they hold, over its profile.
  private mutating func own(_ statistic: some Statistic) {
    var named = statistic
    // The profile stands for itself: its place differs from plan to plan.
    named.profile = 0
    shape.owner = "\(named) over \(profiles[statistic.profile].description)"
  }

  /// What made the counts: the versions on which they depend, and the fingerprint.
  var provenance: JSONObject {
    [
      "broadsheet": .string(Broadsheet.version), "tokenizer": .string(Tokenizer.version),
      "unicode": .string(UnicodeText.version), "stemmer": .string(Stemmer.provenance),
      "fingerprint": .string(hex(fingerprint)),
    ]
  }
}

/// What has to be counted for an analysis, and nothing of what only its report needs.
protocol Statistic: Sendable, Hashable {
  /// The profile whose terms or tokens are counted, by its place in the plan.
  var profile: Int { get set }
}
