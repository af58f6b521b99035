import Foundation
import Testing

@testable import Statistics

private func score(_ id: String, _ table: Contingency) throws -> Double? {
  try #require(AssociationMeasure.named(id)).score(table)
}

// MARK: - Values printed in the literature

@Test func theWordArrivedAsUCSPrintsIt() throws {
  let table = Contingency(o: 2, r1: 15334, c1: 5, n: 191_998)
  #expect(prints(table.expected, ".3993271"))
  for (id, printed) in [
    ("mi", "2.3243572"), ("t_score", "1.1318467"), ("z_score", "2.5330177"),
    ("log_likelihood", "3.8791264"), ("simple_ll", "3.2431407"), ("dice", ".000260773"),
    ("log_dice", "2.0950832"), ("chi_squared", "6.9732686"), ("chi_squared_yates", "3.2972188"),
    // Printed as 1.2660688: sixty digits give 1.26606872757, so that the last one is wrong.
    ("fisher", "1.2660687"), ("min_sensitivity", ".00013043"),
  ] {
    #expect(prints(try score(id, table), printed), "\(id)")
  }
  let ucs = try #require(Dialect.ucs.measures(span: 20).first { $0.id == "am.MI" })
  #expect(prints(ucs.score(table), ".6997012"))
}

@Test func dunning1993() {
  let bigrams = Contingency(o11: 110, o12: 2442, o21: 111, o22: 29114)
  #expect(prints(bigrams.logLikelihood, "270.72"))
  let rare = Contingency(o11: 10, o12: 0, o21: 3, o22: 31764)
  #expect(prints(rare.logLikelihood, "167.23"))
}

@Test func churchAndHanks1990() {
  #expect(prints(Contingency(o: 8, r1: 1105, c1: 44, n: 15_000_000).mutualInformation, "11.3"))
}

@Test func manningAndSchuetze1999() {
  let table = Contingency(o: 8, r1: 15828, c1: 4675, n: 14_307_668)
  #expect(prints(table.tScore, ".999932"))
}

@Test func pedersen1996() {
  let table = Contingency(o11: 1, o12: 3, o21: 3, o22: 1)
  #expect(prints(table.fisherTwoSided.map { pow(10, -$0) }, ".486"))
  #expect(prints(table.fisherLeft.map { pow(10, -$0) }, ".243"))
  #expect(prints(table.fisher.map { pow(10, -$0) }, ".986"))
}

@Test func churchAndGale1991() {
  let table = Contingency(o11: 31950, o12: 12004, o21: 4793, o22: 848_330)
  #expect(prints(table.phiSquared, ".62"))
}

@Test func bouma2009() {
  for (cells, expected) in [
    ((10, 0, 0, 90), 1.0), ((1, 9, 9, 81), 0.0), ((0, 10, 10, 80), -1.0),
  ] as [((UInt64, UInt64, UInt64, UInt64), Double)] {
    let table = Contingency(o11: cells.0, o12: cells.1, o21: cells.2, o22: cells.3)
    #expect(agree(table.normalizedMutualInformation, expected, within: 1e-15))
  }
}

@Test func lafon1980() {
  #expect(prints(Contingency(o: 14, r1: 296, c1: 6903, n: 61449).specificity, "-4.1743"))
}

@Test func pojanapunyaAndTodd2018() {
  let table = Contingency(o11: 16217, o12: 2_796_938 - 16217, o21: 735, o22: 2_087_946 - 735)
  #expect(prints(table.oddsRatio, "16.6"))
}

/// The same counts under four conventions.
@Test func conventionsChangeTheScores() throws {
  for (r1, n, expected, mi, t, likelihood, logDice) in [
    (1000, 1_000_000, "0.5", "6.6439", "7.0004", "369.088", "10.0931"),
    (10000, 1_000_000, "5.0", "3.3219", "6.3640", "144.684", "7.2858"),
    (9600, 1_000_000, "4.8", "3.3808", "6.3922", "148.413", "7.3418"),
    (9600, 999_000, "4.8048", "3.3794", "6.3916", "148.322", "7.3418"),
  ] as [(UInt64, UInt64, String, String, String, String, String)] {
    let table = Contingency(o: 50, r1: r1, c1: 500, n: n)
    #expect(prints(table.expected, expected))
    #expect(prints(table.mutualInformation, mi))
    #expect(prints(table.tScore, t))
    #expect(prints(table.logLikelihood, likelihood))
    #expect(prints(table.logDice, logDice))
  }
}

