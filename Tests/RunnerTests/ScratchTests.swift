import Bytes
import Foundation
import TestSupport
import Testing

@testable import Runner

/// The folders of analyses on the spot.
@Suite struct ScratchTests {
  @Test func `A folder is private, and goes with its run`() throws {
    let base = TemporaryFolder()
    do {
      let scratch = try Scratch.temporary(in: base.path)
      let names = base.names()
      #expect(names.count == 1)
      #expect(names.allSatisfy { FileSystem.isPrivateFolder("\(base.path)/\($0)") })
      let isReady = FileManager.default.fileExists(atPath: scratch.path)
      #expect(isReady)
      try Data().write(to: URL(filePath: scratch.path).appending(path: "file"))
    }
    #expect(base.names() == [])
  }

  @Test func `What a killed run left is removed, what a living one uses is not`() throws {
    let base = TemporaryFolder()
    let left = try FileSystem.makePrivateFolder("\(base.path)/broadsheet-")
    try base.write("", to: "\((left as NSString).lastPathComponent)/lock")
    try base.write("", to: "\((left as NSString).lastPathComponent)/runs/deep/file")
    let living = try Scratch.temporary(in: base.path)
    #expect(!FileManager.default.fileExists(atPath: left))
    let later = try Scratch.temporary(in: base.path)
    let (first, second) = (living.path, later.path)
    #expect(first != second)
    #expect(base.names().count == 2)
    #expect(FileManager.default.fileExists(atPath: first))
  }

  @Test func `Nothing else is removed`() throws {
    let base = TemporaryFolder()
    let files = FileManager.default
    // A folder without lock, one that is open to others, a file, and links to what looks right.
    let notes = try FileSystem.makePrivateFolder("\(base.path)/broadsheet-")
    try base.write("", to: "\((notes as NSString).lastPathComponent)/notes.txt")
    try base.write("", to: "broadsheet-open/lock")
    try files.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(base.path)/broadsheet-open")
    try base.write("", to: "broadsheet-file")
    let elsewhere = try FileSystem.makePrivateFolder("\(base.path)/elsewhere-")
    try base.write("", to: "\((elsewhere as NSString).lastPathComponent)/lock")
    try files.createSymbolicLink(
      atPath: "\(base.path)/broadsheet-link", withDestinationPath: elsewhere)
    let linked = try FileSystem.makePrivateFolder("\(base.path)/broadsheet-")
    try files.createSymbolicLink(
      atPath: "\(linked)/lock", withDestinationPath: "\(elsewhere)/lock")
    let before = base.names()
    _ = try Scratch.temporary(in: base.path).path
    #expect(base.names() == before)
    #expect(files.fileExists(atPath: "\(elsewhere)/lock"))
  }
}
