import Diagnostics
import Reports
import Statistics

/// Measures that use the same counts and belong to the same analysis.
enum MeasureFamily: String, Sendable, CaseIterable {
  case association, keyness, dispersion, diversity
  case tfIdf = "tf_idf"

  /// The noun for one of them.
  var noun: String { self == .tfIdf ? "a factor of tf-idf" : "a measure of \(rawValue)" }

  /// The definition of the counts in the formula of `measure`.
  func counts(of measure: any Measure) -> String {
    switch self {
    case .association: "O, R1, C1, N by the convention of the analysis"
    case .keyness:
      "a of n1 tokens in the target, b of n2 in the reference; p1 = a / n1, p2 = b / n2, "
        + "E1 = n1 (a + b) / (n1 + n2)"
    case .dispersion where (measure as? DispersionMeasure)?.usesDistances == true:
      "f occurrences among N tokens, di from each to the next in corpus order, "
        + "the corpus read as a ring"
    case .dispersion:
      "f = Σ vi in n parts that have tokens, si their shares of the tokens, pi = vi / size"
    case .diversity: "V types, N tokens, Vi types that occur i times"
    case .tfIdf:
      "f in a group of n tokens whose most frequent term has m; df of N documents contain the term"
    }
  }

  /// The ids of its measures.
  var names: [String] { measures.map(\.id) }

  private var measures: [any Measure] {
    switch self {
    case .association: AssociationMeasure.all
    case .keyness: KeynessMeasure.all
    case .dispersion: DispersionMeasure.all
    case .diversity: DiversityMeasure.all
    case .tfIdf: WeightFactor.all
    }
  }

  /// Its measures, explained.
  func explained(_ examples: MeasureExamples) -> [ExplainedMeasure] {
    switch self {
    case .association: AssociationMeasure.all.map { ExplainedMeasure($0, examples.table) }
    case .keyness:
      KeynessMeasure.all.map {
        ExplainedMeasure(measure: $0, family: self, example: examples.frequencies.worked($0))
      }
    case .dispersion:
      DispersionMeasure.all.map {
        ExplainedMeasure(measure: $0, family: self, example: examples.text.worked($0))
      }
    case .diversity: DiversityMeasure.all.map { ExplainedMeasure($0, examples.text) }
    case .tfIdf:
      WeightFactor.all.map {
        ExplainedMeasure(measure: $0, family: self, example: ExampleDocument().worked($0))
      }
    }
  }
}

/// The examples for each family.
struct MeasureExamples: Sendable {
  var table = ExampleTable.standard
  var frequencies = ExampleFrequencies.standard
  var text = ExampleText.standard
}

extension ExplainedMeasure {
  /// A measure of association applied to `example`.
  init(_ measure: AssociationMeasure, _ example: ExampleTable) {
    self.init(
      measure: measure, family: .association, example: example.worked(measure),
      facts: [
        Fact(
          "at O = E", measure.neutral?.sixDigits, "neutral",
          measure.neutral.map(JSONValue.number) ?? .null),
        Fact(
          "symmetry", measure.isSymmetric ? nil : "node and collocate cannot be exchanged",
          "symmetric", .boolean(measure.isSymmetric)),
        Fact(
          "cells",
          measure.needsWholeTable ? "no value where O exceeds C1, since O21 is needed" : nil,
          "needs_whole_table", .boolean(measure.needsWholeTable)),
        Fact(
          "pairs",
          measure.correctsForComparisons ? "depends on m, the pairs compared; here m = 1" : nil,
          "corrects_for_comparisons", .boolean(measure.correctsForComparisons)),
      ])
  }

  /// A measure of diversity applied to `example`.
  fileprivate init(_ measure: DiversityMeasure, _ example: ExampleText) {
    self.init(
      measure: measure, family: .diversity, example: example.worked(measure),
      facts: [
        Fact(
          "groups", measure.ofGroups, "of_groups", .string(measure.ofGroups))
      ])
  }
}

extension DiversityMeasure {
  /// The value for many articles together.
  fileprivate var ofGroups: String {
    switch basis {
    case .spectrum: "as if the articles were one text"
    case .movingWindows, .segments:
      "of the windows of all articles; no window crosses the end of an article"
    case .factors, .samples: "mean_\(self.id), the mean over the articles that have one"
    }
  }
}
