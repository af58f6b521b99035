import Bytes
import Testing

struct DigestTests {
  /// The examples of FIPS 180-4 (NIST, "SHA-256 examples") and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func publishedExamples(text: String, expected: String) {
    var digest = Digest()
    digest.update(text)
    #expect(digest.finalizeHex() == expected)
  }

  @Test func piecesMakeNoDifference() {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var whole = Digest()
    whole.update(bytes.span)
    let expected = whole.finalize()
    #expect(expected.count == Digest.byteCount)
    for size in [1, 63, 64, 65, 4096] {
      var pieces = Digest()
      for start in stride(from: 0, to: bytes.count, by: size) {
        pieces.update(bytes[start..<min(start + size, bytes.count)].span)
      }
      #expect(pieces.finalize() == expected)
    }
  }

  @Test func hexadecimalDigits() {
    #expect(hex([]) == "")
    #expect(hex([0, 9, 10, 255]) == "00090aff")
  }
}
