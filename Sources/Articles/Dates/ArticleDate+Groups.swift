extension ArticleDate {
  /// A length of time by which articles are grouped.
  public enum Period: String, Sendable, Hashable, Codable, CaseIterable {
    /// `2021`
    case year
    /// `2021-03`
    case month
    /// The ISO 8601 week, `2021-W09`: Monday to Sunday, the year being that of its Thursday.
    case week
    /// `2021-03-06`
    case day
  }

  /// The key of articles without a group.
  public static let noGroup = "(none)"

  /// Appends the key of the period that `date` falls in, or `(none)` if there is no date or if it
  /// lacks what the key is made of: `--03-06` falls in no year and so in no month, week or day.
  public static func appendKey(
    _ period: Period, of date: ArticleDate?, to target: inout [UInt8]
  ) {
    if let date, date.appendKey(period, to: &target) { return }
    target.append(contentsOf: noGroup.utf8)
  }

  private func appendKey(_ period: Period, to target: inout [UInt8]) -> Bool {
    guard let year else { return false }
    if period == .year {
      target.append(padded: year, to: 4)
      return true
    }
    if period == .week {
      guard let week else { return false }
      week.append(to: &target)
      return true
    }
    guard let month, period == .month || day != nil else { return false }
    target.append(padded: year, to: 4)
    target.append(.hyphen)
    target.append(padded: month, to: 2)
    if period == .day, let day {
      target.append(.hyphen)
      target.append(padded: day, to: 2)
    }
    return true
  }

  /// The ISO week (ISO 8601, 3.1.1.23): week 1 is the one with the year's first Thursday.
  public var week: Week? {
    if let onlyWeek { return onlyWeek }
    guard let year, let month, let day else { return nil }
    let today = Self.dayNumber(year: year, month: month, day: day)
    // Day 0 was a Monday in the proleptic calendar counted here, so this is the week's Thursday.
    let thursday = today - today % 7 + 3
    var weekYear = year
    if thursday < Self.dayNumber(year: year, month: 1, day: 1) { weekYear -= 1 }
    if thursday >= Self.dayNumber(year: year + 1, month: 1, day: 1) { weekYear += 1 }
    let first = Self.dayNumber(year: weekYear, month: 1, day: 1)
    return Week(year: weekYear, number: (thursday - first) / 7 + 1)
  }

  /// The day `weekday` (1 to 7 from Monday) of `week`; nil if the year has no such week or the day
  /// lies outside the years 1 to 9999.
  init?(week: Week, weekday: Int) {
    guard (1...9999).contains(week.year), (1...53).contains(week.number),
      (1...7).contains(weekday)
    else { return nil }
    // The week with 4 January is the first (ISO 8601, 3.1.1.23).
    let fourth = Self.dayNumber(year: week.year, month: 1, day: 4)
    self.init(dayNumber: fourth - fourth % 7 + (week.number - 1) * 7 + weekday - 1)
    guard self.week == week else { return nil }
  }

  /// The day `ordinal` (from 1) of `year`; nil if the year has no such day.
  init?(year: Int, ordinal: Int) {
    guard (1...9999).contains(year), ordinal > 0 else { return nil }
    let first = Self.dayNumber(year: year, month: 1, day: 1)
    self.init(dayNumber: first + ordinal - 1)
    guard self.year == year else { return nil }
  }

  /// The day after; nil if day, month or year is not known.
  var dayAfter: ArticleDate? {
    guard let year, let month, let day else { return nil }
    return ArticleDate(dayNumber: Self.dayNumber(year: year, month: month, day: day) + 1)
  }

  /// The day that is `number` days after Monday, 1 January of the year 1.
  init?(dayNumber number: Int) {
    let epoch = Self.dayNumber(year: 1970, month: 1, day: 1)
    guard let moment = ArticleDate(epochSeconds: (number - epoch) * 86_400) else { return nil }
    self.init(year: moment.year, month: moment.month, day: moment.day)
  }

  /// Days since Monday, 1 January of the year 1.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let before = year - 1
    var number = before * 365 + before / 4 - before / 100 + before / 400
    for earlier in 1..<month { number += days(in: earlier, of: year) }
    return number + day - 1
  }

  /// The date and time, in UTC, `seconds` after 1970 began; nil outside the years 1 to 9999.
  init?(epochSeconds seconds: Int) {
    let epoch = Self.dayNumber(year: 1970, month: 1, day: 1)
    let last = Self.dayNumber(year: 10_000, month: 1, day: 1)
    var number = epoch + seconds / 86_400
    var rest = seconds % 86_400
    if rest < 0 {
      rest += 86_400
      number -= 1
    }
    guard (0..<last).contains(number) else { return nil }
    // An estimate by the mean length of a year is wrong by one at most.
    var year = number * 400 / 146_097 + 1
    if Self.dayNumber(year: year, month: 1, day: 1) > number { year -= 1 }
    if Self.dayNumber(year: year + 1, month: 1, day: 1) <= number { year += 1 }
    var month = 1
    while month < 12, Self.dayNumber(year: year, month: month + 1, day: 1) <= number { month += 1 }
    let day = number - Self.dayNumber(year: year, month: month, day: 1) + 1
    let time = Time(hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60, offset: 0)
    self.init(year: year, month: month, day: day, time: time)
  }
}
