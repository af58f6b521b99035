import Analyses
import Diagnostics
import Tokens

// Terms and queries that a profile can never match: a slip, found before anything is read.

extension Pipeline {
  /// Reports those of `terms`, each of `length` words, that the profile `name` can never make.
  func checkTerms(
    _ terms: [String], length: Int, of name: String, at path: [String], _ reader: inout Reader
  ) {
    guard !terms.isEmpty, let check = TermCheck(self, name) else { return }
    for (index, term) in terms.enumerated() {
      let place = reader.place(ofValue: path + ["\(index)"])
      let words = term.split(separator: " ").map(String.init)
      guard words.count == length else {
        reader.report(
          "impossible-term",
          words.count == 1
            ? "`\(term)` is one word, and the terms of this analysis have \(length)"
            : "`\(term)` has \(words.count) words, and the terms of this analysis have \(length)",
          at: place,
          advice: path.last == "nodes"
            ? "A node is one term."
            : (1...5).contains(words.count) ? "Set `ngrams: \(words.count)` for it." : nil)
        continue
      }
      for word in words {
        check.report(word, inQuery: words.count == 1 ? nil : term, at: place, path, &reader)
      }
    }
  }

  /// Reports what of `query`, which is compared with terms, the profile `name` can never make.
  func checkTermQuery(
    _ query: String, of name: String, at path: [String], _ reader: inout Reader
  ) {
    guard let profile = profile(named: name), let check = TermCheck(self, name),
      let read = try? ConcordanceQuery(query, segmentation: profile.text.segmentation)
    else { return }
    let place = reader.place(ofValue: path)
    for word in read.words {
      check.report(word, inQuery: word == query ? nil : query, at: place, path, &reader)
    }
    for (glob, folded) in read.globs(unlikeThoseOf: profile.text) {
      reader.report(
        "impossible-term",
        "`\(glob)` matches no term of the profile `\(name)`, which folds words", at: place,
        advice: "Did you mean `\(folded)`?")
    }
  }

  /// Reports a query that cannot be compared with words as the profile reduces them.
  func checkReduction(
    of request: ConcordanceRequest, at path: [String], _ reader: inout Reader
  ) {
    guard let profile = profile(named: request.text), profile.text.reducesWords,
      let query = try? ConcordanceQuery(request.query, segmentation: profile.text.segmentation)
    else { return }
    let key = profile.text.stemmer == nil ? "lemmas" : "stem"
    if query.hasForms {
      reader.report(
        "conflict",
        "the profile `\(profile.name)` compares words by `\(key)`, and wildcards and regular "
          + "expressions speak of their forms",
        at: reader.place(ofValue: path + ["query"]),
        advice: "Write words, or search a profile without `\(key)`.")
    }
    if request.caseSensitive, profile.text.stemmer != nil {
      reader.report(
        "conflict", "the stems of the profile `\(profile.name)` have no case",
        at: reader.place(ofValue: path + ["case"]),
        advice: "Leave out `case`, or search a profile without `stem`.")
    }
  }

  /// Reports those of `selections` whose values no article can have: months that are none.
  func checkValues(
    of selections: [GroupSelection], at path: [String], _ reader: inout Reader
  ) {
    for selection in selections {
      let path = path + [selection.dimension.name]
      for (index, value) in selection.values.enumerated() {
        guard let fault = selection.dimension.fault(in: value) else { continue }
        reader.report(
          "impossible-value", "`\(value)` is no \(selection.dimension.name) of an article",
          at: reader.place(ofValue: path + ["\(index)"]), advice: fault)
      }
    }
  }

