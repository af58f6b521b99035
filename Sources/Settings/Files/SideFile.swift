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
