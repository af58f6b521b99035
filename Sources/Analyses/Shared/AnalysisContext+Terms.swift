import Diagnostics
import Settings
import Tokens

// Terms and queries that a profile can never match: a slip, found before anything is read.

extension AnalysisContext {
  /// Reports those of `terms`, each of `length` words, that the profile can never make; they
  /// are the list at `key`.
  func checkTerms(_ terms: [String], length: Int, at key: String, _ reader: inout Reader) {
    guard !terms.isEmpty, let check = TermCheck(self) else { return }
    for (index, term) in terms.enumerated() {
      let place = reader.place(ofValue: path + [key, "\(index)"])
      let words = term.split(separator: " ").map(String.init)
      guard words.count == length else {
        reader.report(
          "impossible-term",
          words.count == 1
            ? "`\(term)` is one word, and the terms of this analysis have \(length)"
            : "`\(term)` has \(words.count) words, and the terms of this analysis have \(length)",
          at: place,
          advice: key == "nodes"
            ? "A node is one term."
            : (1...5).contains(words.count) ? "Set `ngrams: \(words.count)` for it." : nil)
        continue
      }
      for word in words {
        check.report(word, inQuery: words.count == 1 ? nil : term, at: place, &reader)
      }
    }
  }

  /// Reports what of `query`, which is compared with terms, the profile can never make; it
  /// is at the keys `keys`.
  func checkTermQuery(_ query: String, at keys: [String], _ reader: inout Reader) {
    guard let profile, let check = TermCheck(self),
      let read = try? TokenQuery(query, segmentation: profile.segmentation)
    else { return }
    let place = reader.place(ofValue: path + keys)
    for word in read.words {
      check.report(word, inQuery: word == query ? nil : query, at: place, &reader)
    }
    for (glob, folded) in read.globs(unlikeThoseOf: profile) {
      reader.report(
        "impossible-term",
        "`\(glob)` matches no term of the profile `\(profileName)`, which folds words", at: place,
        advice: "Did you mean `\(folded)`?")
    }
  }

  /// Reads the query as the run will: what a word of it can be depends on how the profile cuts
  /// text. It is at the keys `keys`.
  func checkQuery(_ query: String, at keys: [String], _ reader: inout Reader) {
    guard !query.isEmpty, let profile else { return }
    do throws(Fault) {
      _ = try TokenQuery(query, segmentation: profile.segmentation)
    } catch {
      reader.report(
        "query", error.message, at: reader.place(ofValue: path + keys), advice: error.advice)
    }
  }
}

/// Holds terms against what a profile can make.
final class TermCheck {
  private let name: String
  /// The analysis.
  private let path: [String]
  private var judge: TermReader

  /// A check by the profile of `context`; nil if there is none, or none that can be made, which has
  /// been reported.
  init?(_ context: AnalysisContext) {
    guard let profile = context.profile, let judge = try? TermReader(profile) else { return nil }
    name = context.profileName
    path = context.path
    self.judge = judge
  }

  /// Why `word` can never be a term; nil if it can.
  func obstacle(to word: String) -> TermReader.Obstacle? {
    if case .never(let obstacle) = judge.verdict(on: word) { obstacle } else { nil }
  }

  /// Reports a word that can never be a term, and warns of one that hardly can.
  func report(
    _ word: String, inQuery query: String?, at place: Place, _ reader: inout Reader
  ) {
    let subject = "`\(word)`" + (query.map { " in `\($0)`" } ?? "")
    switch judge.verdict(on: word) {
    case .term: break
    case .never(let obstacle):
      reader.report(
        "impossible-term",
        "\(subject) is not a term of the profile `\(name)`: \(obstacle.reason)", at: place,
        advice: advice(on: obstacle, word))
    case .unlikely(let obstacle):
      reader.warn(
        "unlikely-term",
        "\(subject) is unlikely to be a term of the profile `\(name)`: \(obstacle.reason)",
        at: place,
        advice: advice(on: obstacle, word), about: path,
        isSettledByCounts: true)
    }
  }

  private func advice(on obstacle: TermReader.Obstacle, _ word: String) -> String? {
    if case .cut = obstacle, word.contains("*") || word.contains("?") {
      return "Wildcards are not supported here: list each term."
    }
    if let meant = obstacle.meant { return "Did you mean `\(meant)`?" }
    return "Leave it out, or use a profile that keeps it."
  }
}
