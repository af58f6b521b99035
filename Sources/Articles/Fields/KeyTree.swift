/// The keys that a mapping looks for, compiled for look-up by bytes.
///
/// A tree because keys are dotted paths: each object of the input corresponds to a node, and a key
/// of it to zero or more rows. A row either fills a slot or leads to the node of a nested object.
struct KeyTree: Sendable {
  /// The node of the record itself.
  static let root = 0
  /// No row, no node, no slot.
  static let none = -1

  struct Row: BitwiseCopyable, Sendable {
    var nameStart: Int
    var nameCount: Int
    /// Whether the key must match in every byte, or whatever the case of its ASCII letters.
    var isExact: Bool
    var slot: Int
    /// 0 is the best; of two keys that fill one slot the better is kept.
    var rank: Int
    var child: Int
    /// The next row of the same bucket.
    var next: Int
  }

  private(set) var rows: [Row] = []
  private var names: [UInt8] = []
  /// The first row of each bucket, `bucketCount` to a node.
  private var buckets: [Int] = []
  private static let bucketCount = 64

  init(_ mapping: FieldMapping) {
    _ = addNode()
    for name in Field.allCases.map(\.name) + mapping.extra {
      guard let key = mapping.key(for: name), let slot = mapping.slot(named: name) else { continue }
      add(path: key.split(separator: ".").map { Array($0.utf8) }, slot: slot)
      // A flattened export writes the whole path as one key.
      if key.utf8.contains(UInt8(ascii: ".")) { add(path: [Array(key.utf8)], slot: slot) }
    }
    for (field, names) in FieldMapping.commonNames where mapping.key(for: field.name) == nil {
      for (rank, name) in names.enumerated() {
        let folded = name.utf8.map(\.asciiLowercased)
        addRow(folded, at: Self.root, isExact: false, slot: field.rawValue, rank: rank)
      }
    }
  }

  /// The first row of `node` that `key` matches, else `none`.
  @inline(__always)
  func first(_ key: Span<UInt8>, at node: Int) -> Int {
    guard !key.isEmpty else { return Self.none }
    let bucket = Self.bucket(count: key.count, first: key[0])
    return match(key, from: buckets[node &* Self.bucketCount &+ bucket])
  }

  /// The next row after `row` that `key` matches, else `none`.
  @inline(__always)
  func next(_ key: Span<UInt8>, after row: Int) -> Int { match(key, from: rows[row].next) }

  /// The rows of the record itself that `key` matches and that fill a slot.
  func matches(_ key: [UInt8]) -> [Int] {
    var rows: [Int] = []
    let key = key.span
    var row = first(key, at: Self.root)
    while row >= 0 {
      if self.rows[row].child < 0 { rows.append(row) }
      row = next(key, after: row)
    }
    return rows
  }

  @inline(__always)
  private func match(_ key: Span<UInt8>, from first: Int) -> Int {
    var row = first
    while row >= 0 && !matches(key, rows[row]) { row = rows[row].next }
    return row
  }

  private func matches(_ key: Span<UInt8>, _ row: Row) -> Bool {
    guard key.count == row.nameCount else { return false }
    for index in 0..<row.nameCount {
      let wanted = names[row.nameStart &+ index]
      let byte = row.isExact ? key[index] : key[index].asciiLowercased
      if byte != wanted { return false }
    }
    return true
  }

  private static func bucket(count: Int, first: UInt8) -> Int {
    (count &* 7 &+ Int(first.asciiLowercased)) & (bucketCount - 1)
  }

  private mutating func add(path: [[UInt8]], slot: Int) {
    guard let last = path.last, !last.isEmpty else { return }
    var node = Self.root
    for step in path.dropLast() {
      let known = first(step.span, at: node)
      if known >= 0, rows[known].isExact, rows[known].child >= 0 {
        node = rows[known].child
      } else {
        let child = addNode()
        addRow(step, at: node, isExact: true, child: child)
        node = child
      }
    }
    addRow(last, at: node, isExact: true, slot: slot)
  }

  private mutating func addNode() -> Int {
    buckets.append(contentsOf: repeatElement(Self.none, count: Self.bucketCount))
    return buckets.count / Self.bucketCount - 1
  }

  private mutating func addRow(
    _ name: [UInt8], at node: Int, isExact: Bool, slot: Int = none, rank: Int = 0,
    child: Int = none
  ) {
    guard let first = name.first else { return }
    let bucket = node * Self.bucketCount + Self.bucket(count: name.count, first: first)
    rows.append(
      Row(
        nameStart: names.count, nameCount: name.count, isExact: isExact, slot: slot, rank: rank,
        child: child, next: buckets[bucket]))
    names.append(contentsOf: name)
    buckets[bucket] = rows.count - 1
  }
}
