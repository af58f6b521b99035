import Analyses
import Diagnostics
import Reports
import Statistics

extension KeynessRequest {
  static let section = Section<KeynessRequest>(
    words: "a keyness analysis",
    meaning: "Which terms mark a part of the corpus, or all of it, against a reference.",
    standard: KeynessRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "target", \.target, .target,
        """
        The articles whose terms are sought: a dimension with one value or several, such as \
        `{source: RHC}`; of several dimensions, all must agree.
        """),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true)
          .withoutRepetition(),
        "Instead of `target`: each group is a target in its turn. Dimensions as in term-frequency."),
      Key(
        "reference", \.reference, .reference,
        """
        What a target is compared with: all other articles (`rest`); the period before, of those \
        with articles (`previous`; the last dimension must be a time); other articles, chosen as in \
        `target`; or a list in CSV with columns `term` and `count`, relative to the pipeline file, \
        with the tokens of its corpus if its counts do not add up to them.
        """),
      Key("ngrams", \.ngrams, .whole(1...5), "The number of tokens in a term."),
      Key("within", \.within, .cases, "The unit that n-grams do not cross."),
      Key(
        "show", \.show, .list(of: .cases, orOne: true).withoutRepetition(),
        """
        Which terms: significantly more frequent in the target, significantly rarer, or not \
        significantly different (`lock`).
        """),
      Key(
        "min_count", \.minCount, .whole(0...Int.max),
        """
        Rarer terms are left out: counted in the target for positive ones, in the reference for \
        negative ones, in both for lock words. They count as compared all the same.
        """),
      Key("test", \.test, .cases, "The statistic that p-values are of."),
      Key(
        "correction", \.correction, .cases,
        "How p is corrected for the number of terms compared before it is held against `alpha`."),
      Key(
        "alpha", \.alpha, .share,
        "The largest corrected p of a difference that is significant."),
      Key(
        "corrections", \.corrections,
        .list(of: .cases, orOne: true, mayBeEmpty: true).withoutRepetition(),
        "The corrected p-values that are columns."),
      Key(
        "confidence", \.confidence, .openShare,
        "The confidence of the intervals of Log Ratio and LRC, over all terms compared (Bonferroni)."
      ),
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
        "What `simple_maths` adds to both frequencies, per million."),
      Key(
        "zero", \.zero, .cases,
        "What stands for a count of 0 in the reference in `percent_diff`: ½, or a frequency of 10⁻¹⁸."
      ),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "At most this many rows of each kind and target, the first ones."),
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
      reader.report("empty", "no dimension is named", advice: "Write `{source: RHC}`, say.")
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
    words: "`rest` | `previous` | a mapping as of `target` | `{file: list.csv, total: 1000000}`",
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

// MARK: What does not fit together

extension KeynessRequest {
  /// Reports what cannot be meant together; `path` is the analysis.
  func check(at path: [String], fields known: [String], _ reader: inout Reader) {
    func place(_ key: String) -> Place { reader.place(ofValue: path + [key]) }
    if !target.isEmpty, !groupBy.isEmpty {
      reader.report(
        "conflict", "`target` names one target, `group_by` makes many", at: place("group_by"),
        advice: "Set one of them.")
    }
    switch reference {
    case .rest where target.isEmpty && groupBy.isEmpty,
      .groups where target.isEmpty && groupBy.isEmpty:
      reader.report(
        "conflict", "all articles are the target, so that none is left for a reference",
        at: place("reference"),
        advice: "Set `target` or `group_by`, or a frequency list as the reference.")
    case .previous:
      let isTime = dimensions.last.map { GroupDimension.ofTime.contains($0.name) } ?? false
      if !isTime || !target.allSatisfy({ $0.values.count == 1 }) {
        reader.report(
          "conflict", "no period comes before the target", at: place("reference"),
          advice: "The last dimension of `group_by` must be a time, or `target` one period.")
      }
    default: break
    }
    for (index, dimension) in groupBy.enumerated() {
      reader.check(dimension, at: path + ["group_by", "\(index)"], fields: known)
    }
    for selection in target {
      reader.check(
        selection.dimension, at: path + ["target", selection.dimension.name], fields: known)
    }
    if case .groups(let selections) = reference {
      for selection in selections {
        reader.check(
          selection.dimension, at: path + ["reference", selection.dimension.name], fields: known)
      }
    }
  }
}
