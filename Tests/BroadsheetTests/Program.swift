import Foundation
import TestSupport
import Testing

/// The program as it was built beside these tests, run as a user does.
enum Program {
  /// Its path: that of the tests, but for the last name.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "broadsheet").path()

  static let isLong = ProcessInfo.processInfo.environment["BROADSHEET_LONG"] == "1"
  static let isRoot = geteuid() == 0

  /// What came of a program.
  struct Ending {
    var status: Int32
    var output: String
    var errors: String
  }

  /// A program that is running, its output going to files.
  final class Running {
    let process = Process()
    private let folder: String

    init(
      _ arguments: [String], program: String = Program.path, in place: Place,
      variables: [String: String] = [:]
    ) throws {
      folder = "\(place.path)/.output-\(UUID().uuidString)"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      for name in ["out", "err"] {
        _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
      }
      process.executableURL = URL(filePath: program)
      process.arguments = arguments
      process.currentDirectoryURL = URL(filePath: place.path)
      process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle(forWritingAtPath: "\(folder)/out")
      process.standardError = FileHandle(forWritingAtPath: "\(folder)/err")
      try process.run()
    }

    var pid: Int32 { process.processIdentifier }

    /// Waits for its end; of a program that a signal ended, the status is 128 and its number.
    func wait() -> Ending {
      process.waitUntilExit()
      let wasKilled = process.terminationReason == .uncaughtSignal
      return Ending(
        status: process.terminationStatus + (wasKilled ? 128 : 0), output: text("out"),
        errors: text("err"))
    }

    private func text(_ name: String) -> String {
      (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: String..., in place: Place, variables: [String: String] = [:]
  ) throws -> Ending {
    try Running(arguments, in: place, variables: variables).wait()
  }
}

/// A folder with batches, pipelines and reports; gone when the test is over.
final class Place {
  let path: String
  private let folder = TemporaryFolder()

  /// With `name` the last part of the path, for what names may do.
  init(named name: String = "place") throws {
    path = URL(filePath: folder.path).resolvingSymlinksInPath()
      .appending(path: name).path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func write(_ text: String, to name: String, isProgram: Bool = false) throws {
    let file = name.hasPrefix("/") ? name : "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    if isProgram {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }
  }

  func text(_ name: String) -> String {
    (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? ""
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// The names in a folder, but for hidden ones.
  func names(in folder: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
    return all.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// A batch of `count` articles of some forty words.
  func writeBatch(_ count: Int, to name: String = "in/a.jsonl") throws {
    let words = ["harbour", "grain", "ferry", "ship", "water", "council", "bridge", "rain"]
    var text = ""
    for number in 0..<count {
      let body = (0..<40).map { words[(number * 7 + $0 * $0) % words.count] }
      text +=
        #"{"id": "\#(number)", "title": "T\#(number)", "body": "\#(body.joined(separator: " "))."}"#
      text += "\n"
    }
    try write(text, to: name)
  }

  /// The pipeline `Pipelines/nightly.yml` over the batches in `in`, with `more` keys.
  func writePipeline(_ more: String = "") throws {
    try write(
      "version: 1\ncorpus: {batches: \"../[i]n/*\"}\n\(more)\n", to: "Pipelines/nightly.yml")
  }
}
