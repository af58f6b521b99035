import Diagnostics

/// The text of a pipeline file, and where its lines are: what faults quote.
struct SourceText: Sendable {
  /// The file's path as the user gave it.
  let path: String
  /// The text without a byte-order mark.
  let text: String
  private let lines: [Substring]

  init(path: String, text: String) {
    self.path = path
    self.text = text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    // "\r\n" is one Character in Swift, so that both forms of line end are cut here.
    lines = self.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The place at `line` and `column`, both from 1; `column` counts Unicode scalars.
  func place(line: Int, column: Int) -> Place {
    let text = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    return .line(path: path, line: line, column: max(1, column), text: text)
  }

  /// The place of the first scalar that `matches`; nil if there is none.
  func firstPlace(where matches: (Unicode.Scalar) -> Bool) -> Place? {
    for (number, line) in lines.enumerated() {
      if let column = Array(line.unicodeScalars).firstIndex(where: matches) {
        return place(line: number + 1, column: column + 1)
      }
    }
    return nil
  }

  /// The columns (from 1) at which tabs stand in the indentation of `line`; nil if none does.
  func tabInIndentation(line: Int) -> Int? {
    guard lines.indices.contains(line - 1) else { return nil }
    let indentation = lines[line - 1].unicodeScalars.prefix { $0 == " " || $0 == "\t" }
    return Array(indentation).firstIndex(of: "\t").map { $0 + 1 }
  }
}
