import Bytes
import Diagnostics
import Tokens

/// Says of a type which patterns of a query it matches; asked once per distinct type.
struct TypeMatcher {
  /// What makes lemmas and stems of words, if the profile has any: then the words of the query and
  /// those of the text are compared by them.
  private let reduction: Box<TypeTransform>?
  private var tests: WordTests
  private var folded: [UInt8] = []
  private var reduced: [UInt8] = []
  /// For each alternative, the bit of each of its patterns.
  let phrases: [[UInt64]]
  /// Literals one of which every hit holds, lower-case ASCII letters and digits; nil if hits can do
  /// without.
  let needles: [[UInt8]]?
  /// Whether any letter outside ASCII may fold to letters of a needle.
  private let anyLetterMayFold: Bool
  /// The last two bytes of the letters that do, where not any may.
  private let disguises: [(UInt8, UInt8)]

  init(_ statistic: ConcordanceStatistic, _ profile: TextProfile) throws(Fault) {
    var spelling = TextProfile()
    spelling.letterCase = statistic.caseSensitive ? .keep : .fold
    spelling.diacritics = statistic.diacriticSensitive ? .keep : .strip
    spelling.normalForm = profile.normalForm
    spelling.unifiesApostrophes = profile.unifiesApostrophes
    var tests = WordTests(spelledBy: spelling)
    let reduction = try TypeMatcher.reduction(profile, spelling)
    self.reduction = reduction
    let query = try TokenQuery(statistic.query, segmentation: profile.segmentation)
    let patterns = query.patterns
    let folding = tests.folding
    for pattern in patterns {
      try tests.add(pattern, of: statistic.query) { word in
        var word = folding.folded(word)
        reduction?.value.reduce(&word)
        return word
      }
    }
    self.tests = tests
    phrases = query.alternatives.map { phrase in
      phrase.map { 1 << UInt64(patterns.firstIndex(of: $0) ?? 0) }
    }
    let sought = query.alternatives.map { TypeMatcher.needle(of: $0, folding) }
    // A word may have any letters of its own whose stem is that of the query.
    needles = sought.contains { $0.isEmpty } || reduction != nil ? nil : sought
    disguises = TypeMatcher.disguises(of: Set(sought.joined()), folding)
    let decomposing: [TextProfile.NormalForm] = [.nfd, .nfkc, .nfkd]
    anyLetterMayFold =
      !statistic.diacriticSensitive || decomposing.contains(profile.normalForm)
  }

  /// The letters outside ASCII that full case folding (CaseFolding.txt, C and F) or NFC makes
  /// letters of ASCII, alone or among others: ß, İ, ŉ, ſ, ǰ, ẖ to ẚ, ẞ, the Kelvin sign, ﬀ to ﬆ.
  static let foldingToASCII: [Unicode.Scalar] =
    ["\u{DF}", "\u{130}", "\u{149}", "\u{17F}", "\u{1F0}", "\u{1E9E}", "\u{212A}"]
    + (0x1E96...0x1E9A).compactMap { Unicode.Scalar($0) }
    + (0xFB00...0xFB06).compactMap { Unicode.Scalar($0) }

  /// The last two bytes of each letter whose folding has one of `letters`.
  private static func disguises(
    of letters: Set<UInt8>, _ folding: TypeFolding
  ) -> [(UInt8, UInt8)] {
    foldingToASCII.compactMap { scalar in
      guard folding.folded(String(scalar)).contains(where: { letters.contains($0 | 0x20) }) else {
        return nil
      }
      let bytes = Array(String(scalar).utf8.suffix(2))
      return (bytes[0], bytes[1])
    }
  }

  /// What makes lemmas and stems as `profile` does, of words spelled as `spelling` says; nil if it
  /// makes none.
  private static func reduction(
    _ profile: TextProfile, _ spelling: TextProfile
  ) throws(Fault) -> Box<TypeTransform>? {
    guard profile.reducesWords else { return nil }
    var reducing = spelling
    (reducing.stemmer, reducing.lemmas) = (profile.stemmer, profile.lemmas)
    return Box(try TypeTransform(reducing))
  }

  /// The longest run of ASCII letters and digits that every hit of `phrase` holds; empty for none.
  private static func needle(
    of phrase: [TokenQuery.Pattern], _ folding: TypeFolding
  ) -> [UInt8] {
    var best: [UInt8] = []
    for pattern in phrase {
      var runs: [[UInt8]] = [[]]
      let scalars: [Unicode.Scalar?]
      switch pattern {
      case .literal(let word):
        scalars = String(decoding: folding.folded(word), as: UTF8.self).unicodeScalars.map { $0 }
      case .glob(let glob):
        let parts = glob.folded { folding.folded($0) }.parts
        scalars = parts.map { if case .scalar(let scalar) = $0 { scalar } else { nil } }
      case .any, .regex: scalars = []
      }
      for scalar in scalars {
        if let scalar, scalar.isASCII,
          scalar.properties.isAlphabetic
            || scalar.properties.numericType != nil
        {
          runs[runs.count - 1].append(UInt8(scalar.value) | (scalar.value >= 0x41 ? 0x20 : 0))
        } else {
          runs.append([])
        }
      }
      for run in runs where run.count > best.count { best = run }
    }
    return best
  }

  /// One bit for each pattern that `type` matches.
  ///
  /// - Throws: `query.too-hard` if it cannot be decided in bounded time.
  mutating func bits(of type: Span<UInt8>) throws(Fault) -> UInt64 {
    tests.folding.fold(type, into: &folded)
    var bits: UInt64 = 0
    if let reduction {
      reduced = folded
      reduction.value.reduce(&reduced)
      try tests.forEachMatch(folded, writtenOut: reduced) { bits |= 1 << UInt64($0) }
    } else {
      try tests.forEachMatch(folded, writtenOut: folded) { bits |= 1 << UInt64($0) }
    }
    return bits
  }

  /// Whether `text` may hold a hit; never false where it holds one.
  func mayOccur(in text: Span<UInt8>) -> Bool {
    guard let needles else { return true }
    for needle in needles where containsIgnoringCase(text, needle.span) { return true }
    guard Scan.firstNonASCII(in: text, from: 0) < text.count else { return false }
    return anyLetterMayFold || UnicodeText.holdsInvisibles(text)
      || disguises.contains { holds(text, $0.0, $0.1) }
  }
}
