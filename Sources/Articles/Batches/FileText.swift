import Bytes
import Diagnostics

/// The text of the file that is open in a batch: inflated if it is compressed by itself, without
/// its byte-order mark, turned from UTF-16 or UTF-32 into UTF-8.
struct FileText: ~Copyable, Sendable {
  /// The first bytes of the text, by which its format is recognised.
  private(set) var head: [UInt8] = []
  /// Whether `head` is all there is.
  private(set) var headIsWhole = false
  /// How many bytes of the file stand before `head`: a byte-order mark of UTF-8, and blanks that
  /// were passed over.
  private(set) var start = 0
  /// How many line feeds are among them.
  private(set) var linesBefore = 0
  /// The name of the compression that the file is in by itself, inside its archive or that of its
  /// batch; nil if there is none.
  private(set) var compression: String?
  /// The number of inflated bytes so far, over all files.
  private(set) var inflatedBytes = 0
  /// How many undecodable sequences became U+FFFD, over all files.
  private(set) var replacements = 0

  private let batch: String
  private let windowLimit: Int
  private var entry: String?
  private var headUsed = 0
  /// The damage that ended `head` early; thrown when what came before it has been used.
  private var damage: Fault?
  /// Inflates a file that is compressed by itself.
  private var inflating: InflatingReader?
  private var transcoder: WideTranscoder?
  /// Bytes on their way to the transcoder.
  private var units: [UInt8] = []

  /// Will read files of `batch`. Inflating one may take about `windowLimit` bytes of memory.
  init(batch: String, windowLimit: Int) {
    self.batch = batch
    self.windowLimit = windowLimit
  }

  /// Reads the beginning of the file that `contents` has just opened.
  mutating func begin(_ contents: inout BatchContents, entry: String?) throws(Fault) {
    self.entry = entry
    inflating = nil
    compression = nil
    transcoder = nil
    start = 0
    linesBefore = 0
    try readHead(&contents)
    if let compression = CompressionRegistry.compression(beginning: head) {
      try checkHead()
      inflating = InflatingReader(
        compression, head: head, blockBytes: BatchContents.headBytes, windowLimit: windowLimit)
      self.compression = compression.name
      inflatedBytes -= head.count
      try readHead(&contents)
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      start = 3
      head.removeFirst(3)
    } else if let encoding = WideEncoding(of: head) {
      transcoder = WideTranscoder(encoding)
      units = Array(head[encoding.markLength...])
      var text: [UInt8] = []
      transcode(into: &text, atEnd: headIsWhole)
      head = text
    }
    try passBlankHeads(&contents)
  }

  /// What the file is in if that is not made of bytes: `utf-16` or `utf-32`.
  var encoding: String? { transcoder?.encoding.name }

  /// Whether the file has no content at all.
  var isEmpty: Bool { start == 0 && head.isEmpty && headIsWhole }

  /// Passes over what is blank at the beginning, so that `head` shows the format however much that
  /// is.
  private mutating func passBlankHeads(_ contents: inout BatchContents) throws(Fault) {
    while !headIsWhole, head.allSatisfy(\.isWhitespace) {
      try checkHead()
      start += head.count
      linesBefore += head.span.count(of: 0x0A)
      try readHead(&contents)
    }
  }

  /// Appends about `count` bytes to `bytes`; true at the end of the file.
  mutating func read(
    _ count: Int, into bytes: inout [UInt8], from contents: inout BatchContents
  ) throws(Fault) -> Bool {
    if headUsed < head.count {
      let end = min(head.count, headUsed + count)
      bytes.append(contentsOf: head[headUsed..<end])
      headUsed = end
      return headIsWhole && headUsed == head.count
    }
    guard !headIsWhole else { return true }
    try checkHead()
    return try readOn(count, into: &bytes, from: &contents)
  }

  /// Appends about `count` bytes that follow the head.
  private mutating func readOn(
    _ count: Int, into bytes: inout [UInt8], from contents: inout BatchContents
  ) throws(Fault) -> Bool {
    guard transcoder != nil else { return try readRaw(count, into: &bytes, from: &contents) }
    var raw: [UInt8] = []
    swap(&raw, &units)
    raw.removeAll(keepingCapacity: true)
    let ended = try readRaw(count, into: &raw, from: &contents)
    swap(&raw, &units)
    transcode(into: &bytes, atEnd: ended)
    return ended
  }

  private mutating func readHead(_ contents: inout BatchContents) throws(Fault) {
    var bytes: [UInt8] = []
    headUsed = 0
    damage = nil
    do throws(Fault) {
      headIsWhole = try readOn(BatchContents.headBytes, into: &bytes, from: &contents)
    } catch {
      guard !bytes.isEmpty else { throw error }
      headIsWhole = false
      damage = error
    }
    head = bytes
  }

  /// Throws the damage that ended `head` early, if there was any.
  func checkHead() throws(Fault) {
    if let damage { throw damage }
  }

  private mutating func transcode(into bytes: inout [UInt8], atEnd: Bool) {
    transcoder?.transcode(units[...], into: &bytes)
    guard atEnd else { return }
    transcoder?.finish(into: &bytes)
    replacements += transcoder?.replacements ?? 0
  }

  /// Appends `count` bytes, or what there is up to the end of the file; true in that case.
  private mutating func readRaw(
    _ count: Int, into bytes: inout [UInt8], from contents: inout BatchContents
  ) throws(Fault) -> Bool {
    let before = bytes.count
    try bytes.append(addingCapacity: count) { (room) throws(Fault) in
      if inflating == nil {
        try contents.read(into: &room)
      } else {
        try inflate(into: &room, from: &contents)
      }
    }
    inflatedBytes += bytes.count - before
    return bytes.count - before < count
  }

  private mutating func inflate(
    into room: inout OutputSpan<UInt8>, from contents: inout BatchContents
  ) throws(Fault) {
    do throws(InflatingFailure<Fault>) {
      try inflating?.read(into: &room, from: &contents)
    } catch {
      switch error {
      case .source(let fault): throw fault
      case .damaged(let damage, let compression):
        throw Fault(damage, of: compression, batch: batch, entry: entry)
      }
    }
  }
}
