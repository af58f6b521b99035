import Bytes

/// How much of the beginning of a text is JSON: objects, arrays without objects, objects that
/// follow something else on their line, and the lines that are none of these.
struct JSONBody {
  /// How many there are of one kind, and how long they are together.
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
  /// The bytes that come before objects on their lines.
  private(set) var textBefore = 0
  /// Whether every object has lines of its own, one each.
  private(set) var isLines = true

  /// How much may come before an object on its line.
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
        if isArray && !JSONFormat.leadsToObject(value) {
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
    byte.isWhitespace || byte == .comma || byte == .recordSeparator
  }

  /// The index of the first byte on its line, at or after `index`, that is not between values.
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
    while second < bytes.count, bytes[second].isWhitespace { second += 1 }
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
