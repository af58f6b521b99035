import Bytes

/// Patterns of single words in one structure, so that a word is held against thousands of them in
/// little more than one walk along its bytes.
///
/// A trie over the bytes of words written out, and over those before the first wildcard of others.
/// Asked once for each distinct term.
struct WordPatterns: Sendable {
  private struct Node {
    /// The patterns that are the word so far.
    var words: [UInt32] = []
    /// Those that go on with `*` and no more.
    var prefixes: [UInt32] = []
    /// Those that go on with other wildcards.
    var globs: [UInt32] = []
  }

  /// A pattern, ready to be compared with terms.
  enum Pattern: Hashable {
    case word([UInt8])
    case glob(Glob)
  }

  private var nodes = [Node()]
  private var children: [UInt64: Int] = [:]
  private var numbers: [Pattern: UInt32] = [:]
  private var globs: [UInt32: Glob] = [:]

  /// The number of `pattern`, which is added if it is new.
  mutating func number(of pattern: Pattern) -> UInt32 {
    if let number = numbers[pattern] { return number }
    let number = UInt32(numbers.count)
    numbers[pattern] = number
    switch pattern {
    case .word(let word): nodes[node(word)].words.append(number)
    case .glob(let glob):
      let node = node(glob.literalPrefix)
      if glob.isPrefix {
        nodes[node].prefixes.append(number)
      } else {
        nodes[node].globs.append(number)
        globs[number] = glob
      }
    }
    return number
  }

  /// The node at the end of `text`, made if it is not there.
  private mutating func node(_ text: [UInt8]) -> Int {
    var node = 0
    for byte in text {
      let key = UInt64(node) << 8 | UInt64(byte)
      if let child = children[key] {
        node = child
      } else {
        children[key] = nodes.count
        node = nodes.count
        nodes.append(Node())
      }
    }
    return node
  }

  /// The patterns that `term` matches, ascending.
  func matches(_ term: Span<UInt8>) -> [UInt32] {
    var matches: [UInt32] = []
    var scalars: [Unicode.Scalar]?
    var node = 0
    var place = 0
    while true {
      matches += nodes[node].prefixes
      for number in nodes[node].globs {
        let word = scalars ?? WordPatterns.scalars(of: term)
        scalars = word
        if globs[number]?.matches(word) ?? false { matches.append(number) }
      }
      if place == term.count {
        matches += nodes[node].words
        break
      }
      guard let child = children[UInt64(node) << 8 | UInt64(term[place])] else { break }
      node = child
      place += 1
    }
    return matches.sorted()
  }

  private static func scalars(of term: Span<UInt8>) -> [Unicode.Scalar] {
    Array(String(decoding: term.indices.map { term[$0] }, as: UTF8.self).unicodeScalars)
  }
}

extension Glob {
  /// The bytes of what comes before the first wildcard.
  fileprivate var literalPrefix: [UInt8] {
    var prefix = String.UnicodeScalarView()
    for part in parts {
      guard case .scalar(let scalar) = part else { break }
      prefix.append(scalar)
    }
    return Array(String(prefix).utf8)
  }

  /// Whether the only wildcard is a `*` at the end.
  fileprivate var isPrefix: Bool {
    guard parts.last == .run else { return false }
    return parts.dropLast().allSatisfy { if case .scalar = $0 { true } else { false } }
  }
}
