import Analyses
import Reports

/// The reference of the pipeline language, made from the tables by which pipelines are read.
public enum PipelineReference {
  /// Markdown with a table of keys for each section of a pipeline, under headings of the given
  /// level (from 1).
  public static func markdown(headingLevel: Int = 3) -> String {
    let mark = String(repeating: "#", count: headingLevel)
    let tables: [(title: String, text: String)] =
      [
        ("Pipeline", table(of: Pipeline.section)),
        ("`corpus`", table(of: Corpus.section)),
        ("`text`: each profile", table(of: Profile.section)),
      ]
      + AnalysisKind.all.map { ("`analyses`: `kind: \($0.name)`", $0.reference) }
      + [
        ("`dispersion` of a term-frequency analysis", table(of: DispersionRequest.section)),
        ("`tf_idf` of a term-frequency analysis", table(of: TfIdfRequest.section)),
        ("`burst` of a trend", table(of: TrendRequest.Burst.section)),
      ]
      + [
        ("`reports`", table(of: ReportOptions.section)),
        ("`reports.notify`", table(of: NotifyOptions.section)),
        ("`reports.csv`", table(of: CSVOptions.section)),
      ]
    return tables.map { "\(mark) \($0.title)\n\n\($0.text)" }.joined(separator: "\n")
  }

  /// The keys of a section as a Markdown table, under what the section is for.
  static func table<Root>(of section: Section<Root>) -> String {
    var text = "\(section.meaning)\n\n| key | value | default | meaning |\n|-|-|-|-|\n"
    for key in section.keys {
      let cells = ["`\(key.name)`", key.words, standard(of: key, in: section), key.meaning]
      text += "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
    }
    return text
  }

  private static func standard<Root>(of key: Key<Root>, in section: Section<Root>) -> String {
    if key.isRequired { return "*required*" }
    if let words = key.standard { return words }
    return section.standardValue(of: key).map { "`\($0.yaml)`" } ?? ""
  }
}
