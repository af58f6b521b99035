import Diagnostics
import Reports

/// What target and reference name and no article has.
extension KeynessReport {
  /// Warns of the values of target and reference that are those of no article, or else of a target
  /// or reference that selects none. `names` are the values of each group.
  func warnOfMissingValues(
    _ names: [[[UInt8]]], hasComparisons: Bool, to table: inout TableWriter
  ) throws(Fault) {
    // Where no article was counted, that is what is to be said.
    guard !names.isEmpty, reporter.corpusCounts.counted > 0 else { return }
    var areKnown = warn(ofMissing: request.target, "target", names, to: &table)
    if case .groups(let selections) = request.reference {
      areKnown = warn(ofMissing: selections, "reference", names, to: &table) && areKnown
    }
    if areKnown, !hasComparisons { table.warn(emptySide(names)) }
  }

  /// Returns whether every value is that of some article.
  private func warn(
    ofMissing selections: [GroupSelection], _ key: String, _ names: [[[UInt8]]],
    to table: inout TableWriter
  ) -> Bool {
    var areKnown = true
    for selection in selections {
      guard let place = request.dimensions.firstIndex(of: selection.dimension) else { continue }
      let found = reporter.warn(
        ofMissing: selection.values, of: selection.dimension,
        among: Set(names.map { $0[place] }), about: [key, selection.dimension.name], to: &table)
      areKnown = areKnown && found
    }
    return areKnown
  }

  /// Why there is nothing to compare though every value that is named occurs.
  private func emptySide(_ names: [[[UInt8]]]) -> TableWarning {
    let code = "request.missing-value"
    if !request.target.isEmpty, !names.contains(where: { request.matches(request.target, $0) }) {
      return TableWarning(
        code, "no article meets all conditions of `target`", about: ["target"])
    }
    switch request.reference {
    case .rest:
      return TableWarning(
        code, "all articles are in the target: none is left to compare it with", about: ["target"])
    case .previous:
      return TableWarning(
        code, "no period with articles comes before the target", about: ["reference"])
    case .groups, .list:
      return TableWarning(
        code, "target and reference are not both texts with terms", about: ["reference"])
    }
  }
}
