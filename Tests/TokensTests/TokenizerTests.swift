import Bytes
import Testing
import Tokens

/// Counts that are kept are used again as long as the version is the same.
@Suite struct TokenizerTests {
  private static let text = """
    Mr. J.-P. O’Neill of the U.S. paid $1,000.50 (No. 5) on 3.14. "Why?" he asked... Well-known \
    e-mail: a.b@example.org, see https://example.org/a_(b)?c=d. #news @desk said: it's 12:30 p.m.

    ¿Qué pasó?  El Sr. Núñez—ayer—volvió.\r\nZ. B. ging er z. B. heim. Der 3. Mai. L'État, c'est \
    moi!
    東京は雨です。 สวัสดี 한국어 текст А. С. Пушкин re\u{301}sume\u{301} x\u{2060}y 👩‍👩‍👧 §5\u{2029}end
    """

  /// If this fails because text is cut in another way on purpose, `Tokenizer.version` needs another
  /// value, and so does the digest here.
  @Test func `One version cuts text in one way`() {
    let others = segmentation {
      $0.keepsHyphens = false
      $0.keepsApostrophes = false
      $0.keepsAddresses = false
      $0.keepsPunctuation = true
      $0.newlineEndsParagraph = true
      $0.abbreviations = []
    }
    var digest = Digest()
    // The dictionaries are the system's, and may change without us.
    for var segmentation in [Segmentation(), others] {
      segmentation.usesDictionary = false
      for token in tokens(Self.text, segmentation) {
        digest.update("\(token.start) \(token.end) \(token)\n")
      }
    }
    #expect(Tokenizer.version == "3")
    let hex = digest.finalizeHex()
    #expect(hex == "6525e7f603695be2ab6965097b6665aa35e1b0a5aece91e53c4760fe83801297")
  }
}
