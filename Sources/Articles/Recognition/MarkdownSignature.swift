/// Markdown, told by how it begins or by its marks; or by the file's name.
enum MarkdownSignature: FormatSignature {
  static func finding(in sample: TextSample) -> FormatSniffer.Finding? {
    let isMarkdown =
      MarkdownStart.begins(sample.lines, isText: sample.isNamedText) || sample.isNamedMarkdown
      || (sample.isNamedText
        ? MarkdownStart.isCertain(sample.lines) : MarkdownStart.isLikely(sample.lines))
    return isMarkdown ? .format(.markdown) : nil
  }
}
