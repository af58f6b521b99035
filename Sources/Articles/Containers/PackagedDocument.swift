/// A document that is an archive of its parts, as books and office documents are.
enum PackagedDocument {
  /// What an archive is that begins with `head`, by its first files; nil if it is no document.
  static func foreign(beginning head: [UInt8]) -> Foreign? {
    let conversion =
      "save it as plain text, as with `pandoc -t plain` or `libreoffice --convert-to txt`"
    // An uncompressed first file called `mimetype` names the kind (OCF 3.3; ODF 1.3, part 2).
    let mime = Array("mimetype".utf8)
    if head.count > 38, head[30..<38].elementsEqual(mime) {
      let type = String(decoding: head[38...].prefix(80).prefix { $0 != 0x50 }, as: UTF8.self)
      if type.hasPrefix("application/epub") { return Foreign("an EPUB book", conversion) }
      if type.hasPrefix("application/vnd.oasis") {
        return Foreign("an OpenDocument file (odt, ods)", conversion)
      }
    }
    guard head[...].contains("[Content_Types].xml") || head[...].contains("_rels/.rels") else {
      return nil
    }
    if head[...].contains("xl/") { return Foreign("an Excel workbook (xlsx)", conversion) }
    if head[...].contains("word/") { return Foreign("a Word document (docx)", conversion) }
    if head[...].contains("ppt/") { return Foreign("a PowerPoint presentation (pptx)", conversion) }
    return Foreign("an Office document (docx, xlsx, pptx)", conversion)
  }
}
