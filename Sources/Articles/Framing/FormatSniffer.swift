import Bytes

/// Tells the format of a file from the beginning of its text.
///
/// Content decides. Where it could be either, the extension of the file's name does: `.md` and
/// `.markdown` say Markdown, `.txt` says text, `.csv` and `.tsv` make a table of what may be one.
struct FormatSniffer {
  enum Finding: Equatable {
    case format(Format)
    /// Something that is not read: a noun with its article.
    case foreign(String)
    /// Nothing but blanks and NUL bytes.
    case blank
  }

  /// How many lines are looked at.
  private static let lineCount = 200

  private let text: ArraySlice<UInt8>
  /// Whether `text` is the whole file.
  private let isWhole: Bool
  private let fileExtension: String
  /// The first lines, without their ends; the last is left out if it may go on.
  private let lines: [ArraySlice<UInt8>]
  /// Where the first byte that is no blank stands.
  private let first: Int

  /// What a file called `name` is whose text begins with `text`; a `format` named by the user is
  /// believed, unless the content is binary.
  static func finding(
    _ text: ArraySlice<UInt8>, isWhole: Bool, name: String, named format: Format?
  ) -> Finding {
    guard let first = text.firstIndex(where: { !isBlank($0) && $0 != 0 }) else {
      return isWhole ? .blank : .foreign("a run of NUL bytes")
    }
    if let kind = ForeignContent.kind(ofBinary: Array(text)) { return .foreign(kind) }
    if let format { return .format(format) }
    return FormatSniffer(text, first, isWhole, name).finding
  }

  private init(_ text: ArraySlice<UInt8>, _ first: Int, _ isWhole: Bool, _ name: String) {
    self.text = text
    self.first = first
    self.isWhole = isWhole
    var name = name.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    fileExtension = name.contains(".") ? String(name.split(separator: ".").last ?? "") : ""
    var lines: [ArraySlice<UInt8>] = []
    // Blank lines at the beginning show nothing, however many there are.
    var start = text[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
    while lines.count < FormatSniffer.lineCount {
      let feed = text.span.firstIndex(of: 0x0A, from: start - text.startIndex)
      if feed == nil && !isWhole && !lines.isEmpty { break }
      let end = feed.map { $0 + text.startIndex } ?? text.endIndex
      let line = text[start..<end]
      lines.append(line.last == 0x0D ? line.dropLast() : line)
      guard feed != nil else { break }
      start = end + 1
    }
    self.lines = lines
  }

  private var finding: Finding {
    if let format = json { return .format(format) }
    if let kind = ForeignText.kind(of: lines, fileExtension: fileExtension)
      ?? ForeignContent.kind(ofControlBytes: text)
    {
      return .foreign(kind)
    }
    if MarkdownStart.begins(lines, isText: isNamedText) { return .format(.markdown) }
    switch fileExtension {
    case "md", "markdown", "mkd", "mdown": return .format(.markdown)
    default: return .format(!isNamedText && MarkdownStart.isLikely(lines) ? .markdown : .text)
    }
  }

  private var isNamedText: Bool { fileExtension == "txt" || fileExtension == "text" }

  // MARK: JSON

  /// The JSON format, if the text begins as an object or an array of objects.
  private var json: Format? {
    let second = text[(first + 1)...].first { !FormatSniffer.isBlank($0) }
    switch text[first] {
    case UInt8(ascii: "{"):
      guard
        second == UInt8(ascii: "\"") || second == UInt8(ascii: "}") || second == nil
          || ["jsonl", "ndjson", "jsonlines", "json"].contains(fileExtension)
      else { return nil }
      return isLines ? .jsonLines : .jsonArray
    case UInt8(ascii: "["):
      let opens = second == UInt8(ascii: "{") || second == UInt8(ascii: "[")
      let isEmpty = isWhole && text.filter { !FormatSniffer.isBlank($0) }.elementsEqual("[]".utf8)
      return opens && isArrayOfObjects || isEmpty || fileExtension == "json" ? .jsonArray : nil
    default:
      return nil
    }
  }

  /// Whether brackets and blanks lead to an object, which tells an array from Markdown such as
  /// `[[page]]`.
  private var isArrayOfObjects: Bool {
    let rest = text[first...].drop {
      FormatSniffer.isBlank($0) || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        || $0 == UInt8(ascii: ",")
    }
    guard rest.first == UInt8(ascii: "{") else { return rest.isEmpty }
    let next = rest.dropFirst().first { !FormatSniffer.isBlank($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") || next == nil
  }

  /// Whether objects stand one a line: the first line is a whole object, or ends inside a string,
  /// which no pretty-printed object does, or does not end here.
  private var isLines: Bool {
    var scanner = JSONScanner()
    for index in first..<text.endIndex {
      let byte = text[index]
      if byte == 0x0A { return scanner.isInString }
      if scanner.take(byte) == .closed {
        let rest = text[(index + 1)...].prefix { $0 != 0x0A }
        return rest.allSatisfy(FormatSniffer.isBlank)
      }
    }
    return true
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
