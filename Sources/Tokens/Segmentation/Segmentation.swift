/// How text is cut into tokens: the switches that move token boundaries.
///
/// Profiles with equal segmentations share one pass over the text. Everything that depends on a
/// token's form alone is no part of this: see `TextProfile`.
public struct Segmentation: Sendable, Hashable, Codable {
  /// Whether infix hyphens keep a word together (`well-known` is one token).
  public var keepsHyphens = true
  /// Whether an apostrophe inside a word keeps it together (`country's` is one token).
  public var keepsApostrophes = true
  /// Whether URLs, e-mail addresses, #hashtags and @mentions are one token each.
  public var keepsAddresses = true
  /// Whether punctuation marks are tokens of their own.
  public var keepsPunctuation = false
  /// Whether a single newline ends a paragraph, as a blank line does.
  public var newlineEndsParagraph = false
  /// Whether a dictionary finds the words of scripts that are written without blanks (Han, kana,
  /// Thai, Lao, Khmer, Burmese); else each character of them is a token.
  public var usesDictionary = true
  /// Languages (ISO 639-1) whose abbreviations do not end a sentence and keep their last dot.
  public var abbreviations: [String] = ["en", "es", "fr", "pt", "de"]

  /// The default switches.
  public init() {}
}
