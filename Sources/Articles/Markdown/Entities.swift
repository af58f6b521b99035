/// Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
enum Entities {
  /// The character that the reference at `start` (its ampersand) stands for and how many bytes the
  /// reference takes; nil if there is no such reference. References must end in a semicolon.
  static func decode(_ bytes: Span<UInt8>, at start: Int) -> (scalar: UInt32, length: Int)? {
    let last = min(bytes.count, start + 12)
    var index = start + 1
    while index < last, bytes[index] != UInt8(ascii: ";") { index += 1 }
    guard index < last, index > start + 1 else { return nil }
    let length = index - start + 1
    if bytes[start + 1] == UInt8(ascii: "#") {
      return number(bytes, start + 2..<index).map { ($0, length) }
    }
    var name: UInt64 = 0
    guard index - start - 1 <= 8 else { return nil }
    for position in start + 1..<index { name = name << 8 | UInt64(bytes[position]) }
    return named[name].map { ($0, length) }
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var range = range
    var base: UInt32 = 10
    if let first = range.first, bytes[first].asciiLowercased == UInt8(ascii: "x") {
      base = 16
      range = range.dropFirst()
    }
    guard !range.isEmpty else { return nil }
    var value: UInt32 = 0
    for index in range {
      guard let digit = bytes[index].hexadecimalValue, digit < base else { return nil }
      value = min(value &* base &+ digit, 0x110000)
    }
    // HTML reads the C1 controls, which no text means, as what Windows-1252 has in their place.
    if (0x80...0x9F).contains(value) { return windows1252[Int(value - 0x80)] }
    return value == 0 || value > 0x10FFFF || (0xD800...0xDFFF).contains(value) ? 0xFFFD : value
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The names of HTML 4 by their letters, eight at most. Runs of names have consecutive values;
  /// a number starts a new run.
  private static let named: [UInt64: UInt32] = {
    var named: [UInt64: UInt32] = [:]
    var next: UInt32 = 0
    for word in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if let value = UInt32(word) {
        next = value
        continue
      }
      named[word.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = next
      next += 1
    }
    return named
  }()

  private static let names = """
    34 quot 38 amp 39 apos 60 lt 62 gt
    160 nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
    deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
    Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc
    Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute
    THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc
    uuml yacute thorn yuml 338 OElig oelig 352 Scaron scaron 376 Yuml 402 fnof 710 circ 732 tilde
    913 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho
    931 Sigma Tau Upsilon Phi Chi Psi Omega
    945 alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho
    sigmaf sigma tau upsilon phi chi psi omega 977 thetasym upsih 982 piv
    8194 ensp emsp 8201 thinsp 8204 zwnj zwj lrm rlm 8211 ndash mdash
    8216 lsquo rsquo sbquo 8220 ldquo rdquo bdquo 8224 dagger Dagger bull 8230 hellip 8240 permil
    8242 prime Prime 8249 lsaquo rsaquo 8254 oline 8260 frasl 8364 euro 8465 image 8472 weierp
    8476 real 8482 trade 8501 alefsym 8592 larr uarr rarr darr harr 8629 crarr
    8656 lArr uArr rArr dArr hArr 8704 forall 8706 part exist 8709 empty 8711 nabla isin notin
    8715 ni 8719 prod 8721 sum minus 8727 lowast 8730 radic 8733 prop infin 8736 ang
    8743 and or cap cup int 8756 there4 8764 sim 8773 cong 8776 asymp 8800 ne equiv 8804 le ge
    8834 sub sup nsub 8838 sube supe 8853 oplus 8855 otimes 8869 perp 8901 sdot
    8968 lceil rceil lfloor rfloor 9001 lang rang 9674 loz 9824 spades 9827 clubs 9829 hearts diams
    """
}
