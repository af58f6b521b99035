import Bytes

/// Reads a page: what its head says goes to `facts`, the rest becomes a tree.
///
/// The page is cleaned first, so that nothing in it can cost the library much time: comments,
/// scripts and attributes are left out. The library then knows which tag closes which element.
struct PageReader: ~Copyable {
  private(set) var facts = PageFacts()
  private(set) var tree = PageTree()

  private var cleaned: [UInt8] = []
  private var hasTitle = false

  /// Stands for the elements that HTML does not have.
  private static let custom = Array("x-x".utf8)

  /// Reads `page`; false if there is no memory for it.
  mutating func read(_ page: Span<UInt8>) -> Bool {
    cleaned.removeAll(keepingCapacity: true)
    facts = PageFacts()
    hasTitle = false
    clean(page)
    var tree = PageTree()
    var reader = HTMLReader()
    let isRead = reader.read(cleaned.span) { events, text in
      for event in events { tree.take(event, text) }
    }
    tree.finish()
    self.tree = tree
    return isRead
  }

  private mutating func clean(_ page: Span<UInt8>) {
    var scanner = HTMLTagScanner(page)
    var index = 0
    while index < page.count {
      let mark =
        page.firstIndex(
          of: UInt8(ascii: "<"), UInt8(ascii: "&"), or: 0, from: index) ?? page.count
      cleaned.append(copying: page.extracting(index..<mark))
      guard mark < page.count else { return }
      index = mark + 1
      switch page[mark] {
      case 0: cleaned.append(.space)
      case UInt8(ascii: "&"):
        if let (scalar, length) = Entities.decode(page, at: mark) {
          MarkupText.append(guarded: scalar, to: &cleaned)
          index = mark + length
        } else {
          cleaned.append(contentsOf: "&amp;".utf8)
        }
      default:
        guard let tag = scanner.tag(at: mark) else {
          cleaned.append(contentsOf: "&lt;".utf8)
          continue
        }
        take(tag, &scanner)
        index = scanner.position
      }
    }
  }

  private mutating func take(_ tag: HTMLTagScanner.Tag, _ scanner: inout HTMLTagScanner) {
    switch tag {
    case .comment: return
    case .close(let name):
      if let tag = PageTag.named(name), tag.isOpaque || tag.isIgnored { return }
      cleaned.append(contentsOf: "</".utf8)
      append(name)
      cleaned.append(UInt8(ascii: ">"))
    case .open(let name, let attributes):
      facts.take(attributes, of: PageTag.named(name), in: scanner.bytes)
      if let tag = PageTag.named(name) {
        if tag.isOpaque {
          passOpaque(tag, name, attributes, &scanner)
          return
        }
        if tag.isIgnored || tag == .meta || tag == .link { return }
      }
      cleaned.append(UInt8(ascii: "<"))
      append(name)
      let mark = PageMark(of: attributes, in: scanner.bytes)
      if !mark.isEmpty { cleaned.append(contentsOf: " i=\(mark.rawValue)".utf8) }
      cleaned.append(UInt8(ascii: ">"))
    }
  }

  private mutating func passOpaque(
    _ tag: PageTag, _ name: HTMLReader.ElementName, _ attributes: HTMLAttributes,
    _ scanner: inout HTMLTagScanner
  ) {
    guard let content = scanner.passContent(of: name) else {
      // A script that does not end is the rest of the page.
      if tag == .script || tag == .style { scanner.passAll() }
      return
    }
    if tag == .title, !hasTitle {
      hasTitle = true
      facts.add("title", scanner.bytes, content)
    } else if tag == .script, let type = attributes[.type] {
      facts.takeScript(content, type: type, in: scanner.bytes)
    }
  }

  private mutating func append(_ name: HTMLReader.ElementName) {
    guard PageTag.named(name) != nil || HTMLElement.role(of: name) != nil else {
      cleaned.append(contentsOf: Self.custom)
      return
    }
    var shift = 120
    while shift >= 0 {
      let byte = UInt8(truncatingIfNeeded: name >> UInt128(shift))
      if byte != 0 { cleaned.append(byte) }
      shift -= 8
    }
  }
}
