import Bytes
import Diagnostics
import Partials

/// Several leaves merged once, so that many nights need not: a sealed segment on disk that knows
/// the leaves it was merged from.
struct LeafCache: Sendable {
  /// The file's path.
  var path: String
  /// The sizes of its leaves in bytes, by their marks.
  var members: [LeafMark: Int]

  /// The file's name without its ending: a digest of its leaves.
  var name: String {
    String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
  }
}

/// The mark of a leaf, unlike that of any other leaf: a digest of its name and of the numbers by
/// which it knows the articles of its batches. These numbers change whenever batches are counted
/// again.
struct LeafMark: Sendable, Hashable {
  let high: UInt64
  let low: UInt64
}

extension Leaf {
  var mark: LeafMark {
    var digest = Digest()
    digest.update(name)
    for batch in contents.members { digest.update(" \(batch.serial)") }
    let bytes = digest.finalize()
    return LeafMark(high: bytes.span.load64(at: 0), low: bytes.span.load64(at: 8))
  }
}

extension [Leaf] {
  /// The leaves by their marks; of two with the same, the first.
  var byMark: [LeafMark: Leaf] {
    Dictionary(map { ($0.mark, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The trailer of a cache: how many leaves it has (varint), and for each its mark (16 bytes) and
/// its size (varint), in order of marks.
extension LeafCache {
  /// The trailer of a cache of leaves with these marks and sizes.
  static func trailer(_ members: [LeafMark: Int]) -> Buffer<UInt8> {
    var bytes = Buffer<UInt8>()
    bytes.appendVarint(UInt64(members.count))
    let ordered = members.sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }
    for (mark, size) in ordered {
      bytes.append64(mark.high)
      bytes.append64(mark.low)
      bytes.appendVarint(UInt64(size))
    }
    return bytes
  }

  /// Reads a trailer; nil if it is none.
  init?(path: String, trailer: borrowing Buffer<UInt8>) {
    var reader = TrailerReader(trailer)
    guard let count = reader.number() else { return nil }
    self.path = path
    members = [:]
    for _ in 0..<count {
      guard let mark = reader.bytes(16), let size = reader.number() else { return nil }
      members[LeafMark(high: mark.span.load64(at: 0), low: mark.span.load64(at: 8))] = size
    }
    guard !members.isEmpty else { return nil }
  }
}
