import Bytes
import Diagnostics
import Tokens

/// Patterns of single words, ready to be compared with words: the one matcher of all analyses that
/// take queries.
///
/// Wildcards and expressions are compared with words as the folding of a profile spells them. An
/// expression is one of PCRE2, on the whole of a word, and gives up after a number of steps.
struct WordTests {
  private enum Test {
    case any
    case literal([UInt8])
    case glob(Glob)
    /// An expression, and the query that it is from.
    case regex(RegularExpression, query: String)
    /// No word matches: the profile removes it.
    case nothing
  }

  /// How words are spelled.
  let folding: TypeFolding
  /// The same with the case kept: of an expression only the letters are folded as words are, and
  /// not their case, for \W is not \w.
  private let respelling: TypeFolding
  private let ignoresCase: Bool
  private var tests: [Test] = []

  /// No patterns yet; words are spelled as `profile` folds them.
  init(spelledBy profile: TextProfile) {
    folding = TypeFolding(profile)
    ignoresCase = profile.letterCase == .fold
    var profile = profile
    profile.letterCase = .keep
    respelling = TypeFolding(profile)
  }

  /// The number of patterns.
  var count: Int { tests.count }

  /// Adds a pattern of `query`; `word` makes of a word written out what is compared, nil if it is
  /// removed.
  ///
  /// - Throws: `query.syntax` for what is no expression.
  mutating func add(
    _ pattern: TokenQuery.Pattern, of query: String, _ word: (String) -> [UInt8]?
  ) throws(Fault) {
    switch pattern {
    case .any: tests.append(.any)
    case .literal(let text): tests.append(word(text).map(Test.literal) ?? .nothing)
    case .glob(let glob): tests.append(.glob(glob.folded { folding.folded($0) }))
    case .regex(let source):
      let source = String(decoding: respelling.folded(source), as: UTF8.self)
      do throws(RegularExpression.SyntaxError) {
        tests.append(
          .regex(try RegularExpression(source, ignoresCase: ignoresCase), query: query))
      } catch {
        throw Fault(
          "query.syntax", "`\(source)` is not a valid regular expression: \(error.message)",
          exit: .configuration)
      }
    }
  }

  /// Calls `each` with the number of every pattern that `word`, spelled as it is compared, matches;
  /// with words written out it is compared as `reduced`, which may be a stem.
  ///
  /// - Throws: `query.too-hard` where that cannot be decided in a bounded number of steps.
  func forEachMatch(
    _ word: [UInt8], writtenOut reduced: [UInt8], _ each: (Int) -> Void
  ) throws(Fault) {
    var scalars: [Unicode.Scalar]?
    for (place, test) in tests.enumerated() {
      let isMatch: Bool
      switch test {
      case .nothing: isMatch = false
      case .any: isMatch = true
      case .literal(let literal): isMatch = literal == reduced
      case .glob(let glob):
        let all = scalars ?? Array(String(decoding: word, as: UTF8.self).unicodeScalars)
        scalars = all
        isMatch = glob.matches(all)
      case .regex(let regex, let query):
        switch regex.matches(word) {
        case .match: isMatch = true
        case .noMatch: isMatch = false
        case .unknown(let reason): throw WordTests.tooHard(word, query, reason)
        }
      }
      if isMatch { each(place) }
    }
  }

  private static func tooHard(_ word: [UInt8], _ query: String, _ reason: String) -> Fault {
    let token = String(decoding: word, as: UTF8.self)
    let shown = token.count > 60 ? "\(token.prefix(60))…" : token
    return Fault(
      Fault.tooHard,
      "matching the token `\(shown)` against the query `\(query)` takes too long: \(reason)",
      advice: "Repetitions of repetitions, such as (a+)+, try every way to divide a token: "
        + "write a+, or (?>a+)+.",
      exit: .data)
  }
}

extension Fault {
  /// The code of a token that an expression cannot be compared with in a bounded number of steps.
  /// An article that holds one is rejected.
  public static let tooHard = "query.too-hard"
}

extension String {
  /// Whether a query may hold an expression.
  var mayHoldExpression: Bool { contains("/") }
}
