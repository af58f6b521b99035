import Synchronization

/// Tells whether the full stop after a word belongs to it. Looked up once a full stop that follows
/// a word, without decoding it.
struct AbbreviationTable: Sendable {
  private enum Kind: UInt8 { case none, anywhere, beforeNumber }

  /// Open addressing: the bytes of an abbreviation packed into a word (0 is a free slot), and its
  /// kind.
  private var keys: [UInt64]
  private var kinds: [Kind]
  /// The number of bits of a slot index.
  private let width: Int
  /// Whether `I.` is a pronoun at the end of a sentence sooner than somebody's initial.
  private let hasPronounI: Bool
  private let classes = BoundaryClass.trie
  /// Whether there is any language, and so any abbreviation.
  let isActive: Bool

  /// The table for some languages; languages without a list bring acronyms and initials only.
  ///
  /// A table is made once, as every query cuts its words by one.
  static func table(of languages: [String]) -> AbbreviationTable {
    tables.withLock { tables in
      if let table = tables[languages] { return table }
      let table = AbbreviationTable(languages: languages)
      tables[languages] = table
      return table
    }
  }

  private static let tables = Mutex<[[String]: AbbreviationTable]>([:])

  private init(languages: [String]) {
    isActive = !languages.isEmpty
    hasPronounI = languages.contains("en")
    var entries: [UInt64: Kind] = [:]
    for list in languages.compactMap({ Abbreviations.lists[$0] }) {
      // A word that is an abbreviation anywhere in one language is so before a number too.
      for (words, kind) in [(list.beforeNumber, Kind.beforeNumber), (list.anywhere, .anywhere)] {
        for word in words.split(whereSeparator: \.isWhitespace) {
          for form in [String(word), word.prefix(1).uppercased() + word.dropFirst()] {
            guard let key = Self.key(Array(form.utf8)) else { continue }
            if entries[key] != .anywhere { entries[key] = kind }
          }
        }
      }
    }
    let slots = max(16, entries.count * 4)
    width = Int.bitWidth - (slots - 1).leadingZeroBitCount
    keys = Array(repeating: 0, count: 1 << width)
    kinds = Array(repeating: .none, count: 1 << width)
    for (key, kind) in entries {
      let slot = slot(of: key)
      keys[slot] = key
      kinds[slot] = kind
    }
  }

  /// Whether the full stop at `stop` belongs to the word that starts at `start` and ends there.
  ///
  /// It does after a listed abbreviation; after each letter of an acronym, with blanks (`a. m.`) or
  /// without (`U.S.`); after a single Latin or Cyrillic capital, but not after a number, when
  /// another capital follows over a blank or hyphen. A second full stop makes an ellipsis, which
  /// belongs to nobody.
  func holdsStop(at stop: Int, from start: Int, in text: Span<UInt8>) -> Bool {
    let next = stop + 1
    if next < text.count, text[next] == UInt8(ascii: ".") { return false }
    if let key = Self.key(text.extracting(start..<stop)) {
      switch kinds[slot(of: key)] {
      case .anywhere: return true
      case .beforeNumber where numberFollows(next, in: text): return true
      case .beforeNumber, .none: break
      }
    }
    let (scalar, end) = text.scalar(at: start)
    let first = BoundaryClass(bits: classes[scalar])
    guard end == stop else { return isAcronym(from: start, to: stop, in: text) }
    if letterWithStopFollows(next, in: text) || letterWithStop(before: start, in: text) {
      return first.sentence == .upper || first.sentence == .lower
    }
    let isPronoun = hasPronounI && scalar == UInt32(UInt8(ascii: "I"))
    return first.sentence == .upper && !isPronoun && isNameLetter(scalar)
      && mayBeName(start, in: text) && capitalFollows(next, in: text)
  }

  // MARK: - The list

