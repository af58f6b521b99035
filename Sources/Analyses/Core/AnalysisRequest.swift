import Diagnostics
import Settings

/// An analysis as a pipeline asks for it: the one thing that the rest of the program knows of a
/// kind of analysis.
///
/// A kind lives in a folder of its own: the request with its keys, the statistic that it needs to
/// have counted, the counter and the report. An `AnalysisRegistry` lists the kinds.
public protocol AnalysisRequest: Sendable, Hashable {
  /// The kind's name in pipelines and reports, such as `word-lengths`.
  static var kind: String { get }

  /// The keys of the pipeline, their defaults and what they mean.
  static var section: Section<Self> { get }

  /// The keys of sections that are values of keys, for the reference; none if left out.
  static var parts: [ReferenceTable] { get }

  /// Whether analyses of the kind count the terms of a profile, and do not just search its tokens;
  /// true if left out.
  static var countsTerms: Bool { get }

  /// What of a table that was published with these parameters and counts of the corpus can be
  /// compared with another one; nil, which it is if left out, for a table that cannot.
  static func comparison(_ parameters: JSONObject, _ corpus: JSONObject) -> ComparedTable?

  /// The name of the text profile that the analysis reads.
  var text: String { get set }

  /// Fills in what depends on several keys, and reports contradictions; nothing if left
  /// out.
  mutating func resolve(in context: AnalysisContext, _ reader: inout Reader)

  /// Adds to `plan` what has to be counted over the text profile at place `profile` of the plan,
  /// and returns what makes the table of it.
  ///
  /// - Throws: what the profile, or a list of the request, makes impossible.
  func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report
}

extension AnalysisRequest {
  /// None.
  public static var parts: [ReferenceTable] { [] }
  /// True.
  public static var countsTerms: Bool { true }
  /// None.
  public static func comparison(
    _ parameters: JSONObject, _ corpus: JSONObject
  ) -> ComparedTable? { nil }
  /// Nothing.
  public mutating func resolve(in context: AnalysisContext, _ reader: inout Reader) {}

  /// The kind's name in pipelines and reports.
  public var kind: String { Self.kind }

  /// What an analysis of the kind is called in messages, with its article.
  public static var words: String { section.words }

  /// The analysis as a pipeline would write it with every key set: what reports print.
  public var parameters: JSONObject {
    JSONObject([.init("kind", .string(kind))] + Self.section.show(self).members)
  }

  /// Every key with its value as YAML, for people.
  public var values: [(name: String, value: String)] { Self.section.values(of: self) }

  /// Whether `other` is of the same kind and asks for the same.
  public func isEqual(to other: any AnalysisRequest) -> Bool { self == other as? Self }
}
