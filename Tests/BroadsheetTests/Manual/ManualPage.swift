import Foundation
import Testing

/// A page of the documentation: the README, or an article of the manual.
struct ManualPage: CustomTestStringConvertible {
  /// Its path below the checkout.
  let path: String
  let text: String

  /// The checkout that these tests were built from.
  static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../..").standardizedFileURL

  static let readme = ManualPage("README.md")

  /// The pages of the manual, by name.
  static let articles: [ManualPage] = {
    let folder = "Sources/broadsheet/Documentation.docc"
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: checkout.appending(path: folder).path))
      ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { ManualPage("\(folder)/\($0)") }
  }()

  static let all = [readme] + articles

  init(_ path: String) {
    self.path = path
    text = (try? String(contentsOf: Self.checkout.appending(path: path), encoding: .utf8)) ?? ""
  }

  var testDescription: String { name }
  var name: String { (path as NSString).lastPathComponent }

  /// A fenced block of code, or the lines between two of them.
  struct Part {
    /// The language of a block; nil for lines outside of blocks.
    let language: String?
    /// Without the fences.
    var lines: [Substring]

    var text: String {
      let fenced = language.map { ["```\($0)"] + lines + ["```"] } ?? lines
      return fenced.map { "\($0)\n" }.joined()
    }
  }

  /// The page, from its beginning to its end.
  var parts: [Part] {
    var parts = [Part(language: nil, lines: [])]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let isInside = parts[parts.count - 1].language != nil
      if line.hasPrefix("```") {
        parts.append(Part(language: isInside ? nil : String(line.dropFirst(3)), lines: []))
      } else {
        parts[parts.count - 1].lines.append(line)
      }
    }
    return parts
  }

  func blocks(of language: String) -> [Part] { parts.filter { $0.language == language } }

  /// The text without blocks of code.
  var prose: String { parts.filter { $0.language == nil }.map(\.text).joined() }

  var headings: [String] { prose.matches(of: /(?m)^#+ (.+)$/).map { String($0.output.1) } }

  /// What links lead to.
  var links: [String] {
    prose.replacing(/`[^`\n]*`/, with: "").matches(of: /\]\(([^)\s]+)\)/)
      .map { String($0.output.1) }
  }

  /// The name by which a link reaches a heading on a forge: lower case, without punctuation, with
  /// hyphens for blanks.
  static func anchor(of heading: String) -> String {
    String(
      heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
        .map { $0 == " " ? "-" : $0 })
  }
}
