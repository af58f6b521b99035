/// A condition that a run must meet to publish, such as `articles >= 100`.
public struct Assertion: Sendable, Hashable, CustomStringConvertible {
  /// The quantity that is compared.
  public var quantity: Quantity
  /// The comparison.
  public var relation: Relation
  /// The bound: a whole number, or a share from 0 to 1.
  public var bound: Double

  /// The condition that compares `quantity` with `bound` by `relation`.
  public init(_ quantity: Quantity, _ relation: Relation, _ bound: Double) {
    self.quantity = quantity
    self.relation = relation
    self.bound = bound
  }

  /// Whether the condition holds if its quantity is `value`.
  ///
  /// The comparison is exact: counts below 2⁵³ are whole in a Double, and a quotient of counts is
  /// rounded in the same way as the decimal fraction of the bound.
  public func holds(for value: Double) -> Bool { relation.holds(value, bound) }

  /// The condition in the notation of a pipeline.
  public var description: String {
    "\(quantity.rawValue) \(relation.rawValue) \(Assertion.text(of: bound))"
  }

  /// `value` in decimal digits, without a fraction if it is whole.
  public static func text(of value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// A number that a run knows about its input.
  public enum Quantity: String, Sendable, Hashable, CaseIterable {
    /// Articles counted.
    case articles
    /// Articles read, including those that were not counted.
    case read
    /// Articles that `where` left out.
    case filtered
    /// Articles of batches that repeat another batch.
    case duplicates
    /// Lines of `rejects.jsonl`.
    case rejects
    /// The larger of the shares of records and of batches that were rejected.
    case rejectShare = "reject_share"
    /// Articles with a date that could not be read.
    case unreadableDates = "unreadable_dates"
    /// Tokens kept by the profile of the first analysis that counts terms.
    case tokens
    /// Batches listed.
    case batches
    /// Batches rejected as a whole or from their damage on.
    case damagedBatches = "damaged_batches"
    /// Warnings of the run, such as a term that occurs nowhere or a batch listed twice.
    case warnings
    /// Batches counted in this run whose content was not counted in the last published run.
    case newBatches = "new_batches"

    /// Whether the quantity is a share from 0 to 1.
    public var isShare: Bool { self == .rejectShare }
  }

  /// A comparison.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "=="
    case unequal = "!="

    func holds(_ value: Double, _ bound: Double) -> Bool {
      switch self {
      case .atLeast: value >= bound
      case .atMost: value <= bound
      case .above: value > bound
      case .below: value < bound
      case .equal: value == bound
      case .unequal: value != bound
      }
    }
  }
}
