import Analyses
import Foundation
import TestSupport
import Testing

/// Each kind of analysis has a room of its own, which nothing but the registry knows.
@Suite struct RoomTests {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Sources").standardizedFileURL

  /// What any kind may build on, the lower first.
  private static let shared = ["Core", "Shared"]

  private func folder(_ path: String) throws -> SourceFolder {
    try SourceFolder(Self.sources.appending(path: path))
  }

  /// The folders of `Analyses`: those of the kinds.
  private func kinds() throws -> [SourceFolder] {
    try FileManager.default.contentsOfDirectory(
      atPath: Self.sources.appending(path: "Analyses").path()
    ).sorted().filter { !$0.contains(".") && !Self.shared.contains($0) }
      .map { try folder("Analyses/\($0)") }
  }

  /// Expects that `folder` names none of the types of `other`.
  private func expect(_ folder: SourceFolder, knowsNothingOf other: SourceFolder) {
    for (name, file) in folder.uses(of: other.declarations.subtracting(folder.declarations)) {
      Issue.record("\(folder.name)/\(file) names \(name) of \(other.name)")
    }
  }

  @Test func thereIsARoomForEachKind() throws {
    #expect(try kinds().count == AnalysisRegistry.standard.kinds.count)
  }

  @Test func noKindKnowsAnother() throws {
    let kinds = try kinds()
    for one in kinds {
      for other in kinds where other.name != one.name { expect(one, knowsNothingOf: other) }
    }
  }

  @Test(
    arguments: [
      "Analyses/Core", "Analyses/Shared", "Settings", "Pipelines", "Runner", "Reports",
    ])
  func theCentreKnowsNoKind(path: String) throws {
    let centre = try folder(path)
    for kind in try kinds() { expect(centre, knowsNothingOf: kind) }
    for name in AnalysisRegistry.standard.kinds.map(\.name) {
      // A word that is a kind's name as well as a word is none where it is in a sentence.
      let isNamed = centre.literals.contains {
        $0 == name || $0.contains("`\(name)`") || name.contains("-") && $0.contains(name)
      }
      #expect(!isNamed, "\(path) names \(name)")
    }
  }

  @Test func whatIsSharedStandsOnTheCentre() throws {
    try expect(folder("Analyses/Core"), knowsNothingOf: folder("Analyses/Shared"))
  }

  @Test func aRegistryIsTheOnlyListOfKinds() throws {
    let registry = try folder("Analyses/Registry.swift")
    #expect(
      try kinds().allSatisfy { !registry.uses(of: $0.declarations).isEmpty })
  }

  @Test func keysOfStatisticsAreSpelledOut() throws {
    // A parameter that is interpolated as a Swift value would change with its name.
    for kind in try kinds() + [folder("Analyses/Shared")] {
      for (name, code) in kind.files where code.contains("StatisticKey(") {
        #expect(!code.contains("\\(self)"), "\(kind.name)/\(name)")
      }
    }
  }
}
