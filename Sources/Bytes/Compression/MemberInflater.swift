/// How one step of a decoder ended.
enum MemberStep {
  /// Input or room for output ran out; the member goes on.
  case more
  /// The member is complete, and agrees with its checksums.
  case memberEnd
  case damaged(CompressionDamage)

  static func corrupt(_ why: String) -> MemberStep { .damaged(.corrupt(why)) }
}

/// Inflates one member at a time, and verifies it.
protocol MemberDecoder: ~Copyable, Sendable {
  /// A decoder that takes about `windowLimit` bytes for what it must remember, at most.
  init(windowLimit: Int)
  /// Forgets the last member, if any, and awaits the first byte of the next.
  mutating func reset()
  /// Inflates until input or room runs out or the member ends. Moves both buffers' starts.
  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep
}

extension MemberDecoder where Self: ~Copyable {
  /// Lends input and room to a C stream, which may count both in 32 bits, and moves their starts by
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

/// Inflates members one after the other, then perhaps zero padding: the one loop for every form.
///
/// Which decoder inflates changes the speed and nothing else. Its memory is the decoder's, whatever
/// the length of the stream.
///
/// It is `@unchecked Sendable` because, as `Inflater` says, one owner at a time uses it.
final class MemberInflater<Form: Compression, Decoder: MemberDecoder & ~Copyable>: Inflater,
  @unchecked Sendable
{
  private enum Phase {
    /// A member may begin here.
    case between
    case member
    /// So many bytes are to be passed over.
    case filler(left: Int)
    /// After so many zeros.
    case padding(Int)
  }

  private var decoder: Decoder
  private var phase = Phase.between
  /// What was read of what begins, until that shows what it is.
  private var head: [UInt8] = []
  private var members = 0

  init(windowLimit: Int) {
    decoder = Decoder(windowLimit: windowLimit)
  }

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
    case .between where members > 0 && head.isEmpty, .padding: return
    default: throw .truncated
    }
  }

  @unsafe private func advance(
    _ input: inout UnsafeBufferPointer<UInt8>, _ output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> CompressionDamage? {
    while true {
      switch phase {
      case .between:
        guard let byte = unsafe input.first else { return nil }
        if byte == 0, head.isEmpty, members > 0 {
          phase = .padding(0)
        } else if let damage = unsafe begin(&input) {
          return damage
        }
      case .filler(let left):
        let count = min(left, input.count)
        unsafe input = UnsafeBufferPointer(rebasing: input.dropFirst(count))
        phase = count == left ? .between : .filler(left: left - count)
        if count < left { return nil }
      case .padding(let before):
        let zeros = unsafe input.prefix { $0 == 0 }.count
        unsafe input = UnsafeBufferPointer(rebasing: input.dropFirst(zeros))
        phase = .padding(before + zeros)
        if input.isEmpty { return nil }
        guard let unit = Form.paddingUnit, (before + zeros) % unit == 0 else {
          return .trailingGarbage
        }
        phase = .between
      case .member:
        let before = (input.count, output.count)
        switch unsafe decoder.step(from: &input, into: &output) {
        case .damaged(let damage):
          return damage
        case .memberEnd:
          members += 1
          phase = .between
        case .more:
          if output.isEmpty || input.isEmpty { return nil }
          if before == (input.count, output.count) { return .corrupt("it does not go on") }
        }
      }
    }
  }

  /// Takes a byte more of what begins, and begins it once that shows what it is.
  @unsafe private func begin(_ input: inout UnsafeBufferPointer<UInt8>) -> CompressionDamage? {
    unsafe head.append(contentsOf: input.prefix(1))
    unsafe input = UnsafeBufferPointer(rebasing: input.dropFirst())
    switch Form.beginning(head[...]) {
    case .undecided:
      return nil
    case .foreign:
      return members > 0 ? .trailingGarbage : .corrupt("it does not begin as \(Form.name) does")
    case .filler(let count):
      phase = .filler(left: count - head.count)
    case .member:
      phase = .member
      decoder.reset()
      // No content comes of a signature.
      var nowhere = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
      let step = unsafe head.withUnsafeBufferPointer { bytes in
        var rest = unsafe bytes
        return unsafe decoder.step(from: &rest, into: &nowhere)
      }
      if case .damaged(let damage) = step { return damage }
    }
    head.removeAll(keepingCapacity: true)
    return nil
  }
}
