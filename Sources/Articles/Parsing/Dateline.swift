/// The place, day and agency with which a news agency opens a story: `PARIS, March 6 (AFP) –`.
///
/// Only what can hardly be anything else is taken for one. It is at the start of the text and
/// is
///
///     PLACE, DAY (AGENCY) --      Baghdad, March 6 (RHC)--      La Habana, 6 mar (RHC)
///     PLACE, DAY --               LONDON, 5 January 2021 –
///     PLACE (AGENCY) --           PARIS (AFP) –
///
/// A place is up to five words with capitals (`de`, `of` and the like aside), perhaps with a comma
/// (`WASHINGTON, D.C.`). A day names its month in words. The dash (`-`, `--`, `–`, `—`, `.-`) may
/// be missing only after an agency that follows a day and before a capital. Without a day, the
/// agency must be a well-known one, or place and agency must both be in capitals.
struct Dateline {
  /// The whole of it, dash included, blanks behind it not.
  var range: Range<Int>
  var place: Range<Int>
  var date: Range<Int>?
  var agency: Range<Int>?
  /// Where the text goes on.
  var end: Int

  private static let longestHead = 70
  private static let longestAgency = 40

  /// The dateline with which `text` opens at `start`; nil if there is none.
  init?(in text: Span<UInt8>, at start: Int, end: Int) {
    guard let stop = Self.endOfHead(in: text, from: start, to: end) else { return nil }
    let head = text.trimmed(start..<stop)
    guard let (place, date) = Self.placeAndDate(text, in: head) else { return nil }
    self.place = place
    self.date = date
    var position = stop
    if text[stop] == UInt8(ascii: "(") {
      guard let agency = Self.agency(in: text, from: stop + 1, to: end) else { return nil }
      self.agency = agency
      position = agency.upperBound
      while text[position] != UInt8(ascii: ")") { position += 1 }
      position += 1
    }
    let dash = Self.dash(in: text, from: position, to: end)
    guard dash != nil || date != nil && agency != nil else { return nil }
    if date == nil {
      guard let agency, Self.isCertain(text, place: place, agency: agency) else { return nil }
    }
    range = start..<(dash ?? position)
    self.end = range.upperBound
    while self.end < end, text[self.end] == .space || text[self.end] == .tab { self.end += 1 }
    guard self.end < end else { return nil }
    // “In Paris, March 6 (AFP) was” is a sentence.
    if dash == nil {
      guard
        text[self.end] >= 0x80 || text[self.end].isASCIIUppercase
          || text[self.end] == .quotationMark
      else { return nil }
    }
  }

  /// Where the parenthesis or dash behind place and day stands.
  private static func endOfHead(in text: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    let last = min(end, start + longestHead)
    var index = start
    while index < last {
      let byte = text[index]
      if byte == .newline { return nil }
      // A single hyphen inside a word is part of it: Port-au-Prince.
      let isInnerHyphen =
        byte == .hyphen && index > start && !text[index - 1].isBlank && !text.has("--", at: index)
      if byte == UInt8(ascii: "(")
        || !isInnerHyphen && dashLength(in: text, at: index, to: end) > 0
      {
        return index > start ? index : nil
      }
      index += 1
    }
    return nil
  }

  /// The length of the dash at `index`: `--`, `-`, `–`, `—`, `.-`, `.–`; 0 if there is none.
  private static func dashLength(in text: Span<UInt8>, at index: Int, to end: Int) -> Int {
    guard index < end, let first = Optional(text[index]),
      first == .hyphen || first == .period || first == 0xE2
    else { return 0 }
    for dash in ["---", "--", "-", "–", "—", ".--", ".-", ".–", ".—"]
    where text.has(dash, at: index) && index + dash.utf8.count <= end {
      return dash.utf8.count
    }
    return 0
  }

  /// The end of the dash at or behind the blanks at `start`.
  private static func dash(in text: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end, text[index] == .space { index += 1 }
    let length = dashLength(in: text, at: index, to: end)
    return length > 0 ? index + length : nil
  }

