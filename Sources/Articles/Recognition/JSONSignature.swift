import Bytes

/// JSON: objects a line, in an array or one after the other, with or without the marks of RFC 7464.
///
/// A file that begins with an object or an array of objects is JSON. Of any other the body decides: if
/// objects make up half of its lines, or of its bytes, what stands between them (a banner, a comment,
/// half a record) is no record, and the objects are.
enum JSONSignature: FormatSignature {
  static func finding(in sample: TextSample) -> FormatSniffer.Finding? {
    if let format = opening(sample) { return .format(format) }
    let body = JSONBody(sample)
    guard body.objects.isMost(besides: body.other + body.rows + body.behindText) else { return nil }
    return .format(body.isLines ? .jsonLines : .jsonArray)
  }

  /// The format of a text that begins as an object or an array of objects.
  private static func opening(_ sample: TextSample) -> Format? {
    let text = sample.text
    guard let first = text[sample.first...].firstIndex(where: { !JSONBody.isBetween($0) }) else {
      return nil
    }
    let second = text[(first + 1)...].first { !FormatSniffer.isBlank($0) }
    switch text[first] {
    case UInt8(ascii: "{"):
      guard
        second == UInt8(ascii: "\"") || second == UInt8(ascii: "}") || second == nil
          || ["jsonl", "ndjson", "jsonlines", "json"].contains(sample.fileExtension)
      else { return nil }
      return isLines(sample, from: first) ? .jsonLines : .jsonArray
    case UInt8(ascii: "["):
      let isEmpty =
        sample.isWhole && text.filter { !FormatSniffer.isBlank($0) }.elementsEqual("[]".utf8)
      let opens = second == UInt8(ascii: "{") || second == UInt8(ascii: "[")
      if opens && leadsToObject(text[first...]) || isEmpty { return .jsonArray }
      let isRows = JSONBody(sample).rows.count > 0
      return sample.fileExtension == "json" && !isRows ? .jsonArray : nil
    default:
      return nil
    }
  }

  /// Whether brackets and blanks lead to an object, which tells an array from Markdown such as
  /// `[[page]]`.
  static func leadsToObject(_ text: ArraySlice<UInt8>) -> Bool {
    let rest = text.drop {
      FormatSniffer.isBlank($0) || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        || $0 == UInt8(ascii: ",")
    }
    guard rest.first == UInt8(ascii: "{") else { return rest.isEmpty }
    let next = rest.dropFirst().first { !FormatSniffer.isBlank($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") || next == nil
  }

  /// Whether objects stand one a line: the first line is a whole object, or ends inside a string,
  /// which no pretty-printed object does, or does not end here, or is half an object above whole ones.
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
        return rest.allSatisfy(FormatSniffer.isBlank)
      }
    }
    return true
  }
}

/// Arrays as the rows of a table, which do not say what is what; and objects behind something else on
/// their line, as logs have them.
enum JSONRowsSignature: FormatSignature {
  static func finding(in sample: TextSample) -> FormatSniffer.Finding? {
    let body = JSONBody(sample)
    if body.rows.isMost(besides: body.other + body.objects + body.behindText) {
      return .foreign(
        Foreign(
          "a list of JSON arrays, whose values have no names",
          "name the values, as in `jq -c '{id: .[0], body: .[1]}'`"))
    }
    let (objects, other) = (body.behindText, body.other)
    let isRow = objects.count > 1 && objects.count > other.count
    let isMost = objects.count >= other.count && objects.bytes >= other.bytes + body.textBefore
    guard isRow || isMost, objects.count > 0 else { return nil }
    return .foreign(
      Foreign(
        "a log of JSON objects, with something before each",
        "cut away what stands before the objects, as in `sed 's/^[^{]*//'`"))
  }
}

/// What of the beginning of a text is JSON: objects, arrays without objects, objects that stand behind
/// something else on their line, and the lines that are none of these.
struct JSONBody {
  struct Share {
    var count = 0
    var bytes = 0

    mutating func add(_ bytes: Int) {
      count += 1
      self.bytes += bytes
    }

    /// Whether there is one, and as many, or as many bytes of them, as there are others.
    func isMost(besides other: Share) -> Bool {
      count > 0 && (count >= other.count || bytes >= other.bytes)
    }

    static func + (a: Share, b: Share) -> Share {
      Share(count: a.count + b.count, bytes: a.bytes + b.bytes)
    }
  }

