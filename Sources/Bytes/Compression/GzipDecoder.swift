/// Inflates a member of gzip, whose header is judged here and whose data and trailer an engine
/// inflates and verifies.
struct GzipDecoder<Engine: MemberDecoder & ~Copyable>: MemberDecoder, ~Copyable {
  private var engine: Engine
  private var header = GzipHeader()
  private var isInHeader = true

  init(windowLimit: Int) {
    engine = Engine(windowLimit: windowLimit)
  }

  mutating func reset() {
    header = GzipHeader()
    isInHeader = true
  }

  @unsafe mutating func step(
    from input: inout UnsafeBufferPointer<UInt8>,
    into output: inout UnsafeMutableBufferPointer<UInt8>
  ) -> MemberStep {
    while isInHeader {
      guard let byte = unsafe input.first else { return .more }
      unsafe input = UnsafeBufferPointer(rebasing: input.dropFirst())
      switch header.take(byte) {
      case .more: continue
      case .corrupt(let why): return .corrupt(why)
      case .complete:
        unsafe beginData()
        isInHeader = false
      }
    }
    return unsafe engine.step(from: &input, into: &output)
  }

  /// Gives the engine a header that says nothing, in place of the one that was judged here.
  @unsafe private mutating func beginData() {
    engine.reset()
    let minimal: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var nowhere = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    unsafe minimal.withUnsafeBufferPointer { bytes in
      var rest = unsafe bytes
      _ = unsafe engine.step(from: &rest, into: &nowhere)
    }
  }
}
