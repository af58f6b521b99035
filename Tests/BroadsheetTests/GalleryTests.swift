import Foundation
import Testing

/// The pipelines of `Pipelines/gallery`, one for each common kind of archive.
@Suite struct GalleryTests {
  private static let folder = ManualPage.checkout.appending(path: "Pipelines/gallery").path()

  static let pipelines =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yml") }.sorted()

  @Test func `There are pipelines`() { #expect(!Self.pipelines.isEmpty) }

  /// Each counts its sample without a warning or a reject, and no table is without rows.
  @Test(arguments: pipelines) func `They run`(_ name: String) throws {
    let place = try Place()
    let path = Self.folder + "/" + name
    let ending = try Program.Running(
      ["run", path, "--output", "Output"], in: place
    ).wait()
    #expect(ending.status == 0 && ending.errors == "", "\(ending.errors)")
    let reports = "Output/\(name.dropLast(4))/latest"
    let tables = place.names(in: reports).filter { $0.hasSuffix(".csv") }
    #expect(!tables.isEmpty)
    for table in tables {
      let rows = place.text("\(reports)/\(table)").split(whereSeparator: \.isNewline)
      #expect(rows.count > 1, "\(table)")
    }
    #expect(place.text("\(reports)/rejects.jsonl") == "")
  }
}
