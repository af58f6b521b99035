import Diagnostics
import Reports
import Settings
import Statistics

// What a term-frequency analysis may know of its terms besides their counts.

extension DispersionRequest {
  static let section = Section<DispersionRequest>(
    words: "`dispersion`",
    meaning: "The dispersion of terms; counted only if this is set.",
    standard: DispersionRequest(),
    keys: [
      Key(
        "parts", \.parts, .parts,
        """
        The parts among which occurrences are distributed: articles, the groups of one or more \
        dimensions, or slices of the corpus of equal size.
        """),
      Key(
        "measures", \.measures, .list(of: .dispersionMeasure, orOne: true).withoutRepetition(),
        """
        The measures, in the order of their columns. `arf`, `awt`, `ald` and the frequencies \
        based on them use the distances between occurrences in corpus order, not the parts.
        """),
    ])
}

extension TfIdfRequest {
  static let section = Section<TfIdfRequest>(
    words: "`tf_idf`", meaning: "The weighting of terms by tf-idf.", standard: TfIdfRequest(),
    keys: [
      Key("tf", \.weight.termFrequency, .cases, "The factor for the count in the document."),
      Key("idf", \.weight.documentFrequency, .cases, "The factor for the number of documents."),
      Key("log", \.weight.base, .cases, "The base of the logarithms."),
      Key(
        "documents", \.documents, .cases,
        "The documents that idf counts: articles or groups."),
      Key("norm", \.norm, .cases, "`l2` scales the weights of a group to length 1."),
    ])
}

extension Shape<TfIdfRequest> {
  /// A scheme by its name, or the keys of one.
  static let tfIdf = Shape(
    words: names.quotedAlternatives + " | the keys of `tf_idf`",
    schema: [
      "anyOf": [
        ["enum": .array(names.map(JSONValue.string))], .object(TfIdfRequest.section.schema()),
      ]
    ]
  ) { node, reader in
    guard case .scalar = node else { return TfIdfRequest.section.shape.read(node, &reader) }
    return Shape<String>.name("scheme", among: names).read(node, &reader).flatMap { name in
      TfIdfRequest.schemes.first { $0.key == name }?.value
    }
  } show: {
    TfIdfRequest.section.shape.show($0)
  }

  private static let names = TfIdfRequest.schemes.map(\.key)
}

extension Shape<String> {
  fileprivate static let dispersionMeasure = Shape.name(
    "measure", among: DispersionMeasure.all.map(\.id))
}

extension [String] {
  /// The names as Markdown code, to choose from.
  fileprivate var quotedAlternatives: String { map { "`\($0)`" }.joined(separator: " | ") }
}

extension Shape<DispersionRequest.Parts> {
  fileprivate static let parts = Shape(
    words: "`articles` | a dimension, or a list | `{slices: 10}`",
    schema: [
      "anyOf": [["const": "articles"], dimensions.schema, .object(slices.schema())]
    ]
  ) { node, reader in
    switch node {
    case .mapping:
      var count = Slices()
      slices.read(node, into: &count, &reader)
      return .slices(count.number)
    default:
      if node.text == "articles" { return .articles }
      return dimensions.read(node, &reader).map { .groups($0) }
    }
  } show: { parts in
    switch parts {
    case .articles: "articles"
    case .groups(let names): dimensions.show(names)
    case .slices(let number): .object(slices.show(Slices(number: number)))
    }
  }

  private static let dimensions = Shape<[GroupDimension]>.list(of: .dimension, orOne: true)
    .withoutRepetition()

  private static let slices = Section<Slices>(
    words: "`parts`", meaning: "Equal slices of the corpus.", standard: Slices(),
    keys: [
      Key(
        "slices", \.number, .whole(2...100_000), isRequired: true,
        "The number of slices, in corpus order.")
    ])

  private struct Slices: Sendable {
    var number = 10
  }
}
