import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Pipelines

/// A folder with what the pipelines of these tests name: the batch `a.jsonl`, a list of words, a
/// list of lemmas.
func standardFolder() throws -> TemporaryFolder {
  try TemporaryFolder()
    .write("{}", to: "a.jsonl")
    .write("foo\nbar\n", to: "my-words.txt")
    .write("went\tgo\n", to: "lemmas.tsv")
}

/// `text` as the pipeline `p.yml` of the standard folder.
func parse(_ text: String, in folder: TemporaryFolder? = nil) throws -> Pipeline {
  let folder = try folder ?? standardFolder()
  return try PipelineFile.parse(text, path: "p.yml", folder: folder.path)
}

/// Expects that `text` is refused, and that the user reads exactly `expected`.
func expectFaults(
  in text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = try standardFolder()
    .write("new york\n", to: "two-words.txt").write("", to: "folder/file")
  let faults = #expect(throws: Faults.self, sourceLocation: sourceLocation) {
    try parse(text, in: folder)
  }
  let found = faults?.all.map(\.description).joined(separator: "\n")
    .replacing(folder.path, with: "(folder)")
  #expect(found == expected, sourceLocation: sourceLocation)
  #expect(faults?.exit == .configuration, sourceLocation: sourceLocation)
}