  /// Warns of the terms of a frequency list that the profile `name` can never make.
  func checkList(
    _ list: FrequencyList, length: Int, of analysis: Analysis, at path: [String],
    _ reader: inout Reader
  ) {
    guard list.count > 0, let check = TermCheck(self, analysis.request.text) else { return }
    var (first, useless): ((String, TermReader.Obstacle?)?, Int) = (nil, 0)
    for number in 0..<list.count {
      let term = String(decoding: list.term(number), as: UTF8.self)
      let words = length == 1 ? [term] : term.split(separator: " ").map(String.init)
      let obstacle = words.lazy.compactMap { check.obstacle(to: $0) }.first
      guard words.count != length || obstacle != nil else { continue }
      useless += 1
      if first == nil { first = (term, obstacle) }
    }
    guard let first else { return }
    let reason = first.1?.reason ?? "it has not \(length) words"
    reader.warn(
      "useless-entry",
      "`\(first.0)` of the list `\(list.file)` is no term of the profile `\(check.name)`: \(reason)"
        + (useless == 1 ? "" : "; and so it is with \(useless - 1) more of its \(list.count)"),
      at: reader.place(ofValue: path + ["reference", "file"]), about: .analysis(analysis.name))
  }

  /// Warns of the patterns of a dictionary that match nothing under the profile of `analysis`; reports
  /// a dictionary of which none does.
  func checkPatterns(
    of dictionary: CategoryDictionary, _ analysis: Analysis, at path: [String],
    _ reader: inout Reader
  ) {
    guard let profile = profile(named: analysis.request.text), !dictionary.patterns.isEmpty,
      let useless = try? dictionary.patterns(uselessUnder: profile.text), let first = useless.first
    else { return }
    let others = useless.count - 1
    let message =
      "the pattern `\(first.pattern.text)` matches nothing under the profile `\(profile.name)`: "
      + first.reason
      + (others == 0 ? "" : "; and so it is with \(others) more of \(dictionary.patterns.count)")
    guard useless.count < dictionary.patterns.count else {
      return reader.report(
        "impossible-term", message, at: reader.place(ofValue: path + ["file"]))
    }
    reader.warn(
      "useless-entry", message,
      at: reader.place(inFile: dictionary.file, line: first.pattern.line)
        ?? reader.place(ofValue: path + ["file"]),
      about: .analysis(analysis.name))
  }
}

/// Holds terms against what a profile can make.
private final class TermCheck {
  /// The name of the profile.
  let name: String
  private var judge: TermReader

  /// A check by the profile `name` of `pipeline`; nil if there is none, or none that can be made, which
  /// has been reported.
  init?(_ pipeline: Pipeline, _ name: String) {
    guard let profile = pipeline.profile(named: name), let judge = try? TermReader(profile.text)
    else { return nil }
    self.name = name
    self.judge = judge
  }

  /// Why `word` can never be a term; nil if it can.
  func obstacle(to word: String) -> TermReader.Obstacle? {
    if case .never(let obstacle) = judge.verdict(on: word) { obstacle } else { nil }
  }

  /// Reports a word that can never be a term, and warns of one that hardly can.
  func report(
    _ word: String, inQuery query: String?, at place: Place, _ path: [String],
    _ reader: inout Reader
  ) {
    let subject = "`\(word)`" + (query.map { " in `\($0)`" } ?? "")
    switch judge.verdict(on: word) {
    case .term: break
    case .never(let obstacle):
      reader.report(
        "impossible-term",
        "\(subject) is no term of the profile `\(name)`: \(obstacle.reason)", at: place,
        advice: advice(on: obstacle, word))
    case .unlikely(let obstacle):
      reader.warn(
        "unlikely-term",
        "\(subject) is hardly a term of the profile `\(name)`: \(obstacle.reason)", at: place,
        advice: advice(on: obstacle, word), about: .analysis(path.count > 1 ? path[1] : ""),
        isSettledByCounts: true)
    }
  }

  private func advice(on obstacle: TermReader.Obstacle, _ word: String) -> String? {
    if case .cut = obstacle, word.contains("*") || word.contains("?") {
      return "There are no wildcards here: name each term."
    }
    if let meant = obstacle.meant { return "Did you mean `\(meant)`?" }
    return "Leave it out, or take a profile that keeps it."
  }
}
