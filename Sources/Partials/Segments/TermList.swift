import Bytes
import Diagnostics

/// The strings of a merged dictionary, by number.
///
/// Small ones stay in memory; past `memory` bytes the strings go to a file and are read from it.
/// Where they begin is known of every string, or of one in so many as fit in memory: those behind
/// it are stepped over.
public final class TermList: Sendable {
  /// The number of strings.
  public let count: Int
  /// The entries: the length of a string and its uses (varints), then its bytes.
  fileprivate let resident: Buffer<UInt8>
  fileprivate let file: File?
  /// Where every string begins whose number is a multiple of two to the power `shift`; then the
  /// end.
  fileprivate let places: Buffer<Int>
  fileprivate let shift: Int

  fileprivate init(
    count: Int, _ resident: consuming Buffer<UInt8>, _ file: consuming File?,
    _ places: consuming Buffer<Int>, shift: Int
  ) {
    self.count = count
    self.resident = resident
    self.file = file
    self.places = places
    self.shift = shift
  }

  /// The memory held, in bytes.
  var byteCount: Int { resident.byteCount + places.byteCount }

  /// Replaces `buffer` with the bytes of string `number`. A `Reader` reads many with less work.
  public func read(_ number: Int, into buffer: inout Buffer<UInt8>) throws(Fault) {
    var reader = Reader(self)
    try reader.read(number, into: &buffer)
  }

  /// Calls `each` with every string, in order. One read of the file for many strings.
  public func forEach(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    var reader = Reader(self)
    var term = Buffer<UInt8>()
    for number in 0..<count {
      try reader.read(number, into: &term)
      try each(term.span)
    }
  }

  /// The number of `term`, if it is there; a binary search.
  public func number(of term: Span<UInt8>) throws(Fault) -> Int? {
    var low = 0
    var high = count
    var buffer = Buffer<UInt8>()
    var reader = Reader(self)
    while low < high {
      let middle = (low + high) / 2
      try reader.read(middle, into: &buffer)
      if precedes(buffer.span, term) { low = middle + 1 } else { high = middle }
    }
    guard low < count else { return nil }
    try reader.read(low, into: &buffer)
    return equalBytes(buffer.span, term) ? low : nil
  }

  /// Collects the strings of a list, in order.
  struct Builder: ~Copyable {
    private(set) var count = 0
    private var pending = Buffer<UInt8>()
    private var file: File?
    private var written = 0
    private var places = Buffer<Int>()
    private var shift = 0
    private let folder: String
    private let memory: Int
    /// How many bytes are written to the file, or read from it, at a time.
    private static let piece = 1 << 16

    /// A builder that takes `memory` bytes, a quarter of them for places, and moves the strings to
    /// a file in `folder` when they pass the rest. The file has no name, so that merges that go on
    /// at once do not meet.
    init(folder: String, memory: Int) {
      self.folder = folder
      self.memory = memory
    }

    /// Takes the next string, which `uses` segments brought in.
    mutating func append(_ term: Span<UInt8>, uses: UInt32) throws(Fault) {
      if count & (1 &<< shift &- 1) == 0 { notePlace() }
      count &+= 1
      pending.appendVarint(UInt64(term.count))
      pending.appendVarint(UInt64(uses))
      pending.append(contentsOf: term)
      try flushIfFull()
    }

    private mutating func notePlace() {
      if 8 * places.count > memory / 4, places.count > 1 {
        // Every other place will do.
        for place in 0..<(places.count + 1) / 2 { places[place] = places[2 * place] }
        places.truncate(to: (places.count + 1) / 2)
        shift += 1
        if count & (1 &<< shift &- 1) != 0 { return }
      }
      places.append(written + pending.count)
    }

    @inline(__always)
    private mutating func flushIfFull() throws(Fault) {
      if pending.count > (written > 0 ? Builder.piece : memory / 4 * 3) { try flush() }
    }

