/// The gzip format (RFC 1952): any number of members, each checked against its CRC-32 and its
/// length, then perhaps zero padding as tape blocks leave it.
enum Gzip: Compression {
  #if arch(x86_64) || arch(arm64)
    typealias Engine = IsalEngine
  #else
    typealias Engine = ZlibEngine
  #endif

  static let name = "gzip"
  static let suffix = "gz"
  static let tarSuffixes = ["tgz"]
  static let signature: [UInt8] = [0x1F, 0x8B]

  static func inflater(windowLimit: Int) -> any Inflater {
    MemberInflater<Gzip, GzipDecoder<Engine>>(windowLimit: windowLimit)
  }

  /// Tables, and a window of 32 KiB.
  static func inflaterBytes(windowLimit: Int) -> Int { 128 << 10 }
}
