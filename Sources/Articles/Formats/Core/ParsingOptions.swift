/// How records become articles, beyond which key fills which slot.
public struct ParsingOptions: Sendable, Hashable, Codable {
  /// The encodings that records may have that are not valid UTF-8, or `auto`. See `TextEncoding`.
  public var encodings = [TextEncoding.auto]
  /// Whether code blocks of Markdown articles are part of the body.
  public var keepsCode = false
  /// Whether the dateline stays at the head of the body, where it is counted; it is a field anyway.
  public var keepsDateline = false

  /// Which articles get the language in which they are written.
  public var language = LanguageDetection()
  /// Whether titles and bodies of JSON and plain text are read as HTML.
  public var markup = Markup.auto

  /// The default options.
  public init() {}
}
