import Diagnostics
import Foundation
import Testing

@testable import Ledger

/// Where util-linux keeps the program that locks a file for a command.
private let flockProgram = "/usr/bin/flock"
private let hasFlock = FileManager.default.isExecutableFile(atPath: flockProgram)

@Suite struct RunLockTests {
  let state = StateFolder()
  var lockPath: String { state.path + "/lock" }

  @Test func aSecondRunIsRefusedAndToldWhoHoldsTheLock() throws {
    let lock = try RunLock(state: state.path)
    let fault = #expect(throws: Fault.self) { _ = try RunLock(state: state.path) }
    #expect(fault?.code == "ledger.locked")
    #expect(fault?.exit == .locked)
    #expect(fault?.message.contains("process \(getpid())") == true)
    #expect(fault?.message.contains("since 20") == true)
    lock.release()
  }

  @Test func theLockCanBeTakenAgainAndItsFileStays() throws {
    let first = try RunLock(state: state.path)
    first.release()
    #expect(state.files == ["lock"])
    let second = try RunLock(state: state.path)
    second.release()
  }

  @Test func theEndOfTheScopeReleases() throws {
    do { _ = try RunLock(state: state.path) }
    let lock = try RunLock(state: state.path)
    lock.release()
  }

  @Test func childrenDoNotInheritTheLock() throws {
    let lock = try RunLock(state: state.path)
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))
        .map { $0.hasSuffix(lockPath) } ?? false
    }
    let descriptor = try #require(open.first)
    let info = try String(contentsOfFile: "/proc/self/fdinfo/\(descriptor)", encoding: .utf8)
    let flags = try #require(
      info.split(separator: "\n").first { $0.hasPrefix("flags:") }?.split(separator: "\t").last)
    #expect(Int32(flags, radix: 8).map { $0 & O_CLOEXEC != 0 } == true)
    lock.release()
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let fault = #expect(throws: Fault.self) { _ = try RunLock(state: "/proc/nowhere/.state") }
    #expect(fault?.code == "ledger.folder")
    #expect(fault?.exit == .cannotCreate)
    #expect(fault?.place == .path("/proc/nowhere/.state"))
  }

  @Test func aLockThatCannotBeOpenedIsNamed() throws {
    try FileManager.default.createDirectory(atPath: lockPath, withIntermediateDirectories: true)
    let fault = #expect(throws: Fault.self) { _ = try RunLock(state: state.path) }
    #expect(fault?.code == "ledger.lock-unavailable")
    #expect(fault?.exit == .inputOutput)
  }

  @Test(.enabled(if: hasFlock, "needs the program flock"))
  func anotherProcessIsKeptOut() throws {
    let lock = try RunLock(state: state.path)
    #expect(try flock("--nonblock", lockPath, "true") == 1)
    lock.release()
    #expect(try flock("--nonblock", lockPath, "true") == 0)
  }

  @Test(.enabled(if: hasFlock, "needs the program flock"))
  func aDeadProcessHoldsNothing() throws {
    try FileManager.default.createDirectory(atPath: state.path, withIntermediateDirectories: true)
    try "pid 4194000 since 2026-03-01T02:00:00Z\n".write(
      toFile: lockPath, atomically: false, encoding: .utf8)

    let child = Process()
    let output = Pipe()
    child.executableURL = URL(filePath: flockProgram)
    child.arguments = ["--no-fork", lockPath, "sh", "-c", "echo held; exec sleep 60"]
    child.standardOutput = output
    try child.run()
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))

    let fault = #expect(throws: Fault.self) { _ = try RunLock(state: state.path) }
    #expect(
      fault?.message == "another run of this pipeline is going on, process 4194000, "
        + "since 2026-03-01T02:00:00Z")

    kill(child.processIdentifier, SIGKILL)
    child.waitUntilExit()
    let lock = try RunLock(state: state.path)
    lock.release()
  }

  /// Runs `flock` and returns its exit status.
  private func flock(_ arguments: String...) throws -> Int32 {
    let process = try Process.run(URL(filePath: flockProgram), arguments: arguments)
    process.waitUntilExit()
    return process.terminationStatus
  }
}
