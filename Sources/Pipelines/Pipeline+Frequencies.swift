import Analyses
import Articles
import Diagnostics

// What does not fit together in analyses that go by groups.

extension Pipeline {
  func check(
    _ request: TermFrequencyRequest, at path: [String], _ reader: inout Reader
  ) {
    checkDimensions(request.groupBy, at: path + ["group_by"], &reader)
    if request.skip > 0, request.ngrams == 1 {
      reader.report(
        "conflict", "single words skip nothing", at: reader.place(ofValue: path + ["skip"]),
        advice: "Set `ngrams`, or leave out `skip`.")
    }
    if request.tfIdf?.documents == .groups, request.groupBy.isEmpty {
      reader.report(
        "conflict", "there are no groups to be the documents",
        at: reader.place(ofValue: path + ["tf_idf"]), advice: "Set `group_by`.")
    }
    checkTerms(
      request.terms, length: request.ngrams, of: request.text, at: path + ["terms"], &reader)
    if let dispersion = request.dispersion {
      check(dispersion, of: request, at: path + ["dispersion"], &reader)
    }
    if !request.sortColumns.contains(request.sort) {
      reader.unknown(
        "column", request.sort, among: request.sortColumns,
        at: reader.place(ofValue: path + ["sort"]))
    }
  }

  private func check(
    _ dispersion: DispersionRequest, of request: TermFrequencyRequest, at path: [String],
    _ reader: inout Reader
  ) {
    if case .groups(let dimensions) = dispersion.parts {
      checkDimensions(dimensions, at: path + ["parts"], &reader)
    }
    if request.surplusTerms > 0 {
      reader.report(
        "conflict",
        "n-grams of \(request.ngrams) tokens are too long for a dispersion of this kind",
        at: reader.place(ofKey: path),
        advice: "Use at most \(request.ngrams - request.surplusTerms) tokens"
          + (request.groupBy.isEmpty ? "." : ", or leave out `group_by`."))
    }
  }

  func check(_ request: DiversityRequest, at path: [String], _ reader: inout Reader) {
    checkDimensions(request.groupBy, at: path + ["group_by"], &reader)
    if request.scope == .article, !request.groupBy.isEmpty {
      reader.report(
        "conflict", "a row of one article has no group",
        at: reader.place(ofValue: path + ["group_by"]), advice: "Leave out `group_by` or `per`.")
    }
    if let sort = request.sort, !request.sortColumns.contains(sort) {
      reader.unknown(
        "column", sort, among: request.sortColumns, at: reader.place(ofValue: path + ["sort"]))
    }
  }

  func check(_ request: TrendRequest, at path: [String], _ reader: inout Reader) {
    checkDimensions(request.groupBy, at: path + ["group_by"], &reader)
    for (index, dimension) in request.groupBy.enumerated()
    where GroupDimension.ofTime.contains(dimension.name) {
      reader.report(
        "conflict", "a trend goes by its `period`, not by other stretches of time",
        at: reader.place(ofValue: path + ["group_by", "\(index)"]),
        advice: "Leave out `\(dimension.name)`, or set `period: \(dimension.name)`.")
    }
    for (index, query) in request.terms.enumerated() {
      checkQuery(query, of: request.text, at: path + ["terms", "\(index)"], &reader)
      checkTermQuery(query, of: request.text, at: path + ["terms", "\(index)"], &reader)
    }
    if request.share == .groups, request.groupBy.isEmpty {
      reader.report(
        "conflict", "there are no groups to have a share",
        at: reader.place(ofValue: path + ["share"]), advice: "Set `group_by`.")
    }
  }

  /// Reports the dimensions that no article can have.
  func checkDimensions(
    _ dimensions: [GroupDimension], at path: [String], _ reader: inout Reader
  ) {
    let known = [Field.id, .place, .agency].map(\.name) + corpus.fields.entries.map(\.name)
    for (index, dimension) in dimensions.enumerated() {
      guard case .field(let name) = dimension, !known.contains(name) else { continue }
      reader.unknownField(
        name, among: GroupDimension.names + known,
        at: reader.place(ofValue: path + ["\(index)"]))
    }
  }
}
