import Diagnostics

/// What word lists and lemma lists have in common: lines of UTF-8 with comments.
enum ListFile {
  /// The lines of a file that hold something besides comments and blanks.
  ///
  /// - Throws: a fault at the first byte that is not UTF-8.
  static func lines(of bytes: Span<UInt8>, path: String) throws(Fault) -> [Line] {
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    var lines: [Line] = []
    var number = 0
    var start = hasMark ? 3 : 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      number += 1
      var last = end
      if last > start, bytes[last - 1] == 0x0D { last -= 1 }
      let text = try text(of: bytes.extracting(start..<last), number: number, path: path)
      let line = Line(path: path, number: number, text: text)
      if !line.content.isEmpty { lines.append(line) }
      start = end + 1
    }
    return lines
  }

  private static func text(
    of bytes: Span<UInt8>, number: Int, path: String
  ) throws(Fault) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      let shown = String(validPrefix: bytes, count: error.byteOffsets.lowerBound)
      throw Fault(
        "list.not-utf8", "the list is not UTF-8",
        at: .line(path: path, line: number, column: shown.unicodeScalars.count + 1, text: shown),
        advice: "Save it as UTF-8.", exit: .configuration)
    }
  }

  /// A line of a list, without its end.
  struct Line {
    let path: String
    /// Counts from 1.
    let number: Int
    let text: String
    /// The line without comment and without blanks around.
    let content: Substring

    init(path: String, number: Int, text: String) {
      self.path = path
      self.number = number
      self.text = text
      content = Line.trim(text[..<Line.comment(in: text)])
    }

    /// `part` as a single word.
    ///
    /// - Throws: a fault called `code` at the blank, if there is one inside.
    func word(
      _ part: Substring, code: String, what: String, advice: String
    ) throws(Fault) -> String {
      if let blank = part.unicodeScalars.firstIndex(where: { $0.properties.isWhitespace }) {
        throw fault(code, "“\(part)” is \(what) with a blank in it", at: blank, advice: advice)
      }
      return String(part)
    }

    /// A fault at `index` of this line.
    func fault(
      _ code: String, _ message: String, at index: String.Index, advice: String
    ) -> Fault {
      Fault(code, message, at: place(of: index), advice: advice, exit: .configuration)
    }

    /// Where `index` of this line is.
    func place(of index: String.Index) -> Place {
      let column = text.unicodeScalars.distance(from: text.startIndex, to: index) + 1
      return .line(path: path, line: number, column: column, text: text)
    }

    /// `part` without the blanks around it, by scalars: a combining mark does not hide a blank.
    static func trim(_ part: Substring) -> Substring {
      let scalars = part.unicodeScalars
      guard
        let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
      else { return part.prefix(0) }
      return Substring(scalars[first...last])
    }

    private static func comment(in text: String) -> String.Index {
      var afterBlank = true
      for index in text.unicodeScalars.indices {
        let scalar = text.unicodeScalars[index]
        if afterBlank, scalar == "#" { return index }
        afterBlank = scalar.properties.isWhitespace
      }
      return text.endIndex
    }
  }
}

/// A word of a list, and where it stands.
public struct ListEntry: Sendable, Hashable {
  /// The word as the list spells it.
  public var word: String
  /// Where it stands.
  public var place: Place

  /// `word` at `place`.
  public init(word: String, place: Place) {
    self.word = word
    self.place = place
  }
}

extension String {
  /// The first `count` bytes, which are valid UTF-8.
  fileprivate init(validPrefix bytes: Span<UInt8>, count: Int) {
    var prefix: [UInt8] = []
    for index in 0..<count { prefix.append(bytes[index]) }
    self.init(decoding: prefix, as: UTF8.self)
  }
}
