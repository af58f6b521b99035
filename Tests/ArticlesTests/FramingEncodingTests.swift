import TestSupport
import Testing

@testable import Articles

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

  /// The scalars of `text` in code units of `width` bytes, without a mark.
  static func wide(_ text: String, width: Int, bigEndian: Bool) -> [UInt8] {
    let units = width == 2 ? text.utf16.map(UInt32.init) : text.unicodeScalars.map(\.value)
    return units.flatMap { unit -> [UInt8] in
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) }
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [
    "Plain words\n\nand more.", "Добрый вечер\n\nИ всё.", "今天的新聞很多。\n\n第二段 文字。",
    "Καλησπέρα 𝄞 σας\n\nΤέλος.",
  ])
  func wideTextsNeedNoMark(text: String) throws {
    let folder = TemporaryFolder()
    for width in [2, 4] {
      for bigEndian in [false, true] {
        for mark in ["", "\u{FEFF}"] {
          let bytes = Self.wide(mark + text, width: width, bigEndian: bigEndian)
          let file = try folder.file("a.txt", bytes)
          for size in [1, 3, 100] {
            var reader = try BatchReader(file, options: ReadingOptions(chunkBytes: size))
            let chunk = try #require(try reader.next())
            #expect(String(decoding: chunk.bytes, as: UTF8.self) == text, "\(width) \(bigEndian)")
            #expect(chunk.documents.first?.encoding == (width == 2 ? "utf-16" : "utf-32"))
          }
        }
      }
    }
  }

  @Test func aStrayZeroDoesNotMakeTextWide() throws {
    for text in ["Some words\0 of text\n", "caf\u{E9}s and na\u{EF}ve\0 ones here\n"] {
      let head = text.unicodeScalars.map { UInt8($0.value) }
      #expect(WideEncoding(of: head) == nil)
    }
    #expect(WideEncoding(of: Array(repeating: 0, count: 512)) == nil)
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
