import Articles
import Settings

extension CSVReadingOptions {
  /// The keys of `corpus.csv`.
  static let section = Section<CSVReadingOptions>(
    words: "`csv`", meaning: "How tables are written, where their first rows cannot show it.",
    standard: CSVReadingOptions(),
    keys: [
      Key(
        "separator", \.separator, .cases,
        "The separator of cells; `auto` detects it from the first rows of each file."),
      Key(
        "header", \.header, .cases,
        """
        Whether the first row names the columns; `auto` decides by the first rows of each file. \
        Where it does not, `fields` maps columns by their numbers: `{title: 1, body: 2}`.
        """),
      Key(
        "missing", \.missing, .list(of: .text("a text"), orOne: true, mayBeEmpty: true),
        "The texts of cells that hold nothing, such as `NULL`."),
    ])
}
