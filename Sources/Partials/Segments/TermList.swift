import Bytes
import Diagnostics

/// The strings of a merged dictionary, by number.
///
/// Small ones stay in memory; past `memory` bytes the strings go to a file and are read from it one
/// by one, so that only eight bytes a string are held.
public final class TermList: Sendable {
  private let edges: Buffer<UInt64>
  private let resident: Buffer<UInt8>
  private let file: File?

  fileprivate init(
    edges: consuming Buffer<UInt64>, resident: consuming Buffer<UInt8>, file: consuming File?
  ) {
    self.edges = edges
    self.resident = resident
    self.file = file
  }

  /// The number of strings.
  public var count: Int { edges.count - 1 }

  /// Replaces `buffer` with the bytes of string `number`. One read of the file if it is not in
  /// memory.
  public func read(_ number: Int, into buffer: inout Buffer<UInt8>) throws(Fault) {
    buffer.removeAll()
    try append(number, to: &buffer)
  }

  /// Appends the bytes of string `number` to `buffer`. One read of the file if it is not in memory.
  public func append(_ number: Int, to buffer: inout Buffer<UInt8>) throws(Fault) {
    let start = Int(edges[number])
    let end = Int(edges[number + 1])
    if file == nil {
      buffer.append(contentsOf: resident, in: start..<end)
    } else {
      try file?.read(end - start, at: start, into: &buffer)
    }
  }

  /// Calls `each` with every string, in order. One read of the file for many strings.
  public func forEach(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    var piece = Buffer<UInt8>()
    var first = 0
    while first < count {
      var end = first + 1
      while end < count, edges[end + 1] - edges[first] <= Builder.piece { end += 1 }
      let start = Int(edges[first])
      piece.removeAll()
      if file == nil {
        piece.append(contentsOf: resident, in: start..<Int(edges[end]))
      } else {
        try file?.read(Int(edges[end]) - start, at: start, into: &piece)
      }
      for number in first..<end {
        try each(
          piece.span.extracting(Int(edges[number]) - start..<Int(edges[number + 1]) - start))
      }
      first = end
    }
  }

  /// The number of `term`, if it is there; a binary search.
  public func number(of term: Span<UInt8>) throws(Fault) -> Int? {
    var low = 0
    var high = count
    var buffer = Buffer<UInt8>()
    while low < high {
      let middle = (low + high) / 2
      try read(middle, into: &buffer)
      if precedes(buffer.span, term) { low = middle + 1 } else { high = middle }
    }
    guard low < count else { return nil }
    try read(low, into: &buffer)
    return equalBytes(buffer.span, term) ? low : nil
  }

  /// Collects the strings of a list, in order.
  struct Builder: ~Copyable {
    private var edges = Buffer<UInt64>()
    private var pending = Buffer<UInt8>()
    private var file: File?
    private var written = 0
    private let folder: String
    private let memory: Int
    /// How many bytes are written to the file, or read from it, at a time.
    fileprivate static let piece = 1 << 18

    /// A builder that moves to a file in `folder` when the strings pass `memory` bytes. The file has
    /// no name, so that merges that go on at once do not meet.
    init(folder: String, memory: Int) {
      self.folder = folder
      self.memory = memory
      edges.append(0)
    }

    /// A builder that takes nothing.
    init() { self.init(folder: "", memory: .max) }

    var count: Int { edges.count - 1 }

    mutating func append(_ term: Span<UInt8>) throws(Fault) {
      pending.append(contentsOf: term)
      edges.append(UInt64(written + pending.count))
      try flushIfFull()
    }

    @inline(__always)
    private mutating func flushIfFull() throws(Fault) {
      if pending.count > (written > 0 ? Builder.piece : memory) { try flush() }
    }

    /// Appends the strings of another builder.
    mutating func append(contentsOf other: borrowing Builder) throws(Fault) {
      let offset = UInt64(written + pending.count)
      var taken = 0
      while taken < other.written {
        let count = min(Builder.piece, other.written - taken)
        try other.file?.read(count, at: taken, into: &pending)
        taken += count
        try flushIfFull()
      }
      pending.append(contentsOf: other.pending.span)
      try flushIfFull()
      edges.reserve(edges.count + other.count)
      for number in 1..<other.edges.count { edges.append(offset + other.edges[number]) }
    }

    private mutating func flush() throws(Fault) {
      if written == 0 { file = try File.nameless(in: folder) }
      try file?.write(pending.span)
      written += pending.count
      pending.removeAll(keepingCapacity: false)
    }

    consuming func finish() throws(Fault) -> TermList {
      if written > 0 { try flush() }
      return TermList(edges: edges, resident: pending, file: file)
    }
  }
}
