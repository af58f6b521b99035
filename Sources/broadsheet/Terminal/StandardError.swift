import Bytes
import Glibc

/// Standard error, for everything that is not a result.
enum StandardError {
  /// Whether it is a terminal.
  static let isTerminal = isatty(STDERR_FILENO) != 0

  /// Writes `text` unbuffered, and ignores failures: there is nowhere to report them.
  static func write(_ text: String) {
    try? OutputDescriptor.standardError.write(text.utf8Span.span)
  }
}
