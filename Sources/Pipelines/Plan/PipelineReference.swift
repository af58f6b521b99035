import Analyses
import Articles
import Reports
import Settings

/// The reference of the pipeline language, generated from the tables that read pipelines.
public enum PipelineReference {
  /// Markdown with a table of keys for each section of a pipeline, under headings of the given
  /// level (from 1).
  public static func markdown(
    headingLevel: Int = 3, analyses: AnalysisRegistry = .standard
  ) -> String {
    let mark = String(repeating: "#", count: headingLevel)
    let tables =
      [
        ReferenceTable("Pipeline", Pipeline.section(analyses)),
        ReferenceTable("`corpus`", Corpus.section),
        ReferenceTable("`corpus.csv`", CSVReadingOptions.section),
        ReferenceTable("`corpus.xml`", XMLReadingOptions.section),
        ReferenceTable("`text`: each profile", Profile.section),
      ]
      + analyses.kinds.map(\.reference) + analyses.kinds.flatMap { $0.type.parts } + [
        ReferenceTable("`reports`", ReportOptions.section),
        ReferenceTable("`reports.notify`", NotifyOptions.section),
      ] + ReportFormats.published.compactMap { optionsTable(of: $0) }
    return tables.map { "\(mark) \($0.title)\n\n\($0.text)" }.joined(separator: "\n")
  }

  private static func optionsTable<Format: ReportFormat>(of format: Format.Type) -> ReferenceTable?
  {
    Format.section.map { ReferenceTable("`reports.\(Format.name)`", $0) }
  }
}
