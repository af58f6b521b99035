import Bytes
import Diagnostics
import Tokens

/// Says of a type which patterns of a query it matches; asked once per distinct type.
struct TypeMatcher {
  private enum Test {
    case any
    case literal([UInt8])
    case glob(Glob)
    case regex(RegularExpression)
  }

  private let query: String
  private let folding: TypeFolding
  /// What makes lemmas and stems of words, if the profile has any: then the words of the query and
  /// those of the text are compared by them.
  private let reduction: Box<TypeTransform>?
  private var tests: [Test] = []
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
    folding = TypeFolding(spelling)
    reduction = try TypeMatcher.reduction(profile, spelling)
    let query = try ConcordanceQuery(statistic.query, segmentation: profile.segmentation)
    let patterns = query.patterns
    // Of an expression only the letters are folded as words are, and not their case: \W is not \w.
    spelling.letterCase = .keep
    let respelling = TypeFolding(spelling)
    for pattern in patterns {
      tests.append(
        try TypeMatcher.test(
          pattern, folding, respelling, reduction, ignoresCase: !statistic.caseSensitive))
    }
    self.query = statistic.query
    phrases = query.alternatives.map { phrase in
      phrase.map { 1 << UInt64(patterns.firstIndex(of: $0) ?? 0) }
    }
    let folding = self.folding
    let sought = query.alternatives.map { TypeMatcher.needle(of: $0, folding) }
    // A word may have any letters of its own whose stem is that of the query.
    needles = sought.contains { $0.isEmpty } || reduction != nil ? nil : sought
    disguises = TypeMatcher.disguises(of: Set(sought.joined()), folding)
    let decomposing: [TextProfile.NormalForm] = [.nfd, .nfkc, .nfkd]
    anyLetterMayFold =
      !statistic.diacriticSensitive || decomposing.contains(profile.normalForm)
  }

  /// The letters outside ASCII that full case folding (CaseFolding.txt, C and F) or NFC makes letters
  /// of ASCII, alone or among others: ß, İ, ŉ, ſ, ǰ, ẖ to ẚ, ẞ, the Kelvin sign, ﬀ to ﬆ.
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

  /// What makes lemmas and stems as `profile` does, of words spelled as `spelling` says; nil if it makes
  /// none.
  private static func reduction(
    _ profile: TextProfile, _ spelling: TextProfile
  ) throws(Fault) -> Box<TypeTransform>? {
    guard profile.reducesWords else { return nil }
    var reducing = spelling
    (reducing.stemmer, reducing.lemmas) = (profile.stemmer, profile.lemmas)
    return Box(try TypeTransform(reducing))
  }

  private static func test(
    _ pattern: ConcordanceQuery.Pattern, _ folding: TypeFolding, _ respelling: TypeFolding,
    _ reduction: Box<TypeTransform>?, ignoresCase: Bool
  ) throws(Fault) -> Test {
    switch pattern {
    case .any: return .any
    case .literal(let word):
      var word = folding.folded(word)
      reduction?.value.reduce(&word)
      return .literal(word)
    case .glob(let glob):
      return .glob(glob.folded { folding.folded($0) })
    case .regex(let source):
      let source = String(decoding: respelling.folded(source), as: UTF8.self)
      do throws(RegularExpression.SyntaxError) {
        return .regex(try RegularExpression(source, ignoresCase: ignoresCase))
      } catch {
        throw Fault(
          "query.syntax", "`\(source)` is no regular expression: \(error.message)",
          exit: .configuration)
      }
    }
  }

  /// The longest run of ASCII letters and digits that every hit of `phrase` holds; empty for none.
  private static func needle(
    of phrase: [ConcordanceQuery.Pattern], _ folding: TypeFolding
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

  /// One bit for each pattern that `type` matches; `query.too-hard` if it cannot be told in bounded
  /// time.
  mutating func bits(of type: Span<UInt8>) throws(Fault) -> UInt64 {
    folding.fold(type, into: &folded)
    if let reduction {
      reduced = folded
      reduction.value.reduce(&reduced)
    }
    var bits: UInt64 = 0
    var scalars: [Unicode.Scalar]?
    for (place, test) in tests.enumerated() {
      let isMatch: Bool
      switch test {
      case .any: isMatch = true
      case .literal(let word): isMatch = word == (reduction == nil ? folded : reduced)
      case .glob(let glob):
        let word = scalars ?? Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
        scalars = word
        isMatch = glob.matches(word)
      case .regex(let regex):
        switch regex.matches(folded) {
        case .match: isMatch = true
        case .noMatch: isMatch = false
        case .unknown(let reason): throw tooHard(reason)
        }
      }
      if isMatch { bits |= 1 << UInt64(place) }
    }
    return bits
  }

  private func tooHard(_ reason: String) -> Fault {
    let token = String(decoding: folded, as: UTF8.self)
    let shown = token.count > 60 ? "\(token.prefix(60))…" : token
    return Fault(
      "query.too-hard",
      "whether the token `\(shown)` matches the query `\(query)` takes too long to tell: \(reason)",
      advice: "Repetitions of repetitions, such as (a+)+, try every way to share out a token: "
        + "write a+, or (?>a+)+.",
      exit: .data)
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
