import Bytes

extension TextProfile {
  /// Every switch that changes counts, named and spelled as in a pipeline, in a fixed order.
  ///
  /// Profiles with equal parameters count alike. Lists are described by the number of their entries
  /// and the first 16 hexadecimal digits of a SHA-256 digest of them. The versions of the Unicode
  /// tables (`UnicodeText.version`), of ICU (`WordDictionary.version`) and of the stemmers
  /// (`Stemmer.provenance`) are no part of it.
  public var parameters: [(name: String, value: String)] {
    [
      ("from", sources),
      ("case", letterCase.rawValue),
      ("normalize", normalForm.rawValue),
      ("diacritics", diacritics.rawValue),
      ("hyphens", segmentation.keepsHyphens ? "keep" : "split"),
      ("apostrophes", apostrophes),
      ("numbers", numbers.rawValue),
      ("punctuation", segmentation.keepsPunctuation ? "keep" : "drop"),
      ("addresses", segmentation.keepsAddresses ? addresses.rawValue : "split"),
      ("segmentation", segmentation.usesDictionary ? "words" : "characters"),
      ("abbreviations", list(segmentation.abbreviations.sorted())),
      ("line_breaks", segmentation.newlineEndsParagraph ? "paragraph" : "space"),
      ("min_length", String(minLength)),
      ("max_length", maxLength.map(String.init) ?? "none"),
      ("stopwords", extract(StopWords.union([stopWords]))),
      ("stem", stemmer ?? "none"),
      ("lemmas", extract(LemmaList.union([lemmas]).map { "\($0.form)\t\($0.lemma)" })),
      ("gaps", gaps.rawValue),
    ]
  }

  private var sources: String {
    list(
      [readsTitle ? "title" : nil, readsBody ? "body" : nil, readsDateline ? "dateline" : nil]
        .compactMap { $0 })
  }

  private var apostrophes: String {
    guard segmentation.keepsApostrophes else { return "split" }
    return unifiesApostrophes ? "unify" : "keep"
  }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  /// `entries` by number and digest. None has a line break in it, so that one can part them.
  private func extract(_ entries: [String]) -> String {
    guard !entries.isEmpty else { return "none" }
    var digest = Digest()
    for entry in entries {
      digest.update(entry)
      digest.update("\n")
    }
    return "\(entries.count), sha256 \(digest.finalizeHex().prefix(16))"
  }
}
