import CZstd

/// The Zstandard format (RFC 8878): any number of frames, each checked against its checksum if it
/// has one, and skippable frames.
enum Zstandard: Compression {
  static let name = "zstd"
  static let suffix = "zst"
  static let tarSuffixes = ["tzst"]
  static let signature: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  static func beginning(_ head: ArraySlice<UInt8>) -> MemberBeginning {
    SkippableFrame.beginning(head, or: signature)
  }

  static func inflater(windowLimit: Int) -> any Inflater {
    MemberInflater<Zstandard, ZstandardDecoder>(windowLimit: windowLimit)
  }

  /// The window, a block before it and one behind, and tables.
  static func inflaterBytes(windowLimit: Int) -> Int { windowLimit + (1 << 20) }
}

/// Inflates a frame of Zstandard by libzstd.
@safe struct ZstandardDecoder: MemberDecoder, ~Copyable {
  private let context: OpaquePointer
  private let windowLimit: Int
  /// The first bytes of the frame, as many as its header may have.
  private var header: [UInt8] = []

  init(windowLimit: Int) {
    guard let made = unsafe ZSTD_createDCtx() else {
      preconditionFailure("libzstd could not begin: out of memory")
    }
    unsafe context = made
    self.windowLimit = windowLimit
    // The library takes a power of two, of which it knows the least and the most.
    let exponent = Int.bitWidth - 1 - max(windowLimit, 1).leadingZeroBitCount
    let bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax)
    let most = min(max(Int32(exponent), bounds.lowerBound), bounds.upperBound)
    unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, most)
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  mutating func reset() {
    unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    header.removeAll(keepingCapacity: true)
  }

  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep {
    if header.count < ZstandardHeader.mostBytes {
      unsafe header.append(contentsOf: input.prefix(ZstandardHeader.mostBytes - header.count))
    }
    var status = 0
    let isCounted = unsafe Self.lend(&input, &output) { input, count, output, room in
      var source = unsafe ZSTD_inBuffer(src: input, size: Int(count), pos: 0)
      var target = unsafe ZSTD_outBuffer(dst: output, size: Int(room), pos: 0)
      status = unsafe ZSTD_decompressStream(context, &target, &source)
      return unsafe (count - UInt32(source.pos), room - UInt32(target.pos))
    }
    guard isCounted else { return .corrupt("invalid counts") }
    guard ZSTD_isError(status) != 0 else { return status == 0 ? .memberEnd : .more }
    switch ZSTD_getErrorCode(status) {
    case ZSTD_error_frameParameter_windowTooLarge:
      let needed = ZstandardHeader.windowBytes(header)
      return .damaged(.windowTooLarge(needed: needed, limit: windowLimit))
    case ZSTD_error_dictionary_wrong: return .damaged(.unsupported("a dictionary"))
    default: return unsafe .corrupt(String(cString: ZSTD_getErrorName(status)).lowercased())
    }
  }
}

// The context is owned by this value alone and not bound to a thread.
extension ZstandardDecoder: @unchecked Sendable {}

/// What the header of a frame says of its window (RFC 8878, 3.1.1.1), which the library keeps to
/// itself when it refuses it.
enum ZstandardHeader {
  /// The longest header, signature included.
  static let mostBytes = 18

  /// The size of the window in bytes; 0 if the header is not whole.
  static func windowBytes(_ header: [UInt8]) -> Int {
    guard header.count > 5 else { return 0 }
    let descriptor = header[4]
    if descriptor & 0x20 == 0 {
      let base = 1 << (10 + Int(header[5] >> 3))
      return base + base / 8 * Int(header[5] & 7)
    }
    // A frame in one segment has no window but its content, whose size follows the dictionary's
    // number.
    let start = 5 + [0, 1, 2, 4][Int(descriptor & 3)]
    let size = header.dropFirst(start).prefix(1 << Int(descriptor >> 6))
    return Int(clamping: size.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
