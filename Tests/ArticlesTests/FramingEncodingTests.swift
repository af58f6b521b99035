import Articles
import TestSupport
import Testing

@Suite struct FramingEncodingTests {
  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  @Test(arguments: [false, true])
  func utf16IsTranscoded(bigEndian: Bool) throws {
    let folder = TemporaryFolder()
    let text = (1...50).map { "{\"n\": \($0), \"t\": \"é 東京 𝄞 naïve\"}\n" }.joined()
    let plain = try readAll(try folder.file("a", text))
    let file = try folder.file("b", Self.utf16(text, bigEndian: bigEndian))
    for size in [1, 2, 3, 7, 100, 1 << 20] {
      let read = try readAll(file, ReadingOptions(chunkBytes: size))
      #expect(read.records == plain.records, "chunks of \(size) bytes")
    }
  }

  @Test func loneSurrogatesAreReplacedAndCounted() throws {
    let folder = TemporaryFolder()
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit: UInt16 in [0x41, 0xD800, 0x42, 0xDC00, 0xD834, 0xDD1E, 0xD800] {
      bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    bytes.append(0x43)
    let file = try folder.file("a.txt", bytes)
    #expect(try readAll(file).records.map(\.text) == ["A\u{FFFD}B\u{FFFD}𝄞\u{FFFD}"])
    var reader = try BatchReader(file)
    while try reader.next() != nil {}
    #expect(reader.replacements == 3)
    #expect(reader.inflatedBytes == bytes.count)
  }

  @Test func theMarkOfUTF8IsPassedOver() throws {
    let folder = TemporaryFolder()
    let file = try folder.file("a", [0xEF, 0xBB, 0xBF] + Array("{\"a\": 1}\n{\"a\": 2}\n".utf8))
    for size in [1, 2, 3, 4, 100] {
      let read = try readAll(file, ReadingOptions(chunkBytes: size))
      #expect(read.records.map(\.text) == ["{\"a\": 1}", "{\"a\": 2}"])
      #expect(read.records.map(\.byte) == [3, 12])
    }
  }
}
