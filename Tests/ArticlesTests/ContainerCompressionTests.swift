import Articles
import Diagnostics
import TestSupport
import Testing

@testable import Bytes

/// Batches in every form of compression, alone and with archives.
@Suite struct ContainerCompressionTests {
  static let names = CompressionRegistry.all.map { $0.name }
  static let text = ContainerGzipTests.text

  static func pack(_ bytes: [UInt8], _ name: String) throws -> [UInt8] {
    packed(bytes, in: try #require(CompressionRegistry.all.first { $0.name == name }))
  }

  @Test(arguments: names) func aBatchReadsAsThePlainFile(name: String) throws {
    let folder = TemporaryFolder()
    let plain = try readAll(try folder.file("a.jsonl", Self.text))
    let middle = Self.text.utf8.count / 2
    let bytes = Array(Self.text.utf8)
    let halves =
      try Self.pack(Array(bytes[..<middle]), name) + Self.pack(Array(bytes[middle...]), name)
    for packed in [try Self.pack(bytes, name), halves, halves + [0, 0, 0, 0, 0]] {
      // What the name says does not matter.
      for file in ["b", "b.gz", "b.xz", "b.jsonl"] {
        let read = try readAll(try folder.file(file, packed))
        #expect(read.container?.name == name)
        #expect(read.records == plain.records)
        #expect(read.inflatedBytes == bytes.count)
      }
    }
  }

  @Test(arguments: names) func everyTruncationOfABatchIsFound(name: String) throws {
    let folder = TemporaryFolder()
    let suffix = try #require(CompressionRegistry.all.first { $0.name == name }).suffix
    let packed = try Self.pack(Array(Self.text.utf8), name)
    for length in 0..<packed.count {
      let code = faultCode(try folder.file("a.jsonl.\(suffix)", Array(packed[..<length])))
      #expect(code == "container.\(name)-truncated", "cut after \(length) bytes")
    }
  }

  @Test(arguments: names) func damageToABatchIsNamed(name: String) throws {
    let folder = TemporaryFolder()
    let packed = try Self.pack(Array(Self.text.utf8), name)
    #expect(
      faultCode(try folder.file("a", packed + [1, 2, 3])) == "container.\(name)-trailing-garbage")
    var damaged = packed
    damaged[packed.count / 2] ^= 0x10
    #expect(faultCode(try folder.file("b", damaged)) == "container.\(name)-corrupt")
  }

  @Test(arguments: names, [ArchiveStyle.gnu, .zip])
  func archivesAreReadInsideAndOutside(name: String, style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let form = try #require(CompressionRegistry.all.first { $0.name == name })
    let bytes = archive(style, ContainerArchiveTests.members)
    let plain = try readAll(try folder.file("a", bytes))
    let outside = try readAll(try folder.file("b", try Self.pack(bytes, name)))
    #expect(outside.container?.name == (style == .zip ? "zip" : "tar.\(form.suffix)"))
    #expect(outside.records == plain.records)
    for size in 1...30 {
      let again = try readAll(
        try folder.file("b", try Self.pack(bytes, name)), ReadingOptions(chunkBytes: size))
      #expect(again == outside, "chunks of \(size) bytes")
    }
    let inner = try Self.pack(Array(Self.text.utf8), name)
    func inside(_ inner: [UInt8]) throws -> BatchFile {
      try folder.file(
        "c", archive(style, [Member("a.jsonl.\(form.suffix)", inner), Member("b.jsonl", "{}\n")]))
    }
    let read = try readAll(try inside(inner))
    #expect(read.records.count == 41)
    #expect(read.rejects.isEmpty)
    #expect(faultCode(try inside(inner.dropLast(5))) == "container.\(name)-truncated")
  }

  /// Of the name of a file, the extension of its compression is no part: it shows that this is
  /// Markdown.
  @Test(arguments: names) func theNameInsideCounts(name: String) throws {
    let folder = TemporaryFolder()
    let form = try #require(CompressionRegistry.all.first { $0.name == name })
    let packed = try Self.pack(Array("Some words.\n".utf8), name)
    let read = try readAll(try folder.file("a.md.\(form.suffix)", packed))
    #expect(read.records.map(\.format) == [.markdown])
  }

  @Test func aWindowBeyondTheLimitSaysWhatToDo() throws {
    let folder = TemporaryFolder()
    let frame = zstandardFrame(Array(Self.text.utf8), windowExponent: 25)
    let file = try folder.file("a.zst", frame)
    #expect(try readAll(file).records.count == 40)
    let options = ReadingOptions(windowLimit: 8 << 20)
    let code = "container.zstd-window-too-large"
    #expect(faultCode(file, options) == code)
    let inside = try folder.file("a.tar", archive(.gnu, [Member("a.zst", frame)]))
    #expect(faultCode(inside, options) == code)
    do {
      _ = try readAll(file, options)
    } catch let fault as Fault {
      #expect(
        fault.message == "inflating the zstd data takes 32 MiB of memory, and 8 MiB are allowed")
      #expect(fault.advice?.contains("--memory") == true)
      #expect(fault.wantsMemory)
    }
    let beyondAll = try folder.file("b.zst", zstandardFrame(toolText, windowExponent: 30))
    do {
      _ = try readAll(beyondAll)
      Issue.record("a window of a gibibyte")
    } catch let fault as Fault {
      #expect(fault.advice?.contains("--memory") == false)
    }
    let xz = try folder.file("a.xz", xzWithLargeDictionary)
    #expect(faultCode(xz, options) == "container.xz-window-too-large")
    #expect(try readAll(xz).records.count == 2)
  }

  @Test func whatIsCompressedTooOftenIsNamed() throws {
    let folder = TemporaryFolder()
    let twice = try Self.pack(try Self.pack(Array(Self.text.utf8), "xz"), "zstd")
    #expect(try readAll(try folder.file("a", twice)).records.count == 40)
    let thrice = try Self.pack(twice, "lz4")
    #expect(faultCode(try folder.file("b", thrice)) == "format.unsupported")
  }

  @Test func aBombPassesThroughInPieces() throws {
    let folder = TemporaryFolder()
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 30 << 20)
    for name in Self.names {
      let bomb = try Self.pack(letters, name)
      let read = try readAll(
        try folder.file("a.txt", bomb), ReadingOptions(maxArticleBytes: 1 << 20))
      #expect(read.records.isEmpty)
      #expect(read.rejects.map(\.code) == ["record.too-long"])
    }
  }
}
