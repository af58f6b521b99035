import Bytes
import Diagnostics
import Tokens

/// A dictionary made ready for one text profile: patterns of words, and a trie of the phrases that
/// they make.
///
/// Words written out become terms as those of a text do: cut, folded, lemmatised, stemmed. A word
/// with wildcards is folded only, and compared with whole terms.
final class CompiledDictionary: Sendable {
  /// The patterns of single words.
  let words: WordPatterns
  /// The tokens of the longest phrase.
  let longestPhrase: Int
  /// The patterns that no text can match under the profile: a word of them is removed, or is none.
  let unmatchable: Int
  /// The categories, and those around them, of the patterns that end at each node of the trie,
  /// ascending.
  private let categories: [[UInt32]]
  private let children: [UInt64: UInt32]
  private let hasChildren: [Bool]

  /// The node where phrases begin.
  static let root: UInt32 = 0

  init(_ dictionary: CategoryDictionary, _ profile: TextProfile) throws(Fault) {
    var reader = try PatternReader(profile)
    var words = WordPatterns()
    var children: [UInt64: UInt32] = [:]
    var ends: [Set<Int>] = [[]]
    var hasChildren = [false]
    var longest = 0
    var unmatchable = 0
    for pattern in dictionary.patterns {
      guard case .phrase(let phrase) = reader.read(pattern.text) else {
        unmatchable += 1
        continue
      }
      var node = CompiledDictionary.root
      for word in phrase {
        let key = CompiledDictionary.key(node, words.number(of: word))
        if let child = children[key] {
          node = child
        } else {
          hasChildren[Int(node)] = true
          node = UInt32(ends.count)
          children[key] = node
          ends.append([])
          hasChildren.append(false)
        }
      }
      ends[Int(node)].formUnion(dictionary.lineage(of: pattern.category))
      longest = max(longest, phrase.count)
    }
    self.words = words
    self.children = children
    self.hasChildren = hasChildren
    self.unmatchable = unmatchable
    longestPhrase = longest
    categories = ends.map { $0.sorted().map { UInt32($0) } }
  }

  private static func key(_ node: UInt32, _ word: UInt32) -> UInt64 {
    UInt64(node) << 32 | UInt64(word)
  }

  /// Where a phrase at `node` goes on with a word that matches `word`; nil if none does.
  func child(of node: UInt32, _ word: UInt32) -> UInt32? {
    children[CompiledDictionary.key(node, word)]
  }

  /// The categories of the patterns that end at `node`, those around them included.
  func categories(at node: UInt32) -> [UInt32] { categories[Int(node)] }

  /// Whether a phrase goes on after `node`.
  func goesOn(after node: UInt32) -> Bool { hasChildren[Int(node)] }
}

extension CategoryDictionary {
  /// The patterns that no text can match under `profile`, and why.
  ///
  /// Throws if the profile cannot be made.
  public func patterns(
    uselessUnder profile: TextProfile
  ) throws(Fault) -> [(pattern: Pattern, reason: String)] {
    var reader = try PatternReader(profile)
    var useless: [(pattern: Pattern, reason: String)] = []
    for pattern in patterns {
      if case .useless(let reason) = reader.read(pattern.text) { useless.append((pattern, reason)) }
    }
    return useless
  }
}

extension Removal {
  /// What is removed for this reason.
  fileprivate var words: String {
    switch self {
    case .stopWord: "the stop words"
    case .number: "numbers"
    case .address: "addresses"
    case .tooShort: "words shorter than `min_length`"
    case .tooLong: "words longer than `max_length`"
    case .empty: "empty words"
    }
  }
}

/// Reads patterns as phrases under a profile.
private struct PatternReader: ~Copyable {
  private var transform: TypeTransform
  private var segmenter: Segmenter
  private var stream = TokenStream()

  init(_ profile: TextProfile) throws(Fault) {
    transform = try TypeTransform(profile)
    segmenter = Segmenter(profile.segmentation)
  }

  /// What a pattern is under the profile.
  enum Reading {
    case phrase([WordPatterns.Pattern])
    /// Nothing that text can match, for this reason.
    case useless(String)
  }

  /// Reads a pattern: useless is one of whose words one is removed, or has no part that is a token.
  mutating func read(_ text: String) -> Reading {
    var phrase: [WordPatterns.Pattern] = []
    for word in text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace) {
      let parts = PatternReader.parts(of: word)
      if parts.contains(.run) || parts.contains(.one) {
        let folding = transform.folding
        phrase.append(.glob(Glob(parts: parts).folded { folding.folded($0) }))
      } else {
        switch terms(of: parts) {
        case .phrase(let terms): phrase += terms
        case .useless(let reason): return .useless(reason)
        }
      }
    }
    return phrase.isEmpty ? .useless("it has no word") : .phrase(phrase)
  }

  private static func parts(of word: some Sequence<Unicode.Scalar>) -> [Glob.Part] {
    var parts: [Glob.Part] = []
    var isEscaped = false
    for scalar in word {
      switch scalar {
      case _ where isEscaped:
        parts.append(.scalar(scalar))
        isEscaped = false
      case "\\": isEscaped = true
      case "*": parts.append(.run)
      case "?": parts.append(.one)
      default: parts.append(.scalar(scalar))
      }
    }
    return parts
  }

  /// The terms of a word written out, cut as text is.
  private mutating func terms(of parts: [Glob.Part]) -> Reading {
    var word = String.UnicodeScalarView()
    for case .scalar(let scalar) in parts { word.append(scalar) }
    let bytes = Array(String(word).utf8)
    stream.removeAll()
    segmenter.segment(bytes.span, into: &stream, sentences: false)
    guard stream.count > 0 else { return .useless("`\(String(word))` has no letter or digit") }
    var terms: [WordPatterns.Pattern] = []
    for token in 0..<stream.count {
      let range = Int(stream.starts[token])..<Int(stream.ends[token])
      var term: [UInt8] = []
      let removal = transform.term(
        for: bytes.span.extracting(range), marks: stream.marks[token], into: &term)
      if let removal {
        let token = String(decoding: bytes[range], as: UTF8.self)
        return .useless("`\(token)` is removed with \(removal.words)")
      }
      terms.append(.word(term))
    }
    return .phrase(terms)
  }
}
