import Bytes
import Diagnostics

/// Says whether a profile can make a term that a user asks for.
///
/// This is asked of every term of a pipeline before anything is read, so that a slip is reported
/// and no table stays empty for it. What it says can never be a term is none in any text; what it
/// does not rule out may still occur in no article.
public struct TermReader: ~Copyable {
  private let profile: TextProfile
  private var transform: TypeTransform
  private var cutter: WordCutter

  /// A reader of the terms of `profile`.
  ///
  /// Throws what `TypeTransform` throws.
  public init(_ profile: TextProfile) throws(Fault) {
    self.profile = profile
    transform = try TypeTransform(profile)
    cutter = WordCutter(profile.segmentation)
  }

  /// What is to be said of a word as a term.
  public enum Verdict: Sendable, Hashable {
    /// The profile makes this term, if only of this word.
    case term
    /// The profile makes another term of the word, or none, but some other word may become it: the
    /// stem of `willingness` is `willing`, and that of `willing` is `will`.
    case unlikely(Obstacle)
    /// No word becomes this term.
    case never(Obstacle)
  }

  /// Why a word is no term.
  public enum Obstacle: Sendable, Hashable {
    /// The switch makes it another word.
    case becomes(String, by: String)
    /// It has characters that show nothing and are part of no term; without them, it is this word.
    case holdsInvisible(String)
    /// Text is cut so that these are the tokens of it; none if it has no letter or digit.
    case cut([String])
    /// The switch removes it.
    case removed(by: String)
  }

  /// The verdict on `word`, one word as the tables of the profile would show it.
  public mutating func verdict(on word: String) -> Verdict {
    let raw = Array(word.utf8)
    let tokens = cutter.tokens(of: word)
    guard tokens.count == 1, tokens[0].range == 0..<raw.count else {
      return verdict(onCut: word, raw)
    }
    let marks = tokens[0].marks
    if marks.contains(.punctuation) { return .term }
    let folded = transform.folding.folded(raw)
    guard folded == raw else {
      let holdsInvisible = UnicodeText.strippingInvisibles(raw.span) != raw
      return .never(
        holdsInvisible
          ? .holdsInvisible(text(folded)) : .becomes(text(folded), by: foldingSwitch(for: raw)))
    }
    let length = UnicodeText.scalarCount(raw.span)
    if length < profile.minLength {
      return .never(.removed(by: "min_length: \(profile.minLength)"))
    }
    if let longest = profile.maxLength, length > longest {
      return .never(.removed(by: "max_length: \(longest)"))
    }
    guard let obstacle = obstacle(to: raw, marks) else { return .term }
    if transform.hasLemma(raw) { return .term }
    return profile.stemmer == nil ? .never(obstacle) : .unlikely(obstacle)
  }

  /// What keeps a token that is folded already from being a term.
  private mutating func obstacle(to raw: [UInt8], _ marks: TokenMarks) -> Obstacle? {
    var term: [UInt8] = []
    switch transform.term(for: raw.span, marks: marks, into: &term) {
    case .stopWord: return .removed(by: "stopwords")
    case .number: return .removed(by: "numbers: drop")
    case .address: return .removed(by: "addresses: drop")
    // A stem may be shorter than the least length, or nothing.
    case .tooShort, .tooLong, .empty, nil: break
    }
    guard term != raw else { return nil }
    let lemmas = profile.lemmas.isEmpty ? nil : "lemmas"
    let stemmer = profile.stemmer.map { "stem: \($0)" }
    return .becomes(
      text(term), by: [lemmas, stemmer].compactMap { $0 }.joined(separator: "` and `"))
  }

  /// The verdict on a word that is not itself a token.
  private mutating func verdict(onCut word: String, _ raw: [UInt8]) -> Verdict {
    let pieces = cutter.pieces(of: word).map { text(transform.folding.folded($0)) }
    let obstacle = Obstacle.cut(pieces)
    // Lemmas are not cut. Stems may end in the middle of a token, and compatibility forms hold
    // signs that are parts of no token: ½ becomes 1⁄2.
    if transform.hasLemma(raw) { return .term }
    if profile.stemmer != nil, cutter.tokens(of: word + "a").map(\.range) == [0..<raw.count + 1] {
      return .unlikely(obstacle)
    }
    let isCompatible = [.nfkc, .nfkd].contains(profile.normalForm)
    return isCompatible && obstacle != .cut([]) ? .unlikely(obstacle) : .never(obstacle)
  }

  /// The switch of the profile that keeps `raw` from being folded already.
  private func foldingSwitch(for raw: [UInt8]) -> String {
    let switches: [(name: String, off: (inout TextProfile) -> Void)] = [
      ("case: fold", { $0.letterCase = .keep }),
      ("diacritics: strip", { $0.diacritics = .keep }),
      ("apostrophes: unify", { $0.unifiesApostrophes = false }),
    ]
    for (name, turnOff) in switches {
      var other = profile
      turnOff(&other)
      if TypeFolding(other).folded(raw) == raw { return name }
    }
    var cased = profile
    cased.letterCase = .keep
    let isCase =
      profile.letterCase == .fold && TypeFolding(cased).folded(raw) != transform.folding.folded(raw)
    return isCase ? "case: fold" : "normalize: \(profile.normalForm.rawValue)"
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension TermReader.Obstacle {
  /// The reason in words, the beginning of the sentence being about the word.
  public var reason: String {
    switch self {
    case .becomes(let term, let name): "`\(name)` makes it `\(term)`"
    case .holdsInvisible: "it has characters that show nothing and are part of no term"
    case .cut([]): "it has no letter or digit"
    case .cut(let pieces) where pieces.count == 1: "of it, only `\(pieces[0])` is a token"
    case .cut(let pieces):
      "it is cut into \(pieces.map { "`\($0)`" }.joined(separator: ", "))"
    case .removed(let name): "`\(name)` removes it"
    }
  }

  /// The term that is probably meant.
  public var meant: String? {
    switch self {
    case .becomes(let term, _) where !term.isEmpty: term
    case .holdsInvisible(let term): term
    case .cut(let pieces) where pieces.count == 1: pieces[0]
    default: nil
    }
  }
}
