import CZlib

/// Inflate by zlib: everywhere, and the yardstick for any other engine.
@safe struct ZlibEngine: MemberDecoder, ~Copyable {
  /// On the heap, because zlib keeps the address of its stream.
  private let stream: UnsafeMutablePointer<z_stream>

  /// The window of deflate has 32 KiB.
  init(windowLimit: Int) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 16 more than the largest window asks for the gzip wrapper, with its checks.
    let status = unsafe inflateInit2_(
      stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib could not begin: out of memory")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  mutating func reset() {
    unsafe inflateReset(stream)
  }

  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep {
    var status: Int32 = 0
    // zlib writes nothing where there is no room, but wants an address.
    var nowhere: UInt8 = 0
    let isCounted = unsafe withUnsafeMutablePointer(to: &nowhere) { nowhere in
      unsafe Self.lend(&input, &output) { input, count, output, room in
        unsafe stream.pointee.next_in = input
        unsafe stream.pointee.avail_in = count
        unsafe stream.pointee.next_out = output ?? nowhere
        unsafe stream.pointee.avail_out = room
        status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        return unsafe (stream.pointee.avail_in, stream.pointee.avail_out)
      }
    }
    guard isCounted else { return .corrupt("invalid counts") }
    switch status {
    case Z_OK, Z_BUF_ERROR: return .more
    case Z_STREAM_END: return .memberEnd
    case Z_MEM_ERROR: return .corrupt("zlib is out of memory")
    default:
      guard let text = unsafe stream.pointee.msg else { return .corrupt("zlib error \(status)") }
      return unsafe .corrupt(String(cString: text))
    }
  }
}

// The stream is owned by this value alone and not bound to a thread.
extension ZlibEngine: @unchecked Sendable {}
