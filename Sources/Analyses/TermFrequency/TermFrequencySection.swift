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

  /// The keys of the pipeline.
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
        What parts the counts: `source`, `language`, `section`, `year`, `month`, `week`, `day`, \
        `id`, `place`, `agency`, or a field that `corpus.fields` maps.
        """),
      Key("ngrams", \.ngrams, .whole(1...5), "The number of tokens in a term."),
      Key(
        "skip", \.skip, .whole(0...4),
        """
        The number of tokens that an n-gram may skip, all its gaps taken together; what the profile \
        removed may be skipped too.
        """),
      Key("within", \.within, .cases, "The unit that n-grams do not cross."),
      Key("min_count", \.minCount, .whole(1...Int.max), "Rarer terms are left out."),
      Key(
        "min_articles", \.minArticles, .whole(1...Int.max),
        "Terms of fewer articles are left out."),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "At most this many rows (of each group), the first ones."),
      Key(
        "terms", \.terms, .listOrAll(of: .text("a term")),
        "Only these terms, as the profile makes them."),
      Key(
        "tf_idf", \.tfIdf, .optional(.tfIdf),
        "A weight for each term: the scheme that goes by the name of a tool, or one of your own."),
      Key(
        "dispersion", \.dispersion, .optional(DispersionRequest.section.shape),
        "How evenly terms are spread; what it needs is counted only if it is asked for."),
      Key(
        "sort", \.sort, .text("the name of a column"),
        """
        What ranks the rows, the largest first: `count`, `articles`, `tf_idf`, or a measure of \
        dispersion.
        """),
    ])
}
