import CLZMA

/// The xz format (version 1.1.0): any number of streams, each block checked against its CRC or
/// SHA-256 if it has one, with padding between them.
enum Xz: Compression {
  static let name = "xz"
  static let suffix = "xz"
  static let tarSuffixes = ["txz"]
  static let signature: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
  static let paddingUnit: Int? = 4

  static func inflater(windowLimit: Int) -> any Inflater {
    MemberInflater<Xz, XzDecoder>(windowLimit: windowLimit)
  }

  /// The dictionary and the filters.
  static func inflaterBytes(windowLimit: Int) -> Int { windowLimit + XzDecoder.overhead }
}

/// Inflates a stream of xz by liblzma.
@safe struct XzDecoder: MemberDecoder, ~Copyable {
  /// What the library takes beside the dictionary.
  static let overhead = 1 << 20

  /// On the heap, because the library keeps the address of its stream.
  private let stream: UnsafeMutablePointer<lzma_stream>
  private let windowLimit: Int

  init(windowLimit: Int) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: lzma_stream())
    self.windowLimit = windowLimit
  }

  deinit {
    unsafe lzma_end(stream)
    unsafe stream.deallocate()
  }

  mutating func reset() {
    // The memory of the last stream is used again.
    let status = unsafe lzma_stream_decoder(
      stream, UInt64(windowLimit) + UInt64(XzDecoder.overhead), lzma_tell_unsupported_check)
    precondition(status == LZMA_OK, "liblzma could not begin: out of memory")
  }

  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep {
    var status = LZMA_OK
    let isCounted = unsafe Self.lend(&input, &output) { input, count, output, room in
      unsafe stream.pointee.next_in = UnsafePointer(input)
      unsafe stream.pointee.avail_in = Int(count)
      unsafe stream.pointee.next_out = output
      unsafe stream.pointee.avail_out = Int(room)
      status = unsafe lzma_code(stream, LZMA_RUN)
      return unsafe (UInt32(stream.pointee.avail_in), UInt32(stream.pointee.avail_out))
    }
    guard isCounted else { return .corrupt("invalid counts") }
    switch status {
    case LZMA_OK, LZMA_BUF_ERROR: return .more
    case LZMA_STREAM_END: return .memberEnd
    case LZMA_MEMLIMIT_ERROR:
      let needed = unsafe Int(clamping: lzma_memusage(stream))
      return .damaged(.windowTooLarge(needed: needed, limit: windowLimit))
    case LZMA_OPTIONS_ERROR:
      return .damaged(.unsupported("a filter or an option that is not known"))
    case LZMA_UNSUPPORTED_CHECK: return .damaged(.unsupported("a checksum that is not known"))
    case LZMA_MEM_ERROR: return .corrupt("liblzma is out of memory")
    default: return .corrupt("invalid data or incorrect check")
    }
  }
}

// The stream is owned by this value alone and not bound to a thread.
extension XzDecoder: @unchecked Sendable {}
