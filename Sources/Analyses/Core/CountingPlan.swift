import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// What one pass over a corpus has to count for a list of analyses: which texts are cut into tokens
/// how often, which profiles make terms of them, which statistics are kept, and where each is in
/// a segment.
public struct CountingPlan: Sendable {
  /// A way to cut articles into tokens, shared by profiles that agree in it.
  struct Text: Sendable, Hashable {
    var segmentation: Segmentation
    /// The slots read, in order.
    var slots: [Int]
    var findsSentences: Bool
  }

  /// A profile, the text it reads, and where its terms and tallies are in a segment.
  struct Profile: Sendable {
    var profile: TextProfile
    var text: Int
    var makesTerms: Bool
    /// Whether an analysis needs the terms in their order: n-grams and windows do.
    var keepsOrder = false
    var dictionary: Int
    /// The totals: tokens kept, then tokens removed by reason.
    var tallies: Int
    /// Everything on which its terms depend, in words.
    var description: String
  }

  /// An analysis and the statistic that serves it.
  public struct Analysis: Sendable {
    /// The analysis's name.
    public var name: String
    /// What is asked for.
    public var request: any AnalysisRequest
    /// The profile, by its place in the plan.
    var profile: Int
    /// What makes its table.
    var report: any Report
  }

  /// The analyses, in the pipeline's order.
  public private(set) var analyses: [Analysis] = []
  /// What every segment of the plan holds.
  public private(set) var shape = SegmentShape()
  /// 32 bytes that name what every count depends on, whatever the analysis: how batches become
  /// articles, which of them are refused, and versions. Segments with the same base fingerprint can
  /// be read together, as far as their sections go.
  public private(set) var baseFingerprint: [UInt8]
  /// 32 bytes that name everything on which counts depend: the base fingerprint, and what each
  /// section counts.
  public private(set) var fingerprint: [UInt8] = []

  private(set) var texts: [Text] = []
  private(set) var profiles: [Profile] = []
  /// What is counted, each statistic once.
  private(set) var statistics: [any PlacedStatistic] = []
  /// The dictionary of articles, by `ArticleNumbers`; nil if no analysis needs to know them one by
  /// one.
  private(set) var articles: Int?
  /// The slot of every field, by name.
  let fields: [String: Int]
  /// Where the corpus counts are among the totals.
  let corpus: Int
  /// Which articles are counted, and where the values that each condition meets lie.
  let filter: ArticleFilter
  private(set) var filters: [FilterPlacement] = []

  /// A plan for `analyses`, whose profiles are looked up by name in `profiles`. `fields` gives the
  /// slot of every further field by name; `filter` says which articles are counted, and `reading`
  /// says in words how batches become articles, and that as well.
  ///
  /// Throws if a profile or a field is unknown, or a profile cannot be made (an unknown stemmer,
  /// say).
  public init(
    _ requests: [(name: String, request: any AnalysisRequest)],
    profiles known: [(name: String, profile: TextProfile)], fields further: [String] = [],
    filter: ArticleFilter = ArticleFilter(), reading: String = ""
  ) throws(Fault) {
    baseFingerprint = CountingPlan.baseFingerprint(reading)
    shape.owner = "corpus"
    var fields: [String: Int] = [:]
    for field in Field.allCases { fields[field.name] = field.rawValue }
    for (place, name) in further.enumerated() { fields[name] = Field.allCases.count + place }
    self.fields = fields
    self.filter = filter
    corpus = shape.addTotals(CorpusCounts.fieldCount)
    for (place, condition) in filter.conditions.enumerated() {
      shape.owner = "condition \(place): \(condition.key)"
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
      let report = try request.plan(in: &self, over: place)
      analyses.append(Analysis(name: name, request: request, profile: place, report: report))
    }
    addScreensToBaseFingerprint()
    var digest = Digest()
    digest.update(baseFingerprint.span)
    for owner in shape.owners { digest.update("\(owner)\n") }
    fingerprint = digest.finalize()
  }

  private static func baseFingerprint(_ reading: String) -> [UInt8] {
    var digest = Digest()
    digest.update(
      """
      counts 4, tokenizer \(Tokenizer.version), Unicode \(UnicodeText.version), \
      ICU \(WordDictionary.version), \(Stemmer.provenance)
      \(reading)

      """)
    return digest.finalize()
  }

  /// Has the base fingerprint depend on which articles are refused: of these, no statistic counts
  /// any.
  private mutating func addScreensToBaseFingerprint() {
    let screens = Set(
      statistics.compactMap { statistic in
        statistic.screen.map { "\($0) over \(profiles[statistic.profile].description)" }
      })
    guard !screens.isEmpty else { return }
    var digest = Digest()
    digest.update(baseFingerprint.span)
    digest.update("\(RegularExpression.provenance)\n")
    for screen in screens.sorted() { digest.update("\(screen)\n") }
    baseFingerprint = digest.finalize()
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

  /// The text profile at place `profile`.
  func textProfile(_ profile: Int) -> TextProfile { profiles[profile].profile }

  /// Has `statistic` counted over the profile at place `profile`, if it is not already.
  ///
  /// - Throws: `pipeline.unknown-field` if it reads a field that no article has.
  mutating func add<Counts: Statistic>(
    _ statistic: Counts, over profile: Int
  ) throws(Fault) -> Placed<Counts> {
    let key = statistic.key
    for known in statistics where known.profile == profile && known.key == key {
      if let placed = known as? Placed<Counts> { return placed }
    }
    try checkFields(of: statistic)
    use(profile, statistic.needs)
    shape.owner = "\(key) over \(profiles[profile].description)"
    var layout = Layout(shape, terms: profiles[profile].dictionary, articles: articles)
    let placement = statistic.place(in: &layout)
    (shape, articles) = layout.result
    let placed = Placed(statistic: statistic, profile: profile, placement: placement)
    statistics.append(placed)
    return placed
  }

  private func checkFields(of statistic: some Statistic) throws(Fault) {
    for field in statistic.fields where fields[field] == nil {
      throw Fault(
        "pipeline.unknown-field", "there is no field `\(field)` to group by", exit: .configuration)
    }
  }

  private mutating func use(_ profile: Int, _ needs: TextNeeds) {
    if needs.contains(.terms) { profiles[profile].makesTerms = true }
    if needs.contains(.order) { profiles[profile].keepsOrder = true }
    if needs.contains(.sentences) { texts[profiles[profile].text].findsSentences = true }
  }

  /// What made the counts: the versions on which they depend, and the fingerprint.
  var provenance: JSONObject {
    [
      "broadsheet": .string(Broadsheet.version), "tokenizer": .string(Tokenizer.version),
      "unicode": .string(UnicodeText.version), "icu": .string(WordDictionary.version),
      "stemmer": .string(Stemmer.provenance),
      "fingerprint": .string(hex(fingerprint)),
    ]
  }
}
