import Analyses
import Foundation
import Statistics
import Testing

@testable import broadsheet

@Suite("What is said of measures and conventions")
struct ExplanationTests {
  @Test("every measure is explained, with an example computed on the spot")
  func measures() throws {
    let table = try ExampleTable("2,15334,5,191998")
    for measure in AssociationMeasure.all {
      let text = measure.text(table)
      for part in [measure.id, measure.formula, measure.latex, measure.range, measure.zeroRule] {
        #expect(text.contains(part))
      }
      #expect(text.contains("O = 2, R1 = 15334, C1 = 5, N = 191998, E = 0.399327\n"))
    }
    let mi = try #require(AssociationMeasure.named("mi"))
    #expect(mi.text(table).hasSuffix("→ 2.32436\n"))
    #expect(mi.json(table).members.map(\.name).contains("log_base"))
    let absent = try ExampleTable("0,10,10,100")
    #expect(mi.text(absent).hasSuffix("→ -inf\n"))
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
