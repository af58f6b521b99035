import Settings
import Statistics

extension DiversityRequest {
  /// The keys of the analysis in a pipeline.
  public static let section = Section<DiversityRequest>(
    words: "a diversity analysis",
    meaning: "The richness of the vocabulary of groups or of single articles.",
    standard: DiversityRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "per", \.scope, .cases, "Whether each row is for a group of articles or for one article."),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true).withoutRepetition(),
        "The dimensions of the groups, as in term-frequency; none for the whole corpus."),
      Key(
        "measures", \.measures, .list(of: .diversityMeasure, orOne: true).withoutRepetition(),
        "The measures, in the order of their columns."),
      Key("window", \.window, .whole(1...1_000_000), "The tokens in a window of `mattr`."),
      Key("segment", \.segment, .whole(1...1_000_000), "The tokens in a segment of `msttr`."),
      Key(
        "factor", \.factor, .factor,
        "The type-token ratio below which a factor of `mtld` ends, to thousandths."),
      Key("draws", \.draws, .whole(1...1_000_000), "The tokens in a sample of `hdd`."),
      Key(
        "log", \.logBase, .cases, "The base of the logarithms in `dugast_u`, `summer_s`, `maas`."),
      Key(
        "min_tokens", \.minTokens, .whole(0...Int.max),
        "The smallest number of tokens of an article or group in the table."),
      Key(
        "sort", \.sort, .text("the name of a column"),
        standard: "the order of groups; of articles by date, source and key",
        """
        The column that ranks the rows, the largest value first: `tokens`, `types`, `hapax`, or a \
        measure.
        """),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "The number of rows to show, the first ones."),
    ])
}

extension Shape<String> {
  fileprivate static let diversityMeasure = Shape.name(
    "measure", among: DiversityMeasure.all.map(\.id))
}

extension Shape<Int> {
  /// Thousandths, written as a share between 0 and 1.
  fileprivate static let factor = Shape<Double>.share.map { share, reader -> Int? in
    let thousandths = Int((share * 1000).rounded())
    guard (1..<1000).contains(thousandths) else {
      reader.report("out-of-range", "expected a ratio between 0 and 1, found \(share)")
      return nil
    }
    return thousandths
  } show: {
    Double($0) / 1000
  }
}
