import Bytes

/// One article, decoded: UTF-8 bytes of every field, one after the other, and where each lies.
///
/// A value is reused from record to record (`reset`), so that reading an article allocates nothing
/// once its buffer has grown. Slots are the cases of `Field` by raw value, then the further fields
/// that a pipeline names, in its order.
///
/// The body is plain text: markup is gone and character references are resolved. A blank line
/// separates two paragraphs; a single newline inside a paragraph is one of the source. Byte offsets
/// printed in tables count from the start of the body.
public struct Article: Sendable {
  /// The decoded bytes of all fields. Always valid UTF-8.
  public internal(set) var bytes: [UInt8] = []
  private var ranges: [Range<Int>?]

  /// Where the date lies as it was written, whether or not `Field.date` could be read from it.
  public internal(set) var writtenDate: Range<Int>?
  /// Whether the date as it was written cannot be read, or its time cannot be.
  public internal(set) var hasUnreadableDate = false

  /// What of HTML stood in title and body and was resolved.
  public internal(set) var markup = MarkupLevel.none

  /// Whether the language was found out from the text.
  public internal(set) var hasDetectedLanguage = false
  /// The encoding of the record, by its place among `TextEncoding.counted`: 0 is UTF-8.
  public internal(set) var encoding = 0
  /// The number of undecodable sequences that became U+FFFD.
  public var replacements = 0
  /// The record's number in its batch, counted from 1.
  public var record = 0
  /// The offset of the record in the batch's inflated stream, in bytes.
  public var byteOffset = 0

  /// An empty article with slots for `extraFields` further fields.
  public init(extraFields: Int = 0) {
    ranges = Array(repeating: nil, count: Field.allCases.count + extraFields)
  }

  /// Forgets every field, keeps the memory.
  public mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    for slot in ranges.indices { ranges[slot] = nil }
    replacements = 0
    encoding = 0
    hasDetectedLanguage = false
    writtenDate = nil
    hasUnreadableDate = false
    markup = .none
  }

  /// Forgets every field and has `count` slots from now on.
  mutating func reset(slots count: Int) {
    if ranges.count != count { ranges = Array(repeating: nil, count: count) }
    reset()
  }

  /// The number of slots.
  public var slotCount: Int { ranges.count }

  /// Where the field in `slot` lies in `bytes`; nil if the article has none.
  @inline(__always)
  public func range(slot: Int) -> Range<Int>? { ranges[slot] }

  /// Where `field` lies in `bytes`; nil if the article has none.
  @inline(__always)
  public func range(of field: Field) -> Range<Int>? { ranges[field.rawValue] }

  /// The text of `field`, for messages and tests; the hot loop reads `bytes`.
  public func string(_ field: Field) -> String? { string(slot: field.rawValue) }

  /// The text of the field in `slot`.
  public func string(slot: Int) -> String? {
    ranges[slot].map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Writes one field by appending to `bytes` inside `write`; an earlier value of the slot is
  /// replaced. What `write` appends must be valid UTF-8. Returns what `write` returns.
  public mutating func fill<Result>(slot: Int, _ write: (inout [UInt8]) -> Result) -> Result {
    let start = bytes.count
    let result = write(&bytes)
    ranges[slot] = start..<bytes.count
    return result
  }

  /// Sets one field to `text`.
  public mutating func set(_ field: Field, _ text: String) {
    fill(slot: field.rawValue) { $0.append(contentsOf: text.utf8) }
  }

  /// Sets one field to a copy of `text`.
  mutating func fill(_ field: Field, copying text: Span<UInt8>) {
    let start = bytes.count
    bytes.append(copying: text)
    place(slot: field.rawValue, at: start..<bytes.count)
  }

  /// Declares that the field in `slot` lies at `range` of `bytes`, or that there is none.
  public mutating func place(slot: Int, at range: Range<Int>?) { ranges[slot] = range }
}
