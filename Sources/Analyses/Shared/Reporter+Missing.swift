import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// A term that a request names.
struct AskedTerm {
  /// The term as it is asked for.
  var text: String
  /// The words that it is made of, as terms of the profile; empty if it has none that are written
  /// out.
  var words: [String]
  /// Where the request names it.
  var subject: [String]
}

/// What is asked for and occurs nowhere: a slip more often than not, so it is reported, with what
/// occurs and is spelled like it. Where all is found nothing is done.
extension Reporter {
  /// The most terms or values of an analysis that are named in its warnings.
  static let mostNamed = 10

  /// Warns of each of `missing`, terms that no article has.
  func warn(
    ofMissing missing: [AskedTerm], ofProfile profile: Int, to table: inout TableWriter
  ) throws(Fault) {
    let terms = terms(ofProfile: profile)
    // Where there is no term at all, that is what is to be said.
    guard !missing.isEmpty, terms.count > 0 else { return }
    let named = missing.prefix(Reporter.mostNamed)
    var unknown: [String] = []
    for word in named.flatMap(\.words) where !unknown.contains(word) {
      if try terms.number(of: word.utf8Span.span) == nil { unknown.append(word) }
    }
    let near = try nearest(to: unknown, among: terms, plan.textProfile(profile))
    for term in named {
      let absent = term.words.filter(unknown.contains)
      let isPhrase = absent.isEmpty && term.words.count > 1
      table.warn(
        TableWarning(
          "request.missing-term",
          "no article has `\(term.text)`" + (isPhrase ? ", though each of its words occurs" : ""),
          advice: advice(on: term, absent, near), about: term.subject))
    }
    if missing.count > named.count {
      table.warn(
        TableWarning(
          "request.missing-term",
          "\(missing.count - named.count) more of the requested terms occur in no article"))
    }
  }

  /// Of each of `words` what is nearest to it among `terms`: first of all what the profile makes of
  /// it.
  private func nearest(
    to words: [String], among terms: TermList, _ profile: TextProfile
  ) throws(Fault) -> [String: [String]] {
    guard !words.isEmpty else { return [:] }
    var near: [String: [String]] = [:]
    var transform = try TypeTransform(profile)
    var search = NearestValues(to: words)
    try terms.forEach { search.look(at: $0) }
    for (word, found) in zip(words, search.found) {
      var term: [UInt8] = []
      let isRemoved = transform.term(for: word.utf8Span.span, marks: [], into: &term) != nil
      let number = try terms.number(of: term.span)
      near[word] = !isRemoved && number != nil ? [String(decoding: term, as: UTF8.self)] : found
    }
    return near
  }

  private func advice(
    on term: AskedTerm, _ absent: [String], _ near: [String: [String]]
  ) -> String? {
    if term.words == [term.text], let found = near[term.text] { return .didYouMean(found) }
    let meant = absent.compactMap { word in near[word]?.first.map { (word, $0) } }
    guard !absent.isEmpty, meant.count == absent.count else { return nil }
    return meant.map { .didYouMean([$0.1], for: $0.0) }.joined(separator: " ")
  }

  /// Warns of each of `values` that is none of `known`, the values of `dimension` that articles
  /// have; returns whether all are.
  func warn(
    ofMissing values: [String], of dimension: GroupDimension, among known: Set<[UInt8]>,
    about subject: [String], to table: inout TableWriter
  ) -> Bool {
    let missing = values.indices.filter { !known.contains(Array(values[$0].utf8)) }
    guard !missing.isEmpty else { return true }
    let named = missing.prefix(Reporter.mostNamed)
    var search = NearestValues(to: named.map { values[$0] })
    for value in known { search.look(at: value.span) }
    for (place, near) in zip(named, search.found) {
      table.warn(
        TableWarning(
          "request.missing-value",
          "no article has the \(dimension.name) `\(values[place])`",
          advice: .didYouMean(near) ?? list(known, of: dimension),
          about: subject + ["\(place)"]))
    }
    if missing.count > named.count {
      table.warn(
        TableWarning(
          "request.missing-value",
          "\(missing.count - named.count) more values of \(dimension.name) occur in no article",
          about: subject))
    }
    return false
  }

  /// The values that there are, if they are not too many to be read.
  private func list(_ known: Set<[UInt8]>, of dimension: GroupDimension) -> String? {
    guard !known.isEmpty else { return nil }
    let sorted = known.sorted { $0.lexicographicallyPrecedes($1) }
    let shown = sorted.prefix(Reporter.mostNamed).map { "`\(String(decoding: $0, as: UTF8.self))`" }
    let more = known.count > shown.count ? " and \(known.count - shown.count) more" : ""
    return "The values of \(dimension.name) are \(shown.joined(separator: ", "))\(more)."
  }
}

extension String {
  /// "Did you mean `a`, `b` or `c`?"; nil for nothing.
  static func didYouMean(_ values: [String]) -> String? {
    guard let last = values.last else { return nil }
    let others = values.dropLast().map { "`\($0)`" }.joined(separator: ", ")
    return "Did you mean \(others.isEmpty ? "" : "\(others) or ")`\(last)`?"
  }

  fileprivate static func didYouMean(_ values: [String], for word: String) -> String {
    "Did you mean `\(values[0])` for `\(word)`?"
  }
}
