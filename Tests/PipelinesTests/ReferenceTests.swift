import Foundation
import TestSupport
import Testing

@testable import Pipelines

/// What the manual says of pipelines is what the program knows of them.
@Suite struct ReferenceTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(
      path: "../../Sources/broadsheet/Documentation.docc/PipelineReference.md"
    ).standardizedFileURL
  private static let start = "<!-- Reference: made by BROADSHEET_RECORD=1 make test -->\n"
  private static let end = "<!-- End of the reference -->\n"

  /// Compares the tables of keys, or writes them where BROADSHEET_RECORD is set.
  @Test func manualHasTheReference() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let start = try #require(text.firstRange(of: Self.start)).upperBound
    let end = try #require(text.firstRange(of: Self.end)).lowerBound
    let reference = "\n\(PipelineReference.markdown(headingLevel: 2))\n"
    if ProcessInfo.processInfo.environment["BROADSHEET_RECORD"] != nil {
      let recorded = text.replacingCharacters(in: start..<end, with: reference)
      try recorded.write(to: Self.page, atomically: true, encoding: .utf8)
    } else {
      #expect(text[start..<end] == reference)
    }
  }

  /// Loads the first pipeline that the README shows.
  @Test func readmeShowsAPipelineThatLoads() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let start = try #require(text.firstRange(of: "```yaml\n")).upperBound
    let end = try #require(text[start...].firstRange(of: "```\n")).lowerBound
    let folder = try TemporaryFolder()
      .write("foo\n", to: "Pipelines/my-words.txt")
      .write(String(text[start..<end]), to: "Pipelines/nightly.yml")
      .write("{}", to: "archive/a.jsonl.gz")
      .write("{}", to: "archive/2021/b.tar.gz")
    let pipeline = try PipelineFile.load(path: "\(folder.path)/Pipelines/nightly.yml")
    #expect(pipeline.name == "nightly")
    #expect(pipeline.analyses.map(\.name) == ["terms", "pairs", "occupation"])
  }
}
