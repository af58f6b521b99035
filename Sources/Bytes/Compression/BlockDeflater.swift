import CZlib

#if arch(x86_64) || arch(arm64)
  import CIsal
#endif

/// Compresses blocks that are read back whole, each on its own, as raw DEFLATE (RFC 1951).
///
/// The bytes of a compressed block depend on the library that made them; what they become again
/// does not.
@safe public struct BlockDeflater: ~Copyable {
  #if arch(x86_64) || arch(arm64)
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let levelBuffer: UnsafeMutablePointer<UInt8>
    private static let levelBytes = Int(isal_level1_bytes)
  #else
    private let stream: UnsafeMutablePointer<z_stream>
  #endif

  /// A deflater with its tables, some hundred KiB.
  public init() {
    unsafe stream = .allocate(capacity: 1)
    #if arch(x86_64) || arch(arm64)
      unsafe levelBuffer = .allocate(capacity: BlockDeflater.levelBytes)
    #else
      unsafe stream.initialize(to: z_stream())
      let status = unsafe deflateInit2_(
        stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      precondition(status == Z_OK, "zlib could not begin: out of memory")
    #endif
  }

  deinit {
    #if arch(x86_64) || arch(arm64)
      unsafe levelBuffer.deallocate()
    #else
      unsafe deflateEnd(stream)
    #endif
    unsafe stream.deallocate()
  }

  /// Appends the compressed form of `bytes` to `output`; false, and nothing, if it is no smaller.
  public mutating func deflate(_ bytes: Span<UInt8>, into output: inout Buffer<UInt8>) -> Bool {
    let start = output.count
    output.extend(to: start + bytes.count, with: 0)
    var span = output.mutableSpan
    let made: Int? = unsafe bytes.withUnsafeBufferPointer { source in
      unsafe span.withUnsafeMutableBufferPointer { target in
        unsafe deflate(source, into: UnsafeMutableBufferPointer(rebasing: target[start...]))
      }
    }
    output.truncate(to: start + (made ?? 0))
    return made != nil
  }

  /// The number of bytes that the compressed form takes; nil if it does not fit.
  private func deflate(
    _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    #if arch(x86_64) || arch(arm64)
      unsafe isal_deflate_stateless_init(stream)
      unsafe stream.pointee.level = 1
      unsafe stream.pointee.level_buf = levelBuffer
      unsafe stream.pointee.level_buf_size = UInt32(BlockDeflater.levelBytes)
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      unsafe stream.pointee.next_out = target.baseAddress
      unsafe stream.pointee.avail_out = UInt32(target.count)
      unsafe stream.pointee.end_of_stream = 1
      guard unsafe isal_deflate_stateless(stream) == COMP_OK else { return nil }
      return unsafe Int(stream.pointee.total_out)
    #else
      unsafe deflateReset(stream)
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      unsafe stream.pointee.next_out = target.baseAddress
      unsafe stream.pointee.avail_out = UInt32(target.count)
      guard unsafe CZlib.deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
      return unsafe Int(stream.pointee.total_out)
    #endif
  }
}

// The stream and its buffer are owned by this value alone and not bound to a thread.
extension BlockDeflater: @unchecked Sendable {}

/// Appends the `count` bytes that the raw DEFLATE stream `bytes` holds to `output`; false if it
/// holds another number of bytes or is damaged.
public func inflateBlock(
  _ bytes: Span<UInt8>, count: Int, into output: inout Buffer<UInt8>
) -> Bool {
  let start = output.count
  output.extend(to: start + count, with: 0)
  var span = output.mutableSpan
  let isWhole = unsafe bytes.withUnsafeBufferPointer { source in
    unsafe span.withUnsafeMutableBufferPointer { target in
      unsafe inflate(source, into: UnsafeMutableBufferPointer(rebasing: target[start...]))
    }
  }
  if !isWhole { output.truncate(to: start) }
  return isWhole
}

private func inflate(
  _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
) -> Bool {
  #if arch(x86_64) || arch(arm64)
    return unsafe withUnsafeTemporaryAllocation(of: inflate_state.self, capacity: 1) { states in
      guard let state = states.baseAddress else { return false }
      unsafe isal_inflate_init(state)
      unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe state.pointee.avail_in = UInt32(source.count)
      unsafe state.pointee.next_out = target.baseAddress
      unsafe state.pointee.avail_out = UInt32(target.count)
      let status = unsafe isal_inflate_stateless(state)
      return unsafe status == ISAL_DECOMP_OK && state.pointee.total_out == UInt32(target.count)
    }
  #else
    var stream = z_stream()
    guard
      unsafe inflateInit2_(
        &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return false }
    defer { unsafe inflateEnd(&stream) }
    unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
    unsafe stream.avail_in = UInt32(source.count)
    unsafe stream.next_out = target.baseAddress
    unsafe stream.avail_out = UInt32(target.count)
    let status = unsafe CZlib.inflate(&stream, Z_FINISH)
    return unsafe status == Z_STREAM_END && Int(stream.total_out) == target.count
  #endif
}
