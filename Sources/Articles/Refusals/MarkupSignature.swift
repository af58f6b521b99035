import Bytes

/// Parts of HTML pages, XML, SGML and RTF that are not read, wherever they begin: behind comments,
/// declarations, or some lines of something else, as a server's answer has them.
///
/// A text that begins with an angle bracket may be prose (`<Reuters> Oil rose`, `<3`), and one that
/// begins with tags of HTML may be Markdown.
enum MarkupSignature: ForeignSignature {
  private static let html = Foreign(
    "a part of an HTML page", "name the format `html`, or put it into JSON Lines")
  private static let xml = Foreign(
    "an XML document", "make each article a JSON object with its title and text, one a line")
  private static let sgml = Foreign(
    "an SGML document", "make each article a JSON object with its title and text, one a line")
  private static let rtf = Foreign(
    "an RTF document", "save it as plain text, as with `libreoffice --convert-to txt`")

  /// Whether a text is XML, or SGML that is not HTML.
  static func isXML(_ sample: TextSample) -> Bool {
    guard let kind = foreign(in: sample) else { return false }
    return kind == xml || kind == sgml
  }

  static func foreign(in sample: TextSample) -> Foreign? {
    if sample.opening.begins(with: "{\\rtf") { return rtf }
    return opening(of: sample) ?? page(in: sample)
  }

  /// The kind of a text that begins with markup.
  private static func opening(of sample: TextSample) -> Foreign? {
    let bytes = sample.text.span
    var scanner = MarkupScanner(bytes)
    var index = sample.first - sample.text.startIndex
    while true {
      while index < bytes.count, bytes[index].isBlank { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "<") else { return nil }
      guard let tag = scanner.tag(at: index) else { return unfinished(sample, at: index) }
      let name = scanner.folded(tag.name)
      switch tag.kind {
      case .comment: index = tag.end
      case .instruction, .data: return xml
      case .declaration:
        guard name == "doctype" else {
          return ["entity", "element", "attlist"].contains(name) ? sgml : nil
        }
        let type = sample.text[(sample.text.startIndex + tag.name.upperBound)...].prefix(20)
        return type.drop(while: \.isWhitespace).beginsFolded(with: "html") ? html : xml
      case .open, .close:
        return element(name, tag, in: sample)
      }
    }
  }

  /// A tag or a comment that the sample does not end, which prose does not have at its beginning.
  private static func unfinished(_ sample: TextSample, at index: Int) -> Foreign? {
    let rest = sample.text[(sample.text.startIndex + index)...]
    if rest.begins(with: "<?xml") { return xml }
    if rest.beginsFolded(with: "<!doctype") || rest.beginsFolded(with: "<html") { return html }
    return rest.begins(with: "<!--") && !sample.isWhole && !sample.isNamedMarkdown ? html : nil
  }

  /// The kind of a text that begins with the tag `tag`.
  private static func element(
    _ name: String, _ tag: MarkupScanner.Tag, in sample: TextSample
  ) -> Foreign? {
    let byName: Foreign? =
      switch sample.fileExtension {
      case "xml", "rss", "atom", "rdf", "tei": xml
      case "htm", "html", "xhtml": html
      case "sgm", "sgml": sgml
      default: nil
      }
    if let byName { return byName }
    if ["html", "head", "body"].contains(name) { return html }
    if ["rss", "rdf", "rdf:rdf", "tei", "newsml", "newsitem"].contains(name) { return xml }
    let role = HTMLElement.role(of: HTMLReader.ElementName(element: name.utf8))
    let isClosed = closes(name, in: sample)
    if isOfXML(name) { return isClosed || tag.hasValue ? xml : nil }
    guard let role else {
      return tag.hasValue || tag.isClosed || isClosed || closesAny(in: sample) ? xml : nil
    }
    if sample.isNamedMarkdown || MarkdownStart.isLikely(sample.lines) { return nil }
    return role == .inline && !isClosed ? nil : html
  }

  /// Whether an element is one of HTML and of forms of XML that hold articles, too.
  private static func isOfXML(_ name: String) -> Bool {
    ["article", "section", "title", "text", "link", "source", "header", "summary"]
      .contains(name)
  }

  /// Whether the element called `name`, in lower case, is closed somewhere.
  private static func closes(_ name: String, in sample: TextSample) -> Bool {
    let bytes = sample.text.span
    var index = 0
    while let mark = bytes.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = mark + 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "/") else { continue }
      let rest = sample.text[(sample.text.startIndex + index + 1)...]
      if rest.beginsFolded(with: name) { return true }
    }
    return false
  }

  /// Whether some element is opened, and closed later.
  private static func closesAny(in sample: TextSample) -> Bool {
    var scanner = MarkupScanner(sample.text.span)
    var open: Set<HTMLReader.ElementName> = []
    var index = 0
    while let mark = scanner.bytes.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = mark + 1
      guard let tag = scanner.tag(at: mark) else { continue }
      index = tag.end
      switch tag.kind {
      case .open: open.insert(scanner.elementName(tag.name))
      case .close: if open.contains(scanner.elementName(tag.name)) { return true }
      default: break
      }
    }
    return false
  }

  /// The kind of a page or document that begins after a few lines, and is most of the text.
  private static func page(in sample: TextSample) -> Foreign? {
    guard !sample.isNamedMarkdown else { return nil }
    for line in sample.filled.prefix(40) {
      if line.begins(with: "```") || line.begins(with: "~~~") { return nil }
      let isXML = line.begins(with: "<?xml")
      guard isXML || line.beginsFolded(with: "<!doctype html") || line.beginsFolded(with: "<html")
      else { continue }
      let before = line.startIndex - sample.first
      return before * 2 <= sample.text.endIndex - sample.first ? (isXML ? xml : html) : nil
    }
    return nil
  }
}
