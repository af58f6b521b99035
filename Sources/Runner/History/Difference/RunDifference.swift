import Analyses
import Diagnostics
import Reports

/// How the tables of two published runs of a pipeline differ.
public struct RunDifference: Sendable {
  /// The options of a comparison.
  public struct Options: Sendable {
    /// The analyses to compare, by name; empty for all that can be compared.
    public var analyses: [String] = []
    /// The kinds of change to show; empty for all.
    public var kinds: Set<TableChange.Kind> = []
    /// At most so many rows of each analysis; nil for all.
    public var top: Int?
    /// Rows that count less in both runs are not shown.
    public var minCount: UInt64 = 1
    /// The ranking of the rows.
    public var sort = Sort.logLikelihood

    /// All changes, the strongest first.
    public init() {}

    func shows(_ change: TableChange) -> Bool {
      (kinds.isEmpty || kinds.contains(change.kind))
        && max(change.before ?? 0, change.after ?? 0) >= minCount
    }
  }

  /// The ranking of the rows: the greatest magnitude first, equal rows by their bytes.
  public enum Sort: String, Sendable, CaseIterable {
    case logLikelihood = "log_likelihood"
    case logRatio = "log_ratio"
    case before, after

    func weight(of change: TableChange) -> Double {
      switch self {
      case .logLikelihood: change.logLikelihood?.magnitude ?? -1
      case .logRatio: change.logRatio?.magnitude ?? -1
      case .before: change.before.map(Double.init) ?? -1
      case .after: change.after.map(Double.init) ?? -1
      }
    }
  }

  /// One analysis in both runs.
  public struct Analysis: Sendable {
    /// Its name.
    public let name: String
    /// Its kind.
    public let kind: String
    /// The facts above its rows: the request, and both tables.
    public let heading: TableHeading
    /// The number of rows by the way in which they have changed.
    public let tally: [TableChange.Kind: Int]
    /// Notes for the reader.
    public let notes: [String]
    /// The rows: what each counts, and what has become of it.
    public let rows: [(cells: [String], change: TableChange)]
  }

  /// The pipeline.
  public let pipeline: PipelineFolder
  /// The earlier run, and the later one.
  public let before, after: PublishedRun
  /// The analyses, in the order of the later run's pipeline.
  public let analyses: [Analysis]
  /// The analyses that cannot be compared, and why.
  public let notes: [String]

  /// Compares two published runs of `pipeline`, by their names or the beginnings of them: `latest`
  /// with the one before it if `runs` is empty, a run with `latest` if it is one. Compared are the
  /// tables of the kinds of `registry` that can be.
  ///
  /// Throws `report.no-run` (66) if there are no such runs, `usage.unknown-analysis` (64), and what
  /// reading tables can fail with (74).
  public init(
    _ pipeline: PipelineFolder, runs: [String], _ options: Options,
    analyses registry: AnalysisRegistry = .standard
  ) throws(Fault) {
    self.pipeline = pipeline
    let published = try PublishedRuns(folder: pipeline.path)
    let (first, second) = try RunDifference.choose(runs, from: published)
    before = try published.run(first)
    after = try published.run(second)
    let earlier = PublishedTable.all(of: before, registry)
    let later = PublishedTable.all(of: after, registry)
    try RunDifference.check(options.analyses, later)
    var analyses: [Analysis] = []
    var notes: [String] = []
    for table in later where options.analyses.isEmpty || options.analyses.contains(table.name) {
      guard table.compared != nil else {
        notes.append("\(table.name): tables of this kind are not compared")
        continue
      }
      guard let other = earlier.first(where: { $0.name == table.name && $0.kind == table.kind })
      else {
        notes.append("\(table.name): the run \(first) has no such analysis")
        continue
      }
      guard other.groups == table.groups, other.terms == table.terms else {
        notes.append("\(table.name): the rows of its tables are not of the same form")
        continue
      }
      analyses.append(try Analysis(other, table, options))
    }
    self.analyses = analyses
    self.notes = notes
  }

  private static func choose(
    _ names: [String], from published: PublishedRuns
  ) throws(Fault) -> (String, String) {
    let second = try published.id(of: names.count > 1 ? names[1] : "latest")
    if let first = names.first { return (try published.id(of: first), second) }
    guard let place = published.ids.firstIndex(of: second), place > 0 else {
      throw Fault(
        "report.no-run", "there is no published run before \(second)", at: .path(published.folder),
        advice: "A difference needs two; `reports.keep` says how many are kept.", exit: .noInput)
    }
    return (published.ids[place - 1], second)
  }

  private static func check(_ names: [String], _ tables: [PublishedTable]) throws(Fault) {
    let known = tables.map(\.name)
    for name in names where !known.contains(name) {
      throw Fault(
        "usage.unknown-analysis", "there is no analysis `\(name)` in that run",
        advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
          ?? "There are \(known.joined(separator: ", ")).",
        exit: .usage)
    }
  }
}

// MARK: - One analysis

