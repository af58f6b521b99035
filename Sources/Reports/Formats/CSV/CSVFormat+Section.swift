import Settings

extension CSVFormat {
  /// The keys of `reports.csv`.
  public static var section: Section<CSVFormat>? {
    Section(
      words: "`csv`", meaning: "How CSV is written.", standard: CSVFormat(),
      keys: [
        Key(
          "bom", \.options.byteOrderMark, .flag,
          "Whether to write a byte-order mark, which some spreadsheets need to detect UTF-8."),
        Key(
          "formula_guard", \.options.formulaGuard, .flag,
          "Whether to prefix cells that look like formulas to a spreadsheet with an apostrophe."),
      ])
  }
}
