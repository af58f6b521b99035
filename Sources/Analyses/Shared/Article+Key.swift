import Articles
import Bytes

extension Article {
  /// The article key: the first 128 bits of the SHA-256 of all fields, each with its slot and
  /// length. It depends on the article's content alone, not on where it lies.
  var key: [UInt8] {
    var digest = Digest()
    for slot in 0..<slotCount {
      guard let range = range(slot: slot) else { continue }
      digest.update("\(slot) \(range.count) ")
      digest.update(bytes.span.extracting(range))
    }
    return Array(digest.finalize().prefix(16))
  }
}
