import Bytes
import Diagnostics
import Settings

/// Reads lists of terms and their counts from CSV: those that a term-frequency analysis publishes,
/// or others.
enum FrequencyListFile {
  /// The list in `bytes`, the content of the file called `path`.
  ///
  /// The first row names the columns; of them `term` (or `word`, `type`) and `count` (or
  /// `frequency`, `freq`) are read. Commas part the cells, or tabs or semicolons where the first
  /// row has no comma. Without `total`, the counts are summed up.
  ///
  /// - Throws: a fault where a row cannot be understood, or a term stands for the second time.
  static func parse(
    _ bytes: [UInt8], path: String, total: UInt64?
  ) throws(Fault) -> FrequencyList {
    var lines = try TextLines(bytes, path: path)
    var digest = Digest()
    digest.update(bytes.span)
    var list = FrequencyList(file: path, total: total, digest: digest.finalizeHex())
    guard bytes.count <= FrequencyList.longest, lines.advance() else {
      throw lines.fault("list", "the list is \(bytes.isEmpty ? "empty" : "longer than 4 GiB")")
    }
    let separator = [0x2C, 0x09, 0x3B].first { bytes[lines.line].contains($0) } ?? 0x2C
    let names = try cells(&lines, separator).map {
      String(decoding: $0.text, as: UTF8.self).lowercased()
    }
    guard let term = names.firstIndex(where: { ["term", "word", "type"].contains($0) }),
      let count = names.firstIndex(where: { ["count", "frequency", "freq"].contains($0) })
    else {
      throw lines.fault(
        "list", "the first row has no columns `term` and `count`",
        advice: "Its columns are \(names.map { "`\($0)`" }.joined(separator: ", ")).")
    }
    var sum: UInt64 = 0
    var seen = Interner()
    while lines.advance() {
      if lines.line.isEmpty { continue }
      let cells = try cells(&lines, separator)
      guard cells.count == names.count else {
        throw lines.fault("list", "expected \(names.count) cells, found \(cells.count)")
      }
      let digits = String(decoding: cells[count].text, as: UTF8.self)
      guard let number = UInt64(digits), number <= UInt64(Int.max) else {
        throw lines.fault(
          "list", "expected a whole number, found `\(digits)`", at: cells[count].place)
      }
      guard !cells[term].text.isEmpty else {
        throw lines.fault("list", "the term is empty", at: cells[term].place)
      }
      guard seen.intern(cells[term].text) == list.count else {
        throw lines.fault(
          "list", "`\(String(decoding: cells[term].text, as: UTF8.self))` is in the list twice",
          at: cells[term].place,
          advice: "A table by groups cannot be used as a list: count without `group_by`.")
      }
      let (next, overflows) = sum.addingReportingOverflow(number)
      guard !overflows, next <= total ?? .max, next <= UInt64(Int.max) else {
        throw lines.fault(
          "list",
          "the counts come to more than the total of \(total.map { "\($0)" } ?? "a corpus")",
          at: cells[count].place)
      }
      sum = next
      list.append(cells[term].text, count: number)
    }
    guard list.total > 0 else { throw lines.fault("list", "the list counts nothing") }
    return list
  }

  private struct Cell {
    var text: [UInt8] = []
    var place: Int
  }

  /// The cells of the row that begins with the current line (RFC 4180).
  private static func cells(
    _ lines: inout TextLines, _ separator: UInt8
  ) throws(Fault) -> [Cell] {
    var cells: [Cell] = []
    var place = lines.line.lowerBound
    while true {
      var cell = Cell(place: place)
      if place < lines.line.upperBound, lines.bytes[place] == 0x22 {
        place += 1
        while true {
          guard place < lines.line.upperBound else {
            // A quoted cell may hold the end of the line.
            let end = lines.line.upperBound
            guard lines.join() else {
              throw lines.fault("list", "a quotation mark is not closed", at: cell.place)
            }
            cell.text.append(0x0A)
            place = end + (lines.bytes[end] == 0x0D ? 2 : 1)
            continue
          }
          let byte = lines.bytes[place]
          place += 1
          if byte == 0x22 {
            guard place < lines.line.upperBound, lines.bytes[place] == 0x22 else { break }
            place += 1
          }
          cell.text.append(byte)
        }
        guard place == lines.line.upperBound || lines.bytes[place] == separator else {
          throw lines.fault("list", "text follows a closing quotation mark", at: place)
        }
      } else {
        while place < lines.line.upperBound, lines.bytes[place] != separator {
          cell.text.append(lines.bytes[place])
          place += 1
        }
      }
      cells.append(cell)
      guard place < lines.line.upperBound else { return cells }
      place += 1
    }
  }
}
