import Bytes
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct FileTests {
  @Test func whatIsWrittenIsRead() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/file"
      let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
      let file = try File.creating(path)
      let nothing: [UInt8] = []
      try file.write(nothing.span)
      try file.write(Array(bytes[..<60_000]).span)
      try file.write(Array(bytes[60_000...]).span)
      try file.synchronize()
      let reader = try File.reading(path)
      let size = try reader.size()
      #expect(size == bytes.count)
      var buffer = Buffer<UInt8>()
      buffer.append(0xAA)
      try reader.read(50_000, at: 40_000, into: &buffer)
      #expect(buffer.elements == [0xAA] + bytes[40_000..<90_000])
      try reader.read(0, at: 0, into: &buffer)
      let count = buffer.count
      #expect(count == 50_001)
    }
  }

  @Test func faultsSayWhatAndWhere() throws {
    withTemporaryFolder { folder in
      let missing = "\(folder)/none/file"
      let atReading = #expect(throws: Fault.self) { _ = try File.reading(missing) }
      #expect(atReading?.code == "file.open")
      #expect(atReading?.place == .path(missing))
      #expect(atReading?.exit == .inputOutput)
      let atCreating = #expect(throws: Fault.self) { _ = try File.creating(missing) }
      #expect(atCreating?.code == "file.create")
      #expect(atCreating?.exit == .cannotCreate)
    }
  }

  @Test func readingBeyondTheEndIsAFault() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/short"
      let file = try File.creating(path)
      try file.write([1, 2, 3].span)
      for (count, offset) in [(4, 0), (1, 3), (1, 1000)] {
        let fault = #expect(throws: Fault.self) {
          var buffer = Buffer<UInt8>()
          try file.read(count, at: offset, into: &buffer)
        }
        #expect(fault?.code == "file.cut-short")
      }
    }
  }

  @Test func writingWhereNothingCanBeWrittenIsAFault() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/read-only"
      _ = try File.creating(path)
      let file = try File.reading(path)
      let fault = #expect(throws: Fault.self) { try file.write([1].span) }
      #expect(fault?.code == "file.write")
      #expect(fault?.exit == .inputOutput)
      let atReading = #expect(throws: Fault.self) { _ = try File.reading(folder) }
      #expect(atReading?.code == "file.open")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func aFullDeviceIsAFaultWithAdvice() throws {
    let file = try File.creating("/dev/full")
    let fault = #expect(throws: Fault.self) { try file.write([1, 2, 3].span) }
    #expect(fault?.code == "file.write")
    #expect(fault?.advice != nil)
  }

  @Test func checksumsAreThoseOfGzip() {
    let check = checksum(Array("123456789".utf8).span)
    #expect(check == 0xCBF4_3926)
    let nothing: [UInt8] = []
    #expect(checksum(nothing.span) == 0)
  }
}
