import CLZ4

/// The frame format of LZ4 (version 1.6): any number of frames, each checked against its checksums
/// if it has any, and skippable frames.
enum LZ4: Compression {
  static let name = "lz4"
  static let suffix = "lz4"
  static let tarSuffixes = ["tlz4"]
  static let signature: [UInt8] = [0x04, 0x22, 0x4D, 0x18]

  static func beginning(_ head: ArraySlice<UInt8>) -> MemberBeginning {
    SkippableFrame.beginning(head, or: signature)
  }

  static func inflater(windowLimit: Int) -> any Inflater {
    MemberInflater<LZ4, LZ4Decoder>(windowLimit: windowLimit)
  }

  /// Two blocks of 4 MiB, and a window of 64 KiB.
  static func inflaterBytes(windowLimit: Int) -> Int { 9 << 20 }
}

/// Inflates a frame of LZ4 by liblz4.
@safe struct LZ4Decoder: MemberDecoder, ~Copyable {
  private let context: OpaquePointer

  /// A frame looks back 64 KiB.
  init(windowLimit: Int) {
    var made: OpaquePointer?
    let status = unsafe LZ4F_createDecompressionContext(&made, UInt32(LZ4F_VERSION))
    guard LZ4F_isError(status) == 0, let made = unsafe made else {
      preconditionFailure("liblz4 could not begin: out of memory")
    }
    unsafe context = made
  }

  deinit { unsafe LZ4F_freeDecompressionContext(context) }

  mutating func reset() {
    unsafe LZ4F_resetDecompressionContext(context)
  }

  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep {
    var status = 0
    let isCounted = unsafe Self.lend(&input, &output) { input, count, output, room in
      var (taken, made) = (Int(count), Int(room))
      status = unsafe LZ4F_decompress(context, output, &made, input, &taken, nil)
      return (count - UInt32(taken), room - UInt32(made))
    }
    guard isCounted else { return .corrupt("invalid counts") }
    guard LZ4F_isError(status) != 0 else { return status == 0 ? .memberEnd : .more }
    let name = unsafe String(cString: LZ4F_getErrorName(status))
    return .corrupt(name.hasPrefix("ERROR_") ? String(name.dropFirst(6)) : name)
  }
}

// The context is owned by this value alone and not bound to a thread.
extension LZ4Decoder: @unchecked Sendable {}
