import Bytes

/// Content that is not read, told by how it begins so that the refusal can name it.
enum ForeignContent {
  /// Forms with a fixed beginning that no text has.
  private static let signatures: [(bytes: [UInt8], kind: String, conversion: String)] = [
    ([0x1F, 0x8B], "gzip inside gzip", "unpack it once"),
    ([0x1F, 0x9D], "a compress (.Z) file", "pack it anew, as with `uncompress -c | gzip`"),
    (Array("BZh".utf8), "a bzip2 file", "pack it anew, as with `bzip2 -dc | gzip`"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file", "pack it anew, as with `xz -dc | gzip`"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard file", "pack it anew, as with `zstd -dc | gzip`"),
    ([0x04, 0x22, 0x4D, 0x18], "an LZ4 file", "pack it anew, as with `lz4 -dc | gzip`"),
    (Array("LZIP".utf8), "an lzip file", "pack it anew, as with `lzip -dc | gzip`"),
    (
      [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive",
      "unpack it, and pack the files as tar.gz or zip"
    ),
    (Array("Rar!".utf8), "a RAR archive", "unpack it, and pack the files as tar.gz or zip"),
    (Array("!<arch>".utf8), "a Unix ar archive", "unpack it, and pack the files as tar.gz or zip"),
    (Array("%PDF-".utf8), "a PDF document", "extract its text, as with `pdftotext`"),
    (Array("%!PS".utf8), "a PostScript document", "extract its text, as with `ps2ascii`"),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Microsoft Office document",
      "save it as plain text, as with `libreoffice --convert-to txt`"
    ),
    (
      Array("SQLite format 3\0".utf8), "an SQLite database",
      "write the table as JSON Lines, one object a row"
    ),
    (Array("PAR1".utf8), "a Parquet file", "write its rows as JSON Lines, one object a row"),
    (Array("Obj\u{1}".utf8), "an Avro file", "write its rows as JSON Lines, one object a row"),
    (Array("ARROW1".utf8), "an Arrow file", "write its rows as JSON Lines, one object a row"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file", "write its rows as JSON Lines, one object a row"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image", "leave it out"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image", "leave it out"),
    (Array("GIF8".utf8), "a GIF image", "leave it out"),
    (Array("RIFF".utf8), "a RIFF file (image, sound or video)", "leave it out"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF image", "leave it out"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image", "leave it out"),
    ([0x7F, 0x45, 0x4C, 0x46], "an executable program", "leave it out"),
    (Array("MZ\u{90}".unicodeScalars.map { UInt8($0.value) }), "a Windows program", "leave it out"),
    ([0xCF, 0xFA, 0xED, 0xFE], "a macOS program", "leave it out"),
    ([0xCA, 0xFE, 0xBA, 0xBE], "a compiled program", "leave it out"),
  ]

  /// The kind of binary content that begins with `head`; nil if it may be text.
  static func kind(ofBinary head: [UInt8]) -> Foreign? {
    if let match = signatures.first(where: { head.starts(with: $0.bytes) }) {
      return Foreign(match.kind, match.conversion)
    }
    let unpacked = "unpack the outer one"
    if Container.isTar(head) { return Foreign("a tar archive inside another container", unpacked) }
    if Container.isZip(head) { return Foreign("a zip archive inside another container", unpacked) }
    return isUTF32(head)
      ? Foreign("text in UTF-32", "convert it, as with `iconv -f UTF-32 -t UTF-8`") : nil
  }

  /// Whether content that begins with `head` has the byte-order mark of UTF-32.
  static func isUTF32(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF])
  }

  /// The kind of content that `text` shows by its control bytes; nil if it may be text.
  ///
  /// Text has a stray one here and there; programs and the like are full of them, which the first
  /// few thousand bytes show.
  static func kind(ofControlBytes content: ArraySlice<UInt8>) -> Foreign? {
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
      ? Foreign(
        "text in UTF-16 without a byte-order mark",
        "convert it, as with `iconv -f UTF-16LE -t UTF-8`")
      : Foreign("binary data", "leave it out, or say what it is with `format`")
  }

  /// The kind of document that a zip is, if it is the container of one, told by its first files.
  static func kind(ofZip head: [UInt8]) -> Foreign? {
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
    guard contains("[Content_Types].xml", in: head) || contains("_rels/.rels", in: head) else {
      return nil
    }
    if contains("xl/", in: head) { return Foreign("an Excel workbook (xlsx)", conversion) }
    if contains("word/", in: head) { return Foreign("a Word document (docx)", conversion) }
    if contains("ppt/", in: head) { return Foreign("a PowerPoint presentation (pptx)", conversion) }
    return Foreign("an Office document (docx, xlsx, pptx)", conversion)
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
