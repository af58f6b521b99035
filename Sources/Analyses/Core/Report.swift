import Diagnostics
import Reports

/// The table of a planned analysis: thresholds, scores, ranks and orders happen here and nowhere
/// earlier.
public protocol Report: Sendable {
  /// The columns of the table.
  var columns: [Column] { get }

  /// What the heading adds to the parameters, such as notes on what they mean; nothing if left out.
  var notes: JSONObject { get }

  /// What is known of the corpus besides what every table says of it; nothing if left out.
  func facts(_ reporter: Reporter) -> JSONObject

  /// Writes all rows from the counts that `reporter` has, and warns of what is asked for and occurs
  /// nowhere.
  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault)

  /// Whether `warnings` say already why there is no row; if left out, any does.
  func isExplained(by warnings: [TableWarning]) -> Bool

  /// Why a table has no row though articles with terms were counted: what follows "the table has no
  /// row: ".
  func reasonForNoRows(_ reporter: Reporter) throws(Fault) -> String

  /// What to do about a table without rows; nothing if left out.
  func adviceOnNoRows() throws(Fault) -> String?
}

extension Report {
  /// Nothing.
  public var notes: JSONObject { [:] }
  /// Nothing.
  public func facts(_ reporter: Reporter) -> JSONObject { [:] }
  /// Nothing.
  public func adviceOnNoRows() -> String? { nil }
  /// Any warning does.
  public func isExplained(by warnings: [TableWarning]) -> Bool { !warnings.isEmpty }
}
