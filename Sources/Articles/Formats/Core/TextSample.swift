import Bytes

/// The beginning of a file, by which its format is recognised.
struct TextSample {
  /// How many lines are looked at.
  private static let lineCount = 200

  let text: ArraySlice<UInt8>
  /// Whether `text` is the whole file.
  let isWhole: Bool
  /// The compression that the file is in by itself, inside its archive or that of its batch.
  let compression: String?
  /// The extension of the file's name in lower case, without that of a compression
  /// such as `.gz`; empty if there is none.
  let fileExtension: String
  /// The first lines, without their ends; the last is left out if it may go on.
  let lines: [ArraySlice<UInt8>]
  /// Those of them that hold more than white space.
  let filled: [ArraySlice<UInt8>]
  /// Where the first byte stands that is neither white space nor NUL; the end if none does.
  let first: Int

  /// The sample of a file called `name` that begins with `text`.
  init(_ text: ArraySlice<UInt8>, isWhole: Bool, name: String, compression: String? = nil) {
    self.text = text
    self.compression = compression
    first = text.firstIndex { !$0.isWhitespace && $0 != 0 } ?? text.endIndex
    self.isWhole = isWhole
    var name = name.lowercased()[...]
    for compression in CompressionRegistry.all where name.hasSuffix(".\(compression.suffix)") {
      name = name.dropLast(compression.suffix.utf8.count + 1)
    }
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

  /// Whether it holds nothing but white space and NUL bytes.
  var isBlank: Bool { first == text.endIndex }

  /// The first line that holds more than white space, without the white space at its beginning.
  var opening: ArraySlice<UInt8> { filled.first?.drop(while: \.isWhitespace) ?? [] }

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
