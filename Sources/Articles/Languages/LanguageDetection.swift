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

  /// How many bytes of title and body each are looked at.
  static let fieldBytes = 4096

  /// The text of `article` by which its language is told: title, and the beginning of the body.
  private static func sample(of article: borrowing Article) -> [UInt8] {
    var text: [UInt8] = []
    if let title = article.range(of: .title) {
      text += beginning(of: article.bytes[title])
      text.append(0x0A)
    }
    if let body = article.range(of: .body) { text += beginning(of: article.bytes[body]) }
    return text
  }

  /// Up to `fieldBytes` of `text`, without a part of a character at the end.
  private static func beginning(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.count > fieldBytes else { return text }
    var end = text.startIndex + fieldBytes
    while text[end] & 0xC0 == 0x80 { end -= 1 }
    return text[..<end]
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
