import Diagnostics
import Settings

extension TrendRequest {
  /// Reports contradictions.
  public func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    let path = context.path
    context.checkDimensions(groupBy, at: ["group_by"], &reader)
    for (index, dimension) in groupBy.enumerated()
    where GroupDimension.ofTime.contains(dimension.name) {
      reader.report(
        "conflict", "a trend is grouped by its `period`, not by another period",
        at: reader.place(ofValue: path + ["group_by", "\(index)"]),
        advice: "Leave out `\(dimension.name)`, or set `period: \(dimension.name)`.")
    }
    for (index, query) in terms.enumerated() {
      context.checkQuery(query, at: ["terms", "\(index)"], &reader)
      context.checkTermQuery(query, at: ["terms", "\(index)"], &reader)
    }
    if share == .groups, groupBy.isEmpty {
      reader.report(
        "conflict", "there are no groups to share the count",
        at: reader.place(ofValue: path + ["share"]), advice: "Set `group_by`.")
    }
  }
}
