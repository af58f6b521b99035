import CCLD2

/// Guesses the language of texts by CLD2, from the frequencies of letters in sequence.
public enum LanguageGuesser {
  /// What a text is taken for.
  public struct Guess: Sendable, Hashable {
    /// The ISO 639 code of the language, of two letters where there are any.
    public let code: String
    /// How much of the text is in it, from 0 to 1.
    public let share: Double
  }

  /// The language of `text`, which is valid UTF-8; nil if CLD2 is not sure. The same text has the
  /// same language. Costs some 100 ns a byte.
  public static func guess(_ text: Span<UInt8>) -> Guess? {
    guard let count = Int32(exactly: text.count), count > 0 else { return nil }
    let answer = unsafe text.withUnsafeBytes { bytes in
      unsafe cld2_detect(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count)
    }
    guard unsafe answer.is_reliable, let code = unsafe answer.code else { return nil }
    let name = unsafe String(cString: code)
    guard name != "un" else { return nil }
    return Guess(code: codes[name] ?? name, share: Double(unsafe answer.percent) / 100)
  }

  /// CLD2's codes that are older than ISO 639, or say more than the language.
  private static let codes = ["iw": "he", "jw": "jv", "in": "id", "mo": "ro", "zh-Hant": "zh"]

  /// Which CLD2 this is, for the provenance of results.
  public static let provenance: String = {
    guard let version = unsafe cld2_version() else { return "CLD2" }
    return "CLD2 \(unsafe String(cString: version))"
  }()
}
