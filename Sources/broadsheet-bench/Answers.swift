import ArgumentParser

/// What the measured runs found, held against what must be so.
///
/// A corpus that holds every article ten times has ten times every count, and a word has as many
/// concordance lines as its frequency: a run that is fast and wrong fails here.
struct Answers {
  /// How often the larger corpus holds what the smaller holds once.
  let factor: Int
  /// The word whose concordance was made.
  let query: String

  /// What is wrong with the tables of the smaller and the larger corpus; empty if nothing is.
  func faults(small: [String: CSVTable], large: [String: CSVTable]) throws -> [String] {
    var faults: [String] = []
    func tables(_ name: String) throws -> (CSVTable, CSVTable) {
      guard let first = small[name], let second = large[name] else {
        throw ValidationError("there is no table of \(name)")
      }
      return (first, second)
    }

    let (fewTerms, manyTerms) = try tables("terms")
    for column in ["count", "articles"] {
      let few = try counts(fewTerms, by: ["term"], column)
      let many = try counts(manyTerms, by: ["term"], column)
      if few.isEmpty || many != few.mapValues({ $0 * factor }) {
        faults.append("terms: \(column) is not \(factor) times that of the smaller corpus")
      }
    }

    let (_, manySpread) = try tables("dispersion")
    let spread = try counts(manySpread, by: ["term"], "count")
    let counted = try counts(manyTerms, by: ["term"], "count")
    if spread.isEmpty || spread.contains(where: { counted[$0.key] != $0.value }) {
      faults.append("dispersion: the counts are not those of terms")
    }

    let (fewPairs, manyPairs) = try tables("pairs")
    for column in ["count", "n"] {
      let few = try counts(fewPairs, by: ["term1", "term2"], column)
      let many = try counts(manyPairs, by: ["term1", "term2"], column)
      let common = many.filter { few[$0.key] != nil }
      // Scores are floating: a tie at the end of the table may fall either way.
      if few.count != many.count || common.count * 1000 < few.count * 999
        || common.contains(where: { $0.value != few[$0.key, default: 0] * factor })
      {
        faults.append("pairs: \(column) is not \(factor) times that of the smaller corpus")
      }
    }

    let (_, manyPositions) = try tables("positions")
    let placed = try counts(manyPositions, by: ["term1", "term2"], "left")
      .merging(counts(manyPositions, by: ["term1", "term2"], "right"), uniquingKeysWith: +)
    if try placed.isEmpty || placed != counts(manyPairs, by: ["term1", "term2"], "count") {
      faults.append("positions: left and right do not add up to the counts of pairs")
    }

    let (fewLines, manyLines) = try tables("concordance")
    let frequency = try counts(manyTerms, by: ["term"], "count")[query] ?? 0
    if frequency == 0 || manyLines.rows.count != frequency {
      faults.append(
        "concordance: \(manyLines.rows.count) lines of \(query), which occurs \(frequency) times")
    }
    if fewLines.rows.count * factor != manyLines.rows.count {
      faults.append("concordance: not \(factor) times the lines of the smaller corpus")
    }
    return faults
  }

  private func counts(_ table: CSVTable, by keys: [String], _ value: String) throws -> [String: Int]
  {
    let columns = try keys.map(table.column)
    let names = table.rows.indices.map { row in columns.map { $0[row] }.joined(separator: "\t") }
    return Dictionary(zip(names, try table.integers(value))) { first, _ in first }
  }
}
