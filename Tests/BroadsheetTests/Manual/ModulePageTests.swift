import Foundation
import Testing

/// Every module has a page that says why it is there, with an example and topics.
@Suite struct ModulePageTests {
  /// The modules that have a public interface, by their folders.
  static let modules: [String] = {
    let sources = ManualPage.checkout.appending(path: "Sources")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
    return names.filter { $0.first?.isUppercase == true && !isShim($0) }.sorted()
  }()

  private static func isShim(_ module: String) -> Bool {
    // A library in C has a map of a module; one in C++ has headers of ours.
    ["module.modulemap", "include"].contains { name in
      let path = ManualPage.checkout.appending(path: "Sources/\(module)/\(name)").path
      return FileManager.default.fileExists(atPath: path)
    }
  }

  private func page(of module: String) -> ManualPage {
    ManualPage("Sources/\(module)/\(module).docc/\(module).md")
  }

  @Test(arguments: modules) func moduleHasAPage(module: String) throws {
    let page = page(of: module)
    #expect(page.text.hasPrefix("# ``\(module)``\n"), "no \(page.path)")
    #expect(page.text.contains("\n## Topics\n"))
  }

  /// What a page names is public in its module.
  @Test(arguments: modules) func pageNamesWhatThereIs(module: String) throws {
    let folder = ManualPage.checkout.appending(path: "Sources/\(module)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let sources = try (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
    let symbol =
      #/
        (?m)^\x20*(?:@\w+\x20)*public\x20(?:indirect\x20|final\x20)*
        (?:struct|enum|class|protocol|typealias|actor)\x20(\w+)
      /#
    let known = Set(sources.flatMap { $0.matches(of: symbol).map { String($0.output.1) } })
    let named = page(of: module).prose.matches(of: /``([\w\/]+)``/).map { $0.output.1 }.dropFirst()
    for name in named {
      let last = name.split(separator: "/").last.map(String.init) ?? ""
      #expect(known.contains(last), "\(module) has no public \(name)")
    }
  }

  /// The code on a page is code that `ModuleExamples` runs.
  @Test(arguments: modules) func pageShowsWhatRuns(module: String) throws {
    let examples = ManualPage("Tests/BroadsheetTests/Manual/ModuleExamples.swift").text
    let lines = examples.split(separator: "\n").map { $0.trimming { $0 == " " } }
    for block in page(of: module).blocks(of: "swift") {
      let shown = block.lines.map { $0.trimming { $0 == " " } }
      #expect(lines.firstRange(of: shown) != nil, "no test runs \(shown.first ?? "")")
    }
  }
}

extension Substring {
  /// Without the characters at both ends that are `unwanted`.
  fileprivate func trimming(_ unwanted: (Character) -> Bool) -> String {
    String(drop(while: unwanted).reversed().drop(while: unwanted).reversed())
  }
}
