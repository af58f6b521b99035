/// Tables of cells between commas, semicolons, tabs or bars, a row an article.
enum CSVFormat: String, ArticleFormat {
  case csv

  static let all = [CSVFormat.csv]

  var name: String { rawValue }

  private static let fileExtensions = ["csv", "tsv", "tab", "psv"]

  /// The name of the file says that it is a table, or its first rows do.
  static func recognised(in sample: TextSample) -> CSVFormat? {
    fileExtensions.contains(sample.fileExtension) || CSVDetection(sample).isCertain ? .csv : nil
  }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    CSVFramer(CSVDetection(sample, options[CSVReadingOptions.self]))
  }

  func parser(_ options: ParsingOptions) -> any FormatParser { CSVParser(options) }
}

extension Format {
  /// A table of comma-separated values, or with another separator.
  public static let csv = Format(CSVFormat.csv)
}
