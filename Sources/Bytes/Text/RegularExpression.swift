import CPCRE2

/// A regular expression in the notation of PCRE2, matched against the whole of a text in UTF-8.
///
/// Letters, digits and case are Unicode's. Expressions such as `(a+)+b` try exponentially many ways
/// on some texts; a bound on the ways tried makes every answer come soon, and as the bound counts
/// steps, not time, the same answer comes on every machine.
@safe public final class RegularExpression {
  private let code: OpaquePointer
  private let limits: OpaquePointer

  /// Why a text is no regular expression.
  public struct SyntaxError: Error, Sendable {
    /// What is wrong, in the words of PCRE2.
    public var message: String
    /// The Unicode scalars before the place where it was noticed.
    public var offset: Int
  }

  /// Whether a text matches.
  public enum Answer: Sendable, Hashable {
    case match
    case noMatch
    /// It could not be decided, for a reason in the words of PCRE2: a limit was reached.
    case unknown(String)
  }

  /// Ways tried on one text at most: some hundredths of a second.
  private static let mostSteps: UInt32 = 1_000_000
  /// Memory for going back to other ways, in KiB.
  private static let mostMemory: UInt32 = 16 << 10

  /// Reads `pattern`.
  public init(_ pattern: String, ignoresCase: Bool = false) throws(SyntaxError) {
    var error: Int32 = 0
    var place = 0
    let whole = UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_ENDANCHORED)
    let unicode = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let options = whole | unicode | (ignoresCase ? UInt32(PCRE2_CASELESS) : 0)
    let bytes = Array(pattern.utf8)
    let made = unsafe pcre2_compile_8(bytes, bytes.count, options, &error, &place, nil)
    guard let code = unsafe made else {
      throw SyntaxError(
        message: RegularExpression.message(error),
        offset: String(decoding: bytes.prefix(place), as: UTF8.self).unicodeScalars.count)
    }
    guard let limits = unsafe pcre2_match_context_create_8(nil) else {
      preconditionFailure("out of memory")
    }
    unsafe pcre2_set_match_limit_8(limits, RegularExpression.mostSteps)
    unsafe pcre2_set_depth_limit_8(limits, RegularExpression.mostSteps)
    unsafe pcre2_set_heap_limit_8(limits, RegularExpression.mostMemory)
    unsafe self.code = code
    unsafe self.limits = limits
  }

  deinit {
    unsafe pcre2_match_context_free_8(limits)
    unsafe pcre2_code_free_8(code)
  }

  /// Whether all of `text` matches. Bounded in time and memory, whatever the expression.
  public func matches(_ text: [UInt8]) -> Answer {
    guard let match = unsafe pcre2_match_data_create_8(1, nil) else {
      preconditionFailure("out of memory")
    }
    defer { unsafe pcre2_match_data_free_8(match) }
    let result = unsafe pcre2_match_8(code, text, text.count, 0, 0, match, limits)
    if result >= 0 { return .match }
    if result == PCRE2_ERROR_NOMATCH { return .noMatch }
    return .unknown(RegularExpression.message(result))
  }

  private static func message(_ error: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = unsafe pcre2_get_error_message_8(error, &text, text.count)
    return String(decoding: text.prefix(max(0, Int(length))), as: UTF8.self)
  }

  /// The version of PCRE2, and that of its Unicode tables: matches may depend on them.
  public static let provenance =
    "PCRE2 \(configuration(PCRE2_CONFIG_VERSION)), "
    + "Unicode \(configuration(PCRE2_CONFIG_UNICODE_VERSION))"

  private static func configuration(_ what: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 64)
    let length = unsafe pcre2_config_8(UInt32(what), &text)
    return String(decoding: text.prefix(max(0, Int(length) - 1)), as: UTF8.self)
  }
}

// Code and limits are only read once they are made, and PCRE2 keeps no state outside of them and of
// the match data, which every call has for itself.
extension RegularExpression: @unchecked Sendable {}
