import CXML

/// Reads HTML as a stream of tags and text, by libxml2. No tree is made, so memory does not depend
/// on the length; deep nesting costs no time, for beyond some depth it is forgotten.
@safe public struct HTMLReader: ~Copyable {
  /// What is in a text, in its order.
  public enum Event: Sendable {
    /// A start tag, with the name of its element.
    case open(ElementName)
    /// What the caller wrote into the next start tag as the value of its one attribute, a number.
    case mark(UInt32)
    /// An end tag, or the place where one belongs.
    case close(ElementName)
    /// Text, its character references decoded: where it is in the bytes that are handed over with
    /// it.
    case text(Range<Int>)
  }

  /// The name of an element in lower-case ASCII, its bytes one after the other in a number. Names
  /// of more than sixteen bytes, which no element of HTML has, are 0.
  public typealias ElementName = UInt128

  private let sink = Sink()

  /// How much is read at a time, in bytes, and how many elements may be open before that.
  private static let pieceBytes = 4096
  private static let mostOpen = 256

  /// What a part of a page is in: without it, the library ends with the first element.
  private static let frame = Array("<html><body><div>".utf8)

  /// The version of the library: what it makes of faulty HTML may depend on it.
  public static let provenance = "libxml2 \(LIBXML_DOTTED_VERSION)"

  /// A reader of nothing yet.
  public init() {}

  /// Reads `html`, which is valid UTF-8, and hands over what is in it, piece by piece.
  ///
  /// - Returns: whether all of it could be read.
  public mutating func read(
    _ html: Span<UInt8>, _ take: (_ events: [Event], _ text: Span<UInt8>) -> Void
  ) -> Bool {
    var index = 0
    while index < html.count {
      let parser = unsafe HTMLReader.makeParser(sink)
      defer { unsafe htmlFreeParserCtxt(parser) }
      unsafe parse(HTMLReader.frame.span, parser, isLast: false) { (_, _) in }
      repeat {
        let end = HTMLReader.endOfPiece(in: html, from: index)
        unsafe parse(html.extracting(index..<end), parser, isLast: false, take)
        index = end
      } while index < html.count && sink.open <= HTMLReader.mostOpen
      unsafe parse(html.extracting(index..<index), parser, isLast: true, take)
      if unsafe parser.pointee.errNo == Int32(XML_ERR_NO_MEMORY.rawValue) { return false }
    }
    return true
  }

