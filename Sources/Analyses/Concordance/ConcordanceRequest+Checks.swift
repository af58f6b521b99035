import Diagnostics
import Settings

extension ConcordanceRequest {
  /// Reports contradictions.
  public func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    let path = context.path
    context.checkQuery(query, at: ["query"], &reader)
    checkReduction(in: context, &reader)
    for (index, key) in sort.enumerated() {
      let (distance, side) =
        switch key {
        case .left(let distance): (distance, "left")
        case .right(let distance): (distance, "right")
        default: (0, "")
        }
      if distance > self.context {
        reader.report(
          "conflict",
          "token \(distance) to the \(side) is outside the context of \(self.context)",
          at: reader.place(ofValue: path + ["sort", "\(index)"]),
          advice: "Widen `context`, or sort by a nearer token.")
      }
    }
  }

  /// Reports a query that cannot be compared with words as the profile reduces them.
  private func checkReduction(in context: AnalysisContext, _ reader: inout Reader) {
    guard let profile = context.profile, profile.reducesWords,
      let query = try? TokenQuery(query, segmentation: profile.segmentation)
    else { return }
    let path = context.path
    let key = profile.stemmer == nil ? "lemmas" : "stem"
    if query.hasForms {
      reader.report(
        "conflict",
        "the profile `\(context.profileName)` compares words by `\(key)`, which wildcards and "
          + "regular expressions cannot match",
        at: reader.place(ofValue: path + ["query"]),
        advice: "Write words, or search a profile without `\(key)`.")
    }
    if caseSensitive, profile.stemmer != nil {
      reader.report(
        "conflict", "the stems of the profile `\(context.profileName)` have no case",
        at: reader.place(ofValue: path + ["case"]),
        advice: "Leave out `case`, or search a profile without `stem`.")
    }
  }
}
