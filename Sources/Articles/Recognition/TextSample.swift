import Bytes

/// The beginning of a file, by which its format is told.
struct TextSample {
  /// How many lines are looked at.
  private static let lineCount = 200

  let text: ArraySlice<UInt8>
  /// Whether `text` is the whole file.
  let isWhole: Bool
  /// The extension of the file's name in lower case, without `.gz`; empty if there is none.
  let fileExtension: String
  /// The first lines, without their ends; the last is left out if it may go on.
  let lines: [ArraySlice<UInt8>]
  /// Those of them that hold more than blanks.
  let filled: [ArraySlice<UInt8>]
  /// Where the first byte that is no blank stands.
  let first: Int

  init(_ text: ArraySlice<UInt8>, from first: Int, isWhole: Bool, name: String) {
    self.text = text
    self.first = first
    self.isWhole = isWhole
    var name = name.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    fileExtension = name.contains(".") ? String(name.split(separator: ".").last ?? "") : ""
    var lines: [ArraySlice<UInt8>] = []
    // Blank lines at the beginning show nothing, however many there are.
    var start = text[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
    while lines.count < TextSample.lineCount {
      let feed = text.span.firstIndex(of: 0x0A, from: start - text.startIndex)
      if feed == nil && !isWhole && !lines.isEmpty { break }
      let end = feed.map { $0 + text.startIndex } ?? text.endIndex
      let line = text[start..<end]
      lines.append(line.last == 0x0D ? line.dropLast() : line)
      guard feed != nil else { break }
      start = end + 1
    }
    self.lines = lines
    filled = lines.filter { !$0.isBlank }
  }

  /// The first line that holds more than blanks, from its first byte that is none.
  var opening: ArraySlice<UInt8> { filled.first?.drop(while: FormatSniffer.isBlank) ?? [] }

  /// Whether the name says that it is plain text.
  var isNamedText: Bool { fileExtension == "txt" || fileExtension == "text" }

  /// Whether the name says that it is Markdown.
  var isNamedMarkdown: Bool { ["md", "markdown", "mkd", "mdown"].contains(fileExtension) }

  /// Whether at least `share` of `lines` pass `test`, and there is one.
  static func most(
    of lines: some Collection<ArraySlice<UInt8>>, atLeast share: Double = 0.5,
    _ test: (ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    let hits = lines.count(where: test)
    return hits > 0 && Double(hits) >= share * Double(lines.count)
  }
}

extension ArraySlice<UInt8> {
  /// Whether it holds nothing but blanks.
  var isBlank: Bool { allSatisfy(FormatSniffer.isBlank) }

  /// Without the blanks at its ends.
  var trimmed: ArraySlice<UInt8> {
    var rest = drop(while: FormatSniffer.isBlank)
    while let last = rest.last, FormatSniffer.isBlank(last) { rest = rest.dropLast() }
    return rest
  }

  /// Whether it begins with `text`.
  func begins(with text: String) -> Bool { starts(with: text.utf8) }

  /// Whether it begins with `text`, which is in lower case, whatever the case of its ASCII letters.
  func beginsFolded(with text: String) -> Bool {
    var index = startIndex
    for byte in text.utf8 {
      guard index < endIndex, self[index].asciiLowercased == byte else { return false }
      index += 1
    }
    return true
  }

  /// Whether `text` occurs in it.
  func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    var from = 0
    while let found = span.firstIndex(of: first, from: from) {
      if self[(startIndex + found)...].starts(with: wanted) { return true }
      from = found + 1
    }
    return false
  }

  /// The parts between blanks.
  var words: [ArraySlice<UInt8>] { split(whereSeparator: FormatSniffer.isBlank) }

  /// The parts between the bytes `separator`, empty ones too.
  func fields(_ separator: UInt8) -> [ArraySlice<UInt8>] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
