import Diagnostics
import Settings

extension TermFrequencyRequest {
  /// Reports contradictions.
  public func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    let path = context.path
    context.checkDimensions(groupBy, at: ["group_by"], &reader)
    if skip > 0, ngrams == 1 {
      reader.report(
        "conflict", "single words cannot skip tokens", at: reader.place(ofValue: path + ["skip"]),
        advice: "Set `ngrams`, or leave out `skip`.")
    }
    if tfIdf?.documents == .groups, groupBy.isEmpty {
      reader.report(
        "conflict", "there are no groups to serve as documents",
        at: reader.place(ofValue: path + ["tf_idf"]), advice: "Set `group_by`.")
    }
    context.checkTerms(terms, length: ngrams, at: "terms", &reader)
    if let dispersion = dispersion {
      check(dispersion, in: context, &reader)
    }
    if !sortColumns.contains(sort) {
      reader.unknown(
        "column", sort, among: sortColumns,
        at: reader.place(ofValue: path + ["sort"]))
    }
  }

  private func check(
    _ dispersion: DispersionRequest, in context: AnalysisContext, _ reader: inout Reader
  ) {
    let path = context.path + ["dispersion"]
    if case .groups(let dimensions) = dispersion.parts {
      context.checkDimensions(dimensions, at: ["dispersion", "parts"], &reader)
    }
    if surplusTerms > 0 {
      reader.report(
        "conflict",
        "n-grams of \(ngrams) tokens are too long for a dispersion of this kind",
        at: reader.place(ofKey: path),
        advice: "Use at most \(ngrams - surplusTerms) tokens"
          + (groupBy.isEmpty ? "." : ", or leave out `group_by`."))
    }
  }
}
