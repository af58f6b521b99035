/// What bytes are read from, as they arrive.
public protocol ByteSource: ~Copyable {
  /// Why it cannot be read on.
  associatedtype Failure: Error

  /// Appends the next bytes to `output`, at least one if there are any; none means the end.
  mutating func read(into output: inout OutputSpan<UInt8>) throws(Failure)
}

/// Why a compressed source could not be read on.
public enum InflatingFailure<SourceFailure: Error>: Error {
  /// The source itself cannot be read.
  case source(SourceFailure)
  /// What it gave cannot be inflated; the text is the name of the compression.
  case damaged(CompressionDamage, String)
}

extension InflatingFailure: Equatable where SourceFailure: Equatable {}
extension InflatingFailure: Hashable where SourceFailure: Hashable {}

/// Inflates what a source gives: the one loop for every compression and every source.
///
/// It inflates straight into the caller's memory. Its own is a buffer of compressed bytes and the
/// inflater, whatever the length of the stream.
public struct InflatingReader: ~Copyable, Sendable {
  /// Whether the stream was inflated to its end and found sound.
  public private(set) var isAtEnd = false

  private let compression: any Compression.Type
  private let inflater: any Inflater
  private let blockBytes: Int
  private var input: [UInt8]
  private var used = 0

  /// A reader of a stream in `compression` of which `head` was read already; it reads about
  /// `blockBytes` at a time, and its inflater may take about `windowLimit` bytes of memory.
  public init(
    _ compression: any Compression.Type, head: [UInt8], blockBytes: Int, windowLimit: Int
  ) {
    self.compression = compression
    self.blockBytes = blockBytes
    input = head
    inflater = compression.inflater(windowLimit: windowLimit)
  }

  /// Appends inflated bytes until `output` is full or the stream ends; room left means that it has
  /// ended, and that it ended as it should.
  public mutating func read<Source: ByteSource & ~Copyable>(
    into output: inout OutputSpan<UInt8>, from source: inout Source
  ) throws(InflatingFailure<Source.Failure>) {
    while !output.isFull && !isAtEnd {
      do throws(CompressionDamage) {
        try inflate(into: &output)
      } catch {
        throw .damaged(error, compression.name)
      }
      if output.isFull { return }
      // With room left, all input was used.
      guard try !refill(from: &source) else { continue }
      do throws(CompressionDamage) {
        try inflater.finish()
      } catch {
        throw .damaged(error, compression.name)
      }
      isAtEnd = true
    }
  }

  private mutating func inflate(
    into output: inout OutputSpan<UInt8>
  ) throws(CompressionDamage) {
    // A span of a property would hold all of `self`; the array itself is not copied here.
    let bytes = input
    used += try inflater.inflate(bytes.span.extracting(used...), into: &output)
  }

  /// Replaces the input, all of it used, by the next; false at the end of the source.
  private mutating func refill<Source: ByteSource & ~Copyable>(
    from source: inout Source
  ) throws(InflatingFailure<Source.Failure>) -> Bool {
    input.removeAll(keepingCapacity: true)
    used = 0
    do throws(Source.Failure) {
      try input.append(addingCapacity: blockBytes) { (room) throws(Source.Failure) in
        try source.read(into: &room)
      }
    } catch {
      throw .source(error)
    }
    return !input.isEmpty
  }
}
