import Articles

extension GroupDimension {
  /// What to do about `value`, which no article can have in this dimension; nil if one can.
  ///
  /// That is so of time alone: a month is written `2021-03`, or `(none)` where there is none.
  public func fault(in value: String) -> String? {
    guard let period, value != ArticleDate.noGroup else { return nil }
    let example: String
    switch period {
    case .year: example = "2021"
    case .month: example = "2021-03"
    case .day: example = "2021-03-06"
    case .week:
      let isWeek = value.wholeMatch(of: /[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])/) != nil
      return isWeek ? nil : "Write a week as in `2021-W09`."
    }
    var key: [UInt8] = []
    ArticleDate.appendKey(
      period, of: ArticleDate(written: Array(value.utf8).span), to: &key)
    let meant = String(decoding: key, as: UTF8.self)
    if meant == value { return nil }
    return meant == ArticleDate.noGroup
      ? "Write a \(name) as in `\(example)`." : "Did you mean `\(meant)`?"
  }
}
