import ArgumentParser
import Bytes
import Foundation

/// Runs programs and says what they cost; the options that every measurement has.
struct Meter: ParsableArguments {
  @Option(help: "The program to measure.")
  var broadsheet = ".build/release/broadsheet"

  @Option(help: "The folder of the corpora, and of the results.")
  var folder = ".build/bench"

  @Option(help: "How many jobs broadsheet may use.")
  var jobs = 2

  /// What a run of `pipeline`, the text of a file of that name, costs; its reports go to `out`.
  func run(_ pipeline: String, named name: String, _ arguments: [String] = []) throws -> Measurement
  {
    let path = "\(folder)/\(name).yml"
    try pipeline.write(toFile: path, atomically: true, encoding: .utf8)
    return try run(
      [broadsheet, "run", path, "--quiet", "--jobs", "\(jobs)", "--output", "\(folder)/out"]
        + arguments)
  }

  /// Forgets what runs of the pipeline `name` have counted and published: the next is a first one.
  func forget(_ name: String) {
    try? FileManager.default.removeItem(atPath: "\(folder)/out/\(name)")
  }

  /// The digests of the published tables of the pipeline `name`, by the names of their files.
  ///
  /// Digests, because the memory of this process counts as the least of a program that it starts.
  func digests(ofTablesOf name: String) throws -> [String: [UInt8]] {
    let latest = URL(filePath: "\(folder)/out/\(name)/latest", directoryHint: .isDirectory)
      .resolvingSymlinksInPath()
    let files = try FileManager.default.contentsOfDirectory(
      at: latest, includingPropertiesForKeys: nil)
    // The provenance of a run is its own.
    let tables = files.filter { $0.lastPathComponent != "run.json" }
    return try Dictionary(
      uniqueKeysWithValues: tables.map {
        ($0.lastPathComponent, try Digest.ofFile($0.path))
      })
  }

  /// What `command` costs, its standard output kept aside.
  ///
  /// Throws if it does not end with success.
  func run(_ command: [String]) throws -> Measurement {
    guard let process = MeasuredProcess.run(command, output: "\(folder)/standard-output.txt") else {
      throw ValidationError("\(command[0]) cannot be started.")
    }
    guard process.status == 0 else {
      throw ValidationError(
        "This ended with status \(process.status): \(command.joined(separator: " "))")
    }
    return Measurement(
      wall: process.wall.seconds, cpu: process.cpu.seconds, peakMemory: process.peakMemory)
  }
}

/// Prints a line at once, to a file too: what is measured takes minutes.
func say(_ words: String...) {
  FileHandle.standardOutput.write(Data((words.joined(separator: " ") + "\n").utf8))
}
