extension ArticleDate {
  /// The date written in `bytes`; nil if it cannot be read with certainty.
  ///
  /// It reads ISO 8601 whole or in part (`2021`, `2021-03`, `--03-06`, `20210306`), with a time
  /// after `T` or a blank, with one-digit parts, with `/` or `.` between them; its weeks
  /// (`2021-W09`, `2021-W09-6`, `2021W096`) and days of the year (`2021-065`); RFC 2822;
  /// `1-MAR-1987`; months in words (English, Spanish, French, Portuguese, German, Italian) in any
  /// order of the parts; Chinese `2021年3月6日`; `6.3.2021`; a number of seconds or milliseconds
  /// since 1970. Quotes around the date are passed over.
  ///
  /// `03/04/2020` (and `03-04-2020`) is read only where one number is above 12 or both are equal:
  /// one half of the world writes the month first. `6.3.2021` is read: nobody does so with periods.
  /// If the time is impossible (`2021-02-08 16:30-:00+16:30`), the day is read without it. 24:00 is
  /// the beginning of the next day.
  public init?(written bytes: Span<UInt8>) {
    guard let (date, _) = Self.read(bytes) else { return nil }
    self = date
  }

  /// The date written in `bytes`, as `init(written:)` has it, and whether an impossible
  /// time was written.
  static func read(_ bytes: Span<UInt8>) -> (date: ArticleDate, losesTime: Bool)? {
    var reader = DateReader(bytes)
    guard let date = reader.read() else { return nil }
    return (date, reader.losesTime)
  }
}

/// A cursor over a date in writing.
struct DateReader: ~Escapable {
  let bytes: Span<UInt8>
  var position: Int
  let end: Int
  /// Whether a time was passed over because it cannot be.
  private(set) var losesTime = false

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    var range = bytes.trimmed(0..<bytes.count)
    while range.count > 1, let quote = Optional(bytes[range.lowerBound]),
      quote == .quotationMark || quote == .apostrophe, bytes[range.upperBound - 1] == quote
    {
      range = bytes.trimmed(range.lowerBound + 1..<range.upperBound - 1)
    }
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  mutating func read() -> ArticleDate? {
    let start = position
    if let date = readDigits() { return date }
    position = start
    if let date = readNumeric() { return date }
    position = start
    return readWords()
  }

  // MARK: One run of digits

  /// A year, a date or a moment written as one number.
  mutating func readDigits() -> ArticleDate? {
    let isNegative = eat(.hyphen)
    let start = position
    while position < end, bytes[position].isASCIIDigit { position += 1 }
    let digits = start..<position
    if eat(.period) {
      while position < end, bytes[position].isASCIIDigit { position += 1 }
    }
    guard position == end, !digits.isEmpty, digits.count <= 14 else { return nil }
    let isWhole = digits.upperBound == end && !isNegative
    switch digits.count {
    case 4 where isWhole: return ArticleDate(year: value(digits), month: nil, day: nil)
    case 8 where isWhole: return compact(digits.lowerBound)
    case 14 where isWhole:
      let clock = digits.lowerBound + 8
      let time = WrittenTime(
        hour: value(clock..<clock + 2), minute: value(clock + 2..<clock + 4),
        second: value(clock + 4..<clock + 6))
      return time.flatMap { compact(digits.lowerBound)?.at($0) }
    case 9, 10: return ArticleDate(epochSeconds: value(digits) * (isNegative ? -1 : 1))
    case 12, 13:
      let milliseconds = value(digits) * (isNegative ? -1 : 1)
      return ArticleDate(epochSeconds: Int((Double(milliseconds) / 1000).rounded(.down)))
    default: return nil
    }
  }

  /// The `YYYYMMDD` at `start`.
  func compact(_ start: Int) -> ArticleDate? {
    ArticleDate(
      year: value(start..<start + 4), month: value(start + 4..<start + 6),
      day: value(start + 6..<start + 8))
  }

  // MARK: Numbers with separators

