/// Content that is not text, as its control bytes show.
///
/// Text has a stray one here and there; programs and the like are full of them, which the first few
/// thousand bytes show.
enum ControlBytesSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    let text = sample.text.prefix(4096)
    let controls = text.count { byte in
      byte < 0x20 && !(0x09...0x0D ~= byte) && byte != 0x1B
    }
    return controls * 20 > text.count
      ? Foreign("binary data", "leave it out, or say what it is with `format`") : nil
  }
}
