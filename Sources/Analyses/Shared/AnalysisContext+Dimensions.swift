import Articles
import Diagnostics
import Settings

extension AnalysisContext {
  /// Reports those of `dimensions`, the list at the keys `keys`, that no article can have.
  func checkDimensions(
    _ dimensions: [GroupDimension], at keys: [String], _ reader: inout Reader
  ) {
    for (index, dimension) in dimensions.enumerated() {
      check(dimension, at: path + keys + ["\(index)"], &reader)
    }
  }

  /// Reports those of the dimensions of `selections`, the mapping at `key`, that no article can
  /// have, and values that none can have there: months that are none.
  func checkSelections(
    _ selections: [GroupSelection], at key: String, _ reader: inout Reader
  ) {
    for selection in selections {
      let path = path + [key, selection.dimension.name]
      check(selection.dimension, at: path, &reader)
      for (index, value) in selection.values.enumerated() {
        guard let fault = selection.dimension.fault(in: value) else { continue }
        reader.report(
          "impossible-value", "`\(value)` is not a valid \(selection.dimension.name)",
          at: reader.place(ofValue: path + ["\(index)"]), advice: fault)
      }
    }
  }

  private func check(_ dimension: GroupDimension, at path: [String], _ reader: inout Reader) {
    let known = fields.filter { $0 != Field.body.name && !GroupDimension.names.contains($0) }
    guard case .field(let name) = dimension, !known.contains(name) else { return }
    reader.unknownField(
      name, among: GroupDimension.names + known, at: reader.place(ofValue: path))
  }
}

extension Reader {
  /// Collects the fault that there is no field `name`; `names` are known.
  public mutating func unknownField(_ name: String, among names: [String], at place: Place) {
    let near = faults.isLong ? nil : nearestName(to: name, among: names)
    report(
      "unknown-field", "there is no field `\(name.excerpt)`", at: place,
      advice: near.map { "Did you mean `\($0)`?" }
        ?? "Map it in `corpus.fields`, or name one of \(names.listed).")
  }
}
