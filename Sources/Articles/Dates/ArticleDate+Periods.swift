extension ArticleDate.Period {
  /// The number of the period that `key` names, such that the next period has the next number; nil
  /// if it is not a key of this kind (see `ArticleDate.appendKey`).
  public func number(ofKey key: [UInt8]) -> Int? {
    let text = String(decoding: key, as: UTF8.self)
    let parts = text.split(separator: "-").map { Int($0.drop { $0 == "W" }) }
    guard parts.count == (self == .year ? 1 : self == .day ? 3 : 2), let year = parts[0] else {
      return nil
    }
    switch self {
    case .year: return year
    case .month:
      guard let month = parts[1] else { return nil }
      return year * 12 + month - 1
    case .week:
      guard let week = parts[1] else { return nil }
      // The week with 4 January is the first.
      let fourth = ArticleDate.dayNumber(year: year, month: 1, day: 4)
      return fourth / 7 + week - 1
    case .day:
      guard let month = parts[1], let day = parts[2] else { return nil }
      return ArticleDate.dayNumber(year: year, month: month, day: day)
    }
  }

  /// The key of the period with this number.
  public func key(ofNumber number: Int) -> [UInt8] {
    var key: [UInt8] = []
    switch self {
    case .year:
      ArticleDate.appendKey(self, of: ArticleDate(year: number, month: nil, day: nil), to: &key)
    case .month:
      ArticleDate.appendKey(
        self, of: ArticleDate(year: number / 12, month: number % 12 + 1, day: nil),
        to: &key)
    case .week: ArticleDate.appendKey(self, of: ArticleDate(dayNumber: number * 7), to: &key)
    case .day: ArticleDate.appendKey(self, of: ArticleDate(dayNumber: number), to: &key)
    }
    return key
  }
}
