/// XML, and SGML like it: feeds, news and journal articles, TEI, or records of any name.
enum XMLFormat: String, ArticleFormat {
  case xml

  static let all = [XMLFormat.xml]

  var name: String { rawValue }

  static func recognised(in sample: TextSample) -> XMLFormat? {
    guard declaresXML(sample.opening) || MarkupSignature.isXML(sample),
      let outline = XMLOutline(sample), outline.root.lowercased() != "html"
    else { return nil }
    return .xml
  }

  /// Whether a text that begins with `opening` says that it is XML, or of a type other than HTML.
  private static func declaresXML(_ opening: ArraySlice<UInt8>) -> Bool {
    let type = "<!doctype "
    guard opening.beginsFolded(with: type) else { return opening.begins(with: "<?xml") }
    return !opening.dropFirst(type.utf8.count).drop(while: \.isWhitespace)
      .beginsFolded(with: "html")
  }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    let record = options[XMLReadingOptions.self].record
    return XMLFramer(XMLContext(XMLOutline(sample, record: record) ?? XMLOutline(), record: record))
  }

  func parser(_ options: ParsingOptions) -> any FormatParser { XMLRecordParser() }
}

extension Format {
  /// XML, and SGML like it.
  public static let xml = Format(XMLFormat.xml)
}

/// What a pipeline says about XML that its beginning cannot say for certain.
public struct XMLReadingOptions: FormatSettings, Hashable {
  /// The name of the element that is an article; nil to find out from the beginning of each file.
  public var record: String?

  /// Options that leave everything to the content.
  public init() {}
}

/// What the beginning of a file shows about all of its records.
struct XMLContext: FileContext {
  /// The name of the root element.
  let root: String
  /// The name of the element that is a record.
  let record: String
  /// The form of XML, if it is a known one.
  let vocabulary: XMLVocabulary?
  let encoding: String?
  /// Whether the pipeline names the record.
  let isNamed: Bool

  init(_ outline: XMLOutline, record: String?) {
    root = outline.root
    isNamed = record != nil
    encoding = outline.encoding
    let known = XMLVocabulary.named(outline.root)
    let usual = known?.record(in: outline.root)
    vocabulary = record == nil || record == usual ? known : nil
    self.record = record ?? usual ?? outline.record
  }

  var summary: String? { root == record ? "record `\(record)`" : "record `\(record)` in `\(root)`" }
}
