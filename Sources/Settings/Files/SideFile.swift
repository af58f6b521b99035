import Bytes
import Diagnostics

/// A file of settings, or one that such a file names: how long it may be.
///
/// Such files are read into memory as a whole, so that a device, a pipe or a file of many gigabytes
/// must not be taken for one.
public enum SideFile {
  /// A pipeline, in bytes.
  public static let longestPipeline = 16 << 20
  /// A list of stop words, or a dictionary, in bytes.
  public static let longestList = 16 << 20
  /// A list of lemmas, which has every form of every word, in bytes.
  public static let longestLemmas = 128 << 20
  /// A list of counted terms, which has every word of a corpus, in bytes.
  public static let longestFrequencies = 256 << 20
  /// All that one pipeline names, in bytes.
  static let mostBytes = 1 << 30

  /// What to do about a file that is longer than `limit`.
  public static func advice(onLimit limit: Int) -> String {
    "Such a file may have \(ByteSize(bytes: limit)) at most."
  }
}

extension Reader {
  /// The file called `name`, relative to the pipeline's folder, as `parse` understands it; nil
  /// after a fault has been reported: at `place` if it cannot be read or is longer than `limit`
  /// bytes, in the file if it is wrong.
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
          ? "All files of a pipeline may have \(ByteSize(bytes: SideFile.mostBytes)) together."
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
