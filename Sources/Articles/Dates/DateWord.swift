/// What a word means inside a date.
enum DateWord {
  case month(Int)
  /// A weekday, an article, a preposition.
  case filler
  /// The name of a time zone and its minutes east of Greenwich, if they are known.
  case zone(Int?)

  /// What `letters` mean, whatever their case and accents; nil if nothing or something else.
  init?(_ letters: Span<UInt8>) {
    guard !letters.isEmpty else { return nil }
    guard let key = Self.key(letters), let word = Self.words[key] else { return nil }
    self = word
  }

  /// Up to twelve letters, five bits each, without case and accents; nil if that is not enough.
  private static func key(_ letters: Span<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    var count = 0
    var index = 0
    while index < letters.count {
      var letter = letters[index].asciiLowercased
      index += 1
      if letter == 0xC3 {
        guard index < letters.count, let plain = withoutAccent(letters[index]) else { return nil }
        letter = plain
        index += 1
      }
      count += 1
      guard count <= 12 else { return nil }
      key = key << 5 | UInt64(letter - 0x60)
    }
    return key
  }

  /// The plain letter below the one that `trail` makes after 0xC3 (U+00C0 to U+00FF).
  private static func withoutAccent(_ trail: UInt8) -> UInt8? {
    switch trail | 0x20 {
    case 0xA0...0xA5: UInt8(ascii: "a")
    case 0xA7: UInt8(ascii: "c")
    case 0xA8...0xAB: UInt8(ascii: "e")
    case 0xAC...0xAF: UInt8(ascii: "i")
    case 0xB1: UInt8(ascii: "n")
    case 0xB2...0xB6: UInt8(ascii: "o")
    case 0xB9...0xBC: UInt8(ascii: "u")
    default: nil
    }
  }

  private static let months: [String] = [
    "january jan enero ene janvier janv janeiro januar jaenner janner gennaio gen",
    "february feb febrero fevrier fevr fev fevereiro februar febbraio",
    "march mar marzo mars marco marz maerz mrz",
    "april apr abril abr avril avr aprile",
    "may mayo mai maio maggio mag",
    "june jun junio juin junho juni giugno giu",
    "july jul julio juillet juil julho juli luglio lug",
    "august aug agosto ago aout aou",
    "september sept sep septiembre setiembre septembre setembro set settembre",
    "october oct octubre octobre outubro out oktober okt ottobre ott",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic decembre dezembro dez dezember dicembre",
  ]

  private static let fillers = """
    monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat
    sunday sun lunes lun martes miercoles mie jueves jue viernes vie sabado sab domingo dom
    lundi mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
    segunda terca quarta quinta sexta feira seg ter qua qui sex
    montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend mo di mi fr sa so
    lunedi martedi mercoledi giovedi venerdi domenica
    the of at on de del el le la les den der am um do em a il
    """

  /// The zones of RFC 2822, 4.3, and those of Europe; an offset of nil means several places share
  /// the name.
  private static let zones: [(names: String, offset: Int?)] = [
    ("z ut utc gmt", 0), ("est", -300), ("edt", -240), ("cst", -360), ("cdt", -300),
    ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420), ("wet", 0), ("cet mez", 60),
    ("cest mesz", 120), ("eet", 120), ("eest msk", 180), ("bst ist et ct mt pt", nil),
  ]

  private static let words: [UInt64: DateWord] = {
    var words: [UInt64: DateWord] = [:]
    func add(_ names: String, _ word: DateWord) {
      for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        if let key = key(Array(name.utf8).span) { words[key] = word }
      }
    }
    add(fillers, .filler)
    for zone in zones { add(zone.names, .zone(zone.offset)) }
    for (index, names) in months.enumerated() { add(names, .month(index + 1)) }
    return words
  }()
}
