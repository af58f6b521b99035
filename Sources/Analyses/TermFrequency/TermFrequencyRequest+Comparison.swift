import Diagnostics

extension TermFrequencyRequest {
  /// The terms of each group, by their counts.
  public static func comparison(
    _ parameters: JSONObject, _ corpus: JSONObject
  ) -> ComparedTable? {
    var table = ComparedTable(key: ["term"])
    table.groups = parameters["group_by"]?.array?.compactMap(\.text) ?? []
    table.isRankedByCount = (parameters["sort"]?.text ?? "count") == "count"
    if table.groups.isEmpty {
      let total = (corpus["ngrams"] ?? corpus["tokens"])?.integer
      table.total = .known(total.map { UInt64($0) })
    }
    return table
  }
}
