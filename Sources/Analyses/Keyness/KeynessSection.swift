import Diagnostics
import Reports
import Settings
import Statistics

extension KeynessRequest {
  /// The keys of the analysis in a pipeline.
  public static let section = Section<KeynessRequest>(
    words: "a keyness analysis",
    meaning: "The terms that distinguish the corpus, or a part of it, from a reference.",
    standard: KeynessRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "target", \.target, .target,
        """
        The articles to compare: a dimension with one value or several, such as `{source: RHC}`; \
        with several dimensions, all must match.
        """),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true)
          .withoutRepetition(),
        "Instead of `target`: each group in turn is a target. Dimensions as in term-frequency."),
      Key(
        "reference", \.reference, .reference,
        """
        The articles or counts to compare with: all other articles (`rest`); the previous period \
        with articles (`previous`; the last dimension must be a time); articles selected as in \
        `target`; or a list in CSV with columns `term` and `count`, relative to the pipeline \
        file, with the tokens of its corpus if they are not the sum of its counts.
        """),
      Key("ngrams", \.ngrams, .whole(1...5), "The number of tokens in a term."),
      Key("within", \.within, .cases, "The boundary that n-grams may not cross."),
      Key(
        "show", \.show, .list(of: .cases, orOne: true).withoutRepetition(),
        """
        The terms to show: significantly more frequent in the target, significantly rarer, or not \
        significantly different (`lock`).
        """),
      Key(
        "min_count", \.minCount, .whole(0...Int.max),
        """
        The smallest count of a term in the table: in the target for positive terms, in the \
        reference for negative ones, in both for lock words. Rarer terms still count as compared.
        """),
      Key("test", \.test, .cases, "The statistic of the p-values."),
      Key(
        "correction", \.correction, .cases,
        "The correction of p for the number of terms compared, before the test against `alpha`."),
      Key(
        "alpha", \.alpha, .share,
        "The largest corrected p of a significant difference."),
      Key(
        "corrections", \.corrections,
        .list(of: .cases, orOne: true, mayBeEmpty: true).withoutRepetition(),
        "The corrected p-values to show as columns."),
      Key(
        "confidence", \.confidence, .openShare,
        """
        The confidence of the intervals of Log Ratio and LRC, over all terms compared \
        (Bonferroni).
        """),
      Key(
        "measures", \.measures, .list(of: .keynessMeasure, orOne: true).withoutRepetition(),
        "The measures of keyness, in the order of their columns."),
      Key(
        "sort", \.sort, .keynessMeasure,
        """
        The measure that ranks the terms of a kind; then `log_likelihood`, the count of both, the \
        term. Lock words are ranked by how near `log_ratio` is to 0.
        """),
      Key(
        "k", \.simpleMathsConstant, .positive,
        "The constant of `simple_maths`, added to both frequencies per million."),
      Key(
        "zero", \.zero, .cases,
        """
        The substitute in `percent_diff` for a count of 0 in the reference: ½, or a frequency of \
        10⁻¹⁸.
        """),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "The number of rows to show of each kind and target, the first ones."),
    ])
}

extension Shape<String> {
  fileprivate static let keynessMeasure = Shape.name(
    "measure", among: KeynessMeasure.all.map(\.id))
}

extension Shape<Double> {
  /// A share from 0 to 1, neither of them.
  fileprivate static let openShare = Shape<Double>.share.map { share, reader in
    guard share > 0, share < 1 else {
      reader.report("out-of-range", "expected a share between 0 and 1, found \(share)")
      return nil
    }
    return share
  } show: {
    $0
  }

  /// A number above 0.
  fileprivate static let positive = Shape(
    words: "a number above 0", schema: ["type": "number", "exclusiveMinimum": 0]
  ) { node, reader in
    guard let number = node.number, number.isFinite else {
      reader.expected("a number above 0", butFound: node, advice: node.adviceOnNumber)
      return nil
    }
    guard number > 0 else {
      reader.report("out-of-range", "expected a number above 0, found \(number)")
      return nil
    }
    return number
  } show: {
    .number($0)
  }
}

