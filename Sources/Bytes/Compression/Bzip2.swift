import CBzip2

/// The bzip2 format: any number of streams, each block and each stream checked against its CRC.
enum Bzip2: Compression {
  static let name = "bzip2"
  static let suffix = "bz2"
  static let tarSuffixes = ["tbz2", "tbz"]
  static let signature: [UInt8] = Array("BZh".utf8)
  private static let blockMark: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
  private static let endMark: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]

  /// A digit for the size of blocks follows the signature, then the mark of a block or of the
  /// stream's end. All of it counts, since text may begin like the signature.
  static func beginning(_ head: ArraySlice<UInt8>) -> MemberBeginning {
    let found = MemberBeginning(of: head, signature: signature)
    guard found == .member, let level = head.dropFirst(signature.count).first else {
      return found == .foreign ? .foreign : .undecided
    }
    guard UInt8(ascii: "1")...UInt8(ascii: "9") ~= level else { return .foreign }
    let mark = head.dropFirst(signature.count + 1)
    let block = MemberBeginning(of: mark, signature: blockMark)
    return block == .foreign ? MemberBeginning(of: mark, signature: endMark) : block
  }

  static func inflater(windowLimit: Int) -> any Inflater {
    MemberInflater<Bzip2, Bzip2Decoder>(windowLimit: windowLimit)
  }

  /// A block of 900,000 bytes takes four times as much.
  static func inflaterBytes(windowLimit: Int) -> Int { 4 << 20 }
}

/// Inflates a stream of bzip2 by libbz2.
@safe struct Bzip2Decoder: MemberDecoder, ~Copyable {
  /// On the heap, because the library keeps the address of its stream.
  private let stream: UnsafeMutablePointer<bz_stream>

  /// How far a stream looks back is the size of its blocks, which has a bound.
  init(windowLimit: Int) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: bz_stream())
  }

  deinit {
    unsafe BZ2_bzDecompressEnd(stream)
    unsafe stream.deallocate()
  }

  mutating func reset() {
    unsafe BZ2_bzDecompressEnd(stream)
    unsafe stream.pointee = bz_stream()
    let status = unsafe BZ2_bzDecompressInit(stream, 0, 0)
    precondition(status == BZ_OK, "libbz2 could not begin: out of memory")
  }

  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep {
    var status: Int32 = 0
    let isCounted = unsafe Self.lend(&input, &output) { input, count, output, room in
      unsafe input?.withMemoryRebound(to: CChar.self, capacity: Int(count)) {
        unsafe stream.pointee.next_in = $0
      }
      unsafe output?.withMemoryRebound(to: CChar.self, capacity: Int(room)) {
        unsafe stream.pointee.next_out = $0
      }
      unsafe stream.pointee.avail_in = count
      unsafe stream.pointee.avail_out = room
      status = unsafe BZ2_bzDecompress(stream)
      return unsafe (stream.pointee.avail_in, stream.pointee.avail_out)
    }
    guard isCounted else { return .corrupt("invalid counts") }
    switch status {
    case BZ_OK: return .more
    case BZ_STREAM_END: return .memberEnd
    case BZ_MEM_ERROR: return .corrupt("libbz2 is out of memory")
    default: return .corrupt("invalid data or incorrect check")
    }
  }
}

// The stream is owned by this value alone and not bound to a thread.
extension Bzip2Decoder: @unchecked Sendable {}
