/// Dumps of databases: statements of SQL.
///
/// Prose may mention inserting and creating, but it does not name columns in brackets or end in
/// `VALUES`.
enum SQLSignature: ForeignSignature {
  private static let openings = [
    "insert into ", "insert ignore into ", "insert or replace into ", "replace into ",
    "create table ", "create database ", "drop table ", "copy ", "set ", "use ", "pragma ",
    "begin transaction", "start transaction", "begin;", "lock tables ", "alter table ", "select ",
  ]

  static func foreign(in sample: TextSample) -> Foreign? {
    let statements = sample.filled.drop(while: isComment)
    guard let first = statements.first?.trimmed,
      openings.contains(where: { first.beginsFolded(with: $0) }),
      statements.indices.contains(where: { isDump(statements, at: $0) })
    else { return nil }
    return Foreign(
      "a dump of a database in SQL",
      "load them, and write the table as JSON Lines, one object a row")
  }

  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let line = line.trimmed
    return line.begins(with: "--") || line.begins(with: "/*") || line.begins(with: "#")
  }

  /// Whether the line at `place` begins a statement that makes or fills a table.
  private static func isDump(_ lines: ArraySlice<ArraySlice<UInt8>>, at place: Int) -> Bool {
    let line = lines[place].trimmed
    let text = String(decoding: lines[place...].prefix(3).joined().prefix(4096), as: UTF8.self)
      .lowercased()
    if line.beginsFolded(with: "create table ") { return text.contains("(") }
    if line.beginsFolded(with: "copy ") { return text.contains(" from stdin") }
    let isInsertion = ["insert ", "replace "].contains { line.beginsFolded(with: $0) }
    return isInsertion && text.contains("into ")
      && (text.contains("values") && text.contains("(") || text.contains(" select "))
  }
}
