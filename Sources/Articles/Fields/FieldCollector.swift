import Bytes

/// Fills the slots of one article after the other from keys and values as they are met.
struct FieldCollector: Sendable {
  let tree: KeyTree
  let slotCount: Int
  /// The articles that have a date that cannot be read, or an impossible time.
  private(set) var unreadableDates = 0
  /// Whether the record has a body in whose objects no text was found.
  var hasUnreadBody = false
  /// The rank of the key that filled each slot.
  private var ranks: [Int]

  init(_ mapping: FieldMapping) {
    tree = KeyTree(mapping)
    slotCount = mapping.slotCount
    ranks = Array(repeating: .max, count: slotCount)
  }

  /// Makes ready for the next article.
  mutating func begin(_ article: inout Article) {
    article.reset(slots: slotCount)
    hasUnreadBody = false
    for slot in ranks.indices { ranks[slot] = .max }
  }

  /// Whether a value for `row` would be kept: its slot is empty or was filled by no better key.
  /// Of equal keys the last that has a value wins.
  @inline(__always)
  func wants(_ row: Int) -> Bool {
    let slot = tree.rows[row].slot
    return slot >= 0 && tree.rows[row].rank <= ranks[slot]
  }

  /// Puts the value at `range` of the article's bytes into the slot of `row`.
  ///
  /// Blanks at the ends of a value other than the body are left out. A value of blanks alone counts
  /// as no value.
  mutating func settle(_ row: Int, at range: Range<Int>, in article: inout Article) {
    let slot = tree.rows[row].slot
    let trimmed = article.bytes.span.trimmed(range)
    guard !trimmed.isEmpty else { return }
    // `published: true` says whether, not when.
    if slot == Field.date.rawValue, Self.isBoolean(article.bytes.span.extracting(trimmed)) {
      return
    }
    ranks[slot] = tree.rows[row].rank
    article.place(slot: slot, at: slot == Field.body.rawValue ? range : trimmed)
  }

  /// Puts the value at `range` of the article's bytes into every slot, other than `exception`, that
  /// wants the value of `key`, a key of the record itself or of the object at `node` of the tree.
  mutating func settle(
    _ key: Span<UInt8>, at range: Range<Int>, under node: Int = KeyTree.root,
    except exception: Field? = nil, in article: inout Article
  ) {
    var row = tree.first(key, at: node)
    while row >= 0 {
      if wants(row), tree.rows[row].slot != exception?.rawValue {
        settle(row, at: range, in: &article)
      }
      row = tree.next(key, after: row)
    }
  }

  private static func isBoolean(_ value: Span<UInt8>) -> Bool {
    value.count == 4 && value.hasFolded("true", at: 0)
      || value.count == 5 && value.hasFolded("false", at: 0)
  }

  /// Turns the date as it was written into its ISO 8601 form, and says whether the article has a
  /// title or a body. To be called once, when all of the record has been read.
  mutating func finish(_ article: inout Article) -> Bool {
    if let written = article.range(of: .date) {
      article.writtenDate = written
      if let (date, losesTime) = ArticleDate.read(article.bytes.span.extracting(written)) {
        article.fill(slot: Field.date.rawValue) { date.append(to: &$0) }
        article.hasUnreadableDate = losesTime
      } else {
        article.hasUnreadableDate = true
        article.place(slot: Field.date.rawValue, at: nil)
      }
      if article.hasUnreadableDate { unreadableDates += 1 }
    }
    return article.range(of: .body) != nil || article.range(of: .title) != nil
  }
}
