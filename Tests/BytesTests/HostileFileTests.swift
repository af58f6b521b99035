import Bytes
import Diagnostics
import Foundation
import TestSupport
import Testing

/// What is in the place of a file is neither followed nor waited for.
@Suite struct HostileFileTests {
  private let folder = TemporaryFolder()
  private var path: String { "\(folder.path)/name" }
  private var victim: String { "\(folder.path)/victim" }

  init() throws { try folder.write("precious", to: "victim") }

  private func expectVictimUntouched(sourceLocation: SourceLocation = #_sourceLocation) {
    let text = try? String(contentsOfFile: victim, encoding: .utf8)
    #expect(text == "precious", sourceLocation: sourceLocation)
  }

  private func link() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: victim)
  }

  @Test func aFileIsMadeInThePlaceOfALink() throws {
    try link()
    try File.creating(path).write([1, 2].span)
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2]))
    expectVictimUntouched()
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.linkItem(atPath: victim, toPath: path)
    try OutputDescriptor(creating: path, replacing: true).write([3].span)
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([3]))
    expectVictimUntouched()
  }

  @Test func aLinkIsNeitherReadNorAppendedTo() throws {
    try link()
    let atReading = #expect(throws: Fault.self) { _ = try File.reading(path) }
    #expect(atReading?.message == "cannot open the file: It is a symbolic link")
    let atAppending = #expect(throws: Fault.self) { _ = try File.appending(path) }
    #expect(atAppending?.message == "cannot open the file: It is a symbolic link")
    expectVictimUntouched()
  }

  @Test(.timeLimit(.minutes(1))) func nobodyWaitsForAPipe() throws {
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let fault = #expect(throws: Fault.self) { _ = try File.reading(path) }
    #expect(fault?.message == "cannot open the file: It is not a regular file")
    #expect(throws: SystemError(call: "open", number: SystemError.isIrregular)) {
      try FileSystem.contents(of: path, atMost: 10)
    }
    #expect(throws: SystemError(call: "open", number: ENXIO)) {
      _ = try OutputDescriptor(appendingTo: path)
    }
    #expect(throws: LockFile.Failure.self) { _ = try LockFile(path: path) }
  }

  @Test func smallFilesAreReadToTheirLimit() throws {
    #expect(try FileSystem.contents(of: victim, atMost: 8) == Array("precious".utf8))
    #expect(throws: SystemError(call: "read", number: EFBIG)) {
      try FileSystem.contents(of: victim, atMost: 7)
    }
    // The user may name a link.
    try link()
    #expect(try FileSystem.contents(of: path, atMost: 8).count == 8)
    #expect(throws: SystemError(call: "open", number: SystemError.isIrregular)) {
      try FileSystem.contents(of: "/dev/zero", atMost: 8)
    }
    // It has no size, but is read.
    #expect(try !FileSystem.contents(of: "/proc/self/status", atMost: 1 << 16).isEmpty)
  }

  @Test func aLockIsAFileOfItsOwn() throws {
    try link()
    #expect(throws: LockFile.Failure.self) { _ = try LockFile(path: path) }
    expectVictimUntouched()
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.linkItem(atPath: victim, toPath: path)
    let lock = try LockFile(path: path)
    try lock.write("held")
    expectVictimUntouched()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "held")
    #expect(throws: LockFile.Failure.held) { _ = try LockFile(path: path) }
  }

  @Test func onlyFoldersAboveOurOwnMayBeLinks() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/base", withDestinationPath: folder.path)
    try FileSystem.makeFolders("\(folder.path)/base/a/b", own: 2)
    #expect(try FileSystem.entry(at: "\(folder.path)/a/b") == .folder)
    try FileSystem.makeFolders("\(folder.path)/base/a/b", own: 2)
    #expect(throws: SystemError(call: "mkdir", number: SystemError.isLink)) {
      try FileSystem.makeFolders("\(folder.path)/base/a/b", own: 3)
    }
  }
}
