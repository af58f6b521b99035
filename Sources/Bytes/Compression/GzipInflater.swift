/// How one step of a deflate engine ended.
enum EngineStep {
  /// Input or room for output ran out; the member goes on.
  case more
  /// The member is complete, and its checksum and length agree with its trailer.
  case memberEnd
  case corrupt(String)
}

/// An implementation of inflate for one gzip member at a time, verified trailer included.
protocol InflateEngine: ~Copyable, Sendable {
  init()
  /// Forgets the last member, if any, and awaits the next, which begins with a minimal header.
  mutating func reset()
  /// Inflates until input or room runs out or the member ends. Moves both buffers' starts.
  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> EngineStep
}

extension InflateEngine where Self: ~Copyable {
  /// Lends input and room to a C stream, which counts both in 32 bits, and moves their starts by
  /// what it took: `body` returns how much of each is left.
  ///
  /// Returns false, and moves nothing, if more is left than was lent: ISA-L miscounts in some
  /// damaged streams.
  @inline(__always)
  @unsafe static func lend(
    _ input: inout UnsafeBufferPointer<UInt8>, _ output: inout UnsafeMutableBufferPointer<UInt8>,
    to body: (
      _ input: UnsafeMutablePointer<UInt8>?, _ count: UInt32,
      _ output: UnsafeMutablePointer<UInt8>?, _ room: UInt32
    ) -> (count: UInt32, room: UInt32)
  ) -> Bool {
    let given = UInt32(clamping: input.count)
    let room = UInt32(clamping: output.count)
    // C streams do not say that they leave their input as it is.
    let left = unsafe body(
      UnsafeMutablePointer(mutating: input.baseAddress), given, output.baseAddress, room)
    guard left.count <= given, left.room <= room else { return false }
    unsafe input = UnsafeBufferPointer(rebasing: input[Int(given - left.count)...])
    unsafe output = UnsafeMutableBufferPointer(rebasing: output[Int(room - left.room)...])
    return true
  }
}

/// Inflates gzip: members one after the other, then perhaps zero padding.
///
/// Which engine inflates changes the speed and nothing else. It holds some tens of kilobytes,
/// whatever the length of the stream.
final class GzipInflater<Engine: InflateEngine & ~Copyable>: Inflater, @unchecked Sendable {
  private enum Phase { case between, header, member, padding }

  private var engine = Engine()
  private var phase = Phase.between
  private var header = GzipHeader()
  private var members = 0

  init() {}

  func inflate(
    _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) throws(CompressionDamage) -> Int {
    var damage: CompressionDamage?
    let consumed = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { buffer, filled in
        var rest = unsafe source
        var room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[filled...])
        damage = unsafe advance(&rest, &room)
        filled = buffer.count - room.count
        return source.count - rest.count
      }
    }
    if let damage { throw damage }
    return consumed
  }

  func finish() throws(CompressionDamage) {
    switch phase {
    case .between where members > 0, .padding: return
    default: throw .truncated
    }
  }

  @unsafe private func advance(
    _ input: inout UnsafeBufferPointer<UInt8>, _ output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> CompressionDamage? {
    while true {
      switch phase {
      case .padding:
        if unsafe input.contains(where: { $0 != 0 }) { return .trailingGarbage }
        unsafe input = UnsafeBufferPointer(rebasing: input[input.endIndex...])
        return nil
      case .between:
        guard let first = unsafe input.first else { return nil }
        header = GzipHeader()
        phase = first == 0 && members > 0 ? .padding : .header
      case .header:
        guard let byte = unsafe input.first else { return nil }
        unsafe input = UnsafeBufferPointer(rebasing: input.dropFirst())
        switch header.take(byte) {
        case .more: continue
        case .foreign:
          return members > 0 ? .trailingGarbage : .corrupt("it does not begin as gzip does")
        case .corrupt(let why): return .corrupt(why)
        case .complete:
          unsafe beginMember()
          phase = .member
        }
      case .member:
        let before = (input.count, output.count)
        switch unsafe engine.step(from: &input, into: &output) {
        case .corrupt(let why):
          return .corrupt(why)
        case .memberEnd:
          members += 1
          phase = .between
        case .more:
          let moved = before != (input.count, output.count)
          if output.isEmpty || input.isEmpty || !moved { return nil }
        }
      }
    }
  }

  /// Gives the engine a header that says nothing, in place of the one that was judged here.
  @unsafe private func beginMember() {
    engine.reset()
    let minimal: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var nowhere = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    unsafe minimal.withUnsafeBufferPointer { bytes in
      var rest = unsafe bytes
      _ = unsafe engine.step(from: &rest, into: &nowhere)
    }
  }
}
