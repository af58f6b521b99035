/// Content that is not text, as its control bytes show.
///
/// Text has a stray one here and there; programs and the like are full of them, which the first few
/// thousand bytes show.
enum ControlBytesSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    let text = sample.text.prefix(4096)
    var nulsAt = (even: 0, odd: 0)
    var controls = 0
    for (index, byte) in text.enumerated() {
      if byte == 0 {
        if index % 2 == 0 { nulsAt.even += 1 } else { nulsAt.odd += 1 }
      } else if byte < 0x20 && !(0x09...0x0D ~= byte) && byte != 0x1B {
        controls += 1
      }
    }
    let nuls = nulsAt.even + nulsAt.odd
    guard (nuls + controls) * 20 > text.count else { return nil }
    // In UTF-16, text of the first 256 characters has a NUL in every other place.
    let oneSided = min(nulsAt.even, nulsAt.odd) * 50 < nuls
    return oneSided && nuls * 4 > text.count
      ? Foreign(
        "text in UTF-16 without a byte-order mark",
        "convert it, as with `iconv -f UTF-16LE -t UTF-8`")
      : Foreign("binary data", "leave it out, or say what it is with `format`")
  }
}