  mutating func readNumeric() -> ArticleDate? {
    if eat(.hyphen) {
      guard eat(.hyphen), let month = number(2...2), eat(.hyphen), let day = number(2...2),
        position == end
      else { return nil }
      return ArticleDate(year: nil, month: month, day: day)
    }
    guard let (first, width) = digits(), width <= 8 else { return nil }
    if width == 8 {
      // `20210306T1030`: the compact form with a time.
      return full(compact(position - 8), mayBeCompact: true)
    }
    if width == 4 {
      if eat("年") { return readChinese(year: first) }
      if let week = readWeek(year: first) { return full(week) }
      guard let separator = separator(), let (month, width) = digits() else { return nil }
      if width == 3, separator == .hyphen { return full(ArticleDate(year: first, ordinal: month)) }
      guard width <= 2 else { return nil }
      if position == end { return ArticleDate(year: first, month: month, day: nil) }
      guard eat(separator), let day = number(1...2) else { return nil }
      return full(ArticleDate(year: first, month: month, day: day))
    }
    guard width <= 2, let separator = separator(), let second = number(1...2), eat(separator),
      let year = number(4...4)
    else { return nil }
    if separator == .period || first > 12 || first == second {
      return full(ArticleDate(year: year, month: second, day: first))
    }
    guard second > 12 else { return nil }
    return full(ArticleDate(year: year, month: first, day: second))
  }

  /// `-W09`, `-W09-6`, `W09` or `W096` behind a year: a week of ISO 8601, or a day of it.
  mutating func readWeek(year: Int) -> ArticleDate? {
    let start = position
    let isExtended = eat(.hyphen)
    guard eat(UInt8(ascii: "W")) || eat(UInt8(ascii: "w")), let (number, width) = digits() else {
      position = start
      return nil
    }
    if width == 3, !isExtended {
      return ArticleDate(week: .init(year: year, number: number / 10), weekday: number % 10)
    }
    guard width == 2 else { return nil }
    let week = ArticleDate.Week(year: year, number: number)
    guard isExtended, position < end, bytes[position] == .hyphen else {
      return ArticleDate(week: week)
    }
    position += 1
    return self.number(1...1).flatMap { ArticleDate(week: week, weekday: $0) }
  }

  mutating func readChinese(year: Int) -> ArticleDate? {
    if position == end { return ArticleDate(year: year, month: nil, day: nil) }
    guard let month = number(1...2), eat("月") else { return nil }
    if position == end { return ArticleDate(year: year, month: month, day: nil) }
    guard let day = number(1...2), eat("日") else { return nil }
    return full(ArticleDate(year: year, month: month, day: day))
  }

  /// `date` with the time that follows it, if any; nil if something else follows. The time may be
  /// compact (`103000`) behind a `T`, and behind a date that is.
  mutating func full(
    _ date: ArticleDate?, mayBeCompact: Bool = false
  ) -> ArticleDate? {
    guard let date, position < end else { return date }
    guard
      bytes[position] == UInt8(ascii: "T") || bytes[position] == UInt8(ascii: "t")
        || bytes[position] == .comma || bytes[position].isBlank
    else { return nil }
    let mayBeCompact = mayBeCompact || bytes[position] | 0x20 == UInt8(ascii: "t")
    position += 1
    passBlanks()
    let start = position
    let clock = isCompactTime ? (mayBeCompact ? readTime() : nil) : readTime()
    if let clock, position == end { return date.at(clock) }
    position = start
    guard isMangledTime(from: start, mayBeCompact) else { return nil }
    losesTime = true
    return date
  }

  /// Whether four or six digits begin at the position, as the compact form of a time does.
  private var isCompactTime: Bool {
    var index = position
    while index < end, bytes[index].isASCIIDigit { index += 1 }
    return index - position == 4 || index - position == 6
  }

