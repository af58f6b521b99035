import Settings

extension CSVFormat {
  /// The keys of `reports.csv`.
  public static var section: Section<CSVFormat>? {
    Section(
      words: "`csv`", meaning: "How CSV is written.", standard: CSVFormat(),
      keys: [
        Key(
          "bom", \.options.byteOrderMark, .flag,
          "Whether a byte-order mark stands first: some spreadsheets need it to see UTF-8."),
        Key(
          "formula_guard", \.options.formulaGuard, .flag,
          "Whether cells that a spreadsheet would take for a formula begin with an apostrophe."),
      ])
  }
}
