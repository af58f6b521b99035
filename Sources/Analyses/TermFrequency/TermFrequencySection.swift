import Diagnostics
import Reports
import Settings
import Statistics

extension TermFrequencyRequest {
  /// The keys of `dispersion` and `tf_idf`.
  public static var parts: [ReferenceTable] {
    [
      ReferenceTable(DispersionRequest.section, of: section),
      ReferenceTable(TfIdfRequest.section, of: section),
    ]
  }

  /// The keys of the analysis in a pipeline.
  public static let section = Section<TermFrequencyRequest>(
    words: "a term-frequency analysis",
    meaning: "How often terms or n-grams occur, and in how many articles.",
    standard: TermFrequencyRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true)
          .withoutRepetition(),
        """
        The dimensions by which to count separately: `source`, `language`, `section`, `year`, \
        `month`, `week`, `day`, `id`, `place`, `agency`, or a field that `corpus.fields` maps.
        """),
      Key("ngrams", \.ngrams, .whole(1...5), "The number of tokens in a term."),
      Key(
        "skip", \.skip, .whole(0...4),
        """
        The number of tokens that an n-gram may skip, over all its gaps; tokens that the profile \
        removed may be skipped too.
        """),
      Key("within", \.within, .cases, "The boundary that n-grams may not cross."),
      Key("min_count", \.minCount, .whole(1...Int.max), "The smallest count of a row."),
      Key(
        "min_articles", \.minArticles, .whole(1...Int.max),
        "The smallest number of articles of a row."),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "The number of rows to show (of each group), the first ones."),
      Key(
        "terms", \.terms, .listOrAll(of: .text("a term")),
        "Count only these terms, as the profile forms them."),
      Key(
        "tf_idf", \.tfIdf, .optional(.tfIdf),
        "A weight for each term: a scheme named after a tool, or one of your own."),
      Key(
        "dispersion", \.dispersion, .optional(DispersionRequest.section.shape),
        "The dispersion of terms; counted only if this is set."),
      Key(
        "sort", \.sort, .text("the name of a column"),
        """
        The column that ranks the rows, the largest value first: `count`, `articles`, `tf_idf`, \
        or a measure of dispersion.
        """),
    ])
}
