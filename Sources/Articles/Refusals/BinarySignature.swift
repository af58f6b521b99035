import Bytes

/// Binary content, recognised by bytes at its beginning that text does not have.
enum BinarySignature: ForeignSignature {
  private static let signatures: [(bytes: [UInt8], kind: String, conversion: String)] = [
    ([0x1F, 0x9D], "a compress (.Z) file", "pack it again, as with `uncompress -c | gzip`"),
    ([0x02, 0x21, 0x4C, 0x18], "an old LZ4 file", "pack it again, as with `lz4 -dc | lz4`"),
    ([0x5D, 0x00, 0x00, 0x80, 0x00], "an LZMA file", "pack it again, as with `xz -dc | xz`"),
    (Array("LZIP".utf8), "an lzip file", "pack it again, as with `lzip -dc | gzip`"),
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

  static func foreign(in sample: TextSample) -> Foreign? {
    let head = Array(sample.text)
    if let inner = CompressionRegistry.compression(beginning: head) {
      let outer = sample.compression ?? inner.name
      return Foreign("\(inner.name) inside \(outer)", "unpack it once")
    }
    if let match = signatures.first(where: { head.starts(with: $0.bytes) }) {
      return Foreign(match.kind, match.conversion)
    }
    if let archive = ArchiveRegistry.form(beginning: head) {
      return Foreign("a \(archive.name) archive inside another container", "unpack the outer one")
    }
    return nil
  }
}
