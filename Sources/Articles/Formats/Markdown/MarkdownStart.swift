/// What the first lines of a Markdown article look like.
///
/// Lines come without their line feed; a carriage return at their end does not matter.
enum MarkdownStart {
  /// Whether a file begins in a way that only Markdown articles do. Of one whose name says that it
  /// is plain text (`isText`), a heading mark alone does not make Markdown.
  static func begins(_ lines: [ArraySlice<UInt8>], isText: Bool) -> Bool {
    guard let start = lines.firstIndex(where: { !$0.isBlank }) else { return false }
    let rest = lines[start...].prefix(200)
    let line = lines[start]
    if isSubjectHead(line) || isEmphasisedTitle(line) { return true }
    if isFence(line), rest.count > 2, isKey(rest[start + 1]),
      rest.dropFirst().contains(where: isFence)
    {
      return true
    }
    let keys = rest.prefix {
      isKey($0) && FieldNames.contains($0.prefix { $0 != UInt8(ascii: ":") })
    }
    if keys.count > 1, keys.endIndex == lines.endIndex || lines[keys.endIndex].isBlank {
      return true
    }
    guard !isText else { return false }
    let underline = rest.dropFirst().first ?? []
    // Lines that all begin with `#` are comments rather than headings.
    if isHeading(line) { return !(isHeading(underline) && level(of: underline) == level(of: line)) }
    return underline.count > 2 && underline.trimmed.allSatisfy { $0 == 0x3D }
  }

  /// Whether at least two kinds of Markdown's marks occur.
  static func isLikely(_ lines: [ArraySlice<UInt8>]) -> Bool {
    func anyLine(_ test: (ArraySlice<UInt8>) -> Bool) -> Bool { lines.contains(where: test) }
    let kinds = [
      anyLine { isHeading($0) },
      anyLine { $0.starts(with: "```".utf8) },
      anyLine { $0.starts(with: "> ".utf8) },
      anyLine { $0.contains("](") },
      anyLine { $0.contains("**") },
    ]
    return kinds.count { $0 } > 1
  }

  /// Whether a file is Markdown although its name says that it is plain text: it has links with
  /// targets, or a fenced block, and another kind of mark or another link besides.
  static func isCertain(_ lines: [ArraySlice<UInt8>]) -> Bool {
    let links = lines.count(where: hasLink)
    let hasFences = lines.count { $0.begins(with: "```") } > 1
    let others = [
      lines.contains(where: isHeading), lines.contains { $0.begins(with: "> ") },
      lines.contains { $0.contains("**") },
    ].count { $0 }
    return links > 1 || (links > 0 || hasFences) && others > 0 || links > 0 && hasFences
  }

  /// Whether a line holds a link or an image with a target: `[text](https://example.org)`,
  /// `](/a/b)`.
  private static func hasLink(_ line: ArraySlice<UInt8>) -> Bool {
    var rest = line
    while let bracket = rest.firstIndex(of: UInt8(ascii: "]")) {
      rest = rest[(bracket + 1)...]
      guard rest.first == UInt8(ascii: "("), line[..<bracket].contains(UInt8(ascii: "[")) else {
        continue
      }
      let target = rest.dropFirst().prefix { $0 != UInt8(ascii: ")") && $0 > 0x20 }
      let marks = [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "#")]
      if target.endIndex < line.endIndex, target.contains(where: marks.contains) { return true }
    }
    return false
  }

  /// How many marks open a heading.
  private static func level(of line: ArraySlice<UInt8>) -> Int {
    line.prefix { $0 == UInt8(ascii: "#") }.count
  }

  /// Whether a line is `---`, which fences front matter.
  static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.trimmed.elementsEqual("---".utf8)
  }

  /// Whether a line is a rule between two parts of a text: three or more of `-`, `*` or `_`.
  static func isThematicBreak(_ line: ArraySlice<UInt8>) -> Bool {
    let marks = line.filter { !$0.isWhitespace }
    guard marks.count >= 3, let mark = marks.first else { return false }
    return [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_")].contains(mark)
      && marks.allSatisfy { $0 == mark }
  }

  /// Whether a line is a heading `# Title`.
  static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }
    return 1...6 ~= marks.count
      && line.dropFirst(marks.count).first.map(\.isWhitespace) ?? false
      && !line.dropFirst(marks.count).isBlank
  }

  /// Whether a line is a heading of the first level that is emphasised as a whole: `# *Title*`. Two
  /// stars, as in `# **Source**`, do not count.
  static func isEmphasisedTitle(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "#") else { return false }
    let title = line.dropFirst().trimmed
    guard title.startIndex > line.startIndex + 1, title.count > 2, let mark = title.first else {
      return false
    }
    let inner = title.dropFirst().dropLast()
    return (mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")) && title.last == mark
      && inner.first != mark && inner.last != mark
  }

  /// Whether a line is of a head such as `[#]: subject: (Title)`.
  static func isSubjectHead(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "[#]:".utf8)
  }

  /// Whether a line is `key:` or `key: value`, the key being one word.
  static func isKey(_ line: ArraySlice<UInt8>) -> Bool {
    let key = line.prefix { $0 != UInt8(ascii: ":") }
    guard !key.isEmpty, key.count <= 40, key.endIndex < line.endIndex else { return false }
    let next = line[key.endIndex...].dropFirst().first
    guard next.map(\.isWhitespace) ?? true else { return false }
    return key.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }
}
