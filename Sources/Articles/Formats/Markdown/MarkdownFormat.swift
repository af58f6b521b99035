/// Markdown, recognised by how it begins or by its marks; or by the file's name.
enum MarkdownFormat: String, ArticleFormat {
  case markdown

  static let all = [MarkdownFormat.markdown]

  var name: String { rawValue }

  static func recognised(in sample: TextSample) -> MarkdownFormat? {
    let isMarkdown =
      MarkdownStart.begins(sample.lines, isText: sample.isNamedText) || sample.isNamedMarkdown
      || (sample.isNamedText
        ? MarkdownStart.isCertain(sample.lines) : MarkdownStart.isLikely(sample.lines))
    return isMarkdown ? .markdown : nil
  }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    MarkdownFramer()
  }

  func parser(_ options: ParsingOptions) -> any FormatParser {
    MarkdownParser(keepsCode: options.keepsCode)
  }
}

extension Format {
  /// Markdown articles: emphasised title, front matter or `Key: value` heads.
  public static let markdown = Format(MarkdownFormat.markdown)
}
