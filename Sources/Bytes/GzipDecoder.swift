/// What is wrong with a gzip stream.
public enum GzipDamage: Error, Sendable, Hashable {
  /// The stream ends inside a member.
  case truncated
  /// The stream cannot be what was compressed; the text says what gave it away.
  case corrupt(String)
  /// After a complete member comes something that is neither a member nor zero padding.
  case trailingGarbage
}

/// How one step of a deflate engine ended.
enum EngineStep {
  /// Input or room for output ran out; the member goes on.
  case more
  /// The member is complete, and its checksum and length agree with its trailer.
  case memberEnd
  case corrupt(String)
}

/// An implementation of inflate for one gzip member at a time, header and verified trailer included.
protocol InflateEngine: ~Copyable, Sendable {
  init()
  /// Forgets the last member and awaits the header of the next.
  mutating func reset()
  /// Inflates until input or room runs out or the member ends. Moves both buffers' starts.
  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>, into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> EngineStep
}

/// A streaming reader of gzip (RFC 1952): any number of members, each checked against its CRC-32 and
/// its length, then perhaps zero padding as tape blocks leave it.
///
/// Which engine inflates changes the speed and nothing else. The decoder holds some tens of
/// kilobytes whatever the stream's size.
struct GzipDecoder<Engine: InflateEngine & ~Copyable>: ~Copyable, Sendable {
  private enum Phase { case between, prefix, member, padding }

  private var engine = Engine()
  private var phase = Phase.between
  /// The fixed start of a member header, gathered here to be judged before the engine sees it, so
  /// that what follows the last member is told apart from damage inside one.
  private var prefix: [UInt8] = []
  private var members = 0

  init() {}

  /// Appends inflated bytes to `output` until its room or the `input` is used up.
  ///
  /// Returns the number of input bytes consumed. If the room ran out, call again with the rest, which
  /// may be empty; if it did not, all input was consumed.
  mutating func inflate(
    _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) throws(GzipDamage) -> Int {
    var damage: GzipDamage?
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

  /// Declares the end of the input; throws if a member is unfinished or there was none.
  func finish() throws(GzipDamage) {
    switch phase {
    case .between where members > 0, .padding: return
    default: throw .truncated
    }
  }

  @unsafe private mutating func advance(
    _ input: inout UnsafeBufferPointer<UInt8>, _ output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> GzipDamage? {
    while true {
      switch phase {
      case .padding:
        if unsafe input.contains(where: { $0 != 0 }) { return .trailingGarbage }
        unsafe input = UnsafeBufferPointer(rebasing: input[input.endIndex...])
        return nil
      case .between:
        guard let first = unsafe input.first else { return nil }
        phase = first == 0 && members > 0 ? .padding : .prefix
      case .prefix:
        while prefix.count < 4 {
          guard let byte = unsafe input.first else { return nil }
          prefix.append(byte)
          unsafe input = UnsafeBufferPointer(rebasing: input.dropFirst())
          if let damage = judgePrefix() { return damage }
        }
        var none = unsafe UnsafeMutableBufferPointer(rebasing: output[..<0])
        let step = unsafe prefix.withUnsafeBufferPointer { bytes in
          var header = unsafe bytes
          return unsafe engine.step(from: &header, into: &none)
        }
        if case .corrupt(let why) = step { return .corrupt(why) }
        phase = .member
      case .member:
        let before = (input.count, output.count)
        switch unsafe engine.step(from: &input, into: &output) {
        case .corrupt(let why):
          return .corrupt(why)
        case .memberEnd:
          members += 1
          engine.reset()
          prefix.removeAll(keepingCapacity: true)
          phase = .between
        case .more:
          let moved = before != (input.count, output.count)
          if output.isEmpty || input.isEmpty || !moved { return nil }
        }
      }
    }
  }

  /// Whether the bytes gathered can begin a member: magic, the deflate method, no reserved flag.
  private func judgePrefix() -> GzipDamage? {
    let last = prefix[prefix.count - 1]
    switch prefix.count {
    case 1 where last != 0x1F, 2 where last != 0x8B:
      return members > 0 ? .trailingGarbage : .corrupt("it does not begin as gzip does")
    case 3 where last != 8: return .corrupt("unknown compression method \(last)")
    case 4 where last & 0xE0 != 0: return .corrupt("reserved header flags are set")
    default: return nil
    }
  }
}
