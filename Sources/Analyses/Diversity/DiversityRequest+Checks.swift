import Diagnostics
import Settings

extension DiversityRequest {
  /// Reports contradictions.
  public func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    let path = context.path
    context.checkDimensions(groupBy, at: ["group_by"], &reader)
    if scope == .article, !groupBy.isEmpty {
      reader.report(
        "conflict", "a row for one article has no group",
        at: reader.place(ofValue: path + ["group_by"]), advice: "Leave out `group_by` or `per`.")
    }
    if let sort = sort, !sortColumns.contains(sort) {
      reader.unknown(
        "column", sort, among: sortColumns, at: reader.place(ofValue: path + ["sort"]))
    }
  }
}
