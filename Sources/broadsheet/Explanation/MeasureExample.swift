import ArgumentParser
import Diagnostics
import Reports
import Statistics

/// A worked example: the counts that a measure needs, for people and as JSON, and its value.
struct WorkedExample: Sendable {
  var counts: String
  var json: JSONObject
  var value: Double?
}

/// The counts of a pair of words.
struct ExampleTable: Sendable {
  var table: Contingency

  init(table: Contingency) { self.table = table }

  /// Reads `O,R1,C1,N`.
  ///
  /// Throws unless these are four whole numbers, at most 10^15.
  @Sendable
  init(_ text: String) throws {
    guard let counts = fourCounts(text) else {
      throw ValidationError("Write O, R1, C1 and N, at most 10^15, as in 50,9600,500,1000000.")
    }
    table = Contingency(o: counts[0], r1: counts[1], c1: counts[2], n: counts[3])
  }

  /// Fifty joint hits in the windows of a node that occurs a thousand times.
  static let standard = ExampleTable(table: Contingency(o: 50, r1: 9600, c1: 500, n: 1_000_000))

  /// `O = 50, R1 = 9600, …`
  var text: String {
    "O = \(table.o), R1 = \(table.r1), C1 = \(table.c1), N = \(table.n), "
      + "E = \(table.expected.map(\.sixDigits) ?? "none")"
  }

  var json: JSONObject {
    [
      "o": .integer(Int(table.o)), "r1": .integer(Int(table.r1)), "c1": .integer(Int(table.c1)),
      "n": .integer(Int(table.n)), "e": table.expected.map(JSONValue.number) ?? .null,
    ]
  }

  /// `measure` of this pair.
  func worked(_ measure: AssociationMeasure) -> WorkedExample {
    WorkedExample(counts: text, json: json, value: measure.settled(measure.score(table)))
  }
}

/// The counts of a term in two corpora.
struct ExampleFrequencies: Sendable {
  var counts: FrequencyComparison
  /// The other parameters of the measures: one term, 95 %.
  let settings = KeynessMeasure.Settings()

  init(counts: FrequencyComparison) { self.counts = counts }

  /// Reads `a,n1,b,n2`.
  ///
  /// Throws unless these are four whole numbers, at most 10^15, neither count beyond its corpus.
  @Sendable
  init(_ text: String) throws {
    guard let counts = fourCounts(text), counts[0] <= counts[1], counts[2] <= counts[3] else {
      throw ValidationError(
        "Write a count and its tokens, then those of the reference, as in 7,1000,2,1000.")
    }
    self.init(
      counts: FrequencyComparison(a: counts[0], n1: counts[1], b: counts[2], n2: counts[3]))
  }

  /// Counts so low that no measure can be sure of the difference.
  static let standard = ExampleFrequencies(
    counts: FrequencyComparison(a: 7, n1: 1000, b: 2, n2: 1000))

  var text: String {
    "a = \(counts.a), n1 = \(counts.n1), b = \(counts.b), n2 = \(counts.n2), k = "
      + "\(settings.simpleMathsConstant.sixDigits), confidence \(settings.confidence.sixDigits), "
      + "m = \(settings.comparisons)"
  }

  var json: JSONObject {
    [
      "a": .integer(Int(counts.a)), "n1": .integer(Int(counts.n1)), "b": .integer(Int(counts.b)),
      "n2": .integer(Int(counts.n2)), "k": .number(settings.simpleMathsConstant),
      "confidence": .number(settings.confidence), "m": .integer(Int(settings.comparisons)),
    ]
  }

  /// `measure` of this term.
  func worked(_ measure: KeynessMeasure) -> WorkedExample {
    WorkedExample(counts: text, json: json, value: measure.settled(measure.score(counts, settings)))
  }
}

/// A term in one of many documents.
struct ExampleDocument: Sendable {
  let count: UInt64 = 3
  let document = TermWeight.Document(tokens: 100, types: 60, largestCount: 8)
  let holding: UInt64 = 50
  let documents: UInt64 = 1000

  var text: String {
    "f = \(count), n = \(document.tokens), types = \(document.types), "
      + "m = \(document.largestCount), "
      + "df = \(holding), N = \(documents), natural logarithms"
  }

  var json: JSONObject {
    [
      "f": .integer(Int(count)), "n": .integer(Int(document.tokens)),
      "types": .integer(Int(document.types)), "m": .integer(Int(document.largestCount)),
      "df": .integer(Int(holding)), "documents": .integer(Int(documents)), "log": "e",
    ]
  }

  /// `factor` of this term.
  func worked(_ factor: WeightFactor) -> WorkedExample {
    WorkedExample(
      counts: text, json: json,
      value: factor.settled(
        factor.value(count, in: document, holding: holding, of: documents)))
  }
}

/// Four counts separated by commas, each at most 10^15; nil if `text` is anything else.
private func fourCounts(_ text: String) -> [UInt64]? {
  let counts = text.split(separator: ",", omittingEmptySubsequences: false).compactMap {
    UInt64($0)
  }
  return counts.count == 4 && counts.allSatisfy { $0 <= 1_000_000_000_000_000 } ? counts : nil
}
