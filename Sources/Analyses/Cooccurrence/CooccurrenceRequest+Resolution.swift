import Statistics

extension Convention {
  /// The unit whose number is counted; nil where tokens are.
  public var unit: Unit? {
    switch self {
    case .sentence: .sentence
    case .paragraph: .paragraph
    case .document: .article
    case .marginal, .surfaceDistinct, .perHit, .spanCorrected, .noSpan: nil
    }
  }

  /// The convention that counts `unit`.
  public init(counting unit: Unit) {
    switch unit {
    case .sentence: self = .sentence
    case .paragraph: self = .paragraph
    case .article: self = .document
    }
  }

  /// Whether the numbers of (u, v) and (v, u) differ, with the given span.
  public func isDirected(span: CooccurrenceSpan) -> Bool {
    switch self {
    case .marginal: !span.isSymmetric
    case .surfaceDistinct, .perHit, .spanCorrected, .noSpan: true
    case .sentence, .paragraph, .document: false
    }
  }
}

extension CooccurrenceSpan {
  /// Whether v is near u whenever u is near v.
  public var isSymmetric: Bool {
    switch self {
    case .window(let left, let right): left == right
    case .unit: true
    }
  }
}

extension CooccurrenceRequest {
  /// What a request asks for and cannot have.
  public struct Contradiction: Sendable, Hashable {
    /// The key of the pipeline that is at fault, and the key below it if one is.
    public var path: [String]
    /// One sentence saying what does not fit.
    public var message: String
    /// What to do about it.
    public var advice: String

    init(key: String..., message: String, advice: String) {
      path = key
      self.message = message
      self.advice = advice
    }
  }

  /// The request with every default in place: no value is nil but `minArticles`, `dialect` and
  /// `top`, and a whole unit as the span is within itself.
  public var resolved: CooccurrenceRequest {
    var request = self
    let convention = resolvedConvention
    request.convention = convention
    request.ordered = ordered ?? (!nodes.isEmpty || convention.isDirected(span: span))
    request.positions = showsPositions
    request.weights = resolvedWeights
    request.measures = measureNames
    if case .unit(let unit) = span { request.within = unit }
    if sort == nil {
      let names = CooccurrenceColumns(request).numericNames
      request.sort =
        dialect.map(\.sort).flatMap { names.contains($0) ? $0 : nil } ?? measureNames.first
        ?? names.first
    }
    return request
  }

  private var measureNames: [String] {
    guard let dialect, measures == CooccurrenceRequest.standardMeasures else { return measures }
    return dialect.measureNames
  }

  /// Whether a bound says how often a pair must be counted.
  public var boundsCount: Bool {
    let name = dialect?.columnNames["count"] ?? "count"
    return bounds.contains { $0.column == name && $0.min != nil }
  }

  var showsPositions: Bool { positions ?? (dialect == .khCoder) }

  var resolvedWeights: DistanceWeights {
    weights ?? (dialect == .khCoder ? .inverse : DistanceWeights.none)
  }

  /// The convention asked for, or the default of the request.
  var resolvedConvention: Convention {
    if let convention { return convention }
    if let dialect { return dialect.convention }
    if case .unit(let unit) = span { return Convention(counting: unit) }
    return nodes.isEmpty ? .marginal : .surfaceDistinct
  }

  /// What does not fit together in the request; empty for one that can be answered.
  public var contradictions: [Contradiction] {
    [contradictionOfSpan, contradictionOfOrder, contradictionOfDialect, contradictionOfPositions]
      .compactMap { $0 } + contradictionsOfMeasures + contradictionsOfColumns
  }

  private var contradictionOfSpan: Contradiction? {
    guard let convention else { return nil }
    switch (span, convention.unit) {
    case (.window, nil): return nil
    case (.window, let unit?):
      return Contradiction(
        key: "convention",
        message: "convention `\(convention.rawValue)` counts whole units, not windows",
        advice: "Leave out the window, or write `window: \(unit)`.")
    case (.unit(let unit), let counted) where unit != counted:
      return Contradiction(
        key: "convention",
        message: "convention `\(convention.rawValue)` does not count the whole \(unit)",
        advice: "Leave out `convention`, or give a window of tokens.")
    default: return nil
    }
  }

  private var contradictionOfOrder: Contradiction? {
    guard ordered == false, resolvedConvention.isDirected(span: span) else { return nil }
    let name = resolvedConvention.rawValue
    return Contradiction(
      key: "ordered",
      message: resolvedConvention == .marginal
        ? "the window differs between its sides, which gives pairs a direction"
        : "convention `\(name)` gives pairs a direction",
      advice: "Leave out `ordered`, or use `marginal` with a window that is the same on both sides."
    )
  }
}