    /// Appends the strings of another list.
    mutating func append(contentsOf other: TermList) throws(Fault) {
      guard shift == 0, other.shift == 0 else {
        var reader = Reader(other)
        var term = Buffer<UInt8>()
        for number in 0..<other.count {
          try reader.read(number, into: &term)
          try append(term.span, uses: reader.uses)
        }
        return
      }
      let offset = written + pending.count
      places.reserve(places.count + other.count)
      for number in 0..<other.count { places.append(offset + other.places[number]) }
      count += other.count
      var taken = 0
      while other.file != nil, taken < other.end {
        let size = min(Builder.piece, other.end - taken)
        try other.file?.read(size, at: taken, into: &pending)
        taken += size
        try flushIfFull()
      }
      pending.append(contentsOf: other.resident, in: 0..<other.resident.count)
      try flushIfFull()
    }

    private mutating func flush() throws(Fault) {
      let isFirst = written == 0
      if isFirst { file = try File.nameless(in: folder) }
      try file?.write(pending.span)
      written += pending.count
      if isFirst { pending = Buffer(capacity: 2 * Builder.piece) } else { pending.removeAll() }
    }

    consuming func finish() throws(Fault) -> TermList {
      let end = written + pending.count
      if written > 0 {
        try flush()
        pending = Buffer(capacity: 1)
      }
      places.append(end)
      return TermList(count: count, pending, file, places, shift: shift)
    }
  }

  /// Where the entries end.
  private var end: Int { places[places.count - 1] }
}

extension TermList {
  /// Reads the strings of a list, one after the other or anywhere. For one thread at a time.
  public struct Reader: ~Copyable {
    private let list: TermList
    /// Some bytes of the file, and where they begin.
    private var held = Buffer<UInt8>(capacity: 1)
    private var start = 0
    /// The string that begins at `place`.
    private var next = 0
    private var place = 0
    /// How many segments brought in the string that was read last.
    private(set) var uses: UInt32 = 0
    /// How many bytes of a file are read at least.
    private static let piece = 1 << 12

    /// A reader of `list`.
    public init(_ list: TermList) { self.list = list }

    /// Replaces `buffer` with the bytes of string `number`.
    public mutating func read(_ number: Int, into buffer: inout Buffer<UInt8>) throws(Fault) {
      buffer.removeAll()
      try append(number, to: &buffer)
    }

    /// Appends the bytes of string `number` to `buffer`. One read of the file at most; none if the
    /// string lies near the one before, or in memory.
    @inline(__always)
    public mutating func append(_ number: Int, to buffer: inout Buffer<UInt8>) throws(Fault) {
      if list.file == nil, list.shift == 0 {
        var place = list.places[number]
        uses = Reader.append(list.resident, &place, stepping: 0, to: &buffer)
      } else {
        try search(number, to: &buffer)
      }
    }

    /// Appends the bytes of string `number`, which may have to be read or stepped to.
    @inline(never)
    private mutating func search(_ number: Int, to buffer: inout Buffer<UInt8>) throws(Fault) {
      let group = number >> list.shift
      if number < next || group != next >> list.shift, number != next {
        next = group << list.shift
        place = list.places[group]
      }
      if list.file == nil {
        uses = Reader.append(
          list.resident, &place, stepping: number &- next, to: &buffer)
      } else {
        try hold(upTo: list.places[group + 1])
        var inner = place - start
        uses = Reader.append(held, &inner, stepping: number &- next, to: &buffer)
        place = start + inner
      }
      next = number &+ 1
    }

    /// Makes sure that the bytes from `place` to `end` are held.
    private mutating func hold(upTo end: Int) throws(Fault) {
      guard place < start || end > start + held.count else { return }
      let size = min(max(end - place, Reader.piece), list.places[list.places.count - 1] - place)
      held.removeAll()
      start = place
      try list.file?.read(size, at: place, into: &held)
    }

    /// Appends the string `steps` entries behind the one at `place`, behind which `place` is moved;
    /// returns its uses.
    @inline(__always)
    private static func append(
      _ entries: borrowing Buffer<UInt8>, _ place: inout Int, stepping steps: Int,
      to buffer: inout Buffer<UInt8>
    ) -> UInt32 {
      let bytes = entries.span
      for _ in 0..<steps {
        let length = bytes.readVarint(&place) ?? 0
        _ = bytes.readVarint(&place)
        place &+= Int(length)
      }
      let length = Int(bytes.readVarint(&place) ?? 0)
      let uses = bytes.readVarint(&place) ?? 0
      buffer.append(contentsOf: bytes.extracting(place..<place &+ length))
      place &+= length
      return UInt32(truncatingIfNeeded: uses)
    }
  }
}
