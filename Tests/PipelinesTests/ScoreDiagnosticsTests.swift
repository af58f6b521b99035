import Diagnostics
import Reports
import Testing

@testable import Pipelines

/// What the user reads for faults in what a term-frequency analysis knows besides counts.
@Suite struct ScoreDiagnosticsTests {
  private func expectFaults(inTerms keys: String, _ expected: [String]) throws {
    let text = """
      version: 1
      corpus: {batches: a.jsonl}
      analyses:
        terms: {kind: term-frequency, \(keys)}
      """
    do {
      _ = try parse(text)
      #expect(expected.isEmpty)
    } catch let faults as Faults {
      #expect(faults.all.map(\.message) == expected)
    }
  }

  @Test func dispersion() throws {
    try expectFaults(inTerms: "dispersion: {}", [])
    try expectFaults(
      inTerms: "dispersion: {parts: [source, moth], measures: dpp}",
      ["there is no field `moth`", "unknown measure `dpp`"])
    try expectFaults(
      inTerms: "dispersion: {parts: {slices: 1}}",
      ["expected a whole number from 2 to 100000, found 1"])
    try expectFaults(
      inTerms: "ngrams: 5, group_by: source, dispersion: {parts: {slices: 9}}",
      ["n-grams of 5 tokens are too long for a dispersion of this kind"])
    try expectFaults(inTerms: "ngrams: 4, group_by: source, dispersion: {parts: month}", [])
  }

  @Test func skip() throws {
    try expectFaults(inTerms: "skip: 2", ["single words cannot skip tokens"])
    try expectFaults(inTerms: "skip: 2, ngrams: 2", [])
  }

  @Test func tfIdfAndSort() throws {
    try expectFaults(inTerms: "tf_idf: scikit-learn, sort: tf_idf", [])
    try expectFaults(inTerms: "tf_idf: sklearn", ["unknown scheme `sklearn`"])
    try expectFaults(
      inTerms: "tf_idf: {documents: groups}", ["there are no groups to serve as documents"])
    try expectFaults(inTerms: "sort: tf_idf", ["unknown column `tf_idf`"])
    try expectFaults(inTerms: "sort: arf, dispersion: {measures: arf}", [])
  }

  @Test(arguments: ["tidytext", "scikit-learn", "quanteda"])
  func aSchemeIsShownInFull(name: String) throws {
    let pipeline = try parse(
      "{version: 1, corpus: {batches: a.jsonl}, "
        + "analyses: {terms: {kind: term-frequency, tf_idf: \(name)}}}")
    let shown = JSONValue.object(pipeline.resolvedJSON).yaml
    #expect(!shown.contains(name) && shown.contains("tf_idf: {tf: "))
    #expect(try parse(shown).analyses == pipeline.analyses)
  }
}
