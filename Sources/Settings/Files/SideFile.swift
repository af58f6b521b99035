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
