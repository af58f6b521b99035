/// The forms of compression that are inflated.
public enum CompressionRegistry {
  /// The only list of them.
  public static let all: [any Compression.Type] = [
    Gzip.self, Xz.self, Zstandard.self, Bzip2.self, LZ4.self,
  ]

  /// The most memory that is worth allowing an inflater, in bytes: as much as `zstd -d` allows
  /// unless it is told otherwise, and twice what the output of `xz -9` needs.
  public static let largestWindow = 128 << 20

  /// How many bytes of a stream are needed to recognise any: the longest signature, which is
  /// bzip2's, also behind the frames of a few bytes that parallel compressors write first.
  static let recognitionBytes = 64

  /// The compression of a stream that begins with `head`; nil if it is in none.
  public static func compression(beginning head: [UInt8]) -> (any Compression.Type)? {
    all.first { $0.isBeginning(head) }
  }

  /// The compression that the extension of a file called `name` promises; nil if it promises none.
  public static func compression(named name: String) -> (any Compression.Type)? {
    all.first { form in
      ([form.suffix] + form.tarSuffixes).contains { name.hasSuffix(".\($0)") }
    }
  }

  /// The compression that the extension of a file called `name` promises, if `head`, the whole
  /// file, is no more than the beginning of its beginning: the file was cut short.
  public static func compression(cutShortIn head: [UInt8], named name: String)
    -> (any Compression.Type)?
  {
    guard let form = compression(named: name) else { return nil }
    return form.beginning(head[...]) == .undecided ? form : nil
  }
}
