import Bytes

/// Which articles get the language in which they are written: `corpus.language`.
public struct LanguageDetection: Sendable, Hashable, Codable {
  /// The articles whose language is found out.
  public enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
    /// None: the language is what the record says.
    case none
    /// Those whose record says none.
    case missing
    /// All, whatever the record says; where it cannot be found out, that stays.
    case all
  }

  /// Which articles.
  public var scope = Scope.none
  /// The least share of the text that must be in the language, from 0 to 1.
  public var threshold = 0.7

  /// Of no article.
  public init(_ scope: Scope = .none) { self.scope = scope }

  /// How many bytes of the body are looked at.
  static let bodyBytes = 4096

  /// The text of `article` by which its language is told: title, and the beginning of the body.
  private static func sample(of article: borrowing Article) -> [UInt8] {
    var text: [UInt8] = []
    if let title = article.range(of: .title) {
      text.append(contentsOf: article.bytes[title].prefix(bodyBytes))
      text.append(0x0A)
    }
    if let body = article.range(of: .body) {
      text.append(contentsOf: article.bytes[body].prefix(bodyBytes))
    }
    // The last character may have been cut.
    while !UTF8Validation.isValid(text.span) { text.removeLast() }
    return text
  }

  /// Fills the language of `article`, if it is to be found out and can be.
  func fill(_ article: inout Article) {
    guard scope == .all || scope == .missing && article.range(of: .language) == nil else { return }
    let sample = Self.sample(of: article)
    guard let guess = LanguageGuesser.guess(sample.span), guess.share >= threshold else { return }
    article.set(.language, guess.code)
    article.hasDetectedLanguage = true
  }
}
