import Diagnostics

/// The text of a file with its lines, which faults quote.
public struct SourceText: Sendable {
  /// The file's path as the user gave it.
  public let path: String
  /// The text without a byte-order mark.
  public let text: String
  /// One text per line, shared by all places in it: a line may be long, and places many.
  private let lines: [String]

  /// The text of the file at `path`.
  public init(path: String, text: String) {
    self.path = path
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    self.text = hasMark ? String(text.unicodeScalars.dropFirst()) : text
    lines = self.text.linesOfYAML
  }

  /// The place at `line` and `column`, both from 1; `column` counts Unicode scalars.
  public func place(line: Int, column: Int) -> Place {
    let text = lines.indices.contains(line - 1) ? lines[line - 1] : ""
    return .line(path: path, line: line, column: max(1, column), text: text)
  }

  /// The place of the first scalar that `matches`; nil if there is none.
  public func firstPlace(where matches: (Unicode.Scalar) -> Bool) -> Place? {
    for (number, line) in lines.enumerated() {
      if let column = Array(line.unicodeScalars).firstIndex(where: matches) {
        return place(line: number + 1, column: column + 1)
      }
    }
    return nil
  }

  /// The columns (from 1) of tabs in the indentation of `line`; nil if there are none.
  func tabInIndentation(line: Int) -> Int? {
    guard lines.indices.contains(line - 1) else { return nil }
    let indentation = lines[line - 1].unicodeScalars.prefix { $0 == " " || $0 == "\t" }
    return Array(indentation).firstIndex(of: "\t").map { $0 + 1 }
  }
}

extension String {
  /// The lines without their ends, which in YAML 1.1 are CR LF, LF, CR, U+0085, U+2028 and U+2029.
  fileprivate var linesOfYAML: [String] {
    var lines: [String] = []
    var start = startIndex
    var index = startIndex
    let bytes = utf8
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      switch bytes[index] {
      case 0x0D where next < bytes.endIndex && bytes[next] == 0x0A: break
      case 0x0A, 0x0D:
        let isPair =
          bytes[index] == 0x0A && index > start && bytes[bytes.index(before: index)] == 0x0D
        lines.append(String(self[start..<(isPair ? bytes.index(before: index) : index)]))
        start = next
      case 0xC2, 0xE2:
        let scalar = unicodeScalars[index]
        guard ["\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) else { break }
        lines.append(String(self[start..<index]))
        index = unicodeScalars.index(after: index)
        start = index
        continue
      default: break
      }
      index = next
    }
    return lines + [String(self[start...])]
  }
}
