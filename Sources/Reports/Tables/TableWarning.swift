import Diagnostics

/// Something to know of a table that its rows do not say: that a term asked for occurs nowhere, or
/// why there is no row.
public struct TableWarning: Sendable, Hashable, CustomStringConvertible {
  /// A stable name, as faults have.
  public var code: String
  /// One sentence saying what is the matter.
  public var message: String
  /// What to do next, if there is something to do.
  public var advice: String?
  /// What of the analysis it is about, by keys and places in lists: `["terms", "0"]`.
  public var subject: [String]

  /// A warning of these parts.
  public init(
    _ code: String, _ message: String, advice: String? = nil, about subject: [String] = []
  ) {
    self.code = code
    self.message = message
    self.advice = advice
    self.subject = subject
  }

  /// Message and advice on one line.
  public var description: String { message + (advice.map { ". \($0)" } ?? "") }

  /// The warning as a fault that stops nothing, at `place`.
  public func fault(at place: Place?) -> Fault {
    Fault(code, message, at: place, advice: advice, exit: .success)
  }
}