extension Shape<[GroupSelection]> {
  fileprivate static let selection = Shape(
    words: "a mapping of dimensions to values",
    schema: ["type": "object", "minProperties": 1, "additionalProperties": values.schema]
  ) { node, reader in
    guard case .mapping(let mapping) = node else {
      reader.expected("a mapping such as `{source: RHC}`", butFound: node)
      return nil
    }
    let members = reader.members(of: mapping)
    guard !members.isEmpty else {
      reader.report("empty", "there is no dimension", advice: "Write `{source: RHC}`, say.")
      return nil
    }
    return members.compactMap { name, node in
      reader.descend(to: name, node) { reader in
        values.read(node, &reader).map { GroupSelection(GroupDimension(name: name), $0) }
      }
    }
  } show: { selection in
    .object(JSONObject(selection.map { .init($0.dimension.name, values.show($0.values)) }))
  }

  /// A selection, or all articles.
  fileprivate static let target = Shape(
    words: "\(selection.words) | `all`", schema: ["anyOf": [selection.schema, ["const": "all"]]]
  ) { node, reader in
    node.text == "all" ? [] : selection.read(node, &reader)
  } show: {
    $0.isEmpty ? "all" : selection.show($0)
  }

  private static let values = Shape<[String]>.list(of: .text("a value"), orOne: true)
}

// MARK: References

extension Shape<KeynessReference> {
  fileprivate static let reference = Shape(
    words: "`rest` | `previous` | a mapping as in `target` | `{file: list.csv, total: 1000000}`",
    schema: [
      "anyOf": [
        named.schema, .object(listFile.schema()), Shape<[GroupSelection]>.selection.schema,
      ]
    ]
  ) { node, reader in
    switch node {
    case .mapping(let mapping) where mapping.keys.contains(where: { $0.text == "file" }):
      var file = ListFile()
      listFile.read(node, into: &file, &reader)
      // What is wrong with a list is said already; that there is one still counts.
      return .list(
        (file.file.isEmpty ? nil : list(file, &reader)) ?? FrequencyList(file: file.file))
    case .mapping:
      return Shape<[GroupSelection]>.selection.read(node, &reader).map { .groups($0) }
    case .scalar where !node.isNothing:
      return named.read(node, &reader)
    default:
      reader.expected("`rest`, `previous` or a mapping", butFound: node)
      return nil
    }
  } show: { reference in
    switch reference {
    case .rest, .previous: named.show(reference)
    case .groups(let selection): Shape<[GroupSelection]>.selection.show(selection)
    case .list(let list):
      .object(
        listFile.show(
          ListFile(file: list.file, total: list.givesTotal ? Int(clamping: list.total) : nil)))
    }
  }

  private static let named = Shape.choice(["rest": .rest, "previous": .previous])

  private struct ListFile: Sendable {
    var file = ""
    var total: Int?
  }

  private static let listFile = Section<ListFile>(
    words: "a frequency list", meaning: "A list of terms and their counts in another corpus.",
    standard: ListFile(),
    keys: [
      Key(
        "file", \.file, .text("a file"), isRequired: true, "CSV with columns `term` and `count`."),
      Key(
        "total", \.total, .whole(1...Int.max), standard: "the sum of the counts",
        "The tokens of the corpus."),
    ])

  private static func list(_ file: ListFile, _ reader: inout Reader) -> FrequencyList? {
    let place = reader.place(ofValue: reader.path + ["file"])
    return reader.readFile(file.file, atMost: SideFile.longestFrequencies, at: place) {
      (bytes, path) throws(Fault) in
      try FrequencyListFile.parse(bytes, path: path, total: file.total.map { UInt64($0) })
    }
  }
}