  @unsafe private mutating func parse(
    _ piece: Span<UInt8>, _ parser: htmlParserCtxtPtr, isLast: Bool,
    _ take: ([Event], Span<UInt8>) -> Void
  ) {
    sink.events.removeAll(keepingCapacity: true)
    sink.text.removeAll(keepingCapacity: true)
    unsafe piece.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = unsafe htmlParseChunk(parser, start, Int32(bytes.count), isLast ? 1 : 0)
    }
    let text = sink.text
    take(sink.events, text.span)
  }

  /// Where a piece that begins at `start` is best cut: behind a tag.
  private static func endOfPiece(in html: Span<UInt8>, from start: Int) -> Int {
    guard html.count - start > pieceBytes else { return html.count }
    var end = start + pieceBytes
    while end > start, html[end - 1] != UInt8(ascii: ">") { end -= 1 }
    if end > start { return end }
    // Never between the bytes of a character.
    end = start + pieceBytes
    while end > start + 1, html[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  // MARK: The library

  @unsafe private static func makeParser(_ sink: Sink) -> htmlParserCtxtPtr {
    // Must have been called once before threads use the library.
    _ = libraryIsReady
    sink.open = 0
    var handler = unsafe htmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElement = { sink, name, attributes in
      let sink = unsafe HTMLReader.sink(sink)
      if let attributes = unsafe attributes, let mark = unsafe HTMLReader.mark(attributes) {
        sink?.events.append(.mark(mark))
      }
      unsafe sink?.begin(HTMLReader.name(name))
    }
    unsafe handler.endElement = { sink, name in
      unsafe HTMLReader.sink(sink)?.end(HTMLReader.name(name))
    }
    unsafe handler.characters = { sink, text, count in
      unsafe HTMLReader.sink(sink)?.append(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    let owner = unsafe Unmanaged.passUnretained(sink).toOpaque()
    let made = unsafe htmlCreatePushParserCtxt(
      &handler, owner, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
    guard let parser = unsafe made else { preconditionFailure("out of memory") }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    unsafe htmlCtxtUseOptions(parser, Int32(options))
    return unsafe parser
  }

  private static let libraryIsReady: Bool = {
    xmlInitParser()
    return true
  }()

  @unsafe private static func sink(_ pointer: UnsafeMutableRawPointer?) -> Sink? {
    unsafe pointer.map { unsafe Unmanaged<Sink>.fromOpaque($0).takeUnretainedValue() }
  }

  @unsafe private static func name(_ bytes: UnsafePointer<UInt8>?) -> ElementName {
    guard let bytes = unsafe bytes else { return 0 }
    var name: ElementName = 0
    var index = 0
    while unsafe bytes[index] != 0 {
      if index == 16 { return 0 }
      name = name << 8 | ElementName(unsafe bytes[index])
      index += 1
    }
    return name
  }

  /// The number that is the value of the first of `attributes`, which are names and values in turn.
  @unsafe private static func mark(
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  ) -> UInt32? {
    guard let value = unsafe attributes[0] == nil ? nil : attributes[1] else { return nil }
    var number: UInt32 = 0
    var index = 0
    while case let digit = unsafe value[index] &- 0x30, digit < 10, index < 9 {
      number = number * 10 + UInt32(digit)
      index += 1
    }
    return index > 0 ? number : nil
  }

  /// Where the library's calls end up.
  private final class Sink {
    var events: [Event] = []
    var text: [UInt8] = []
    /// How many elements are open.
    var open = 0

    func begin(_ name: ElementName) {
      open += 1
      events.append(.open(name))
    }

    func end(_ name: ElementName) {
      open -= 1
      events.append(.close(name))
    }

    @unsafe func append(_ bytes: UnsafeBufferPointer<UInt8>) {
      let start = text.count
      unsafe text.append(contentsOf: bytes)
      if case .text(let last)? = events.last, last.upperBound == start {
        events[events.count - 1] = .text(last.lowerBound..<text.count)
      } else {
        events.append(.text(start..<text.count))
      }
    }
  }
}

// The library's handle and the sink are owned by this value alone and not bound to a thread.
extension HTMLReader: @unchecked Sendable {}

extension HTMLReader.ElementName {
  /// The number of an element's name, which is in lower-case ASCII.
  public init(element name: some Sequence<UInt8>) {
    self = 0
    for (index, byte) in name.enumerated() {
      if index == 16 {
        self = 0
        return
      }
      self = self << 8 | UInt128(byte)
    }
  }
}

/// Named characters of HTML.
public enum HTMLEntity {
  /// The character that `&name;` stands for in HTML 4; nil if there is none.
  public static func scalar(named name: Span<UInt8>) -> UInt32? {
    guard name.count <= 8 else { return nil }
    var key: UInt64 = 0
    for index in name.indices { key = key << 8 | UInt64(name[index]) }
    return scalars[key]
  }

  /// The characters that have names in HTML 4: Latin and Greek ones, punctuation and symbols. The
  /// library searches its list for each.
  private static let named: [ClosedRange<UInt32>] = [0x22...0x3FF, 0x2000...0x26FF]

  /// The library's names, eight letters at most, by their bytes.
  private static let scalars: [UInt64: UInt32] = {
    var scalars: [UInt64: UInt32] = [:]
    for value in named.joined() {
      guard let entity = unsafe htmlEntityValueLookup(value), let name = unsafe entity.pointee.name
      else { continue }
      let key = unsafe String(cString: name).utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      scalars[key] = value
    }
    return scalars
  }()
}
