/// Text in a form that is not read, told by its first lines so that the refusal can name it.
enum ForeignText {
  /// The kind, a noun with its article; nil if `lines` may be Markdown or plain text.
  static func kind(of lines: [ArraySlice<UInt8>], fileExtension: String) -> String? {
    let filled = lines.filter { !$0.allSatisfy(FormatSniffer.isBlank) }
    guard let first = filled.first?.drop(while: FormatSniffer.isBlank) else { return nil }
    return markup(first, fileExtension) ?? webArchive(first) ?? python(first)
      ?? annotated(filled, fileExtension) ?? table(lines, fileExtension)
  }

  private static func markup(_ line: ArraySlice<UInt8>, _ fileExtension: String) -> String? {
    if begins(line, "{\\rtf") { return "an RTF document" }
    guard line.first == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: line.prefix(60), as: UTF8.self).lowercased()
    if text.hasPrefix("<?xml") { return "an XML document" }
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") { return "an HTML page" }
    if text.hasPrefix("<!doctype") { return "an SGML or XML document" }
    if ["xml", "rss", "atom", "rdf"].contains(fileExtension) { return "an XML document" }
    if ["htm", "html", "xhtml"].contains(fileExtension) { return "an HTML page" }
    if ["sgm", "sgml"].contains(fileExtension) { return "an SGML document" }
    let name = text.dropFirst().prefix { $0.isLetter }
    return ["rss", "feed", "rdf", "tei", "newsml", "newsitem", "article", "reuters"].contains(name)
      ? "an XML document" : nil
  }

  private static func webArchive(_ line: ArraySlice<UInt8>) -> String? {
    if begins(line, "WARC/") { return "a web archive (WARC)" }
    return begins(line, "filedesc://") ? "a web archive (ARC)" : nil
  }

  /// Python's own notation, which dumps of `print(record)` are in.
  private static func python(_ line: ArraySlice<UInt8>) -> String? {
    let kind = "Python values, not JSON"
    for start in ["{'", "{u'", "[{'", "({'", "[('", "OrderedDict(", "defaultdict("]
    where begins(line, start) { return kind }
    // A link of Markdown may begin like a list, but does not end like one.
    let end = line.last { !FormatSniffer.isBlank($0) }
    if begins(line, "['") || begins(line, "[u'"), end == UInt8(ascii: "]") { return kind }
    let value = line.drop { isLetter($0) || $0 == UInt8(ascii: "_") }
    return value.startIndex > line.startIndex && begins(value, ": ['") ? kind : nil
  }

  /// One token a line, with its annotation beside it.
  private static func annotated(
    _ lines: [ArraySlice<UInt8>], _ fileExtension: String
  ) -> String? {
    if ["conll", "conllu", "conllup"].contains(fileExtension) {
      return "tokens in a CoNLL format, one a line"
    }
    let tokens = lines.lazy.filter { $0.first != UInt8(ascii: "#") }.prefix(40)
    guard !tokens.isEmpty else { return nil }
    if tokens.allSatisfy({ fields($0, 0x09).count == 10 && isDigit($0.first) }) {
      return "tokens in CoNLL-U, one a line"
    }
    guard tokens.count >= 4 else { return nil }
    let areTagged = tokens.allSatisfy { line in
      let parts = line.split { FormatSniffer.isBlank($0) }
      guard 2...4 ~= parts.count, let tag = parts.last else { return false }
      return tag.elementsEqual("O".utf8) || begins(tag, "B-") || begins(tag, "I-")
    }
    return areTagged ? "tokens with entity tags, one a line" : nil
  }

  /// Comma-, semicolon- or tab-separated values: rows of as many fields each. A name that says so
  /// needs one row; without it, a header with two known names, or three rows that begin in quotes.
  private static func table(_ lines: [ArraySlice<UInt8>], _ fileExtension: String) -> String? {
    let isNamed = fileExtension == "csv" || fileExtension == "tsv"
    for separator in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";")] {
      let rows = TableRows(lines, separator: separator, atMost: 4).rows
      guard let header = rows.first, header.count > 1 else { continue }
      let known = header.count { MarkdownStart.isFieldName($0) }
      let isQuoted =
        rows.count > 2 && rows.allSatisfy { $0.count == header.count }
        && lines.first?.first == UInt8(ascii: "\"")
      if isNamed || known > 1 || isQuoted {
        return separator == 0x09 ? "a table of tab-separated values" : "a table (CSV)"
      }
    }
    return nil
  }

  static func begins(_ line: ArraySlice<UInt8>, _ text: String) -> Bool {
    line.starts(with: text.utf8)
  }

  private static func fields(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [ArraySlice<UInt8>] {
    line.split(separator: separator, omittingEmptySubsequences: false)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ?? false
  }
}

/// The first rows of a table as RFC 4180 has it, in which a quoted field may hold line ends.
private struct TableRows {
  /// The fields of each complete row, without their quotes.
  private(set) var rows: [[[UInt8]]] = []

  init(_ lines: [ArraySlice<UInt8>], separator: UInt8, atMost limit: Int) {
    var row: [[UInt8]] = []
    var field: [UInt8] = []
    var isQuoted = false
    for line in lines {
      for byte in line {
        if byte == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if byte == separator && !isQuoted {
          row.append(field)
          field = []
        } else {
          field.append(byte)
        }
      }
      if isQuoted { continue }
      rows.append(row + [field])
      (row, field) = ([], [])
      if rows.count == limit { return }
    }
  }
}
