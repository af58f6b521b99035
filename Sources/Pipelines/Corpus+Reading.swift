import Articles

/// How the batches of a corpus are read, as far as its pipeline says.
extension Corpus {
  /// How files become records.
  public var readingOptions: ReadingOptions {
    var options = ReadingOptions(format: format)
    options.formats[CSVReadingOptions.self] = csv
    options.formats[XMLReadingOptions.self] = xml
    return options
  }

  /// How records become articles.
  public var parsingOptions: ParsingOptions {
    var options = ParsingOptions()
    options.encodings = encodings
    options.language = language
    options.keepsCode = keepsCodeBlocks
    options.markup = markup
    return options
  }
}
