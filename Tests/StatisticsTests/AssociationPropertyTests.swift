import Foundation
import Testing

@testable import Statistics

/// Whole tables of every size, the same in every run.
private let tables: [Contingency] = {
  var state: UInt64 = 7
  func next(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }
  return (0..<300).map { index in
    let size: UInt64 = [10, 1000, 100_000][index % 3]
    return Contingency(
      o11: next(size) + 1, o12: next(size), o21: next(size), o22: next(size * 10) + 1)
  }
}()

/// The catalogue, and every measure of another tool.
private let measures =
  AssociationMeasure.all + Dialect.allCases.flatMap { $0.measures(span: 10) }

@Test(arguments: measures)
func aSymmetricMeasureDoesNotSeeTheOrder(measure: AssociationMeasure) {
  let agreeing = tables.filter {
    agree(measure.score($0), measure.score($0.transposed), within: 1e-11)
  }
  #expect((agreeing.count == tables.count) == measure.isSymmetric)
}

@Test(arguments: measures)
func aMeasureIsNeutralAtIndependence(measure: AssociationMeasure) {
  // O = E exactly, and all cells whole: rows and columns in proportion.
  for scale: UInt64 in [1, 10, 1_000, 100_000_000] {
    let table = Contingency(o: 6 * scale, r1: 60 * scale, c1: 30 * scale, n: 300 * scale)
    guard let neutral = measure.neutral else { continue }
    #expect(agree(measure.score(table), neutral, within: 1e-15))
  }
}

@Test(arguments: measures)
func aMeasureSaysWhetherItNeedsTheWholeTable(measure: AssociationMeasure) {
  // As in the overlap test: more joint hits than the collocate has occurrences.
  let overlapping = Contingency(o: 4, r1: 14, c1: 3, n: 100)
  #expect((measure.score(overlapping) == nil) == measure.needsWholeTable)
}

@Test(arguments: measures)
func aMeasureNeverYieldsNotANumber(measure: AssociationMeasure) {
  let edges: [Contingency] = [
    Contingency(o: 0, r1: 0, c1: 0, n: 0), Contingency(o: 0, r1: 0, c1: 0, n: 10),
    Contingency(o: 0, r1: 5, c1: 5, n: 10), Contingency(o: 5, r1: 5, c1: 5, n: 10),
    Contingency(o: 10, r1: 10, c1: 10, n: 10), Contingency(o: 5, r1: 10, c1: 5, n: 10),
    Contingency(o: 5, r1: 5, c1: 10, n: 10), Contingency(o: 0, r1: 3, c1: 0, n: 10),
    Contingency(o: 1, r1: 1, c1: 1, n: 1_000_000_000_000),
    Contingency(o: 4, r1: 14, c1: 3, n: 100), Contingency(o: 5, r1: 20, c1: 6, n: 10),
    Contingency(
      o: 2_000_000_000, r1: 40_000_000_000, c1: 30_000_000_000, n: 1_000_000_000_000),
  ]
  for table in edges {
    #expect(measure.score(table)?.isNaN != true, "\(measure.id) \(table)")
  }
}

@Test func signedMeasuresPointTheWayOfTheAssociation() {
  for measure in measures
  where measure.signRule == AssociationMeasure.Sign.association.rawValue && measure.neutral == 0 {
    for table in tables {
      guard let expected = table.expected, let score = measure.score(table) else { continue }
      let excess = Double(table.o) - expected
      #expect(score == 0 || (score > 0) == (excess > 0), "\(measure.id) \(table)")
    }
  }
}

@Test func everyDialectSaysWhatItReproduces() {
  for dialect in Dialect.allCases {
    let names = dialect.measureNames
    #expect(!dialect.notes.isEmpty && !names.isEmpty && Set(names).count == names.count)
    // Other names of counts are no names of measures.
    #expect(Set(names).isDisjoint(with: dialect.columnNames.values))
  }
}

/// The z-score of Berry-Rogghe takes the span into account, whatever the convention.
@Test func berryRoggheByHand() {
  // p = 500 / (10^6 - 1000), E = p · 1000 · 10.
  let table = Contingency(o: 50, r1: 1000, c1: 500, n: 1_000_000)
  let p = 500 / 999_000.0
  let expected = p * 10_000
  #expect(
    agree(
      table.zScoreBerryRogghe(span: 10), (50 - expected) / (expected * (1 - p)).squareRoot(),
      within: 1e-14))
  #expect(Contingency(o: 1, r1: 5, c1: 5, n: 10).zScoreBerryRogghe(span: 2) == nil)
}

@Test func idsAreNamesOfColumns() {
  let ids = AssociationMeasure.all.map(\.id)
  #expect(Set(ids).count == ids.count)
  for id in ids {
    #expect(id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
    #expect(AssociationMeasure.named(id)?.id == id)
  }
  #expect(AssociationMeasure.named("LL") == nil)
}

/// The tails of small tables against sums of exact fractions.
@Test func exactTestsAgreeWithCounting() throws {
  func choose(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return 0 }
    return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }
  for (r1, c1, n) in [(7, 9, 30), (20, 25, 40), (1, 1, 2), (5, 5, 5), (12, 3, 15)] {
    let all = (0...r1).map { choose(r1, $0) * choose(n - r1, c1 - $0) / choose(n, c1) }
    for k in max(0, r1 + c1 - n)...min(r1, c1) {
      let table = Contingency(o: UInt64(k), r1: UInt64(r1), c1: UInt64(c1), n: UInt64(n))
      let upper = all[k...].reduce(0, +)
      let lower = all[...k].reduce(0, +)
      let two = all.filter { $0 <= all[k] * (1 + 1e-7) }.reduce(0, +)
      #expect(agree(table.fisher, -log10(upper), within: 1e-13))
      #expect(agree(table.fisherLeft, -log10(lower), within: 1e-13))
      #expect(agree(table.fisherTwoSided, -log10(two), within: 1e-13))
    }
  }
}
