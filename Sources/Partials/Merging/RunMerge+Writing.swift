import Bytes
import Diagnostics

extension RunMerge {
  /// Writes the merge as one run; returns its size in bytes. Stretches of large sections are merged and
  /// encoded at once.
  public func write(
    to path: String, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) -> Int {
    var writer = try RunWriter(
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

  private func write(_ merged: MergedDictionary, into writer: inout RunWriter) throws(Fault) {
    var term = Buffer<UInt8>()
    var reader = TermList.Reader(merged.strings)
    for number in 0..<merged.strings.count {
      try reader.read(number, into: &term)
      try writer.term(term.span, uses: reader.uses)
    }
  }

  private func write(
    table index: Int, isCompressed: Bool, into writer: inout RunWriter
  ) throws(Fault) {
    let stretches = try stretches(ofTable: index)
    guard stretches.atOnce > 1 else {
      return try pass(table: index).forEach(sorted: true) { (key, values) throws(Fault) in
        try writer.entry(key, values)
      }
    }
    try write(stretches, isCompressed: isCompressed, into: &writer) {
      (firsts, stretch) throws(Fault) in
      stretch.begin(shape.tables[index])
      try pass(table: index, firsts: firsts).forEach(sorted: true) { (key, values) throws(Fault) in
        try stretch.entry(key, values)
      }
    }
  }

  private func write(
    lines index: Int, isCompressed: Bool, into writer: inout RunWriter
  ) throws(Fault) {
    let stretches = try stretches(ofLines: index)
    guard stretches.atOnce > 1 else {
      return try forEachLine(index) { (key, text) throws(Fault) in
        try writer.line(key, text)
        return true
      }
    }
    try write(stretches, isCompressed: isCompressed, into: &writer) {
      (firsts, stretch) throws(Fault) in
      stretch.begin()
      // The last stretch has the greatest keys as well.
      let last = firsts.upperBound == .max ? .max : firsts.upperBound - 1
      try forEachLine(index, from: firsts.lowerBound) { (key, text) throws(Fault) in
        guard UInt32(truncatingIfNeeded: key.high >> 32) <= last else { return false }
        try stretch.line(key, text)
        return true
      }
    }
  }

  /// Writes a section in `stretches`, each by `encode`. As many as are encoded at once wait to be
  /// written, and no more; what of them does not fit in memory waits in files.
  private func write(
    _ stretches: Stretches, isCompressed: Bool, into writer: inout RunWriter,
    _ encode: @Sendable (Range<UInt32>, inout StretchWriter) throws(Fault) -> Void
  ) throws(Fault) {
    let memory = encodedAtOnce(stretches.atOnce)
    for start in stride(from: 0, to: stretches.ranges.count, by: stretches.atOnce) {
      let ranges = stretches.ranges[start..<min(start + stretches.atOnce, stretches.ranges.count)]
      let encoded = try RunMerge.results(ranges.count, by: concurrently) { (place) throws(Fault) in
        var stretch = StretchWriter(folder: folder, memory: memory, isCompressed: isCompressed)
        try encode(ranges[start + place], &stretch)
        return EncodedStretch(stretch.finish())
      }
      for encoded in encoded { try writer.stretch(encoded.stretch) }
    }
  }

  /// A stretch that waits to be written.
  private final class EncodedStretch: Sendable {
    let stretch: StretchWriter
    init(_ stretch: consuming StretchWriter) { self.stretch = stretch }
  }
}
