import Foundation
import Pipelines
import Testing

@testable import broadsheet

/// What README and manual say is so.
@Suite struct ManualTests {
  @Test func readmeIsShort() {
    #expect(
      ManualPage.readme.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 251)
  }

  /// A link leads to a file, or to a heading of a page, by the name that forges give it.
  @Test(arguments: ManualPage.all) func linksLeadSomewhere(page: ManualPage) throws {
    let folder = URL(filePath: "/\(page.path)").deletingLastPathComponent()
    for link in page.links where !link.contains("://") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target =
        parts[0].isEmpty
        ? page.path
        : String(folder.appending(path: parts[0]).standardizedFileURL.path.dropFirst())
      let file = ManualPage.checkout.appending(path: target).path
      #expect(FileManager.default.fileExists(atPath: file), "\(link) leads nowhere")
      guard parts.count == 2 else { continue }
      let headings = ManualPage(target).headings.filter { ManualPage.anchor(of: $0) == parts[1] }
      #expect(headings.count == 1, "\(link) leads to \(headings.count) headings")
    }
  }

  /// DocC builds the manual without a warning: it finds what every link leads to.
  @Test(.enabled(if: hasDocC, "docc or python3 is not installed"))
  func doccFollowsEveryLink() throws {
    let place = try Place()
    let checkout = ManualPage.checkout.path(percentEncoded: false)
    let ending = try Program.Running(
      ["-c", "exec 2>&1; make -s -C '\(checkout)' manual DOCS='\(place.path)'"],
      program: "/bin/bash", in: place
    ).wait()
    #expect(ending.status == 0, "\(ending.output)")
  }

  private static let hasDocC = ["docc", "python3"].allSatisfy { tool in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }
  }

  /// The first page leads to every other one, under a topic.
  @Test func everyPageIsATopic() throws {
    let first = try #require(ManualPage.articles.first { $0.name == "Documentation.md" })
    let topics = try #require(first.text.components(separatedBy: "\n## Topics\n").dropFirst().first)
    for page in ManualPage.articles where page.name != first.name {
      #expect(topics.contains("](\(page.name))\n"), "\(page.name) is no topic")
    }
  }

  /// What DocC would take for a link to a symbol, or for a directive, is neither.
  @Test(arguments: ManualPage.articles) func pagesAreMarkdownToo(page: ManualPage) {
    let prose = page.prose.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(!prose.contains("``"))
    #expect(!prose.contains("<doc:"))
    #expect(!prose.contains(/(?m)^\s*@/))
  }

  /// Runs the examples of a page in a copy of the sample, one after the other.
  @Test(arguments: ManualPage.all) func examplesPrintWhatIsShown(page: ManualPage) throws {
    if page.blocks(of: "console").isEmpty { return }
    let place = try Place()
    try FileManager.default.copyItem(
      at: ManualPage.checkout.appending(path: "Pipelines"),
      to: URL(filePath: "\(place.path)/Pipelines"))
    let printed = try page.parts.map { part in
      guard part.language == "console" else { return part.text }
      let examples = try Example.all(in: part.lines).map { example in
        let run = try example.run(in: place)
        guard run.masked != example.masked else { return example }
        if !Example.records {
          Issue.record("\(Example.lines(of: [run]).joined(separator: "\n"))")
        }
        return run
      }
      return ManualPage.Part(language: "console", lines: Example.lines(of: examples)).text
    }
    if Example.records, printed.joined() != page.text {
      try printed.joined().write(
        to: ManualPage.checkout.appending(path: page.path), atomically: true, encoding: .utf8)
    }
  }

  /// Loads the pipelines of a page, and the dictionaries. What a part of a pipeline lacks is added.
  @Test(arguments: ManualPage.all) func pipelinesLoad(page: ManualPage) throws {
    let place = try Place()
    for batch in ["a.jsonl.gz", "2021/b.tar.gz", "c.xml.gz"] {
      try place.write("{}", to: "archive/\(batch)")
    }
    try place.write("foo\n", to: "Pipelines/my-words.txt")
    try place.write("feet\tfoot\n", to: "Pipelines/lemmas.txt")
    try place.write("1,Rain,It rained.\n", to: "Pipelines/letters.csv")
    try place.write("mood: [happy]\n", to: "Pipelines/moods.yml")
    try place.write("term,count\nfoo,3\n", to: "Output/world/latest/terms.csv")
    let keys: Set = ["version", "name", "corpus", "text", "analyses", "reports", "assert"]
    for block in page.blocks(of: "yaml") {
      var yaml = block.lines.joined(separator: "\n") + "\n"
      let used = Set(yaml.matches(of: /(?m)^(\w+):/).map { String($0.output.1) })
      if used.isDisjoint(with: keys) {
        try place.write(yaml, to: "Pipelines/dictionary.yml")
        yaml = "analyses: {categories: {kind: dictionary, file: dictionary.yml}}\n"
      }
      if !used.contains("version") { yaml += "version: 1\n" }
      if !used.contains("corpus") { yaml += "corpus: {batches: ../archive/*.gz}\n" }
      try place.write(yaml, to: "Pipelines/nightly.yml")
      #expect(throws: Never.self, "\(yaml)") {
        try PipelineFile.load(path: "\(place.path)/Pipelines/nightly.yml")
      }
    }
  }

  /// Parses the commands that a page shows without running them.
  @Test(arguments: ManualPage.all) func commandsParse(page: ManualPage) {
    for block in page.blocks(of: "sh") {
      for line in block.lines where line.hasPrefix("broadsheet ") {
        let command = line.prefix { !"#>|".contains($0) }
        let words = command.split(separator: " ").dropFirst().map(String.init)
        #expect(throws: Never.self, "\(line)") { try BroadsheetCommand.parseAsRoot(words) }
      }
    }
  }
}
