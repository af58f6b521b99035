import Analyses
import Bytes
import Diagnostics
import Reports

/// The table of an analysis in a published run, and what it may lack.
struct PublishedTable {
  let run: PublishedRun
  let name: String
  /// What it counts; nil if it is of no kind that can be compared.
  let kind: Kind?
  /// The number of its rows.
  let rows: Int
  /// How it was asked for, defaults included.
  let parameters: JSONObject
  /// The counts of the corpus behind it.
  let corpus: JSONObject

  /// The kinds of analysis whose tables can be compared: rows with counts.
  enum Kind: String {
    case terms = "term-frequency"
    case pairs = "co-occurrence"
  }

  /// The tables of `run`, in the order of its pipeline.
  static func all(of run: PublishedRun) -> [PublishedTable] {
    (run.record["analyses"]?.object?.members ?? []).compactMap {
      PublishedTable(name: $0.name, $0.value, run)
    }
  }

  private init?(name: String, _ value: JSONValue, _ run: PublishedRun) {
    guard let object = value.object,
      let kind = object["kind"]?.text, let rows = object["rows"]?.integer,
      let parameters = object["parameters"]?.object, let corpus = object["corpus"]?.object
    else { return nil }
    self.run = run
    self.name = name
    self.kind = Kind(rawValue: kind)
    self.rows = rows
    self.parameters = parameters
    self.corpus = corpus
  }

  /// Opens the table: its JSON if there is one, for its numbers have all their digits; or its CSV.
  ///
  /// Throws `report.no-table` (74) if the run has published neither.
  func open() throws(Fault) -> TableReader {
    for format in ReportFormats.readable {
      let file = "\(name).\(format.name)"
      guard run.files.contains(where: { $0.file == file }) else { continue }
      return try TableReader(path: "\(run.folder)/\(file)", format)
    }
    throw Fault(
      "report.no-table", "the run has published no table of `\(name)`", at: .path(run.folder),
      exit: .inputOutput)
  }

  /// The columns whose cells make a row what it is, besides those of its group.
  var terms: [String] {
    guard kind == .pairs else { return ["term"] }
    return parameters["ordered"] == true ? ["node", "collocate"] : ["term1", "term2"]
  }

  /// The columns of the group that a row belongs to.
  var groups: [String] { parameters["group_by"]?.array?.compactMap(\.text) ?? [] }

  // MARK: Thresholds

  /// Rarer rows are left out.
  var minCount: Int { parameters["min_count"]?.integer ?? 1 }
  /// At most so many rows (of each group) are shown.
  var top: Int? { parameters["top"]?.integer }

  /// The most that the count of a row can be which is not in the table, or in its group; nil if it may
  /// be any. `shown` rows are there, the least of which is counted `least` times.
  func mostOfAbsent(shown: Int, least: UInt64) -> UInt64? {
    // A row of few articles may have any count.
    if let articles = parameters["min_articles"]?.integer, articles > 1 { return nil }
    guard let top, shown >= top else { return UInt64(minCount - 1) }
    // What ranks the rows tells what fell off at the end.
    let ranksByCount = kind == .terms || parameters["sort"]?.text == "count"
    return ranksByCount ? least : nil
  }

  /// What counts are set against: the total of the corpus, if it is one for all rows. The column `n`
  /// of some row, of pairs, is `n`.
  func total(n: UInt64?) -> UInt64? {
    if kind == .terms {
      guard groups.isEmpty else { return nil }
      return (corpus["ngrams"] ?? corpus["tokens"])?.integer.map { UInt64($0) }
    }
    switch parameters["convention"]?.text.flatMap(Convention.init(rawValue:)) {
    case .marginal, .sentence, .paragraph, .document: return n
    default: return corpus["tokens"]?.integer.map { UInt64($0) }
    }
  }

  // MARK: Comparing

  /// What decides only which rows are shown, and how.
  private static let reportOnly = [
    "min_count", "min_articles", "top", "measures", "sort", "limit", "seed",
  ]

  /// In what the counting of this table and of `other` differs; empty if the same was counted.
  func differences(from other: PublishedTable) -> [String] {
    var names = PublishedTable.differences(
      parameters, other.parameters, except: PublishedTable.reportOnly)
    let corpora = [run, other.run].map { $0.pipeline["corpus"]?.object ?? [:] }
    names += PublishedTable.differences(
      corpora[0], corpora[1], except: ["batches", "max_rejects"]
    ).map { "corpus.\($0)" }
    let versions = Set(run.versions.keys).union(other.run.versions.keys).sorted()
    return names
      + versions.filter { run.versions[$0] != other.run.versions[$0] }.map { "version of \($0)" }
  }

  private static func differences(
    _ one: JSONObject, _ other: JSONObject, except: [String]
  ) -> [String] {
    var names: [String] = []
    let known = one.members.map(\.name)
    for name in known + other.members.map(\.name).filter({ !known.contains($0) })
    where !except.contains(name) && one[name] != other[name] {
      if case .object(let inner)? = one[name], case .object(let otherInner)? = other[name] {
        names += differences(inner, otherInner, except: []).map { "\(name).\($0)" }
      } else {
        names.append(name)
      }
    }
    return names
  }
}
