import Diagnostics

/// Lists of lemmas in files.
public enum LemmaList {
  /// The lemmas of a file, sorted by the bytes of the form, one for each form.
  ///
  /// A line is `form TAB lemma`, or `lemma -> form,form,…` as AntConc's lists are; a file may hold
  /// both. Text, comments and blanks as in `StopWords.parse`. A form that several lines give
  /// (`left`: leave, left) has the lemma of the first: choosing by context is not a list's work.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - path: the name of the file, for faults.
  /// - Throws: a fault at the line that is not UTF-8, has neither shape, lacks a word, or has a
  ///   blank inside a word.
  public static func parse(
    _ bytes: Span<UInt8>, path: String
  ) throws(Fault) -> [TextProfile.Lemma] {
    union([try entries(of: bytes, path: path).map(\.lemma)])
  }

  /// The lemmas of a file in its order, with the places of the forms; else as `parse`.
  public static func entries(
    of bytes: Span<UInt8>, path: String
  ) throws(Fault) -> [(lemma: TextProfile.Lemma, place: Place)] {
    var entries: [(lemma: TextProfile.Lemma, place: Place)] = []
    for line in try ListFile.lines(of: bytes, path: path) {
      try entries.append(contentsOf: self.lemmas(of: line))
    }
    return entries
  }

  /// The lemmas of all `lists`, sorted by the bytes of the form; of several lemmas for a form the
  /// first counts.
  public static func union(_ lists: [[TextProfile.Lemma]]) -> [TextProfile.Lemma] {
    let all = lists.flatMap { $0 }
    let order = all.indices.sorted {
      let (left, right) = (all[$0].form.utf8, all[$1].form.utf8)
      if left.lexicographicallyPrecedes(right) { return true }
      return $0 < $1 && left.elementsEqual(right)
    }
    var sorted: [TextProfile.Lemma] = []
    for lemma in order.lazy.map({ all[$0] })
    where !(sorted.last?.form.utf8.elementsEqual(lemma.form.utf8) ?? false) {
      sorted.append(lemma)
    }
    return sorted
  }

  private static func lemmas(
    of line: ListFile.Line
  ) throws(Fault) -> [(lemma: TextProfile.Lemma, place: Place)] {
    let content = line.content
    if let arrow = content.firstRange(of: "->") {
      let lemma = try word(content[..<arrow.lowerBound], "a lemma", of: line)
      var forms: [(lemma: TextProfile.Lemma, place: Place)] = []
      for part in content[arrow.upperBound...].split(
        separator: ",", omittingEmptySubsequences: false)
      {
        let form = try word(part, "a form", of: line)
        forms.append((TextProfile.Lemma(form: form, lemma: lemma), line.place(of: part.startIndex)))
      }
      return forms
    }
    let parts = content.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw line.fault(
        "lemmas.shape",
        parts.count < 2 ? "the line has no lemma" : "the line has more than a form and a lemma",
        at: parts.count < 2 ? content.endIndex : parts[2].startIndex, advice: shapes)
    }
    let form = try word(parts[0], "a form", of: line)
    let lemma = try word(parts[1], "a lemma", of: line)
    return [(TextProfile.Lemma(form: form, lemma: lemma), line.place(of: parts[0].startIndex))]
  }

  private static func word(
    _ part: Substring, _ what: String, of line: ListFile.Line
  ) throws(Fault) -> String {
    let trimmed = ListFile.Line.trim(part)
    guard !trimmed.isEmpty else {
      throw line.fault(
        "lemmas.missing-word", "the line lacks \(what)", at: part.startIndex, advice: shapes)
    }
    return try line.word(trimmed, code: "lemmas.several-words", what: what, advice: shapes)
  }

  private static let shapes = "Write `form TAB lemma`, or `lemma -> form,form`, one word each."
}
