import ArgumentParser
import Bytes
import Foundation

/// Makes the corpus of the benchmark: real articles, several times over.
struct Corpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the corpus of the benchmark: real articles, several times over.",
    discussion: """
      Every copy of a file gives its articles ids of their own, so that no copy is a duplicate. \
      What is there already is not made again.
      """)

  @Option(help: "The folder of the .jsonl.gz files to multiply.")
  var source = shared + "/corpora/bench/en"

  @Option(
    parsing: .upToNextOption, help: "How many copies to make; several numbers, several corpora.")
  var times = [1, 10]

  @Option(help: "The folder that holds the corpora.")
  var output = ".build/bench"

  /// Where corpora lie that are no part of the repository.
  private static var shared: String {
    ProcessInfo.processInfo.environment["BROADSHEET_SHARED"] ?? "../shared"
  }

  func run() throws {
    let files =
      (try? FileManager.default.contentsOfDirectory(atPath: source))?
      .filter { $0.hasSuffix(".jsonl.gz") }.sorted() ?? []
    guard !files.isEmpty else {
      throw ValidationError(
        "No .jsonl.gz files in \(source). Name a folder that has some with --source; "
          + "`broadsheet-bench generate` makes one.")
    }
    for count in times { try make(count, of: files) }
  }

  /// Makes the corpus of `count` copies, under another name until it is whole.
  private func make(_ count: Int, of files: [String]) throws {
    let folder = "\(output)/en\(count)"
    guard !FileManager.default.fileExists(atPath: folder) else { return }
    let unfinished = folder + ".unfinished"
    try? FileManager.default.removeItem(atPath: unfinished)
    try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
    try concurrently(files.count) { index in
      let content = try gunzip(contentsOf: "\(source)/\(files[index])")
      for copy in 1...count {
        let copied = try withIdentifiers(of: content, prefixed: "c\(copy):")
        let file = try GzipWriter(path: "\(unfinished)/c\(copy)-\(files[index])", level: 6)
        try file.write(copied.span)
        try file.finish()
      }
    }
    try FileManager.default.moveItem(atPath: unfinished, toPath: folder)
    print("\(files.count * count) files in \(folder)")
  }
}

/// JSON Lines with `prefix` put before every article's id, which must be its first field.
private func withIdentifiers(of lines: [UInt8], prefixed prefix: String) throws -> [UInt8] {
  let head = Array(#"{"id": ""#.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(lines.count + lines.count / 64)
  for line in lines.split(separator: UInt8(ascii: "\n")) {
    guard line.starts(with: head) else {
      throw ValidationError("a line of the source does not begin with its id")
    }
    result.append(contentsOf: head)
    result.append(contentsOf: prefix.utf8)
    result.append(contentsOf: line.dropFirst(head.count))
    result.append(UInt8(ascii: "\n"))
  }
  return result
}
