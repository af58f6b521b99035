/// Content that no text is, told by its control bytes.
enum ControlBytesSignature: FormatSignature {
  static func finding(in sample: TextSample) -> FormatSniffer.Finding? {
    ForeignContent.kind(ofControlBytes: sample.text).map { .foreign($0) }
  }
}
