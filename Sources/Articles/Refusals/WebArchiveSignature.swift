/// Web archives: WARC, and ARC before it.
enum WebArchiveSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    let advice = "extract the text of its pages, as with `trafilatura`"
    if sample.opening.begins(with: "WARC/") {
      return Foreign("a web archive (WARC)", advice)
    }
    return sample.opening.begins(with: "filedesc://")
      ? Foreign("a web archive (ARC)", advice) : nil
  }
}
