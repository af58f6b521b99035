import Testing

/// The code is laid out so that a reader can go through it from the bottom up.
@Suite struct ArchitectureTests {
  @Test("No two folders of a module use each other, directly or through others")
  func foldersFormNoCycle() throws {
    let graph = FolderGraph(try SourceTree.load())
    #expect(!graph.uses.isEmpty)
    for cycle in graph.cycles {
      Issue.record("\(graph.description(of: cycle))")
    }
  }

  @Test("A cycle of folders is found")
  func cyclesAreFound() {
    let graph = FolderGraph(
      SourceTree(files: [
        .init(path: "M/A/One.swift", text: "struct One { var two: Two }"),
        .init(path: "M/B/Two.swift", text: "struct Two {} // One\nlet text = \"One\""),
        .init(path: "M/C/Three.swift", text: "struct Three { var four: Four }"),
        .init(path: "M/D/Four.swift", text: "struct Four { var three: [Three] }"),
        .init(path: "N/A/Four.swift", text: "struct Five { var one: One }"),
      ]))
    #expect(graph.cycles == [["M/C", "M/D"]])
    #expect(graph.uses["M/A"]?.keys.sorted() == ["M/B"])
    #expect(graph.uses["N/A"] == nil)
  }

  @Test(
    "No line is longer than 100 columns, generated tables aside", arguments: ["Sources", "Tests"])
  func linesAreShort(folder: String) throws {
    for file in try SourceTree.load(folder).files where !file.name.hasPrefix("UnicodeTables") {
      for (number, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated() where line.count > 100
      {
        Issue.record("\(folder)/\(file.path):\(number + 1) has \(line.count) columns")
      }
    }
  }
}
