import Bytes

/// Content that is not read, told by how it begins so that the refusal can name it.
///
/// A kind is a noun with its article, as in "it looks like a PDF document".
enum ForeignContent {
  /// Forms with a fixed beginning that no text has.
  private static let signatures: [(bytes: [UInt8], kind: String)] = [
    ([0x1F, 0x8B], "gzip inside gzip"),
    ([0x1F, 0x9D], "a compress (.Z) file"),
    (Array("BZh".utf8), "a bzip2 file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file"),
    ([0x04, 0x22, 0x4D, 0x18], "an LZ4 file"),
    (Array("LZIP".utf8), "an lzip file"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    (Array("!<arch>".utf8), "a Unix ar archive"),
    (Array("%PDF-".utf8), "a PDF document"),
    (Array("%!PS".utf8), "a PostScript document"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Microsoft Office document"),
    (Array("SQLite format 3\0".utf8), "an SQLite database"),
    (Array("PAR1".utf8), "a Parquet file"),
    (Array("Obj\u{1}".utf8), "an Avro file"),
    (Array("ARROW1".utf8), "an Arrow file"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    (Array("RIFF".utf8), "a RIFF file (image, sound or video)"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
    ([0x7F, 0x45, 0x4C, 0x46], "an executable program"),
    (Array("MZ\u{90}".unicodeScalars.map { UInt8($0.value) }), "a Windows program"),
    ([0xCF, 0xFA, 0xED, 0xFE], "a macOS program"),
    ([0xCA, 0xFE, 0xBA, 0xBE], "a compiled program"),
  ]

  /// The kind of binary content that begins with `head`; nil if it may be text.
  static func kind(ofBinary head: [UInt8]) -> String? {
    if let match = signatures.first(where: { head.starts(with: $0.bytes) }) { return match.kind }
    if Container.isTar(head) { return "a tar archive inside another container" }
    if Container.isZip(head) { return "a zip archive inside another container" }
    return isUTF32(head) ? "text in UTF-32" : nil
  }

  /// Whether content that begins with `head` has the byte-order mark of UTF-32.
  static func isUTF32(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF])
  }

  /// The kind of content that `text` shows by its control bytes; nil if it may be text.
  ///
  /// Text has a stray one here and there; programs and the like are full of them, which the first
  /// few thousand bytes show.
  static func kind(ofControlBytes content: ArraySlice<UInt8>) -> String? {
    let text = content.prefix(4096)
    var nulsAt = (even: 0, odd: 0)
    var controls = 0
    for (index, byte) in text.enumerated() {
      if byte == 0 {
        if index % 2 == 0 { nulsAt.even += 1 } else { nulsAt.odd += 1 }
      } else if byte < 0x20 && !(0x09...0x0D ~= byte) && byte != 0x1B {
        controls += 1
      }
    }
    let nuls = nulsAt.even + nulsAt.odd
    guard (nuls + controls) * 20 > text.count else { return nil }
    // In UTF-16, text of the first 256 characters has a NUL in every other place.
    let oneSided = min(nulsAt.even, nulsAt.odd) * 50 < nuls
    return oneSided && nuls * 4 > text.count
      ? "text in UTF-16 without a byte-order mark" : "binary data"
  }

  /// The kind of document that a zip is, if it is the container of one, told by its first files.
  static func kind(ofZip head: [UInt8]) -> String? {
    // An uncompressed first file called `mimetype` names the kind (OCF 3.3; ODF 1.3, part 2).
    let mime = Array("mimetype".utf8)
    if head.count > 38, head[30..<38].elementsEqual(mime) {
      let type = String(decoding: head[38...].prefix(80).prefix { $0 != 0x50 }, as: UTF8.self)
      if type.hasPrefix("application/epub") { return "an EPUB book" }
      if type.hasPrefix("application/vnd.oasis") { return "an OpenDocument file (odt, ods)" }
    }
    guard contains("[Content_Types].xml", in: head) || contains("_rels/.rels", in: head) else {
      return nil
    }
    if contains("xl/", in: head) { return "an Excel workbook (xlsx)" }
    if contains("word/", in: head) { return "a Word document (docx)" }
    if contains("ppt/", in: head) { return "a PowerPoint presentation (pptx)" }
    return "an Office document (docx, xlsx, pptx)"
  }

  private static func contains(_ text: String, in bytes: [UInt8]) -> Bool {
    let wanted = Array(text.utf8)
    var from = 0
    while let found = bytes.span.firstIndex(of: wanted[0], from: from) {
      if bytes[found...].starts(with: wanted) { return true }
      from = found + 1
    }
    return false
  }
}
