import Bytes
import Diagnostics

/// Records in memory, one after the other; at most 4 GiB.
public struct Records: ~Copyable, Sendable {
  private(set) var text = Buffer<UInt8>()
  private var edges = Buffer<UInt32>()

  /// No records yet.
  public init() { edges.append(0) }

  /// The number of records.
  public var count: Int { edges.count - 1 }
  /// The memory held, in bytes, with what sorting takes on top.
  public var byteCount: Int { text.byteCount + edges.byteCount + 32 * count }

  /// What `byteCount` will be once a record of `size` bytes is appended.
  func byteCount(adding size: Int) -> Int {
    text.byteCount(adding: size) + edges.byteCount(adding: 1) + 32 * (count + 1)
  }

  /// Appends one record.
  public mutating func append(_ record: Span<UInt8>) {
    text.append(contentsOf: record)
    edges.append(UInt32(truncatingIfNeeded: text.count))
  }

  /// Appends one record.
  public mutating func append(contentsOf record: borrowing Buffer<UInt8>) { append(record.span) }

  /// Asks the processor to fetch a record ahead of its use.
  func prefetch(_ number: Int) { text.prefetch(Int(edges[number])) }

  func range(of number: Int) -> Range<Int> { Int(edges[number])..<Int(edges[number + 1]) }

  /// Appends a record to `buffer`.
  func copy(_ number: Int, to buffer: inout Buffer<UInt8>) {
    buffer.append(contentsOf: text, in: range(of: number))
  }

  /// Calls `each` with a record.
  @inline(__always)
  func call(
    _ each: (Span<UInt8>) throws(Fault) -> Void, _ number: Int
  ) throws(Fault) {
    try each(text.span.extracting(range(of: number)))
  }

  /// Whether a record comes before one of `other`.
  @inline(__always)
  func precedes(_ number: Int, _ otherNumber: Int, of other: borrowing Records) -> Bool {
    Bytes.precedes(
      text.span.extracting(range(of: number)),
      other.text.span.extracting(other.range(of: otherNumber)))
  }

  /// The numbers of the records, in the order of their bytes.
  func numbersInOrder() -> [UInt32] {
    numbersInByteOrder(0..<count, text: text, edges: edges)
  }

  /// The first `limit` records, in order.
  func first(_ limit: Int) -> Records {
    var kept = Records()
    for number in numbersInOrder().prefix(limit) {
      kept.append(text.span.extracting(range(of: Int(number))))
    }
    return kept
  }

  /// Writes the records in order as the lines `index`. The key of a line is its first sixteen
  /// bytes, which are left out of the line itself if `dropsKey`.
  public func write(
    into writer: inout SegmentWriter, lines index: Int = 0, dropsKey: Bool = false
  ) throws(Fault) {
    try writer.beginLines(index)
    for number in numbersInOrder() {
      let record = text.span.extracting(range(of: Int(number)))
      try writer.line(Records.key(of: record), dropsKey ? record.extracting(16...) : record)
    }
  }

  /// The first sixteen bytes of a record; zeros where it is shorter.
  static func key(of record: Span<UInt8>) -> LineKey {
    LineKey(
      high: record.orderedPrefix(at: 0, end: record.count),
      low: record.orderedPrefix(at: min(8, record.count), end: record.count))
  }
}
