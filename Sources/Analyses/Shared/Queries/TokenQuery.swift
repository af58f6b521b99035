import Bytes
import Diagnostics
import Tokens

/// A concordance query, read: alternatives of phrases of token patterns.
///
///     occupation              the word
///     climate change          a phrase: words one after the other
///     occup*  ?at             wildcards: any run of characters, any one character
///     the * of                a lone * is any one token
///     war|peace talks         alternatives, each a word or a phrase
///     /colou?r(s|ed)?/        a regular expression on a whole token; / inside is written \/
///     \*                      a character that would mean something, or that means nothing: [ ]
///
/// Words without wildcards are cut as the text is cut, so that a query is found however it is
/// hyphenated under the profile.
public struct TokenQuery: Sendable, Hashable {
  /// What one token must be.
  public enum Pattern: Sendable, Hashable {
    case any
    case literal(String)
    /// Pieces with gaps; `*` stands for nil bounds, see `Glob`.
    case glob(Glob)
    case regex(String)
  }

  /// The alternatives; each a phrase of one pattern or more.
  public var alternatives: [[Pattern]]

  /// Reads `query`.
  ///
  /// - Throws: `query.syntax`, saying what is wrong at which character; `query.too-long`.
  public init(_ query: String, segmentation: Segmentation = Segmentation()) throws(Fault) {
    guard query.utf8.count <= TokenQuery.longest else {
      throw Fault(
        "query.too-long",
        "the query has \(query.utf8.count) bytes; the limit is \(TokenQuery.longest)",
        advice: "Split it into several, or use a dictionary.", exit: .configuration)
    }
    var reader = QueryReader(query, segmentation)
    alternatives = try reader.read()
    guard patterns.count <= TokenQuery.mostPatterns else {
      throw Fault(
        "query.too-long",
        "the query has \(patterns.count) different patterns; it may have "
          + "\(TokenQuery.mostPatterns)",
        advice: "Split it into several concordances.", exit: .configuration)
    }
  }

  /// The longest query, in bytes.
  static let longest = 10_000

  /// The most patterns that a query may have: each type keeps one bit for each.
  static let mostPatterns = 64

  /// The words that are written out, in order of appearance.
  public var words: [String] {
    patterns.compactMap { if case .literal(let word) = $0 { word } else { nil } }
  }

  /// Whether it tests the forms of words: whether it has wildcards in words or regular
  /// expressions.
  public var hasForms: Bool {
    patterns.contains {
      switch $0 {
      case .glob, .regex: true
      case .any, .literal: false
      }
    }
  }

  /// Whether a regular expression of it has a blank, which no token has.
  var hasExpressionsWithBlanks: Bool {
    patterns.contains { if case .regex(let source) = $0 { source.contains(" ") } else { false } }
  }

  /// The words with wildcards that are not spelled as `profile` spells terms, and how it would.
  public func globs(unlikeThoseOf profile: TextProfile) -> [(written: String, folded: String)] {
    let folding = TypeFolding(profile)
    return patterns.compactMap { pattern in
      guard case .glob(let glob) = pattern else { return nil }
      let folded = glob.folded { folding.folded($0) }
      return folded == glob ? nil : (glob.text, folded.text)
    }
  }

  /// The distinct patterns, in order of appearance.
  var patterns: [Pattern] {
    var seen: Set<Pattern> = []
    return alternatives.joined().filter { seen.insert($0).inserted }
  }
}

/// A word with wildcards: characters, and gaps between them.
public struct Glob: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case scalar(Unicode.Scalar)
    case one
    case run
  }
  var parts: [Part]

  /// The pattern with every run of characters folded as a whole: e and an accent after it may be
  /// one character in the words that are matched.
  func folded(_ fold: (String) -> [UInt8]) -> Glob {
    var folded: [Part] = []
    var run = ""
    func endRun() {
      let text = String(decoding: fold(run), as: UTF8.self)
      folded += text.unicodeScalars.map { .scalar($0) }
      run = ""
    }
    for part in parts {
      if case .scalar(let scalar) = part {
        run.unicodeScalars.append(scalar)
      } else {
        endRun()
        folded.append(part)
      }
    }
    endRun()
    return Glob(parts: folded)
  }

  /// The pattern as it is written.
  fileprivate var text: String {
    var text = ""
    for part in parts {
      switch part {
      case .scalar(let scalar): text.unicodeScalars.append(scalar)
      case .one: text += "?"
      case .run: text += "*"
      }
    }
    return text
  }

  /// Whether all of `word` matches; linear in the word times the pattern.
  func matches(_ word: [Unicode.Scalar]) -> Bool {
    var place = 0
    var part = 0
    var retry: (part: Int, place: Int)?
    while place < word.count {
      if part < parts.count {
        switch parts[part] {
        case .run:
          retry = (part, place)
          part += 1
          continue
        case .one:
          place += 1
          part += 1
          continue
        case .scalar(let scalar) where scalar == word[place]:
          place += 1
          part += 1
          continue
        case .scalar:
          break
        }
      }
      guard let (runPart, from) = retry else { return false }
      retry = (runPart, from + 1)
      place = from + 1
      part = runPart + 1
    }
    while part < parts.count, parts[part] == .run { part += 1 }
    return part == parts.count
  }
}

