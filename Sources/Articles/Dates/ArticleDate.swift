/// A date as an article gives it: perhaps without a year, perhaps only a year, perhaps with a time.
///
/// Nothing is converted: day and hour are those that were written, at the offset that was written.
/// Dates are Gregorian, from year 1 to 9999. Values exist only for dates that can be.
public struct ArticleDate: Sendable, Hashable {
  /// 1 to 9999.
  public let year: Int?
  /// 1 to 12.
  public let month: Int?
  /// 1 to 31, never without a month.
  public let day: Int?
  /// Only where day, month and year are known.
  public let time: Time?
  /// The ISO 8601 week, where that is all that was written of the day: month and year are then
  /// those in which the whole week lies.
  public let onlyWeek: Week?

  /// A week of ISO 8601.
  public struct Week: Sendable, Hashable {
    /// The year of its Thursday, 1 to 9999.
    public var year: Int
    /// 1 to 53.
    public var number: Int
  }

  /// A time of the day.
  public struct Time: Sendable, Hashable {
    /// 0 to 23.
    public var hour: Int
    /// 0 to 59.
    public var minute: Int
    /// 0 to 60; fractions are dropped.
    public var second: Int?
    /// Minutes east of Greenwich, -840 to 840.
    public var offset: Int?
  }

  /// The date of these parts; nil if there is no such day, or if they leave out what lies between
  /// two that are given. A time without a full date is dropped.
  init?(year: Int?, month: Int?, day: Int?, time: Time? = nil) {
    if let year, !(1...9999).contains(year) { return nil }
    if let month {
      guard (1...12).contains(month), year != nil || day != nil else { return nil }
      // Without a year the 29th of February may have been.
      if let day, !(1...Self.days(in: month, of: year ?? 2000)).contains(day) { return nil }
    } else if day != nil || year == nil {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
    self.time = year != nil && day != nil ? time : nil
    onlyWeek = nil
  }

  /// The date of a week as a whole; nil if the year has no such week. A week that falls in two
  /// years has the one that it is counted in, and one that falls in two months has none.
  init?(week: Week) {
    guard let monday = ArticleDate(week: week, weekday: 1),
      let sunday = ArticleDate(week: week, weekday: 7)
    else { return nil }
    year = week.year
    month = monday.month == sunday.month ? monday.month : nil
    day = nil
    time = nil
    onlyWeek = week
  }

  /// The ISO 8601 form of the date written in `bytes`; nil if it cannot be read with certainty.
  public static func normalize(_ bytes: Span<UInt8>) -> String? {
    guard let date = ArticleDate(written: bytes) else { return nil }
    return date.description
  }

  /// Appends the ISO 8601 form: `2021-03-06T10:00:28-04:00`, `2021-03-06`, `2021-W09`, `2021-03`,
  /// `2021` or, without a year, `--03-06`.
  public func append(to target: inout [UInt8]) {
    appendDay(to: &target)
    guard let time else { return }
    target.append(UInt8(ascii: "T"))
    target.append(padded: time.hour, to: 2)
    target.append(.colon)
    target.append(padded: time.minute, to: 2)
    if let second = time.second {
      target.append(.colon)
      target.append(padded: second, to: 2)
    }
    guard let offset = time.offset else { return }
    if offset == 0 {
      target.append(UInt8(ascii: "Z"))
    } else {
      target.append(offset < 0 ? .hyphen : UInt8(ascii: "+"))
      target.append(padded: abs(offset) / 60, to: 2)
      target.append(.colon)
      target.append(padded: abs(offset) % 60, to: 2)
    }
  }

  private func appendDay(to target: inout [UInt8]) {
    if let onlyWeek { return onlyWeek.append(to: &target) }
    if let year {
      target.append(padded: year, to: 4)
    } else {
      target.append(.hyphen)
    }
    for part in [month, day] {
      guard let part else { return }
      target.append(.hyphen)
      target.append(padded: part, to: 2)
    }
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension ArticleDate.Week {
  /// Appends `2021-W09`.
  func append(to target: inout [UInt8]) {
    target.append(padded: year, to: 4)
    target.append(contentsOf: [.hyphen, UInt8(ascii: "W")])
    target.append(padded: number, to: 2)
  }
}

extension ArticleDate: CustomStringConvertible {
  /// The ISO 8601 form.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends `number`, which is not negative, with at least `width` digits.
  mutating func append(padded number: Int, to width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while number / divisor > 9 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
