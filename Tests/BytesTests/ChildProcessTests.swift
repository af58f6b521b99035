import Foundation
import Testing

@testable import Bytes

@Suite struct ChildProcessTests {
  private func run(
    _ arguments: String..., input: String = "", in folder: String? = nil,
    variables: [String: String] = [:], timeLimit: Double = 20
  ) throws -> ChildProcess {
    try ChildProcess.run(
      arguments, in: folder, input: Array(input.utf8), variables: variables, timeLimit: timeLimit,
      to: .captured)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func inputOutputAndStatus() throws {
    let process = try run("sh", "-c", "tr a-z A-Z; echo oh >&2; exit 7", input: "abc\n")
    #expect(process.ending == .exited(7))
    #expect(text(process.output) == "ABC\n")
    #expect(text(process.errors) == "oh\n")
  }

  @Test func argumentsAreNotReadByAShell() throws {
    let process = try run("printf", "%s|", "a b", "$HOME", "*", "")
    #expect(text(process.output) == "a b|$HOME|*||")
  }

  /// More than a pipe holds, in both directions, to a program that reads nothing.
  @Test func neitherSideWaitsForTheOther() throws {
    let process = try run(
      "sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2",
      input: String(repeating: "x", count: 300_000))
    #expect(process.ending == .exited(0))
    #expect(process.output.count == 300_000 && process.errors.count == 300_000)
  }

  @Test func folderAndVariables() throws {
    let process = try run(
      "sh", "-c", "pwd; echo $LC_ALL", in: "/usr", variables: ["LC_ALL": "C"])
    #expect(text(process.output) == "/usr\nC\n")
    #expect(text(try run("./env", "true", in: "/usr/bin").output) == "")
  }

  @Test func aSignalIsTold() throws {
    #expect(try run("sh", "-c", "kill -9 $$").ending == .signalled(9))
  }

  @Test func whatCannotBeStartedIsAnError() {
    #expect(throws: SystemError(call: "posix_spawn", number: 2)) { try run("/nonexistent/program") }
    #expect(throws: SystemError(call: "posix_spawn", number: 13)) { try run("/etc/passwd") }
  }

  /// A program that takes too long is killed with its children, even if it does not heed SIGTERM.
  @Test func timeIsLimited() throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      let process = try run("sh", "-c", "sleep 60 & echo $!; wait", timeLimit: 0.3)
      #expect(process.ending == .overtime)
      let child = try #require(Int32(text(process.output).dropLast()))
      for _ in 0..<100 where kill(child, 0) == 0 { usleep(10_000) }
      #expect(kill(child, 0) != 0 || isZombie(child))
    }
    #expect(time < .seconds(10))
    #expect(try run("sh", "-c", "trap '' TERM; sleep 60", timeLimit: 0.2).ending == .overtime)
  }

  private func isZombie(_ process: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.contains(") Z ") ?? true
  }

  /// What this program ignores and blocks is no matter of the other.
  @Test func signalsAreAsProgramsExpectThem() throws {
    let former = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, former) }
    let process = try run("grep", "-E", "Sig(Blk|Ign)", "/proc/self/status")
    let masks = text(process.output).split(separator: "\n").compactMap {
      UInt64($0.split(separator: "\t").last ?? "", radix: 16)
    }
    #expect(masks.count == 2 && masks.first == 0)
    #expect((masks.last ?? ~0) & (1 << UInt64(SIGPIPE - 1)) == 0)
  }
}

@Suite struct IdentityTests {
  @Test func aNetworkFileSystemIsKnownByItsMount() {
    let mounts = """
      25 30 0:23 / /proc rw,nosuid shared:13 - proc proc rw
      30 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
      99 30 0:51 / /srv/with\\040blank rw,relatime shared:50 master:2 - nfs4 10.0.0.2:/x rw,vers=4.2
      98 30 0:52 / /home/u/remote rw,nosuid - fuse.sshfs host:/ rw,user_id=1000
      97 30 0:53 / /mnt/stick rw - fuseblk /dev/sdb1 rw
      """
    func kind(_ device: String) -> String? {
      FileSystem.networkKind(ofDevice: device, mounts: mounts)
    }
    #expect(kind("0:51") == "nfs4")
    #expect(kind("0:52") == "fuse.sshfs")
    #expect(kind("254:1") == nil)
    #expect(kind("0:53") == nil)
    #expect(kind("9:9") == nil)
    #expect(FileSystem.networkKind(of: "/proc") == nil)
    #expect(FileSystem.networkKind(of: "/nonexistent") == nil)
  }

  @Test func pathsOfTheSameFile() throws {
    #expect(FileSystem.isSame("/usr/../etc", "/etc/."))
    #expect(!FileSystem.isSame("/usr", "/etc"))
    #expect(!FileSystem.isSame("/nonexistent", "/nonexistent"))
    #expect(FileSystem.resolvedPath("/usr/../etc/.") == "/etc")
    #expect(FileSystem.resolvedPath("/nonexistent") == nil)
    #expect(FileSystem.absolutePath("/a/../b") == "/a/../b")
    #expect(FileSystem.absolutePath("x.yml").hasSuffix("/x.yml"))
    #expect(FileSystem.absolutePath("x.yml").hasPrefix("/"))
  }
}
