import Diagnostics

/// An analysis as a pipeline asks for it: the one thing that the rest of the program knows of a
/// kind of analysis.
///
/// A kind lives in a folder of its own: the request, the statistic that it needs to have counted,
/// the counter and the report. `AnalysisRegistry` lists the kinds.
public protocol AnalysisRequest: Sendable, Hashable {
  /// The kind's name in pipelines and reports, such as `word-lengths`.
  static var kind: String { get }

  /// Whether analyses of the kind count the terms of a profile. Those that do not search its tokens.
  static var countsTerms: Bool { get }

  /// The name of the text profile that the analysis reads.
  var text: String { get set }

  /// Adds to `plan` what has to be counted over the text profile at place `profile` of the plan, and
  /// returns what makes the table of it.
  ///
  /// - Throws: what the profile, or a list of the request, makes impossible.
  func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report
}

extension AnalysisRequest {
  /// Whether analyses of the kind count the terms of a profile: true.
  public static var countsTerms: Bool { true }

  /// The kind's name in pipelines and reports.
  public var kind: String { Self.kind }

  /// Whether `other` is of the same kind and asks for the same.
  public func isEqual(to other: any AnalysisRequest) -> Bool { self == other as? Self }
}
