import Bytes
import Diagnostics
import Tokens

/// Says of a type which patterns of a query it matches; asked once per distinct type.
struct TypeMatcher {
  private enum Test {
    case any
    case literal([UInt8])
    case glob(Glob)
    case regex(Regex<AnyRegexOutput>)
  }

  private let folding: TypeFolding
  private var tests: [Test] = []
  private var folded: [UInt8] = []
  /// For each alternative, the bit of each of its patterns.
  let phrases: [[UInt64]]
  /// Literals one of which every hit holds, lower-case ASCII letters and digits; nil if hits can do
  /// without.
  let needles: [[UInt8]]?
  private let mayHoldLongS: Bool
  private let mayHoldKelvinSign: Bool
  /// Whether a hit may be written with other than ASCII characters where the needle has ASCII.
  let needsASCIIOnly: Bool

  init(_ statistic: ConcordanceStatistic, _ profile: TextProfile) throws(Fault) {
    var spelling = TextProfile()
    spelling.letterCase = statistic.caseSensitive ? .keep : .fold
    spelling.diacritics = statistic.diacriticSensitive ? .keep : .strip
    spelling.normalForm = profile.normalForm
    spelling.unifiesApostrophes = profile.unifiesApostrophes
    folding = TypeFolding(spelling)
    let query = try ConcordanceQuery(statistic.query, segmentation: profile.segmentation)
    let patterns = query.patterns
    guard patterns.count <= 64 else {
      throw Fault(
        "query.too-long", "the query has more than 64 different patterns",
        advice: "Split it into several concordances.", exit: .configuration)
    }
    for pattern in patterns { tests.append(TypeMatcher.test(pattern, folding, ignoresCase: !statistic.caseSensitive)) }
    phrases = query.alternatives.map { phrase in
      phrase.map { 1 << UInt64(patterns.firstIndex(of: $0) ?? 0) }
    }
    let folding = self.folding
    let sought = query.alternatives.map { TypeMatcher.needle(of: $0, folding) }
    needles = sought.contains { $0.isEmpty } ? nil : sought
    mayHoldLongS = sought.joined().contains(UInt8(ascii: "s"))
    mayHoldKelvinSign = sought.joined().contains(UInt8(ascii: "k"))
    let folds: [TextProfile.NormalForm] = [.nfkc, .nfkd]
    needsASCIIOnly = !statistic.diacriticSensitive || folds.contains(profile.normalForm)
  }

  private static func test(
    _ pattern: ConcordanceQuery.Pattern, _ folding: TypeFolding, ignoresCase: Bool
  ) -> Test {
    switch pattern {
    case .any: return .any
    case .literal(let word): return .literal(folding.folded(word))
    case .glob(let glob):
      var parts: [Glob.Part] = []
      for part in glob.parts {
        if case .scalar(let scalar) = part {
          let text = String(decoding: folding.folded(String(scalar)), as: UTF8.self)
          parts += text.unicodeScalars.map { .scalar($0) }
        } else {
          parts.append(part)
        }
      }
      return .glob(Glob(parts: parts))
    case .regex(let source):
      guard let regex = try? Regex(source) else { return .literal([]) }
      return .regex(ignoresCase ? regex.ignoresCase() : regex)
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
        scalars = glob.parts.map { if case .scalar(let scalar) = $0 { scalar } else { nil } }
      case .any, .regex: scalars = []
      }
      for scalar in scalars {
        if let scalar, scalar.isASCII, scalar.properties.isAlphabetic
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
  mutating func bits(of type: Span<UInt8>) -> UInt64 {
    folding.fold(type, into: &folded)
    var bits: UInt64 = 0
    var scalars: [Unicode.Scalar]?
    for (place, test) in tests.enumerated() {
      let isMatch: Bool
      switch test {
      case .any: isMatch = true
      case .literal(let word): isMatch = word == folded
      case .glob(let glob):
        let word = scalars ?? Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
        scalars = word
        isMatch = glob.matches(word)
      case .regex(let regex):
        let word = String(decoding: folded, as: UTF8.self)
        isMatch = ((try? regex.wholeMatch(in: word)) ?? nil) != nil
      }
      if isMatch { bits |= 1 << UInt64(place) }
    }
    return bits
  }

  /// Whether `text` may hold a hit; never false where it holds one.
  func mayOccur(in text: Span<UInt8>) -> Bool {
    guard let needles else { return true }
    for needle in needles where containsIgnoringCase(text, needle.span) { return true }
    // Where diacritics or compatibility forms are stripped, many letters become ASCII; else only the
    // long s, which folds to s, and the Kelvin sign, which folds to k.
    if needsASCIIOnly { return Scan.firstNonASCII(in: text, from: 0) < text.count }
    return (mayHoldLongS && holds(text, 0xC5, 0xBF))
      || (mayHoldKelvinSign && holds(text, 0x84, 0xAA))
  }
}
