import Analyses
import Bytes
import Diagnostics
import Reports

/// The table of an analysis in a published run, and what it may lack.
struct PublishedTable {
  let run: PublishedRun
  let name: String
  /// The kind of the analysis.
  let kind: String
  /// The part that can be compared; nil if tables of its kind cannot be compared.
  let compared: ComparedTable?
  /// The number of its rows.
  let rows: Int
  /// How it was asked for, defaults included.
  let parameters: JSONObject
  /// The counts of its corpus.
  let corpus: JSONObject

  /// The tables of `run`, in the order of its pipeline, whose analyses are of the kinds of
  /// `registry`.
  static func all(of run: PublishedRun, _ registry: AnalysisRegistry) -> [PublishedTable] {
    (run.record["analyses"]?.object?.members ?? []).compactMap {
      PublishedTable(name: $0.name, $0.value, run, registry)
    }
  }

  private init?(
    name: String, _ value: JSONValue, _ run: PublishedRun, _ registry: AnalysisRegistry
  ) {
    guard let object = value.object,
      let kind = object["kind"]?.text, let rows = object["rows"]?.integer,
      let parameters = object["parameters"]?.object, let corpus = object["corpus"]?.object
    else { return nil }
    self.run = run
    self.name = name
    self.kind = kind
    compared = registry.kind(named: kind)?.type.comparison(parameters, corpus)
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
  var terms: [String] { compared?.key ?? [] }

  /// The columns of the group that a row belongs to.
  var groups: [String] { compared?.groups ?? [] }

  /// The column of the counts.
  var countColumn: String { compared?.count ?? "count" }

  // MARK: Thresholds

  /// Rarer rows are left out.
  var minCount: Int { parameters["min_count"]?.integer ?? 1 }
  /// At most so many rows (of each group) are shown.
  var top: Int? { parameters["top"]?.integer }

  /// The most that the count of a row can be which is not in the table, or in its group; nil if it
  /// may be any. `shown` rows are there, the least of which is counted `least` times.
  func mostOfAbsent(shown: Int, least: UInt64) -> UInt64? {
    // A row of few articles may have any count.
    if let articles = parameters["min_articles"]?.integer, articles > 1 { return nil }
    guard let top, shown >= top else { return UInt64(minCount - 1) }
    // The ranking decides which rows were cut off.
    return compared?.isRankedByCount ?? false ? least : nil
  }

  /// The column of the totals of the counts, if there is one.
  var totalColumn: String? {
    if case .column(let name)? = compared?.total { name } else { nil }
  }

  /// The total of the counts, if it is one number for all rows; `shown` is what some row has in
  /// `totalColumn`.
  func total(shown: UInt64?) -> UInt64? {
    switch compared?.total {
    case .known(let total): total
    case .column: shown
    case nil: nil
    }
  }

  // MARK: Comparing

  /// In what the counting of this table and of `other` differs; empty if the same was counted.
  func differences(from other: PublishedTable) -> [String] {
    var names = PublishedTable.differences(
      parameters, other.parameters, except: compared?.presentation ?? [])
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
