/// Python's own notation, which dumps of `print(record)` are in.
enum PythonSignature: ForeignSignature {
  private static let starts = [
    "{'", "{u'", "{b'", "[{'", "[{u'", "({'", "[('", "[(u'", "OrderedDict(", "defaultdict(",
  ]

  static func foreign(in sample: TextSample) -> Foreign? {
    guard isValue(sample.opening) || TextSample.most(of: sample.filled, isRecord) else {
      return nil
    }
    return Foreign(
      "a print of Python values, not JSON",
      "write each with `json.dumps`, one a line")
  }

  /// Whether a line begins as a dictionary, or as a list of them.
  private static func isRecord(_ line: ArraySlice<UInt8>) -> Bool {
    starts.contains { line.begins(with: $0) }
  }

  private static func isValue(_ line: ArraySlice<UInt8>) -> Bool {
    if isRecord(line) { return true }
    // A link of Markdown may begin like a list, but does not end like one.
    let end = line.last { !$0.isWhitespace }
    if line.begins(with: "['") || line.begins(with: "[u'"), end == UInt8(ascii: "]") { return true }
    let value = line.drop { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
    return value.startIndex > line.startIndex && value.begins(with: ": ['")
  }
}