  /// Whether only marks of a time follow, so that the day before them is certain: they have a
  /// colon, unless the form is compact.
  func isMangledTime(from start: Int, _ isCompact: Bool = false) -> Bool {
    var hasColon = isCompact && isCompactTime
    for index in start..<end {
      let byte = bytes[index]
      hasColon = hasColon || byte == .colon
      guard
        byte.isASCIIDigit || byte.isBlank || byte == .colon || byte == .period || byte == .comma
          || byte == .hyphen || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "Z")
      else { return false }
    }
    return hasColon
  }

  // MARK: Months in words

  /// Parts in any order, the month by its name.
  mutating func readWords() -> ArticleDate? {
    var year: Int?
    var month: Int?
    var day: Int?
    var time: WrittenTime?
    var shortYear: Int?
    while true {
      passPunctuation(keepingSign: time != nil)
      guard position < end else { break }
      let start = position
      if let (value, width) = digits() {
        if position < end, bytes[position] == .colon {
          position = start
          guard time == nil else { return nil }
          if let read = readTime() {
            time = read
          } else {
            guard isMangledTime(from: start), year != nil else { return nil }
            losesTime = true
            position = end
          }
        } else if width == 4, year == nil {
          year = value
        } else if width <= 2, day == nil {
          day = value
          passOrdinalMark()
        } else if width == 2, shortYear == nil, year == nil {
          shortYear = value
        } else {
          return nil
        }
        continue
      }
      guard let word = word() else { return nil }
      switch word {
      case .month(let value):
        guard month == nil || month == value else { return nil }
        month = value
      case .filler: break
      case .zone(let offset):
        guard time != nil else { return nil }
        if time?.time.offset == nil { time?.time.offset = offset }
      }
    }
    // RFC 2822, 4.3: a year of two digits, which only dates with a time have.
    if let shortYear, year == nil {
      guard time != nil else { return nil }
      year = shortYear + (shortYear < 50 ? 2000 : 1900)
    }
    guard month != nil else { return nil }
    let date = ArticleDate(year: year, month: month, day: day)
    return time.map { date?.at($0) } ?? date
  }

  /// Passes over what may stand between two parts; a sign before a digit is left where an offset
  /// may follow.
  mutating func passPunctuation(keepingSign: Bool) {
    while position < end {
      let byte = bytes[position]
      guard
        byte.isBlank || byte == .comma || byte == .period || byte == .hyphen
          || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "(")
          || byte == UInt8(ascii: ")") || bytes.has("\u{A0}", at: position)
      else { return }
      position += byte == 0xC2 ? 2 : 1
    }
  }

  /// Passes over the `st` of `1st`, the `er` of `1er`, the `º` of `1º`.
  mutating func passOrdinalMark() {
    for mark in ["st", "nd", "rd", "th", "er", "º", "ª", "°"] where eat(mark) { return }
    let start = position
    if eat("o"), position < end, bytes[position].isASCIILetter { position = start }
  }

  // MARK: Small pieces

  func value(_ range: Range<Int>) -> Int {
    var value = 0
    for index in range { value = value * 10 + Int(bytes[index] - UInt8(ascii: "0")) }
    return value
  }

  /// The number at the position and how many digits it has; nil if there is none or a giant.
  mutating func digits() -> (value: Int, width: Int)? {
    let start = position
    while position < end, bytes[position].isASCIIDigit { position += 1 }
    let width = position - start
    guard width > 0, width <= 18 else { return nil }
    return (value(start..<position), width)
  }

  mutating func number(_ widths: ClosedRange<Int>) -> Int? {
    guard let (value, width) = digits(), widths.contains(width) else { return nil }
    return value
  }

  /// The word at the position, which ends up behind it even if it means nothing.
  mutating func word() -> DateWord? {
    let range = letters()
    return DateWord(bytes.extracting(range))
  }

  /// The letters at the position, those of Latin-1 included.
  mutating func letters() -> Range<Int> {
    let start = position
    while position < end {
      if bytes[position].isASCIILetter {
        position += 1
      } else if bytes[position] == 0xC3, position + 1 < end {
        position += 2
      } else {
        break
      }
    }
    return start..<position
  }

  mutating func separator() -> UInt8? {
    guard position < end, let byte = Optional(bytes[position]),
      byte == .hyphen || byte == .period || byte == UInt8(ascii: "/")
    else { return nil }
    position += 1
    return byte
  }

  mutating func eat(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func eat(_ text: String) -> Bool {
    guard position + text.utf8.count <= end, bytes.has(text, at: position) else { return false }
    position += text.utf8.count
    return true
  }

  mutating func passBlanks() {
    while position < end, bytes[position].isBlank { position += 1 }
  }
}
