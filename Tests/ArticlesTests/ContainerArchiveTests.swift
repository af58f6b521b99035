import Articles
import TestSupport
import Testing

@Suite struct ContainerArchiveTests {
  static let members = [
    Member("news/", ""), Member("news/a.jsonl", "{\"a\": 1}\n\n{\"a\": 2}\n"),
    Member("news/b.txt", "Plain text.\n\nTwo paragraphs.\n"),
    Member("news/c.jsonl", "{\"c\": 1}\n"),
  ]

  @Test(arguments: [ArchiveStyle.ustar, .pax, .gnu, .v7, .zip, .storedZip])
  func everyFormReadsTheSame(style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let bytes = archive(style, Self.members)
    let read = try readAll(try folder.file("a", bytes))
    let isZip = style == .zip || style == .storedZip
    #expect(read.container == (isZip ? .zip : .tar))
    #expect(read.records.map(\.record) == [1, 3, 4, 5])
    #expect(read.records.map(\.byte) == [0, 10, 0, 0])
    #expect(read.records.map(\.format) == [.jsonLines, .jsonLines, .text, .jsonLines])
    #expect(
      read.records.map(\.entry) == ["news/a.jsonl", "news/a.jsonl", "news/b.txt", "news/c.jsonl"])
    #expect(read.rejects.isEmpty)
    let packed = try readAll(try folder.file("b", gzip(bytes)))
    #expect(packed.container == (isZip ? .zip : .tarGzip))
    #expect(packed.records == read.records)
    for size in 1...30 {
      let again = try readAll(try folder.file("a", bytes), ReadingOptions(chunkBytes: size))
      #expect(again == read, "chunks of \(size) bytes")
    }
  }

  @Test(arguments: [ArchiveStyle.pax, .zip])
  func namesOutsideTheArchiveAreRefusedAndTheOthersAreRead(style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let bytes = archive(
      style,
      [
        Member("a.jsonl", "{}\n"), Member("../b.jsonl", "{}\n"), Member("/etc/c.jsonl", "{}\n"),
        Member("x/../../d.jsonl", "{}\n"), Member("C:\\e.jsonl", "{}\n"),
        Member("./f.jsonl", "{}\n"),
      ])
    let read = try readAll(try folder.file("a", bytes))
    #expect(read.records.map(\.entry) == ["a.jsonl", "f.jsonl"])
    #expect(read.records.map(\.record) == [1, 6])
    #expect(read.rejects.map(\.code) == Array(repeating: "entry.unsafe-path", count: 4))
    #expect(read.rejects.map(\.record) == [2, 3, 4, 5])
  }

  /// What unpacking leaves counts: the last file of each name.
  @Test(arguments: [ArchiveStyle.gnu, .pax, .zip], [false, true])
  func theLastFileOfANameCounts(style: ArchiveStyle, isPacked: Bool) throws {
    let folder = TemporaryFolder()
    let bytes = archive(
      style,
      [
        Member("a.jsonl", "{\"n\": 1}\n{\"n\": 2}\n"), Member("b.jsonl", "{\"n\": 3}\n"),
        Member("./a.jsonl", "{\"n\": 4}\n"), Member("c/a.jsonl", "{\"n\": 5}\n"),
        Member("c//./a.jsonl", "broken\n{\"n\": 6}\n"), Member("a.jsonl", "{\"n\": 7}\n"),
      ])
    let file = try folder.file("a", isPacked ? gzip(bytes) : bytes)
    #expect(faultCode(file) == SupersededFiles.unknown)
    let superseded = try SupersededFiles(in: file)
    var reader = try BatchReader(file, superseded: superseded)
    var texts = ""
    var rejects: [Reject] = []
    while let chunk = try reader.next() {
      rejects += chunk.rejects
      texts += String(decoding: chunk.bytes, as: UTF8.self)
    }
    #expect(texts == "{\"n\": 3}\nbroken\n{\"n\": 6}\n{\"n\": 7}\n")
    #expect(rejects.map(\.code) == Array(repeating: "entry.superseded", count: 3))
    #expect(rejects.map(\.entry) == ["a.jsonl", "a.jsonl", "c/a.jsonl"])
    #expect(reader.fileCount == 6)
  }

  @Test func filesWithoutArticlesArePassedOverOrRefused() throws {
    let folder = TemporaryFolder()
    let bytes = archive(
      .pax,
      [
        Member("__MACOSX/._a.jsonl", "junk"), Member("._a.jsonl", "junk"),
        Member("news/.DS_Store", "junk"), Member(".hidden.jsonl", "{}\n"),
        Member(".github/news.jsonl", "{}\n"),
        Member("empty.txt", ""), Member("blank.txt", " \n\n"),
        Member("link.txt", linkTo: "a.jsonl"),
        Member("page", "<p>A part of a page.</p>"), Member("a.jsonl", "{}\n"),
        Member("inner.tar", archive(.ustar, [Member("x", "y")])),
        Member("empty.gz", gzip("")), Member("été 東京.txt", "Text."),
      ])
    let read = try readAll(try folder.file("a", bytes))
    #expect(
      read.records.map(\.entry) == [
        ".hidden.jsonl", ".github/news.jsonl", "a.jsonl", "été 東京.txt",
      ])
    #expect(read.skippedEntries == 3)
    #expect(
      read.rejects.map(\.code) == [
        "entry.empty", "entry.empty", "entry.not-a-file", "format.unsupported",
        "format.unsupported", "entry.empty",
      ])
    #expect(read.rejects[3].reason.contains("a part of an HTML page"))
  }

  @Test(arguments: [ArchiveStyle.gnu, .zip])
  func gzipInsideAnArchiveIsInflated(style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let text = ContainerGzipTests.text
    let inner = gzip(text) + gzip("{\"last\": true}\n")
    let read = try readAll(try folder.file("a", archive(style, [Member("a.jsonl.gz", inner)])))
    #expect(read.records.count == 41)
    #expect(read.records.last?.byte == text.utf8.count)
    let cut = archive(style, [Member("a.jsonl.gz", Array(inner.dropLast(5)))])
    #expect(faultCode(try folder.file("b", cut)) == "container.gzip-truncated")
  }

  @Test func everyTruncationOfATarIsFound() throws {
    let folder = TemporaryFolder()
    let bytes = archive(.ustar, Self.members)
    // The end mark is two blocks of zeros, of which one is enough.
    for length in stride(from: 512, to: bytes.count - 512, by: 128) {
      let code = faultCode(try folder.file("a", Array(bytes[..<length])))
      #expect(code == "container.tar-truncated", "cut after \(length) bytes")
      let packed = faultCode(try folder.file("b", gzip(Array(bytes[..<length]))))
      #expect(packed == "container.tar-truncated", "cut after \(length) bytes and packed")
    }
  }

  @Test func everyTruncationOfATarGzipIsFound() throws {
    let folder = TemporaryFolder()
    let packed = gzip(archive(.ustar, Self.members))
    for length in 20..<packed.count {
      #expect(
        faultCode(try folder.file("a", Array(packed[..<length]))) == "container.gzip-truncated")
    }
  }

  @Test(arguments: [ArchiveStyle.zip, .storedZip])
  func everyTruncationOfAZipIsFound(style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let bytes = archive(style, Self.members)
    for length in 4..<bytes.count {
      let code = faultCode(try folder.file("a", Array(bytes[..<length]))) ?? "none"
      #expect(code == "container.zip-truncated", "cut after \(length) bytes")
      let packed = faultCode(try folder.file("b", gzip(Array(bytes[..<length])))) ?? "none"
      #expect(packed.hasPrefix("container.zip-"), "cut after \(length) bytes and packed: \(packed)")
    }
  }

  @Test func damageInsideAnArchiveIsFound() throws {
    let folder = TemporaryFolder()
    for style in [ArchiveStyle.zip, .storedZip] {
      var bytes = archive(style, [Member("a.txt", ContainerGzipTests.text)])
      bytes[bytes.count / 3] ^= 0x10
      #expect(faultCode(try folder.file("a", bytes)) == "container.zip-corrupt")
    }
    var tar = archive(.ustar, Self.members)
    // The checksum of the second header.
    tar[512 + 150] ^= 1
    #expect(faultCode(try folder.file("b", tar)) == "container.tar-corrupt")
  }

  @Test func archivesAppendedToOneAnotherAreReadAsOne() throws {
    let folder = TemporaryFolder()
    let first = archive(.ustar, [Member("a.txt", "One.")])
    let second = archive(.ustar, [Member("b.txt", "Two.")])
    let read = try readAll(try folder.file("a", first + second))
    #expect(read.records.map(\.text) == ["One.", "Two."])
    #expect(try readAll(try folder.file("b", gzip(first) + gzip(second))).records == read.records)
  }

  @Test func encryptedFilesAreRefused() throws {
    let folder = TemporaryFolder()
    let bytes = archive(
      .encryptedZip, [Member("a.txt", "Secret."), Member("b.txt", "Secret too.")])
    let read = try readAll(try folder.file("a", bytes))
    #expect(read.records.isEmpty)
    #expect(read.rejects.map(\.code) == ["entry.encrypted", "entry.encrypted"])
  }

  @Test(arguments: [ArchiveStyle.gnu, .pax, .zip])
  func namesKeepTheirLetters(style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let read = try readAll(try folder.file("a", archive(style, [Member("été/東京.txt", "Text.")])))
    #expect(read.records.map(\.entry) == ["été/東京.txt"])
  }

  @Test func aBatchWithoutContentIsRefused() throws {
    let folder = TemporaryFolder()
    for bytes in [
      archive(.ustar, []), archive(.zip, []), archive(.gnu, [Member("news/", "")]),
      archive(.zip, [Member("__MACOSX/._a", "junk")]), [UInt8](repeating: 0, count: 9000),
      Array(" \n\t".utf8), [],
    ] {
      #expect(faultCode(try folder.file("a", bytes)) == "batch.empty")
      #expect(faultCode(try folder.file("b", gzip(bytes))) == "batch.empty")
    }
    #expect(faultCode(try folder.file("a.jsonl.gz", "")) == "container.gzip-truncated")
    let zeros = [UInt8](repeating: 0, count: 200_000)
    #expect(faultCode(try folder.file("c", zeros + Array("{}\n".utf8))) == "format.unsupported")
    // That there was nothing can be said in JSON.
    #expect(faultCode(try folder.file("d", "[]")) == nil)
  }

  @Test func officeDocumentsAreNamed() throws {
    let folder = TemporaryFolder()
    let bytes = archive(
      .zip, [Member("[Content_Types].xml", "<x/>"), Member("xl/workbook.xml", "<x/>")])
    #expect(faultCode(try folder.file("a", bytes)) == "format.unsupported")
  }

  @Test func aBombPassesThroughInPieces() throws {
    let folder = TemporaryFolder()
    let zeros = [UInt8](repeating: UInt8(ascii: "a"), count: 30 << 20)
    let bytes = archive(.zip, [Member("bomb.txt", zeros), Member("b.txt", "Fine.")])
    let read = try readAll(try folder.file("a", bytes), ReadingOptions(maxArticleBytes: 1 << 20))
    #expect(read.records.map(\.text) == ["Fine."])
    #expect(read.rejects.map(\.code) == ["record.too-long"])
  }

  @Test func theDigestIsOfTheFileOnDisk() throws {
    let folder = TemporaryFolder()
    let bytes = archive(.zip, Self.members)
    let zip = try readAll(try folder.file("a", bytes))
    // The same bytes, read as something that is not looked into.
    let asPlain = gzip(bytes)
    #expect(zip.digest.count == 32)
    #expect(zip.digest == (try readAll(try folder.file("b", bytes))).digest)
    #expect(zip.digest != (try readAll(try folder.file("c", asPlain))).digest)
    // SHA-256 of "{}\n", as sha256sum gives it.
    let plain = try readAll(try folder.file("d", "{}\n"))
    #expect(plain.digest.prefix(4) == [0xCA, 0x3D, 0x16, 0x3B])
  }
}
