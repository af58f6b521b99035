import Diagnostics
import Settings

extension CooccurrenceRequest {
  /// Fills in every default, and reports contradictions.
  public mutating func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    let path = context.path
    func isSet(_ key: String) -> Bool { reader.isSet(path + [key]) }
    if isSet("window"), isSet("span") {
      reader.report(
        "conflict", "`span` and `window` are the same switch",
        at: reader.place(ofKey: path + ["span"]), advice: "Set one of them.")
    }
    // A convention that counts units says what the span is.
    if let unit = convention?.unit, !isSet("window"), !isSet("span") {
      span = .unit(unit)
    }
    if let own = dialect?.span, !isSet("window"), !isSet("span") { span = own }
    if !isSet("min_count"), boundsCount { minCount = 1 }
    if case .unit(let unit) = span, isSet("within"), within != unit {
      reader.report(
        "conflict", "the span is a whole \(unit), not part of a \(within)",
        at: reader.place(ofValue: path + ["within"]), advice: "Leave out `within`.")
    }
    context.checkTerms(nodes, length: 1, at: "nodes", &reader)
    for contradiction in contradictions {
      reader.report(
        "conflict", contradiction.message,
        at: contradiction.path.count > 1
          ? reader.place(ofKey: path + contradiction.path)
          : reader.place(ofValue: path + contradiction.path), advice: contradiction.advice)
    }
    self = resolved
  }
}