extension RunDifference.Analysis {
  init(
    _ before: PublishedTable, _ after: PublishedTable, _ options: RunDifference.Options
  ) throws(Fault) {
    let differences = after.differences(from: before)
    let comparison = try TableComparison(before, after, isAlike: differences.isEmpty)
    let (changes, tally) = comparison.changes(options)
    rows = changes.map { (comparison.cells(of: $0), $0) }
    self.tally = tally
    name = after.name
    kind = after.kind
    heading = TableHeading(
      name: after.name, kind: kind,
      parameters: [
        "sort": .string(options.sort.rawValue), "min_count": .integer(Int(options.minCount)),
        "top": options.top.map(JSONValue.integer) ?? "none",
      ],
      corpus: [
        "before": .object(before.facts(total: comparison.total(0), isCut: comparison.isCut(0))),
        "after": .object(after.facts(total: comparison.total(1), isCut: comparison.isCut(1))),
      ], columns: RunDifference.Analysis.columns(after))
    var notes: [String] = []
    if !differences.isEmpty {
      notes.append(
        "the two runs did not count alike (\(differences.joined(separator: ", "))): "
          + "what one of them does not show may have any count there")
    } else if tally[.entered] != nil || tally[.left] != nil {
      let cuts = [before, after].map(\.cut)
      let cut = cuts[0] == cuts[1] ? cuts[0] : "\(cuts[0]) before; \(cuts[1]) after"
      notes.append(
        "rows that entered or left may have been below the cut of the other table (\(cut)): there "
          + "they count `at_most`, and their scores are the least that fit")
    }
    if comparison.lacksTotals {
      notes.append("the totals of groups are known from JSON reports alone: there are no scores")
    }
    self.notes = notes
  }

  private static func columns(_ table: PublishedTable) -> [Column] {
    [Column("change", .text, "rose, fell, appeared, vanished, entered or left")]
      + table.groups.map { Column($0, .text, "the \($0) of the group") }
      + table.terms.map { Column($0, .text, "what is counted") } + [
        Column("before", .integer, "the count in the earlier run"),
        Column("after", .integer, "the count in the later run"),
        Column("at_most", .integer, "the most that a count can be which a table does not show"),
        Column("before_per_million", .number, "the earlier count per million of its total"),
        Column("after_per_million", .number, "the later count per million of its total"),
        Column(
          "log_likelihood", .number,
          "G² of the two counts against the two totals, negative where the share has fallen"),
        Column("log_ratio", .number, "binary logarithm of the ratio of the two shares"),
      ]
  }

  /// Writes the rows to `table`, whose heading is `heading`.
  public func write(to table: inout TableWriter) throws(Fault) {
    for (cells, change) in rows {
      table.text(change.kind.rawValue)
      for cell in cells { table.text(cell) }
      for count in [change.before, change.after, change.atMost] {
        if let count { table.integer(count) } else { table.empty() }
      }
      table.number(change.beforePerMillion)
      table.number(change.afterPerMillion)
      table.number(change.logLikelihood)
      table.number(change.logRatio)
      try table.endRow()
    }
  }
}

extension PublishedTable {
  /// The facts about one of two tables, for JSON.
  fileprivate func facts(total: UInt64?, isCut: Bool) -> JSONObject {
    [
      "run": .string(run.id), "rows": .integer(rows),
      "total": total.map { .integer(Int($0)) } ?? .null,
      "min_count": .integer(minCount), "top": top.map(JSONValue.integer) ?? .null,
      "cut": .boolean(isCut),
    ]
  }

  /// The bounds that keep rows out of this table, for people.
  fileprivate var cut: String {
    var parts: [String] = []
    if minCount > 1 { parts.append("min_count \(minCount)") }
    if let articles = parameters["min_articles"]?.integer, articles > 1 {
      parts.append("min_articles \(articles)")
    }
    if let top { parts.append("top \(top)") }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }
}

// MARK: - JSON

extension RunDifference {
  /// The output of `broadsheet diff --json`.
  public var json: JSONObject {
    [
      "pipeline": .string(pipeline.name), "before": .object(before.summary),
      "after": .object(after.summary), "notes": .array(notes.map { .string($0) }),
      "analyses": .array(analyses.map { .object($0.json) }),
    ]
  }
}

extension PublishedRun {
  fileprivate var summary: JSONObject {
    [
      "run": .string(id), "started": .string(started.written),
      "articles": counts["counted"].map(JSONValue.integer) ?? .null,
    ]
  }
}

extension RunDifference.Analysis {
  fileprivate var json: JSONObject {
    let columns = heading.columns.map { column -> JSONValue in
      [
        "name": .string(column.name), "kind": .string(column.kind.rawValue),
        "summary": .string(column.summary),
      ]
    }
    return [
      "name": .string(name), "kind": .string(kind), "parameters": .object(heading.parameters),
      "tables": .object(heading.corpus),
      "changes": .object(
        JSONObject(
          TableChange.Kind.allCases.map { .init($0.rawValue, .integer(tally[$0] ?? 0)) })),
      "notes": .array(notes.map { .string($0) }), "columns": .array(columns),
      "rows": .array(
        rows.map { cells, change in
          let counts = [change.before, change.after, change.atMost]
          let numbers = [
            change.beforePerMillion, change.afterPerMillion, change.logLikelihood, change.logRatio,
          ]
          return .array(
            [.string(change.kind.rawValue)] + cells.map { .string($0) }
              + counts.map { $0.map { .integer(Int($0)) } ?? .null }
              + numbers.map { $0.map(JSONValue.number) ?? .null })
        }),
    ]
  }
}
