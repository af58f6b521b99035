import CZlib
import Testing

@testable import Bytes

/// Every engine must say of any input what zlib says of it.
@Suite struct ContainerEngineTests {
  enum Outcome: Equatable {
    case sound([UInt8])
    case truncated, corrupt, trailingGarbage

    /// Whether the content came out whole.
    var isSound: Bool { if case .sound = self { true } else { false } }
  }

  /// Decodes `input` in pieces of `inputStep` bytes into room for `outputStep` bytes at a time.
  static func decode<Engine: InflateEngine & ~Copyable>(
    _ input: [UInt8], by engine: Engine.Type, inputStep: Int = .max, outputStep: Int = 1 << 16
  ) -> Outcome {
    let decoder = GzipInflater<Engine>()
    var output: [UInt8] = []
    var used = 0
    do throws(CompressionDamage) {
      while true {
        let end = used + min(inputStep, input.count - used)
        let before = output.count
        try output.append(addingCapacity: outputStep) { (room) throws(CompressionDamage) in
          used += try decoder.inflate(input.span.extracting(used..<end), into: &room)
        }
        if output.count - before < outputStep && used == input.count { break }
      }
      try decoder.finish()
      return .sound(output)
    } catch {
      switch error {
      case .truncated: return .truncated
      case .corrupt: return .corrupt
      case .trailingGarbage: return .trailingGarbage
      }
    }
  }

  static func byDefault(
    _ input: [UInt8], inputStep: Int = .max, outputStep: Int = 1 << 16
  ) -> Outcome {
    decode(input, by: Gzip.Engine.self, inputStep: inputStep, outputStep: outputStep)
  }

  static func byZlib(_ input: [UInt8]) -> Outcome { decode(input, by: ZlibEngine.self) }

  /// Streams with stored, fixed and dynamic blocks, several members, and every optional header
  /// field.
  static let streams: [[UInt8]] = {
    var text: [UInt8] = []
    for index in 0..<50 {
      text += Array(
        "line \(index * index % 83) of some text, \(index % 7 == 0 ? "again" : "")\n".utf8)
    }
    var noise: [UInt8] = []
    var state: UInt32 = 1
    for _ in 0..<150 {
      state = state &* 1_664_525 &+ 1_013_904_223
      noise.append(UInt8(truncatingIfNeeded: state >> 24))
    }
    let plain = gzip(text)
    return [
      plain, gzip(text, level: 0), gzip(Array("short".utf8)), gzip([]), gzip(noise),
      gzip(noise) + gzip(text, level: 1) + gzip([]),
      plain + [UInt8](repeating: 0, count: 60),
      withHeader(plain, flags: 4, fields: [3, 0, 1, 2, 3]),
      withHeader(plain, flags: 8, fields: Array("name.txt".utf8) + [0]),
      withHeader(plain, flags: 16, fields: Array("comment".utf8) + [0]),
      withHeader(plain, flags: 2 + 4 + 8 + 16, fields: [1, 0, 9, 65, 0, 66, 0]),
    ]
  }()

  /// `member` with optional header fields; flag 2 appends the header's checksum (RFC 1952, FHCRC).
  static func withHeader(_ member: [UInt8], flags: UInt8, fields: [UInt8]) -> [UInt8] {
    var header = Array(member[..<10]) + fields
    header[3] = flags
    if flags & 2 != 0 {
      let sum = unsafe header.withUnsafeBufferPointer {
        unsafe crc32(0, $0.baseAddress, UInt32($0.count))
      }
      header += [UInt8(truncatingIfNeeded: sum), UInt8(truncatingIfNeeded: sum >> 8)]
    }
    return header + member[10...]
  }

  @Test func soundStreamsComeOutTheSameHoweverTheyAreDivided() {
    for (index, stream) in Self.streams.enumerated() {
      let expected = Self.byZlib(stream)
      #expect(expected.isSound, "stream \(index)")
      for inputStep in [1, 2, 3, 9, 100, Int.max] {
        for outputStep in [1, 2, 17, 300, 1 << 16] {
          let outcome = Self.byDefault(stream, inputStep: inputStep, outputStep: outputStep)
          #expect(outcome == expected, "stream \(index), \(inputStep) in, \(outputStep) out")
        }
      }
    }
  }

  @Test func everyTruncationIsJudgedTheSame() {
    for (index, stream) in Self.streams.enumerated() {
      for length in 0..<stream.count {
        let cut = Array(stream[..<length])
        let expected = Self.byZlib(cut)
        for inputStep in [1, Int.max] {
          let outcome = Self.byDefault(cut, inputStep: inputStep)
          #expect(outcome == expected, "stream \(index) cut after \(length), \(inputStep) in")
        }
      }
    }
  }

  @Test func everyFlippedBitIsJudgedTheSame() {
    for (index, stream) in Self.streams.enumerated() {
      // A stride of 3 touches every byte of each stream, and over the streams every kind of bit.
      for bit in stride(from: index % 3, to: stream.count * 8, by: 3) {
        var damaged = stream
        damaged[bit / 8] ^= 1 << (bit % 8)
        let expected = Self.byZlib(damaged)
        let outcome = Self.byDefault(damaged, inputStep: bit % 3 == 0 ? 1 : .max)
        // Damage may be noticed before or after the input runs out.
        #expect(
          expected.isSound ? outcome == expected : !outcome.isSound,
          "stream \(index), bit \(bit): \(expected) but \(outcome)")
      }
    }
  }
}
