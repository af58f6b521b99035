import Statistics

extension Dialect {
  /// How the tool fills its contingency table, or, where that is not known, what stands in for it.
  public var convention: Convention {
    switch self {
    case .cqpweb, .ucs, .antConcDocumented: .perHit
    case .sketchEngine, .khCoder: .noSpan
    case .quanteda: .marginal
    }
  }

  /// The window that belongs to the tool's rule; nil if any does.
  public var span: CooccurrenceSpan? {
    self == .quanteda ? .window(left: 0, right: 1) : nil
  }

  /// The column by which the tool ranks its table.
  public var sort: String {
    switch self {
    case .cqpweb: "LL"
    case .sketchEngine: "logDice"
    case .ucs: "am.log.likelihood"
    case .quanteda: "z"
    case .khCoder: "Score"
    case .antConcDocumented: "Likelihood"
    }
  }
}
