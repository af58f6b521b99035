import Bytes

/// Makes plain text of HTML.
///
/// Blocks and blank lines end paragraphs. `<br>` is a newline; two of them end a paragraph. Any
/// other white space is one space. Scripts, styles, comments and the head of a page are left out.
/// What looks like a tag but is not one stays as it is.
struct MarkupText: ~Copyable, Sendable {
  private var reader = HTMLReader()
  private var guarded: [UInt8] = []

  /// Appends the plain form of `html` to `target`; false if it could not be read. `isPage` says
  /// that all of it is HTML, so that even names that HTML does not have make tags.
  mutating func append(
    _ html: Span<UInt8>, to target: inout [UInt8], isPage: Bool
  ) -> Bool {
    var safe: [UInt8] = []
    swap(&safe, &guarded)
    safe.removeAll(keepingCapacity: true)
    MarkupText.guardMarks(of: html, into: &safe, isPage: isPage)
    var flow = Flow(start: target.count)
    let isRead = reader.read(safe.span) { events, text in
      for event in events { flow.take(event, text, &target) }
    }
    swap(&safe, &guarded)
    return isRead
  }

  /// Appends `text`, its character references resolved and nothing else changed.
  static func appendResolved(_ text: Span<UInt8>, to target: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let mark = Scan.first(UInt8(ascii: "&"), in: text, from: index)
      target.append(copying: text.extracting(index..<mark))
      guard mark < text.count else { return }
      if let (scalar, length) = Entities.decode(text, at: mark) {
        target.append(scalar: scalar)
        index = mark + length
      } else {
        target.append(UInt8(ascii: "&"))
        index = mark + 1
      }
    }
  }

  /// Appends `html` as the library is to see it. Marks that begin neither a tag nor a reference are
  /// written as references; comments and attributes are left out.
  private static func guardMarks(
    of html: Span<UInt8>, into target: inout [UInt8], isPage: Bool
  ) {
    var scanner = MarkupScanner(html)
    var isInData = false
    var index = 0
    while index < html.count {
      let mark =
        html.firstIndex(
          of: UInt8(ascii: "<"), UInt8(ascii: "&"),
          or: isInData ? UInt8(ascii: "]") : UInt8(ascii: "&"),
          from: index) ?? html.count
      target.append(copying: html.extracting(index..<mark))
      guard mark < html.count else { return }
      index = mark + 1
      switch html[mark] {
      case UInt8(ascii: "&"):
        guard let (scalar, length) = Entities.decode(html, at: mark) else {
          target.append(contentsOf: "&amp;".utf8)
          continue
        }
        append(guarded: scalar, to: &target)
        index = mark + length
      case UInt8(ascii: "]"):
        if html.has("]]>", at: mark) {
          isInData = false
          index = mark + 3
        } else {
          target.append(html[mark])
        }
      default:
        guard let tag = scanner.tag(at: mark) else {
          target.append(contentsOf: "&lt;".utf8)
          continue
        }
        switch tag.kind {
        case .comment, .declaration, .instruction: index = tag.end
        case .data:
          isInData = true
          index = tag.end
        case .open, .close:
          let isTag =
            isPage || tag.hasValue || HTMLElement.role(of: scanner.elementName(tag.name)) != nil
            || tag.name.contains { html[$0] == .hyphen || html[$0] == .colon }
          guard isTag else {
            target.append(contentsOf: "&lt;".utf8)
            continue
          }
          target.append(copying: html.extracting(mark..<tag.name.upperBound))
          target.append(contentsOf: tag.isClosed ? "/>".utf8 : ">".utf8)
          index = tag.end
        }
      }
    }
  }

  /// Appends `scalar` so that it never begins a tag or a reference.
  static func append(guarded scalar: UInt32, to target: inout [UInt8]) {
    switch scalar {
    case 0x26: target.append(contentsOf: "&amp;".utf8)
    case 0x3C: target.append(contentsOf: "&lt;".utf8)
    default: target.append(scalar: scalar)
    }
  }

  /// The text so far, and what is due before its next word.
  private struct Flow {
    private enum Gap: Int { case none, space, line, paragraph }

    let start: Int
    private var gap = Gap.none
    /// Line feeds since the last word.
    private var feeds = 0
    private var hidden = 0
    private var preformatted = 0

    init(start: Int) {
      self.start = start
    }

    mutating func take(
      _ event: HTMLReader.Event, _ text: Span<UInt8>, _ target: inout [UInt8]
    ) {
      switch event {
      case .text(let range):
        if hidden == 0 { append(text.extracting(range), to: &target) }
      case .open(let name): pass(name, by: 1)
      case .close(let name): pass(name, by: -1)
      case .mark: break
      }
    }

    private mutating func pass(_ name: HTMLReader.ElementName, by step: Int) {
      switch HTMLElement.role(of: name) {
      case .inline, nil: break
      case .cell: widen(to: .space)
      case .block: widen(to: .paragraph)
      case .preformatted:
        widen(to: .paragraph)
        preformatted = max(0, preformatted + step)
      case .lineBreak:
        if step > 0 { widen(to: gap == .line ? .paragraph : .line) }
      case .hidden: hidden = max(0, hidden + step)
      }
    }

    private mutating func widen(to gap: Gap) {
      if gap.rawValue > self.gap.rawValue { self.gap = gap }
    }

    private mutating func append(_ text: Span<UInt8>, to target: inout [UInt8]) {
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte.isWhitespace {
          index += 1
          if byte == .newline { feeds += 1 }
          widen(to: feeds > 1 ? .paragraph : feeds > 0 && preformatted > 0 ? .line : .space)
          continue
        }
        var end = index + 1
        while end < text.count, !text[end].isWhitespace { end += 1 }
        if target.count > start {
          switch gap {
          case .none: break
          case .space: target.append(.space)
          case .line: target.append(.newline)
          case .paragraph: target.append(contentsOf: [.newline, .newline])
          }
        }
        (gap, feeds) = (.none, 0)
        target.append(copying: text.extracting(index..<end))
        index = end
      }
    }
  }
}
