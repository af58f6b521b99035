/// Encodings of one script: what a text must be like to be taken for one of them.
enum EncodingFamily {
  case western, central, turkish, baltic, cyrillic, greek, hebrew, arabic, thai
  case chinese, japanese, korean

  /// An encoding that libuchardet tells.
  typealias Member = (guess: String, name: String, family: EncodingFamily)

  /// The encodings that libuchardet tells, by its names; `name` is the larger one that readers
  /// take each for.
  static let members: [Member] = [
    ("ISO-8859-1", "windows-1252", .western), ("WINDOWS-1252", "windows-1252", .western),
    ("ISO-8859-15", "iso-8859-15", .western), ("WINDOWS-1250", "windows-1250", .central),
    ("ISO-8859-2", "iso-8859-2", .central), ("ISO-8859-16", "iso-8859-16", .central),
    ("ISO-8859-9", "windows-1254", .turkish), ("WINDOWS-1254", "windows-1254", .turkish),
    ("ISO-8859-4", "iso-8859-4", .baltic), ("ISO-8859-13", "iso-8859-13", .baltic),
    ("WINDOWS-1257", "windows-1257", .baltic), ("WINDOWS-1251", "windows-1251", .cyrillic),
    ("KOI8-R", "koi8-r", .cyrillic), ("KOI8-U", "koi8-u", .cyrillic),
    ("ISO-8859-5", "iso-8859-5", .cyrillic), ("IBM866", "ibm866", .cyrillic),
    ("IBM855", "ibm855", .cyrillic), ("WINDOWS-1253", "windows-1253", .greek),
    ("ISO-8859-7", "iso-8859-7", .greek), ("WINDOWS-1255", "windows-1255", .hebrew),
    ("ISO-8859-8", "iso-8859-8", .hebrew), ("WINDOWS-1256", "windows-1256", .arabic),
    ("ISO-8859-6", "iso-8859-6", .arabic), ("TIS-620", "tis-620", .thai),
    ("ISO-8859-11", "tis-620", .thai), ("GB18030", "gb18030", .chinese),
    ("BIG5", "big5", .chinese), ("EUC-TW", "euc-tw", .chinese),
    ("SHIFT_JIS", "cp932", .japanese), ("EUC-JP", "euc-jp", .japanese),
    ("EUC-KR", "cp949", .korean), ("UHC", "cp949", .korean),
  ]

  /// The family of the encoding called `name`; nil if it is in none.
  static func family(of name: String) -> EncodingFamily? {
    let place = TextEncoding.place(of: name)
    guard place < TextEncoding.counted.count - 1 else { return nil }
    return members.first { TextEncoding.place(of: $0.name) == place }?.family
      ?? (place == TextEncoding.place(of: "iso-8859-1") ? .western : nil)
  }

  /// Whether its encodings have letters of the Latin script.
  var isLatin: Bool {
    switch self {
    case .western, .central, .turkish, .baltic: true
    default: false
    }
  }

  /// Whether its encodings are found without being named. Those of the Baltic are not: Albanian
  /// and Icelandic texts are taken for them.
  var isTold: Bool { self != .baltic && self != .western }

  /// Whether `scalar`, which is not ASCII, is a character of its script.
  func has(_ scalar: UInt32) -> Bool {
    switch self {
    case .western, .central, .turkish, .baltic: 0xC0...0x24F ~= scalar
    case .cyrillic: 0x400...0x52F ~= scalar
    case .greek: 0x370...0x3FF ~= scalar
    case .hebrew: 0x590...0x5FF ~= scalar
    case .arabic: 0x600...0x6FF ~= scalar || 0x200C...0x200F ~= scalar
    case .thai: 0xE00...0xE7F ~= scalar
    case .chinese, .japanese:
      0x3000...0x30FF ~= scalar || 0x3400...0x9FFF ~= scalar || 0xFF00...0xFFEF ~= scalar
    case .korean: 0xAC00...0xD7A3 ~= scalar || EncodingFamily.chinese.has(scalar)
    }
  }

  /// Whether `text`, in UTF-8, can hardly be anything else than a text in its script.
  ///
  /// The letters of the script must stand together, or be far more than those of ASCII: in a text
  /// that was decoded wrongly, as in French taken for Chinese, single ones stand among ASCII. At
  /// least 8 are needed, 4 of the scripts of East Asia, and 30 of the Latin script, where they may
  /// stand alone.
  func isPlausible(_ text: [UInt8]) -> Bool {
    let evidence = ScriptEvidence(text, self)
    guard !evidence.isDamaged, evidence.own * 20 >= evidence.all * 19 else { return false }
    switch self {
    case .western, .central, .turkish, .baltic: return evidence.own >= 30
    case .chinese: return evidence.own >= 4 && evidence.isTogether(2)
    case .japanese:
      return evidence.own >= 4 && evidence.isTogether(2)
        && evidence.kana * 10 >= evidence.own
    case .korean:
      return evidence.own >= 4 && evidence.isTogether(2)
        && evidence.hangul * 5 >= evidence.own * 4
    case .cyrillic:
      // KOI8-R and Windows-1251 read as each other have capitals for small letters.
      return evidence.own >= 8 && evidence.isTogether(3)
        && evidence.small >= evidence.capitals
    case .greek, .hebrew, .arabic, .thai:
      return evidence.own >= 8 && evidence.isTogether(3)
    }
  }
}

/// What the characters of a text say for a script.
struct ScriptEvidence {
  /// Characters that are neither ASCII nor punctuation of all scripts, and those of the script.
  private(set) var all = 0
  private(set) var own = 0
  /// Stretches of characters of the script.
  private(set) var runs = 0
  private(set) var kana = 0
  private(set) var hangul = 0
  /// Cyrillic letters by case.
  private(set) var small = 0
  private(set) var capitals = 0
  /// Whether there is a character that no text has.
  private(set) var isDamaged = false
  private var isInRun = false
  private var asciiLetters = 0

  /// What `text`, in UTF-8, says for the script of `family`.
  init(_ text: [UInt8], _ family: EncodingFamily) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      add(scalar.value, family)
    }
  }

  /// Whether the characters of the script stand together in stretches of `length` on average, or
  /// are most of the text.
  func isTogether(_ length: Int) -> Bool { own >= length * runs || own >= 2 * asciiLetters }

  private mutating func add(_ scalar: UInt32, _ family: EncodingFamily) {
    let isOwn = scalar >= 0x80 && family.has(scalar)
    if isOwn && !isInRun { runs += 1 }
    isInRun = isOwn
    guard scalar >= 0x80 else {
      if 0x41...0x5A ~= scalar & 0x5F { asciiLetters += 1 }
      return
    }
    switch scalar {
    case 0x80...0x9F, 0xFFFD, 0xE000...0xF8FF: isDamaged = true
    case 0x3041...0x30FF: kana += 1
    case 0xAC00...0xD7A3: hangul += 1
    case 0x400...0x42F: capitals += 1
    case 0x430...0x45F: small += 1
    default: break
    }
    let isCommon =
      0xA0...0xBF ~= scalar || 0x2000...0x206F ~= scalar || 0x20A0...0x20BF ~= scalar
      || 0x2100...0x214F ~= scalar
    if isOwn { own += 1 }
    if isOwn || !isCommon { all += 1 }
  }
}
