/// Logs of programs: a time at the beginning of every line.
enum LogSignature: ForeignSignature {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  static func foreign(in sample: TextSample) -> Foreign? {
    let lines = sample.filled.prefix(40)
    guard lines.count >= 3, TextSample.most(of: lines, atLeast: 0.9, isEntry) else { return nil }
    return Foreign(
      "a log, with a time at the beginning of each line",
      "make each message a JSON object, one a line, if they are to be counted")
  }

  /// `2026-01-01 00:00:00`, perhaps in brackets; `Jan  1 00:00:00 host`;
  /// `10.0.0.1 - - [01/Jan/2026:`.
  private static func isEntry(_ line: ArraySlice<UInt8>) -> Bool {
    let line = line.first == UInt8(ascii: "[") ? line.dropFirst() : line
    if has(line, "dddd-dd-dd dd:dd:dd") || has(line, "dddd/dd/dd dd:dd:dd")
      || has(line, "dddd-dd-ddTdd:dd:dd")
    {
      return true
    }
    if months.contains(where: { line.beginsFolded(with: $0) }) {
      return has(line.dropFirst(3), " dd dd:dd:dd") || has(line.dropFirst(3), "  d dd:dd:dd")
    }
    return line.first?.isASCIIDigit == true && line.prefix(120).contains(" - ")
      && line.prefix(120).contains(where: { $0 == UInt8(ascii: "[") })
      && line.prefix(200).contains("] \"")
  }

  /// Whether `line` begins as `shape`, in which a `d` stands for any digit.
  private static func has(_ line: ArraySlice<UInt8>, _ shape: String) -> Bool {
    guard line.count >= shape.utf8.count else { return false }
    return zip(line, shape.utf8).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? byte.isASCIIDigit : byte == wanted
    }
  }
}