  /// Splits `PLACE, DAY` at the comma behind which all can be read as a day.
  private static func placeAndDate(
    _ text: Span<UInt8>, in head: Range<Int>
  ) -> (place: Range<Int>, date: Range<Int>?)? {
    for comma in head where text[comma] == .comma {
      let rest = text.trimmed(comma + 1..<head.upperBound)
      guard let date = ArticleDate(written: text.extracting(rest)), date.month != nil,
        date.day != nil, rest.contains(where: { text[$0].isASCIILetter })
      else { continue }
      let place = text.trimmed(head.lowerBound..<comma)
      return isPlace(text, place) ? (place, rest) : nil
    }
    return isPlace(text, head) ? (head, nil) : nil
  }

  private static func isPlace(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var words = 0
    var commas = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      while index < range.upperBound, !text[index].isBlank { index += 1 }
      for position in start..<index {
        let byte = text[position]
        if byte == .comma { commas += 1 }
        guard
          byte.isASCIILetter || byte >= 0x80 || byte == .comma || byte == .period
            || byte == .hyphen || byte == .apostrophe || byte == UInt8(ascii: "/")
        else { return false }
      }
      words += 1
      let isCapital = text[start].isASCIIUppercase || text[start] >= 0x80
      if !isCapital && (words == 1 || !isParticle(text, start..<index)) { return false }
      while index < range.upperBound, text[index].isBlank { index += 1 }
    }
    return (1...5).contains(words) && commas <= 1 && range.count >= 2
  }

  /// Whether `word` is written small inside the names of places: Rio de Janeiro, Isle of Man.
  private static func isParticle(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
    let particles = [
      "de", "del", "la", "las", "los", "el", "do", "da", "dos", "das", "di", "du", "des", "le",
      "les",
      "of", "am", "an", "der", "den", "upon", "sur", "y", "e",
    ]
    return particles.contains { $0.utf8.count == word.count && text.has($0, at: word.lowerBound) }
  }

  private static func agency(in text: Span<UInt8>, from start: Int, to end: Int) -> Range<Int>? {
    var index = start
    let last = min(end, start + longestAgency)
    while index < last, text[index] != UInt8(ascii: ")") {
      let byte = text[index]
      guard
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || byte == .space
          || byte == .hyphen || byte == .period || byte == UInt8(ascii: "/")
          || byte == UInt8(ascii: "&")
      else { return nil }
      index += 1
    }
    let name = text.trimmed(start..<index)
    guard index < last, !name.isEmpty,
      text[name.lowerBound].isASCIILetter
        || text[name.lowerBound] >= 0x80
    else { return nil }
    return name
  }

  private static func isCertain(
    _ text: Span<UInt8>, place: Range<Int>, agency: Range<Int>
  ) -> Bool {
    var name: [UInt8] = []
    for index in agency { name.append(text[index].asciiLowercased) }
    if wellKnown.contains(name) { return true }
    return isCapitals(text, place) && place.count > 3 && isCapitals(text, agency)
  }

  /// Whether `range` has no small letter of ASCII and no blank but between words.
  private static func isCapitals(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.allSatisfy { !text[$0].isASCIILetter || text[$0].isASCIIUppercase }
  }

  private static let wellKnown: Set<[UInt8]> = Set(
    [
      "afp", "ap", "associated press", "reuters", "efe", "ansa", "dpa", "upi", "tass", "itar-tass",
      "xinhua", "rhc", "pl", "prensa latina", "europa press", "ep", "lusa", "telam", "notimex",
      "kyodo", "yonhap", "interfax", "ria novosti", "sputnik", "bloomberg", "ips", "irin", "ians",
      "pti", "ani", "apa", "ats", "belga", "bbc", "cnn", "acn", "tanjug", "anadolu", "irna",
    ].map { Array($0.utf8) })
}

extension RecordParser {
  /// Takes the dateline off the head of the body, if it has one, and fills the fields that it gives
  /// and nothing else gave.
  mutating func readDateline(in article: inout Article) {
    guard let body = article.range(of: .body), article.range(of: .dateline) == nil else { return }
    let start = article.bytes.span.trimmed(body).lowerBound
    guard let line = Dateline(in: article.bytes.span, at: start, end: body.upperBound) else {
      return
    }
    article.place(slot: Field.dateline.rawValue, at: line.range)
    for (field, range) in [
      (Field.place, line.place), (.date, line.date), (.agency, line.agency),
    ] where article.range(of: field) == nil {
      article.place(slot: field.rawValue, at: range)
    }
    if !options.keepsDateline {
      article.place(slot: Field.body.rawValue, at: line.end..<body.upperBound)
    }
  }
}
