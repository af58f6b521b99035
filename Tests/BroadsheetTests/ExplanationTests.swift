import Analyses
import Foundation
import Reports
import Statistics
import Testing

@testable import broadsheet

@Suite("What is said of measures and conventions")
struct ExplanationTests {
  @Test("every measure is explained, with an example computed on the spot")
  func measures() throws {
    let explained = MeasureFamily.allCases.flatMap { $0.explained(MeasureExamples()) }
    #expect(explained.count == 41 + 14 + 15 + 20 + 12)
    for one in explained {
      let measure = one.measure
      for part in [
        measure.id, measure.title, measure.formula, measure.latex, measure.range, measure.zeroRule,
        measure.signRule ?? "\n", measure.logBase ?? "\n", measure.source, one.example.counts,
        one.family.counts(of: measure),
      ] {
        #expect(one.text.contains(part))
      }
      #expect(one.example.value != nil, "\(measure.id) of \(one.family)")
      for name in ["formula", "latex", "counts", "range", "zero_rule", "source", "example"] {
        #expect(one.json[name] != nil)
      }
    }
  }

  /// Values of the reference, where there are any for these examples.
  @Test(
    "the examples are computed",
    arguments: [
      (MeasureFamily.association, "mi", "2.32436"), (.association, "log_dice", "2.09508"),
      (.keyness, "log_likelihood", "2.95449"), (.keyness, "log_ratio", "1.80735"),
      (.keyness, "lrc", "0"), (.keyness, "simple_maths", "3.49875"),
      (.dispersion, "dp", "0.18"), (.dispersion, "dp_norm", "0.219512"),
      (.dispersion, "juilland_d", "0.78515"), (.dispersion, "carroll_d2", "0.937921"),
      (.dispersion, "rosengren_s", "0.949816"), (.dispersion, "kl", "0.136972"),
      (.diversity, "ttr", "0.32"), (.tfIdf, "tf_log", "2.09861"), (.tfIdf, "idf_plain", "2.99573"),
    ])
  func examples(_ family: MeasureFamily, _ id: String, _ value: String) throws {
    let examples = MeasureExamples(table: try ExampleTable("2,15334,5,191998"))
    let explained = try #require(family.explained(examples).first { $0.measure.id == id })
    #expect(explained.text.hasSuffix("\n            → \(value)\n"))
  }

  @Test("the examples can be one's own")
  func ownExamples() throws {
    let table = try ExampleTable("0,10,10,100")
    let mi = try #require(AssociationMeasure.named("mi"))
    #expect(ExplainedMeasure(mi, table).text.hasSuffix("E = 1\n            → -inf\n"))
    let text = try ExampleText("a b a c | a c | b a")
    let arf = try #require(DispersionMeasure.named("arf"))
    #expect(text.worked(arf).counts == "a: f = 4, N = 8, di 2, 2, 3, 1")
    #expect(text.worked(arf).value == 3.5)
    let frequencies = try ExampleFrequencies("18,1000000,35,1000000")
    let difference = try #require(KeynessMeasure.named("difference_coefficient"))
    #expect(frequencies.worked(difference).value?.sixDigits == "-0.320755")
    for wrong in ["", "1,2,3", "1,2,3,x", "1,2,3,10000000000000000"] {
      #expect(throws: (any Error).self) { try ExampleTable(wrong) }
      #expect(throws: (any Error).self) { try ExampleFrequencies(wrong) }
    }
    #expect(throws: (any Error).self) { try ExampleFrequencies("3,2,1,2") }
    #expect(throws: (any Error).self) { try ExampleText(" | ") }
  }

  /// The numbers of the overlap test, as the conventions' definitions have them.
  @Test(
    "every convention is shown at the same text",
    arguments: [
      (Convention.marginal, "O = 4, R1 = 14, C1 = 11, N = 50"),
      (.surfaceDistinct, "O = 3, R1 = 9, C1 = 3, N = 10"),
      (.perHit, "O = 4, R1 = 14, C1 = 3, N = 14"),
      (.spanCorrected, "O = 4, R1 = 16, C1 = 3, N = 14"),
      (.noSpan, "O = 4, R1 = 4, C1 = 3, N = 14"),
      (.sentence, "O = 1, R1 = 4, C1 = 3, N = 7"),
    ])
  func conventions(_ convention: Convention, _ counts: String) {
    #expect(convention.text.contains(counts))
  }

  @Test("every preset says how it counts and what it reproduces")
  func presets() {
    for dialect in Dialect.allCases {
      let text = dialect.text(.standard)
      #expect(text.contains(dialect.convention.rawValue) && text.contains(dialect.notes[0]))
      for name in dialect.measureNames { #expect(text.contains("\n  \(name) ")) }
    }
  }
}
