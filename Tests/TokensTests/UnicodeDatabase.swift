import Foundation

/// The Unicode Character Database as Debian's package `unicode-data` installs it, for tests that
/// compare with Unicode's own files. They are skipped where it is absent.
enum UnicodeDatabase {
  static let root = URL(filePath: "/usr/share/unicode")

  static func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The lines of a file without comments and blank ones; `.bz2` files are read through `bzip2`.
  static func lines(_ path: String) throws -> [Substring] {
    let url = root.appending(path: path)
    let data = path.hasSuffix(".bz2") ? try inflated(url) : try Data(contentsOf: url)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      let content = line.prefix { $0 != "#" }
      return content.allSatisfy(\.isWhitespace) ? nil : content
    }
  }

  private static func inflated(_ url: URL) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["bzip2", "-dc", url.path]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  /// The UTF-8 bytes of scalars written in hexadecimal with blanks between.
  static func bytes(_ hexadecimal: some StringProtocol) -> [UInt8] {
    let scalars = hexadecimal.split(separator: " ").compactMap { field in
      UInt32(field, radix: 16).flatMap(Unicode.Scalar.init)
    }
    return scalars.flatMap { Array(String($0).utf8) }
  }
}
