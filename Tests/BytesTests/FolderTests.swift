import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct FolderTests {
  @Test func aPathGoesNoDetours() throws {
    let folder = try TemporaryFolder().write("", to: "a/b/file")
    let root = folder.path
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/near", withDestinationPath: "a")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/far", withDestinationPath: "a/b")
    let paths = [
      "/": "/", ".": ".", "": ".", "./x": "x", "../x": "../x", "x//y/": "x/y",
      "/../x": "/../x", "none/../x": "none/../x",
      "\(root)/a/../none": "\(root)/none", "\(root)/a/b/../../none": "\(root)/none",
      "\(root)/a/b/.././b": "\(root)/a/b",
      // A link to a neighbour leads back to the same folder, one to elsewhere does not.
      "\(root)/near/../none": "\(root)/none", "\(root)/far/../none": "\(root)/far/../none",
    ]
    for (path, plain) in paths { #expect(FileSystem.plain(path) == plain, "\(path)") }
  }

  @Test func aPrivateFolderIsItsOwnersAlone() throws {
    let folder = TemporaryFolder()
    let first = try FileSystem.makePrivateFolder("\(folder.path)/p-")
    let second = try FileSystem.makePrivateFolder("\(folder.path)/p-")
    #expect(first != second)
    #expect(first.hasPrefix("\(folder.path)/p-"))
    #expect(FileSystem.isPrivateFolder(first))
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: first)
    #expect(!FileSystem.isPrivateFolder(first))
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link", withDestinationPath: second)
    #expect(!FileSystem.isPrivateFolder("\(folder.path)/link"))
    #expect(!FileSystem.isPrivateFolder("\(folder.path)/none"))
  }
}