@Test func overlapMicroTest() {
  // The collocate E of the test text, counted by distinct positions: R1 = 9, N = 10, f = 3, O = 3.
  let table = Contingency(o: 3, r1: 9, c1: 3, n: 10)
  #expect(prints(table.expected, "2.7"))
  #expect(prints(table.mutualInformation, ".1520"))
}

@Test func conservativeLogRatioOfSevenAgainstTwo() throws {
  let table = Contingency(o11: 7, o12: 993, o21: 2, o22: 998)
  #expect(prints(table.logLikelihood, "2.9545"))
  #expect(prints(table.logRatioWalter, "1.5850"))
  #expect(prints(table.logRatio, "1.8074"))
  let interval = try #require(table.logRatioInterval(error: 0.025))
  #expect(prints(interval.lower, "-.586") && prints(interval.upper, "5.110"))
  #expect(table.conservativeLogRatio(confidence: 0.95, comparisons: 1) == 0)
}

@Test func conservativeLogRatioCorrectsForComparisons() throws {
  let table = Contingency(o: 1189, r1: 168_329, c1: 2157, n: 19_720_567)
  let measure = try #require(AssociationMeasure.named("lrc"))
  #expect(prints(measure.correcting(comparisons: 599).score(table), "6.910069"))
  #expect(try #require(measure.score(table)) > 6.920630)
}

// MARK: - Tables computed by others

private let surface = "ucs-surface-cooccurrence.tsv"
private let logRatios = "log-ratio.tsv"

@Test(
  .enabled(if: ReferenceTable.isPresent(surface), "the shared reference values are not there"))
func surfaceCooccurrencesAsUCSScoresThem() throws {
  let measures = Dialect.ucs.measures(span: 20)
  let rows = try ReferenceTable(surface).rows
  #expect(rows.count == 47)
  for row in rows {
    let table = Contingency(
      o: try row.count("f"), r1: try row.count("f1"), c1: try row.count("f2"),
      n: try row.count("N"))
    #expect(Set(row.keys.filter { $0.hasPrefix("am.") }) == Set(measures.map(\.id) + ["am.random"]))
    for measure in measures {
      let expected = try row.number(measure.id)
      // UCS sums terms that cancel here, and is itself off in the eleventh decimal.
      let cancels = measure.id == "am.log.likelihood" || measure.id == "am.average.MI"
      #expect(
        agree(measure.score(table), expected, within: cancels ? 1e-10 : 1e-12),
        "\(measure.id) of \(table)")
    }
  }
}

@Test(
  .enabled(if: ReferenceTable.isPresent(logRatios), "the shared reference values are not there"))
func conservativeLogRatiosOfTwoHundredWords() throws {
  let lrc = try #require(AssociationMeasure.named("lrc")).correcting(comparisons: 599)
  let clr = normalQuantile(upperTail: 0.01 / 2 / 599)
  let normal = normalQuantile(upperTail: 0.05 / 2 / 599)
  #expect(prints(clr, "4.305"))
  let rows = try ReferenceTable(logRatios).rows
  #expect(rows.count == 200)
  for row in rows {
    let table = Contingency(
      o: try row.count("f"), r1: try row.count("f1"), c1: try row.count("f2"),
      n: try row.count("N"))
    #expect(agree(table.logRatio, try row.number("lr"), within: 1e-13))
    #expect(agree(lrc.score(table), try row.number("lrc"), within: 1e-12))
    #expect(agree(table.conservativeLogRatio(z: clr), try row.number("clr"), within: 1e-12))
    #expect(
      agree(table.conservativeLogRatio(z: normal), try row.number("lrc.normal"), within: 1e-12))
    // The one-sided bound, wherever it lies.
    let lower = table.logRatioInterval(error: 0.05 / 599)?.lower
    #expect(agree(lower, try row.number("lrc.positive"), within: 1e-12))
  }
}
