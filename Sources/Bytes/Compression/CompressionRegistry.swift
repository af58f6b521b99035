/// The forms of compression that are inflated.
public enum CompressionRegistry {
  /// The only list of them.
  public static let all: [any Compression.Type] = [Gzip.self]

  /// How many bytes of a stream are needed to recognise any.
  static let signatureBytes = all.map { $0.signature.count }.max() ?? 0

  /// The compression of a stream that begins with `head`; nil if it is in none.
  public static func compression(beginning head: [UInt8]) -> (any Compression.Type)? {
    all.first { head.starts(with: $0.signature) }
  }

  /// The compression that the extension of a file called `name` promises; nil if it promises none.
  public static func compression(named name: String) -> (any Compression.Type)? {
    all.first { name.hasSuffix(".\($0.suffix)") || name.hasSuffix(".\($0.tarSuffix)") }
  }
}
