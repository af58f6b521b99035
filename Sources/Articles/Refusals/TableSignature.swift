/// Comma-, semicolon- or tab-separated values. If the file's name says so, one row is enough;
/// otherwise it takes a header with two known names, or three rows of as many fields that begin in
/// quotes.
enum TableSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    let isNamed = sample.fileExtension == "csv" || sample.fileExtension == "tsv"
    for separator in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";")] {
      let rows = TableRows(sample.lines, separator: separator, atMost: 4).rows
      guard let header = rows.first, header.count > 1 else { continue }
      let known = header.count { FieldNames.contains($0) }
      let isQuoted =
        rows.count > 2 && rows.allSatisfy { $0.count == header.count }
        && sample.lines.first?.first == UInt8(ascii: "\"")
      if isNamed || known > 1 || isQuoted {
        return separator == 0x09
          ? Foreign(
            "a table of tab-separated values", "convert it, as with `mlr --itsv --ojsonl cat`")
          : Foreign("a table (CSV)", "convert it, as with `mlr --icsv --ojsonl cat`")
      }
    }
    return nil
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