  private(set) var objects = Share()
  private(set) var rows = Share()
  private(set) var behindText = Share()
  private(set) var other = Share()
  /// The bytes that stand before objects on their lines.
  private(set) var textBefore = 0
  /// Whether every object has lines of its own, one each.
  private(set) var isLines = true

  /// How much may stand before an object on its line.
  private static let longestPrefix = 200
  /// How many values are tried: what begins like one everywhere is looked at for a while only.
  private static let most = 2000

  init(_ sample: TextSample) {
    let bytes = sample.text.span
    var index = sample.first - sample.text.startIndex
    var tries = 0
    while index < bytes.count, tries < JSONBody.most {
      if JSONBody.isBetween(bytes[index]) {
        index += 1
        continue
      }
      tries += 1
      let lineEnd = bytes.firstIndex(of: .newline, from: index) ?? bytes.count
      if let end = JSONBody.endOfValue(at: index, in: bytes, sample.isWhole) {
        let isArray = bytes[index] == UInt8(ascii: "[")
        let value = sample.text[(sample.text.startIndex + index)...]
        if isArray && !JSONSignature.leadsToObject(value) {
          rows.add(end - index)
        } else {
          objects.add(end - index)
          let sharesLine = JSONBody.next(in: bytes, from: end) < min(lineEnd, bytes.count)
          if isArray || end > lineEnd || sharesLine { isLines = false }
        }
        index = end
      } else if let object = JSONBody.objectBehindText(
        in: bytes, index..<lineEnd, sample.isWhole)
      {
        textBefore += object.lowerBound - index
        behindText.add(object.count)
        index = bytes.firstIndex(of: .newline, from: object.upperBound) ?? bytes.count
      } else {
        other.add(lineEnd - index)
        index = lineEnd
      }
    }
  }

  /// Whether a byte may stand between two values: a blank, a comma, the mark of RFC 7464.
  static func isBetween(_ byte: UInt8) -> Bool {
    FormatSniffer.isBlank(byte) || byte == .comma || byte == .recordSeparator
  }

  /// The index of the first byte on its line, at or after `index`, that does not stand between values.
  private static func next(in bytes: Span<UInt8>, from index: Int) -> Int {
    var index = index
    while index < bytes.count, bytes[index] != .newline, isBetween(bytes[index]) { index += 1 }
    return index
  }

  /// Where the object or array at `start` ends; nil if there is none. One that goes on behind the
  /// sample ends there. An array must hold an object or a string.
  private static func endOfValue(
    at start: Int, in bytes: Span<UInt8>, _ isWhole: Bool
  ) -> Int? {
    var second = start + 1
    while second < bytes.count, FormatSniffer.isBlank(bytes[second]) { second += 1 }
    let isEnd = second == bytes.count
    switch bytes[start] {
    case UInt8(ascii: "{"):
      guard isEnd || bytes[second] == .quotationMark || bytes[second] == UInt8(ascii: "}") else {
        return nil
      }
    case UInt8(ascii: "["):
      guard !isEnd else { return nil }
    default: return nil
    }
    var reader = JSONReader(bytes)
    reader.position = start
    do throws(JSONFlaw) {
      try reader.skipValue()
    } catch {
      // What a sample cuts off has one of these flaws, or its last word is half a word.
      let isCut =
        error == .unexpectedEnd || error == .unterminatedString
        || reader.position + 8 >= bytes.count
      guard !isWhole, isCut else { return nil }
      reader.position = bytes.count
    }
    let end = reader.position
    guard bytes[start] == UInt8(ascii: "[") else { return end }
    return (start..<end).contains { bytes[$0] == .quotationMark } ? end : nil
  }

  /// The object that ends `line` behind something else.
  private static func objectBehindText(
    in bytes: Span<UInt8>, _ line: Range<Int>, _ isWhole: Bool
  ) -> Range<Int>? {
    var index = line.lowerBound
    while let brace = bytes.firstIndex(of: UInt8(ascii: "{"), from: index + 1),
      brace < line.upperBound, brace - line.lowerBound <= longestPrefix
    {
      if let end = endOfValue(at: brace, in: bytes, isWhole) {
        var rest = end
        while rest < bytes.count, bytes[rest] != .newline,
          isBetween(bytes[rest]) || bytes[rest] == UInt8(ascii: ";")
            || bytes[rest] == UInt8(ascii: ")")
        {
          rest += 1
        }
        return rest == bytes.count || bytes[rest] == .newline ? brace..<end : nil
      }
      index = brace
    }
    return nil
  }
}