  private static func key(_ word: Span<UInt8>) -> UInt64? {
    guard word.count <= 8 else { return nil }
    var key: UInt64 = 0
    for index in word.indices { key = key << 8 | UInt64(word[index]) }
    return key
  }

  private static func key(_ word: [UInt8]) -> UInt64? { key(word.span) }

  /// The slot that holds `key`, or the free one where it would be.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - width))
    while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  // MARK: - Forms

  /// Single letters with full stops between them, at least two.
  private func isAcronym(from start: Int, to end: Int, in text: Span<UInt8>) -> Bool {
    var index = start
    while true {
      let (scalar, after) = text.scalar(at: index)
      let value = BoundaryClass(bits: classes[scalar]).sentence
      guard value == .upper || value == .lower else { return false }
      if after == end { return true }
      guard text[after] == UInt8(ascii: "."), after + 1 < end else { return false }
      index = after + 1
    }
  }

  /// Latin and Cyrillic letters; a single Greek or mathematical one is a quantity.
  private func isNameLetter(_ scalar: UInt32) -> Bool {
    scalar < 0x250 || 0x400..<0x530 ~= scalar
  }

  /// Whether an initial may start at `index`: after nothing, a blank, an opening mark or a hyphen,
  /// but not after a number, where a capital is a unit (`37 C.`, `37 °C.`).
  private func mayBeName(_ index: Int, in text: Span<UInt8>) -> Bool {
    guard index > 0 else { return true }
    let before = text.scalarStart(before: index)
    let value = BoundaryClass(bits: classes[text.scalar(at: before).value])
    guard value.isWhiteSpace else {
      let closing: [UInt8] = [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")]
      return (value.sentence == .close && !closing.contains(text[before]))
        || text[before] == UInt8(ascii: "-")
    }
    guard before > 0 else { return true }
    let last = text.scalar(at: text.scalarStart(before: before)).value
    return BoundaryClass(bits: classes[last]).word != .numeric
  }

  private func numberFollows(_ index: Int, in text: Span<UInt8>) -> Bool {
    let index = skipBlanks(in: text, from: index)
    return index < text.count && text[index] &- UInt8(ascii: "0") < 10
  }

  /// Whether a capital letter follows over at least one blank, or one hyphen.
  private func capitalFollows(_ index: Int, in text: Span<UInt8>) -> Bool {
    var start = skipBlanks(in: text, from: index)
    if start == index, start < text.count, text[start] == UInt8(ascii: "-") { start += 1 }
    guard start > index, start < text.count else { return false }
    return BoundaryClass(bits: classes[text.scalar(at: start).value]).sentence == .upper
  }

  /// Whether the next part of a spaced acronym follows: an ASCII letter and its full stop.
  private func letterWithStopFollows(_ index: Int, in text: Span<UInt8>) -> Bool {
    let start = skipBlanks(in: text, from: index)
    return start > index && start + 1 < text.count && text[start].isASCIILetter
      && text[start + 1] == UInt8(ascii: ".")
  }

  /// Whether the part before of a spaced acronym ends one blank before `index`.
  private func letterWithStop(before index: Int, in text: Span<UInt8>) -> Bool {
    guard index >= 3, text[index - 1] == UInt8(ascii: " "), text[index - 2] == UInt8(ascii: "."),
      text[index - 3].isASCIILetter
    else { return false }
    return index == 3 || opensWord(text[index - 4])
  }

  /// Whether a word may start after `byte`: a blank, an opening mark, a quotation mark, a hyphen.
  private func opensWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "("), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The index after a few blanks: spaces, no-break spaces and at most one line feed.
  private func skipBlanks(in text: Span<UInt8>, from index: Int) -> Int {
    var index = index
    var lines = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\r"):
        index += 1
      case UInt8(ascii: "\n") where lines == 0:
        lines += 1
        index += 1
      case 0xC2 where index + 1 < text.count && text[index + 1] == 0xA0:
        index += 2
      default:
        return index
      }
    }
    return index
  }
}
