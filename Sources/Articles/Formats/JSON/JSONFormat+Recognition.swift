extension JSONFormat {
  /// A file that begins with an object or an array of objects is JSON. Of any other the body
  /// decides: if objects make up half of its lines, or of its bytes, what stands between them (a
  /// banner, a comment, half a record) is refused, and the objects are read.
  static func recognised(in sample: TextSample) -> JSONFormat? {
    if let format = opening(sample) { return format }
    let body = JSONBody(sample)
    guard body.objects.isMost(besides: body.other + body.rows + body.behindText) else { return nil }
    return body.isLines ? .lines : .array
  }

  /// The format of a text that begins as an object or an array of objects.
  private static func opening(_ sample: TextSample) -> JSONFormat? {
    let text = sample.text
    guard let first = text[sample.first...].firstIndex(where: { !JSONBody.isBetween($0) }) else {
      return nil
    }
    let second = text[(first + 1)...].first { !$0.isWhitespace }
    switch text[first] {
    case UInt8(ascii: "{"):
      guard
        second == UInt8(ascii: "\"") || second == UInt8(ascii: "}") || second == nil
          || ["jsonl", "ndjson", "jsonlines", "json"].contains(sample.fileExtension)
      else { return nil }
      return isLines(sample, from: first) ? .lines : .array
    case UInt8(ascii: "["):
      let isEmpty =
        sample.isWhole && text.filter { !$0.isWhitespace }.elementsEqual("[]".utf8)
      let opens = second == UInt8(ascii: "{") || second == UInt8(ascii: "[")
      if opens && leadsToObject(text[first...]) || isEmpty { return .array }
      let isRows = JSONBody(sample).rows.count > 0
      return sample.fileExtension == "json" && !isRows ? .array : nil
    default:
      return nil
    }
  }

  /// Whether brackets and blanks lead to an object, as in an array but not in Markdown such as
  /// `[[page]]`.
  static func leadsToObject(_ text: ArraySlice<UInt8>) -> Bool {
    let rest = text.drop {
      $0.isWhitespace || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        || $0 == UInt8(ascii: ",")
    }
    guard rest.first == UInt8(ascii: "{") else { return rest.isEmpty }
    let next = rest.dropFirst().first { !$0.isWhitespace }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") || next == nil
  }

  /// Whether there is one object a line: the first line is a whole object, or ends inside a string,
  /// which no pretty-printed object does, or does not end here, or is half an object above whole
  /// ones.
  private static func isLines(_ sample: TextSample, from first: Int) -> Bool {
    let text = sample.text
    var scanner = JSONScanner()
    for index in first..<text.endIndex {
      let byte = text[index]
      if byte == 0x0A {
        if scanner.isInString { return true }
        let body = JSONBody(sample)
        return body.isLines && body.other.count > 0 && body.objects.count >= body.other.count
      }
      if scanner.take(byte) == .closed {
        let rest = text[(index + 1)...].prefix { $0 != 0x0A }
        return rest.allSatisfy(\.isWhitespace)
      }
    }
    return true
  }
}
