import Diagnostics

/// Large sections are read in ranges of first numbers, several concurrently, as far as memory
/// goes.
extension SegmentMerge {
  /// Ranges of first numbers, each of which is worked on apart.
  public struct KeyRanges: Sendable {
    /// The ranges, in order.
    public var all: [Range<UInt32>]
    /// How many there is memory for at once.
    public var atOnce: Int

    /// Ranges of which `atOnce` are worked on at once.
    public init(all: [Range<UInt32>], atOnce: Int) {
      self.all = all
      self.atOnce = atOnce
    }
  }

  /// Ranges of first numbers by which table `index` is passed over: one where there is memory for a
  /// single pass, or little to pass over.
  public func ranges(ofTable index: Int) throws(Fault) -> KeyRanges {
    let domain = merged[shape.tables[index].domains[0]]
    let naming = MergedDictionary.Naming(domain)
    let readers = domain.renumberings.map { Renumbering.Reader($0) }
    return try ranges(
      .table, index, end: UInt32(domain.strings.count), room: room(ofTable: index)
    ) { (segment, first) throws(Fault) in
      // A block of what is taken away may begin behind all that is left.
      try naming.outer(readers[segment][first])
    }
  }

  /// Ranges of the first numbers of the keys of lines `index`, as `ranges(ofTable:)`.
  func ranges(ofLines index: Int) throws(Fault) -> KeyRanges {
    try ranges(.lines, index, end: .max, room: blockRoom) { $1 }
  }

  /// Ranges of first numbers below `end`, cut where blocks begin, with about as many blocks each. A
  /// pass takes `room` bytes; `number` gives the merge's number for the first number of a block.
  private func ranges(
    _ kind: SegmentFormat.Section, _ index: Int, end: UInt32, room: Int,
    _ number: (_ segment: Int, UInt32) throws(Fault) -> UInt32
  ) throws(Fault) -> KeyRanges {
    let atOnce = min(jobs, memory / 8 / max(1, room))
    let whole = KeyRanges(all: [0..<end], atOnce: 1)
    guard atOnce > 1 else { return whole }
    var firsts: [UInt32] = []
    for (segment, input) in inputs.enumerated() where !input.isSubtracted {
      for block in input.segment.blocks(kind, index) {
        firsts.append(try number(segment, block.first))
      }
    }
    guard firsts.count >= 2 * atOnce else { return whole }
    firsts.sort()
    // Ranges of small parts of the memory, and always more of them than are worked on at once: how
    // much work is in a block is not known before.
    let size = max(
      1, min(firsts.count / (4 * atOnce), encodedAtOnce(atOnce) / SegmentFormat.blockSize))
    var edges: [UInt32] = [0]
    for place in stride(from: size, to: firsts.count, by: size)
    where firsts[place] > edges[edges.count - 1] && firsts[place] < end {
      edges.append(firsts[place])
    }
    let ranges = zip(edges, edges.dropFirst() + [end]).map { $0..<$1 }
    return KeyRanges(all: ranges, atOnce: min(atOnce, ranges.count))
  }

  // MARK: Memory

  /// What each of `atOnce` ranges that are encoded may hold, in bytes.
  func encodedAtOnce(_ atOnce: Int) -> Int { memory / 8 / atOnce }

  /// What a segment with `strings` strings takes of the memory of a merge, in bytes, so that its
  /// renumbering stays in memory: half of that is for renumberings, and some blocks are held
  /// besides.
  public static func residentCost(ofStrings strings: Int) -> Int {
    2 * Renumbering.byteCount(strings) + 4 * SegmentFormat.blockSize
  }

  /// The blocks of all segments that a pass holds, in bytes: of each one as it is, and as it is
  /// stored.
  private var blockRoom: Int { 2 * SegmentFormat.blockSize * inputs.count }

  /// What a pass over table `index` holds, in bytes.
  private func room(ofTable index: Int) -> Int {
    let table = shape.tables[index]
    let row = table.domains.count <= 2 ? window(ofTable: index) : 0
    let pages = PageReader.byteCount() * inputs.count * table.domains.count
    return blockRoom + pages + row * DenseRow.byteCount(columns: table.columns)
  }

  /// How many numbers the dense row of a pass over table `index` covers: what there is memory for,
  /// if as many passes go on at once as there are jobs, and 4 MiB a column at most.
  func window(ofTable index: Int) -> Int {
    let table = shape.tables[index]
    let share = memory / 16 / jobs / DenseRow.byteCount(columns: table.columns)
    return min(max(share, 1 << 12), 1 << 19, max(1, merged[table.domains.last ?? 0].count))
  }
}
