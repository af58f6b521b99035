/// HTML pages, one article a file.
enum HTMLFormat: String, ArticleFormat {
  case html

  static let all = [HTMLFormat.html]

  var name: String { rawValue }

  static func recognised(in sample: TextSample) -> HTMLFormat? {
    PageSignature.isPage(sample) ? .html : nil
  }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    // The page is held in several forms at once, with its tags.
    WholeFileFramer(PageContext(sample), weight: 2)
  }

  func parser(_ options: ParsingOptions) -> any FormatParser { HTMLParser() }
}

extension Format {
  /// An HTML page, one article a file.
  public static let html = Format(HTMLFormat.html)
}
