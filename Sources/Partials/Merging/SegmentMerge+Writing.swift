import Bytes
import Diagnostics

extension SegmentMerge {
  /// Writes the merge as one segment; returns its size in bytes. Ranges of large sections are
  /// merged and encoded at once.
  public func write(
    to path: String, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) -> Int {
    var writer = try SegmentWriter(
      path: path, shape: shape, fingerprint: fingerprint, compressed: compressed)
    let sums = try totals()
    try writer.totals(sums.span)
    for (index, dictionary) in merged.enumerated() {
      try writer.beginDictionary(index)
      try write(dictionary, into: &writer)
    }
    for index in shape.tables.indices {
      try writer.beginTable(index)
      try write(table: index, isCompressed: compressed, into: &writer)
    }
    for index in 0..<shape.lines {
      try writer.beginLines(index)
      try write(lines: index, isCompressed: compressed, into: &writer)
    }
    return try writer.finish()
  }

  private func write(_ merged: MergedDictionary, into writer: inout SegmentWriter) throws(Fault) {
    var term = Buffer<UInt8>()
    var reader = TermList.Reader(merged.strings)
    for number in 0..<merged.strings.count {
      try reader.read(number, into: &term)
      try writer.term(term.span, uses: reader.uses)
    }
  }

  private func write(
    table index: Int, isCompressed: Bool, into writer: inout SegmentWriter
  ) throws(Fault) {
    let ranges = try ranges(ofTable: index)
    guard ranges.atOnce > 1 else {
      return try pass(table: index).forEach(sorted: true) { (key, values) throws(Fault) in
        try writer.entry(key, values)
      }
    }
    try write(ranges, isCompressed: isCompressed, into: &writer) {
      (firsts, range) throws(Fault) in
      range.begin(shape.tables[index])
      try pass(table: index, firsts: firsts).forEach(sorted: true) { (key, values) throws(Fault) in
        try range.entry(key, values)
      }
    }
  }

  private func write(
    lines index: Int, isCompressed: Bool, into writer: inout SegmentWriter
  ) throws(Fault) {
    let ranges = try ranges(ofLines: index)
    guard ranges.atOnce > 1 else {
      return try forEachLine(index) { (key, text) throws(Fault) in
        try writer.line(key, text)
        return true
      }
    }
    try write(ranges, isCompressed: isCompressed, into: &writer) {
      (firsts, range) throws(Fault) in
      range.begin()
      // The last range has the greatest keys as well.
      let last = firsts.upperBound == .max ? .max : firsts.upperBound - 1
      try forEachLine(index, from: firsts.lowerBound) { (key, text) throws(Fault) in
        guard UInt32(truncatingIfNeeded: key.high >> 32) <= last else { return false }
        try range.line(key, text)
        return true
      }
    }
  }

  /// Writes a section in `ranges`, each by `encode`. As many as are encoded at once wait to be
  /// written, and no more; what of them does not fit in memory waits in files.
  private func write(
    _ ranges: KeyRanges, isCompressed: Bool, into writer: inout SegmentWriter,
    _ encode: @Sendable (Range<UInt32>, inout RangeWriter) throws(Fault) -> Void
  ) throws(Fault) {
    let memory = encodedAtOnce(ranges.atOnce)
    for start in stride(from: 0, to: ranges.all.count, by: ranges.atOnce) {
      let ranges = ranges.all[start..<min(start + ranges.atOnce, ranges.all.count)]
      let encoded = try SegmentMerge.results(ranges.count, by: concurrently) {
        (place) throws(Fault) in
        var range = RangeWriter(folder: folder, memory: memory, isCompressed: isCompressed)
        try encode(ranges[start + place], &range)
        return EncodedRange(range.finish())
      }
      for encoded in encoded { try writer.range(encoded.range) }
    }
  }

  /// A range that waits to be written.
  private final class EncodedRange: Sendable {
    let range: RangeWriter
    init(_ range: consuming RangeWriter) { self.range = range }
  }
}
