import Diagnostics
import Settings

/// A format in which one table can be written to one file.
public protocol TableFormat: Sendable {
  /// Has `table` written in this format too; before its first row.
  func add(to table: inout TableWriter, _ file: consuming OutputFile)
}

/// A format in which a pipeline publishes its tables.
///
/// A format that writes a file for each table needs no more than `TableFormat` and a name. One that
/// gathers the tables of a run, such as a page or a database, makes a `RunReport` of its own.
public protocol ReportFormat: Hashable, Sendable {
  /// The name in `reports.formats`.
  static var name: String { get }
  /// The keys of the format's options, in the section of `reports` that has the format's name; nil
  /// for a format without options.
  static var section: Section<Self>? { get }
  /// The format with its default options.
  init()
  /// Begins what a run publishes in this format.
  func begin(in publication: Publication) throws(Fault) -> any RunReport
}

/// What one run publishes in one format.
public protocol RunReport: Sendable {
  /// Has the next table of the run written in this format too; before its first row.
  func add(to table: inout TableWriter) throws(Fault)
  /// Writes what the run publishes beside its tables, once all of them are finished; `record` is
  /// what `run.json` will say so far. Returns what was written.
  func finish(_ record: JSONObject) throws(Fault) -> [WrittenFile]
}

extension ReportFormat {
  /// No options.
  public static var section: Section<Self>? { nil }
}

extension ReportFormat where Self: TableFormat {
  /// A file for each table, which has the name of the analysis and the ending of the format.
  public func begin(in publication: Publication) throws(Fault) -> any RunReport {
    TableFiles(format: self, ending: Self.name, publication: publication)
  }
}

/// A file for each table of a run, and nothing beside them.
private struct TableFiles: RunReport {
  let format: any TableFormat
  let ending: String
  let publication: Publication

  func add(to table: inout TableWriter) throws(Fault) {
    format.add(to: &table, try publication.file(named: "\(table.heading.name).\(ending)"))
  }

  func finish(_ record: JSONObject) throws(Fault) -> [WrittenFile] { [] }
}
