import Analyses
import Diagnostics
import Pipelines

/// The facts that a run knows before it publishes, for `assert`.
struct RunFacts {
  /// Where the articles went.
  var counts: CorpusCounts
  /// Lines of `rejects.jsonl`.
  var rejects: Int
  /// The share of records, or of batches if that is larger, that were rejected.
  var rejectShare: Double
  /// Tokens kept by the profile of the first analysis that counts terms; 0 if none does.
  var tokens: UInt64
  /// Batches listed, those of them that were rejected, and those whose content the last published
  /// run did not count.
  var batches: Int
  var damagedBatches: Int
  var newBatches: Int
  /// The number of warnings of the run.
  var warnings: Int

  /// The value of `quantity`.
  func value(of quantity: Assertion.Quantity) -> Double {
    switch quantity {
    case .articles: Double(counts.counted)
    case .read: Double(counts.read)
    case .filtered: Double(counts.filtered)
    case .duplicates: Double(counts.duplicates)
    case .rejects: Double(rejects)
    case .rejectShare: rejectShare
    case .unreadableDates: Double(counts.unreadableDates)
    case .tokens: Double(tokens)
    case .batches: Double(batches)
    case .damagedBatches: Double(damagedBatches)
    case .newBatches: Double(newBatches)
    case .warnings: Double(warnings)
    }
  }

  /// Throws unless every assertion of `pipeline` holds; names those that do not, with what was
  /// found.
  func check(_ pipeline: Pipeline) throws(Fault) {
    let failed = pipeline.assertions.filter { !$0.holds(for: value(of: $0.quantity)) }
    guard !failed.isEmpty else { return }
    let reasons = failed.map {
      "`\($0)` does not hold: \($0.quantity.rawValue) is "
        + Assertion.text(of: value(of: $0.quantity))
    }
    throw Fault(
      "run.assertion-failed", reasons.joined(separator: "; "), at: .path(pipeline.path),
      advice: "Nothing was published. Look at the input, or change `assert`.", exit: .data)
  }
}
