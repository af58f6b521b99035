import Diagnostics
import Settings
import Tokens

extension KeynessRequest {
  /// Reports contradictions.
  public func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    let path = context.path
    func place(_ key: String) -> Place { reader.place(ofValue: path + [key]) }
    if !target.isEmpty, !groupBy.isEmpty {
      reader.report(
        "conflict", "`target` defines one target, `group_by` many", at: place("group_by"),
        advice: "Set one of them.")
    }
    switch reference {
    case .rest where target.isEmpty && groupBy.isEmpty,
      .groups where target.isEmpty && groupBy.isEmpty:
      reader.report(
        "conflict", "all articles are in the target, so there are none for a reference",
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
    context.checkDimensions(groupBy, at: ["group_by"], &reader)
    context.checkSelections(target, at: "target", &reader)
    switch reference {
    case .groups(let selections): context.checkSelections(selections, at: "reference", &reader)
    case .list(let list): check(list, in: context, &reader)
    case .rest, .previous: break
    }
  }

  /// Warns of the terms of a frequency list that the profile can never make.
  private func check(
    _ list: FrequencyList, in context: AnalysisContext, _ reader: inout Reader
  ) {
    guard list.count > 0, let check = TermCheck(context) else { return }
    var (first, useless): ((String, TermReader.Obstacle?)?, Int) = (nil, 0)
    for number in 0..<list.count {
      let term = String(decoding: list.term(number), as: UTF8.self)
      let words = ngrams == 1 ? [term] : term.split(separator: " ").map(String.init)
      let obstacle = words.lazy.compactMap { check.obstacle(to: $0) }.first
      guard words.count != ngrams || obstacle != nil else { continue }
      useless += 1
      if first == nil { first = (term, obstacle) }
    }
    guard let first else { return }
    let reason = first.1?.reason ?? "it has not \(ngrams) words"
    reader.warn(
      "useless-entry",
      "`\(first.0)` of the list `\(list.file)` is not a term of the profile "
        + "`\(context.profileName)`: "
        + reason
        + (useless == 1 ? "" : "; the same is true of \(useless - 1) more of its \(list.count)"),
      at: reader.place(ofValue: context.path + ["reference", "file"]), about: context.path)
  }
}
