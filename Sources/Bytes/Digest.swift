import CDigest
import Diagnostics

/// A SHA-256 digest (FIPS 180-4) of bytes that arrive piece by piece.
///
/// It names batches, leaves and lists by their content: equal content has an equal digest, however
/// it was divided into pieces. The work is libcrypto's, which uses the processor's own instructions
/// where it has them.
@safe public struct Digest: ~Copyable {
  private let context: OpaquePointer

  /// The length of a finished digest, in bytes.
  public static let byteCount = 32

  /// The digest of nothing yet.
  public init() {
    guard let made = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    unsafe context = made
    let status = unsafe EVP_DigestInit_ex(made, EVP_sha256(), nil)
    precondition(status == 1, "libcrypto offers no SHA-256")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes in the next `bytes`.
  public mutating func update(_ bytes: Span<UInt8>) {
    let status = unsafe bytes.withUnsafeBufferPointer {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(status == 1, "libcrypto refused to digest")
  }

  /// Takes in the UTF-8 form of `text`.
  public mutating func update(_ text: String) {
    update(text.utf8Span.span)
  }

  /// The digest of all that was taken in: `byteCount` bytes.
  public consuming func finalize() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { bytes, count in
      let status = unsafe EVP_DigestFinal_ex(context, bytes.baseAddress, nil)
      precondition(status == 1, "libcrypto refused to digest")
      count = Digest.byteCount
    }
  }

  /// The digest of all that was taken in, as 64 lower-case hexadecimal digits.
  public consuming func finalizeHex() -> String {
    hex(finalize())
  }
}

// The context is owned by this value alone and not bound to a thread.
extension Digest: @unchecked Sendable {}

/// `bytes` as lower-case hexadecimal digits, two a byte.
public func hex(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

extension Digest {
  /// The SHA-256 of the file at `path`, read piece by piece.
  public static func ofFile(_ path: String) throws(Fault) -> [UInt8] {
    let file = try File.reading(path)
    let size = try file.size()
    var digest = Digest()
    var buffer = Buffer<UInt8>(capacity: 1 << 20)
    var place = 0
    while place < size {
      let count = min(1 << 20, size - place)
      buffer.removeAll()
      try file.read(count, at: place, into: &buffer)
      digest.update(buffer.span)
      place += count
    }
    return digest.finalize()
  }
}
