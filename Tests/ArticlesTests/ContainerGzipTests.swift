import Articles
import TestSupport
import Testing

@Suite struct ContainerGzipTests {
  static let text =
    (1...40).map { #"{"id": \#($0), "body": "word \#($0 * 7919) again"}"# }
    .joined(separator: "\n") + "\n"

  @Test func oneMemberReadsAsThePlainFile() throws {
    let folder = TemporaryFolder()
    let plain = try readAll(try folder.file("a.jsonl", Self.text))
    let packed = try readAll(try folder.file("b.jsonl", gzip(Self.text)))
    #expect(plain.container == .plain)
    #expect(packed.container == .gzip)
    #expect(plain.records == packed.records)
    #expect(plain.records.count == 40)
    #expect(packed.inflatedBytes == Self.text.utf8.count)
  }

  @Test func severalMembersAndZeroPaddingRead() throws {
    let folder = TemporaryFolder()
    let middle = Self.text.utf8.count / 2
    let bytes = Array(Self.text.utf8)
    let packed =
      gzip(Array(bytes[..<middle])) + gzip([]) + gzip(Array(bytes[middle...]))
      + [UInt8](repeating: 0, count: 700)
    let read = try readAll(try folder.file("a.gz", packed))
    #expect(read.records == (try readAll(try folder.file("b", bytes))).records)
  }

  @Test func everyTruncationIsFound() throws {
    let folder = TemporaryFolder()
    let packed = gzip(Self.text)
    for length in 2..<packed.count {
      let code = faultCode(try folder.file("a.gz", Array(packed[..<length])))
      #expect(code == "container.gzip-truncated", "cut after \(length) bytes")
    }
  }

  @Test func everyTruncationOfALaterMemberIsFound() throws {
    let folder = TemporaryFolder()
    let first = gzip(Self.text)
    let both = first + gzip("{}\n")
    for length in first.count + 1..<both.count {
      let code = faultCode(try folder.file("a.gz", Array(both[..<length])))
      #expect(code == "container.gzip-truncated", "cut after \(length) bytes")
    }
  }

  @Test func noFlippedBitChangesWhatIsRead() throws {
    let folder = TemporaryFolder()
    let packed = gzip(Self.text)
    let sound = try readAll(try folder.file("a.gz", packed)).records
    var found = 0
    // Before that are the header's time and system, which say nothing about the content.
    for index in 10..<packed.count {
      var damaged = packed
      damaged[index] ^= 1 << (index % 8)
      let file = try folder.file("a.gz", damaged)
      if faultCode(file) != nil {
        found += 1
      } else {
        // The last byte of the compressed data may end in bits of padding.
        #expect(try readAll(file).records == sound, "bit flipped in byte \(index)")
      }
    }
    #expect(found >= packed.count - 11)
  }

  @Test func whatFollowsTheLastMemberMustBeGzipOrZeros() throws {
    let folder = TemporaryFolder()
    let packed = gzip(Self.text)
    for garbage: [UInt8] in [[1], [0x1F, 0], [0, 0, 5], Array("tail".utf8)] {
      #expect(
        faultCode(try folder.file("a.gz", packed + garbage)) == "container.gzip-trailing-garbage")
    }
  }

  @Test func missingFilesAndFoldersAreFaults() throws {
    let folder = TemporaryFolder()
    try folder.write("", to: "sub/file")
    let missing = BatchFile(path: "\(folder.path)/none", name: "none", bytes: 0)
    #expect(faultCode(missing) == "batch.not-found")
    let sub = BatchFile(path: "\(folder.path)/sub", name: "sub", bytes: 0)
    #expect(faultCode(sub) == "batch.is-a-folder")
  }
}
