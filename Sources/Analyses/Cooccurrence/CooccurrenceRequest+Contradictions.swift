import Statistics

// What does not fit together in the table that is asked for: dialect, positions, columns.

extension CooccurrenceRequest {
  /// The window of positions with columns of their own has at most so many to each side.
  public static let mostPositions = 50

  var contradictionOfDialect: Contradiction? {
    guard let dialect else { return nil }
    let name = dialect.convention.rawValue
    if let convention, convention != dialect.convention {
      return Contradiction(
        key: "convention",
        message: "`compat: \(dialect.rawValue)` counts by the convention `\(name)`",
        advice: "Leave out `convention`, or `compat`.")
    }
    guard case .unit(let unit) = span else { return nil }
    return Contradiction(
      key: "compat",
      message: "`compat: \(dialect.rawValue)` counts in windows of tokens, not in a whole \(unit)",
      advice: "Leave out `compat`, or give a window of tokens.")
  }

  var contradictionOfPositions: Contradiction? {
    let weights = resolvedWeights
    guard showsPositions || weights != DistanceWeights.none else { return nil }
    let key = showsPositions ? "positions" : "weights"
    guard case .window(let left, let right) = span else {
      return Contradiction(
        key: key, message: "a whole unit as the span has no positions",
        advice: "Leave out `\(key)`, or give a window of tokens.")
    }
    if showsPositions, max(left, right) > CooccurrenceRequest.mostPositions {
      return Contradiction(
        key: key,
        message: "a window of \(left + right) positions would be as many columns",
        advice: "Use at most \(CooccurrenceRequest.mostPositions) on each side.")
    }
    if case .list(let weights) = weights, weights.count != max(left, right) {
      return Contradiction(
        key: "weights",
        message:
          "\(weights.count) weights for a window that reaches \(max(left, right)) tokens far",
        advice: "Give one weight for each distance, from 1 on.")
    }
    return nil
  }

  var contradictionsOfMeasures: [Contradiction] {
    let known = dialect?.measureNames ?? AssociationMeasure.all.map(\.id)
    return resolved.measures.filter { !known.contains($0) }.map { name in
      Contradiction(
        key: "measures",
        message: dialect.map { "`compat: \($0.rawValue)` has no measure `\(name)`" }
          ?? "the measure `\(name)` is available only with `compat`",
        advice: dialect == nil
          ? "`broadsheet measures` lists the measures."
          : "Name some of \(known, or: "and"), or leave out `measures`.")
    }
  }

  var contradictionsOfColumns: [Contradiction] {
    let request = resolved
    let names = CooccurrenceColumns(request).numericNames
    var found: [Contradiction] = []
    if let sort, !names.contains(sort) {
      let known = [names[0]] + request.measures
      found.append(
        Contradiction(
          key: "sort", message: "the table has no column `\(sort)` to sort by",
          advice: "Sort by \(known, or: "or"), or add it to `measures`."))
    }
    for bounds in bounds where !names.contains(bounds.column) {
      found.append(
        Contradiction(
          key: "where", bounds.column,
          message: "the table has no column `\(bounds.column)` to compare",
          advice: "Its columns are \(names, or: "and"). A measure must be one of `measures`."))
    }
    return found
  }
}

extension DefaultStringInterpolation {
  fileprivate mutating func appendInterpolation(_ names: [String], or word: String) {
    let quoted = names.map { "`\($0)`" }
    appendLiteral(
      quoted.count < 2
        ? quoted.joined()
        : quoted.dropLast().joined(separator: ", ") + " \(word) " + (quoted.last ?? ""))
  }
}
