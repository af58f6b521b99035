/// The formats in which reports are published and read back: the only list of them.
public enum ReportFormats {
  /// Those that a pipeline can name, in the order in which help lists them.
  public static let published: [any ReportFormat.Type] = [CSVFormat.self, JSONFormat.self]

  /// Those in which a pipeline publishes that names none.
  public static let standard: [any ReportFormat.Type] = published

  /// Those from which a published table can be read back, the one that says most first.
  public static let readable: [any ReadableFormat.Type] = [JSONFormat.self, CSVFormat.self]
}