/// Reads the notation of queries.
private struct QueryReader {
  private let text: [Unicode.Scalar]
  private let query: String
  private var cutter: WordCutter
  private var place = 0

  init(_ query: String, _ segmentation: Segmentation) {
    self.query = query
    text = Array(query.unicodeScalars)
    cutter = WordCutter(segmentation)
  }

  mutating func read() throws(Fault) -> [[TokenQuery.Pattern]] {
    var alternatives: [[TokenQuery.Pattern]] = []
    var phrase: [TokenQuery.Pattern] = []
    while place < text.count {
      switch text[place] {
      case "|":
        place += 1
        guard !phrase.isEmpty else { throw fault("an alternative is empty") }
        alternatives.append(phrase)
        phrase = []
      case " ", "\t", "\n":
        place += 1
      case "/":
        phrase.append(try readRegex())
      default:
        phrase += try readWord()
      }
    }
    guard !phrase.isEmpty else {
      throw fault(alternatives.isEmpty ? "the query is empty" : "an alternative is empty")
    }
    return alternatives + [phrase]
  }

  private func fault(_ what: String, at place: Int? = nil) -> Fault {
    Fault(
      "query.syntax",
      "\(what) at character \((place ?? self.place) + 1) of the query `\(query.excerpt)`",
      advice: "Write words, phrases, * and ?, alternatives with |, or /regular expressions/.",
      exit: .configuration)
  }

  private mutating func readRegex() throws(Fault) -> TokenQuery.Pattern {
    var pattern = ""
    // Where each of the pattern's characters is in the query.
    var places: [Int] = []
    func take() {
      pattern.unicodeScalars.append(text[place])
      places.append(place)
      place += 1
    }
    place += 1
    while place < text.count, text[place] != "/" {
      if text[place] == "\\", place + 1 < text.count {
        // Of the escapes, that of the slash is ours, the others are the expression's.
        if text[place + 1] == "/" { place += 1 } else { take() }
      }
      take()
    }
    guard place < text.count else { throw fault("a regular expression has no closing /") }
    place += 1
    guard !pattern.isEmpty else { throw fault("a regular expression is empty") }
    do throws(RegularExpression.SyntaxError) {
      _ = try RegularExpression(pattern)
    } catch {
      throw fault(
        "`\(pattern.excerpt)` is not a valid regular expression: \(error.message)",
        at: error.offset < places.count ? places[error.offset] : place - 1)
    }
    return .regex(pattern)
  }

  private mutating func readWord() throws(Fault) -> [TokenQuery.Pattern] {
    var parts: [Glob.Part] = []
    while place < text.count, ![" ", "\t", "\n", "|"].contains(text[place]) {
      switch text[place] {
      case "*": parts.append(.run)
      case "?": parts.append(.one)
      case "\\":
        place += 1
        guard place < text.count else { throw fault("nothing follows \\") }
        parts.append(.scalar(text[place]))
      case "[", "]":
        throw Fault(
          "query.syntax",
          "`\(text[place])` has no meaning at character \(place + 1) of the query `\(query)`",
          advice: "Queries have no annotations and no character sets: write words, "
            + "wildcards or a /regular expression/, and \\\(text[place]) for the character itself.",
          exit: .configuration)
      default: parts.append(.scalar(text[place]))
      }
      place += 1
    }
    if parts == [.run] { return [.any] }
    if parts.contains(.run) || parts.contains(.one) { return [.glob(Glob(parts: parts))] }
    var word = ""
    for case .scalar(let scalar) in parts { word.unicodeScalars.append(scalar) }
    let tokens = cutter.pieces(of: word)
    guard !tokens.isEmpty else { throw fault("`\(word.excerpt)` is no word; it ends") }
    return tokens.map { .literal($0) }
  }
}
