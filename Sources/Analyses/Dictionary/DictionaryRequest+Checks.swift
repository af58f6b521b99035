import Diagnostics
import Settings

extension DictionaryRequest {
  /// Reports contradictions.
  public func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    if per == .article, !groupBy.isEmpty {
      reader.report(
        "conflict", "rows for articles are not grouped",
        at: reader.place(ofValue: context.path + ["group_by"]),
        advice: "Use two analyses, one for groups and one for articles.")
    }
    context.checkDimensions(groupBy, at: ["group_by"], &reader)
    checkPatterns(in: context, &reader)
  }

  /// Warns of the patterns that match nothing under the profile; reports a dictionary of which none
  /// does.
  private func checkPatterns(in context: AnalysisContext, _ reader: inout Reader) {
    guard let profile = context.profile, !dictionary.patterns.isEmpty,
      let useless = try? dictionary.patterns(uselessUnder: profile), let first = useless.first
    else { return }
    let others = useless.count - 1
    let message =
      "the pattern `\(first.pattern.text)` matches nothing under the profile "
      + "`\(context.profileName)`: \(first.reason)"
      + (others == 0 ? "" : "; the same is true of \(others) more of \(dictionary.patterns.count)")
    let file = reader.place(ofValue: context.path + ["file"])
    guard useless.count < dictionary.patterns.count else {
      return reader.report("impossible-term", message, at: file)
    }
    reader.warn(
      "useless-entry", message,
      at: reader.place(inFile: dictionary.file, line: first.pattern.line) ?? file,
      about: context.path)
  }
}
