/// Plain text, one article a file. It is what a file is that is nothing else.
enum TextFormat: String, ArticleFormat {
  case text

  static let all = [TextFormat.text]

  var name: String { rawValue }

  static func recognised(in sample: TextSample) -> TextFormat? { .text }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    WholeFileFramer()
  }

  func parser(_ options: ParsingOptions) -> any FormatParser { TextParser() }
}

extension Format {
  /// One article a file.
  public static let text = Format(TextFormat.text)
}
