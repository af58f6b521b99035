import Bytes
import Diagnostics

/// The size limits of settings files and of the files that they name.
///
/// Such files are read into memory as a whole, so a device, a pipe or a file of many gigabytes must
/// be refused.
public enum SideFile {
  /// The longest pipeline, in bytes.
  public static let longestPipeline = 16 << 20
  /// The longest list of stop words or dictionary, in bytes.
  public static let longestList = 16 << 20
  /// The longest list of lemmas, in bytes; it has every form of every word.
  public static let longestLemmas = 128 << 20
  /// The longest frequency list, in bytes; it has every word of a corpus.
  public static let longestFrequencies = 256 << 20
  /// The size of all files that one pipeline names, in bytes.
  static let mostBytes = 1 << 30

  /// Advice for a file that is longer than `limit`.
  public static func advice(onLimit limit: Int) -> String {
    "The limit for such a file is \(ByteSize(bytes: limit))."
  }
}

extension Reader {
  /// Reads the file called `name`, relative to the pipeline's folder, with `parse`.
  ///
  /// Returns nil after a fault has been reported: at `place` if the file cannot be read or is
  /// longer than `limit` bytes, in the file if its content is wrong.
  public mutating func readFile<Value>(
    _ name: String, atMost limit: Int, at place: Place,
    _ parse: ([UInt8], String) throws(Fault) -> Value
  ) -> Value? {
    let path = name.hasPrefix("/") ? name : folder + "/" + name
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileSystem.contents(of: path, atMost: min(limit, sideBytesLeft))
    } catch {
      let isSum = error.isTooLong && sideBytesLeft < limit
      report(
        "unreadable-file", "`\(name.excerpt)` cannot be read: \(error)", at: place,
        advice: isSum
          ? "The files of a pipeline may have \(ByteSize(bytes: SideFile.mostBytes)) together."
          : error.isTooLong
            ? SideFile.advice(onLimit: limit)
            : name.hasPrefix("/") ? nil : "Names are relative to the folder of the pipeline.")
      return nil
    }
    sideBytesLeft -= bytes.count
    do {
      return try parse(bytes, name)
    } catch {
      collect(error)
      return nil
    }
  }
}
