/// A condition that a run must meet to publish, such as `articles >= 100`.
public struct Assertion: Sendable, Hashable, CustomStringConvertible {
  /// What is compared.
  public var quantity: Quantity
  /// How it compares to the bound.
  public var relation: Relation
  /// What it is compared to: a whole number, or a share from 0 to 1.
  public var bound: Double

  /// The condition that `quantity` stands in `relation` to `bound`.
  public init(_ quantity: Quantity, _ relation: Relation, _ bound: Double) {
    self.quantity = quantity
    self.relation = relation
    self.bound = bound
  }

  /// Whether the condition holds where its quantity is `value`.
  ///
  /// Exact: counts below 2⁵³ are whole in a Double, and a quotient of counts is rounded as the
  /// decimal fraction of the bound is.
  public func holds(for value: Double) -> Bool { relation.holds(value, bound) }

  /// The condition as a pipeline has it.
  public var description: String {
    "\(quantity.rawValue) \(relation.rawValue) \(Assertion.text(of: bound))"
  }

  /// `value` in decimal digits, without a fraction if it is whole.
  public static func text(of value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// What a run knows of its input.
  public enum Quantity: String, Sendable, Hashable, CaseIterable {
    /// Articles counted.
    case articles
    /// Articles read, whatever became of them.
    case read
    /// Articles that `where` left out.
    case filtered
    /// Articles of batches that repeat another.
    case duplicates
    /// Lines of `rejects.jsonl`.
    case rejects
    /// The share of records, or of batches if that is larger, that were rejected.
    case rejectShare = "reject_share"
    /// Articles with a date that could not be read.
    case unreadableDates = "unreadable_dates"
    /// Tokens kept by the profile of the first analysis that counts terms.
    case tokens
    /// Batches listed.
    case batches
    /// Batches rejected, wholly or from their damage on.
    case damagedBatches = "damaged_batches"
    /// Warnings of the run: what is asked for and occurs nowhere, a batch listed twice.
    case warnings
    /// Batches counted now whose content the last published run did not count.
    case newBatches = "new_batches"

    /// Whether it lies between 0 and 1.
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
