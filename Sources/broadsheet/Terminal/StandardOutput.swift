import Diagnostics
import Reports

/// Standard output, for finished texts.
enum StandardOutput {
  /// Writes all of `text`.
  static func write(_ text: String) throws(Fault) {
    var file = OutputFile.standardOutput()
    try file.write(text)
    _ = try file.finish()
  }
}
