/// Web archives: WARC, and ARC before it.
enum WebArchiveSignature: FormatSignature {
  static func finding(in sample: TextSample) -> FormatSniffer.Finding? {
    let advice = "extract the text of its pages, as with `trafilatura`"
    if sample.opening.begins(with: "WARC/") {
      return .foreign(Foreign("a web archive (WARC)", advice))
    }
    return sample.opening.begins(with: "filedesc://")
      ? .foreign(Foreign("a web archive (ARC)", advice)) : nil
  }
}
