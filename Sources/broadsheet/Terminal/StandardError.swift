import Bytes
import Glibc

/// Standard error, where all goes that is no result.
enum StandardError {
  /// Whether somebody is looking.
  static let isTerminal = isatty(STDERR_FILENO) != 0

  /// Writes `text` at once; if that fails, there is nobody to tell.
  static func write(_ text: String) {
    try? OutputDescriptor.standardError.write(text.utf8Span.span)
  }
}
