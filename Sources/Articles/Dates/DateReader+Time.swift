/// Times of day, as dates have them.
extension DateReader {
  /// `10:00`, `1:41:26.47`, `1000`, `014126,47`, with `am` or `pm`, with an offset or the name of a
  /// zone.
  mutating func readTime() -> WrittenTime? {
    guard let (first, width) = digits() else { return nil }
    var hour = first
    var minute = 0
    var second: Int?
    if width <= 2, eat(.colon) {
      guard let value = number(2...2) else { return nil }
      minute = value
      if eat(.colon) {
        guard let value = number(1...2) else { return nil }
        second = value
      }
    } else if width == 4 || width == 6 {
      if width == 6 { second = first % 100 }
      let hours = width == 6 ? first / 100 : first
      (hour, minute) = (hours / 100, hours % 100)
    } else {
      return nil
    }
    // A fraction, of a minute too, counts for nothing.
    if eat(.period) || eat(.comma) { guard digits() != nil else { return nil } }
    let start = position
    passBlanks()
    if let isAfternoon = readMeridiem() {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    } else {
      position = start
    }
    guard var clock = WrittenTime(hour: hour, minute: minute, second: second) else { return nil }
    let beforeOffset = position
    passBlanks()
    if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == .hyphen {
      guard let offset = readOffset() else { return nil }
      clock.time.offset = offset
    } else if case .zone(let offset)? = word() {
      clock.time.offset = offset
    } else {
      position = beforeOffset
    }
    return clock
  }

  /// Whether `pm` follows; nil if neither that nor `am` does.
  mutating func readMeridiem() -> Bool? {
    guard position < end else { return nil }
    let letter = bytes[position].asciiLowercased
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
    position += 1
    _ = eat(.period)
    guard position < end, bytes[position].asciiLowercased == UInt8(ascii: "m") else { return nil }
    position += 1
    _ = eat(.period)
    return letter == UInt8(ascii: "p")
  }

  /// `+01:00`, `-0400`, `-9`.
  mutating func readOffset() -> Int? {
    let sign = bytes[position] == .hyphen ? -1 : 1
    position += 1
    guard let (value, width) = digits() else { return nil }
    var minutes = value * 60
    if width == 4 {
      minutes = value / 100 * 60 + value % 100
    } else if width > 2 {
      return nil
    } else if eat(.colon) {
      guard let rest = number(2...2), rest < 60 else { return nil }
      minutes += rest
    }
    // Nobody lives more than fourteen hours from Greenwich.
    return minutes <= 14 * 60 ? sign * minutes : nil
  }
}

/// A time as it is written: 24:00 ends the day, and so begins the next.
struct WrittenTime {
  var time: ArticleDate.Time
  let isNextDay: Bool

  /// The time of these parts; nil if there is none.
  init?(hour: Int, minute: Int, second: Int?) {
    isNextDay = hour == 24 && minute == 0 && second ?? 0 == 0
    guard hour < 24 || isNextDay, minute < 60, second ?? 0 <= 60 else { return nil }
    time = ArticleDate.Time(hour: isNextDay ? 0 : hour, minute: minute, second: second)
  }
}

extension ArticleDate {
  /// The day at `clock`; nil if it would be the day after one whose year is not known.
  func at(_ clock: WrittenTime) -> ArticleDate? {
    guard let date = clock.isNextDay ? dayAfter : self else { return nil }
    guard date.day != nil else { return date }
    return ArticleDate(year: date.year, month: date.month, day: date.day, time: clock.time)
  }
}
