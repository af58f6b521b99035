import CZlib
import TestSupport
import Testing

@testable import Bytes

/// Every engine must say of any input what zlib says of it.
@Suite struct ContainerEngineTests {
  /// Decodes `input` in pieces of `inputStep` bytes into room for `outputStep` bytes at a time.
  static func decode<Engine: MemberDecoder & ~Copyable>(
    _ input: [UInt8], by engine: Engine.Type, inputStep: Int = .max, outputStep: Int = 1 << 16
  ) -> Outcome {
    Outcome(
      of: input, by: MemberInflater<Gzip, GzipDecoder<Engine>>(windowLimit: .max),
      inputStep: inputStep, outputStep: outputStep)
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

  /// ISA-L takes more of this stream than it is given, by its own account.
  @Test func aMiscountedStreamIsDamaged() {
    let stream: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0xA4, 0x47, 0x0E, 0x6B, 0x02, 0xFF, 0xBD, 0x8E, 0x31, 0x0A, 0xC2,
      0x40, 0x14, 0x44, 0xFB, 0x7F, 0x8A, 0x01, 0x0B, 0x21, 0xB0, 0x21, 0x89, 0xA9, 0x2C, 0x2C,
      0xAC, 0x2C, 0x05, 0xF5, 0x00, 0x3F, 0xD9, 0x35, 0x59, 0x0C, 0x1B, 0xDD, 0x6C, 0x0C, 0x1E,
      0xC4, 0xCE, 0x1C, 0x40, 0x10, 0xC4, 0xD6, 0xD6, 0x43, 0xEC, 0x05, 0xC4, 0x73, 0x18, 0x3C,
      0x84, 0x30, 0x30, 0xC5, 0x9B, 0x07, 0x23, 0x84, 0x96, 0x6C, 0x75, 0x03, 0x59, 0x9B, 0xB1,
      0x43, 0xA7, 0xAA, 0x4A, 0xEC, 0x4C, 0xDD, 0x19, 0x6C, 0xC2, 0x55, 0x88, 0x49, 0x18, 0xA7,
      0x30, 0xFC, 0xBA, 0x1F, 0x15, 0x3E, 0xFD, 0xE3, 0xFD, 0xBC, 0xC1, 0x5F, 0xFD, 0xC5, 0x9F,
      0x7D, 0x1F, 0x12, 0x05, 0x60, 0x02, 0x02, 0xFC, 0xEF, 0x5A, 0x46, 0x33, 0x1C, 0xE8, 0x0B,
      0x7A, 0xD1, 0xD4, 0xAB, 0x17, 0x01, 0x00, 0x00,
    ]
    #expect(Self.byZlib(stream) == .corrupt)
    #expect(Self.byDefault(stream) == .corrupt)
  }

  @Test func muchDamageIsJudgedTheSame() {
    var generator = Generator(seed: 7)
    for (index, stream) in Self.streams.enumerated() {
      for _ in 0..<1000 {
        let damaged = stream.damaged(&generator)
        let expected = Self.byZlib(damaged)
        let outcome = Self.byDefault(damaged, inputStep: damaged.count % 2 == 0 ? 7 : .max)
        #expect(
          expected.isSound ? outcome == expected : !outcome.isSound,
          "stream \(index): \(expected) but \(outcome)")
      }
    }
  }
}
