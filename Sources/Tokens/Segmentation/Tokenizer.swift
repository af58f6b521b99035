/// How text is cut into tokens, as a whole.
public enum Tokenizer {
  /// The version of the rules by which text becomes tokens, sentences and paragraphs, Unicode's
  /// tables apart: another one wherever any text is cut otherwise than before.
  ///
  /// Counts that are kept are used again only under the version by which they were made.
  public static let version = "3"
}
