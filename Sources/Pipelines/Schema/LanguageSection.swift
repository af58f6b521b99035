import Articles
import Settings

extension LanguageDetection {
  /// The keys of `corpus.language`.
  static let section = Section<LanguageDetection>(
    words: "`language`", meaning: "Which articles get the language in which they are written.",
    standard: LanguageDetection(.missing),
    keys: [
      Key(
        "detect", \.scope, .cases,
        "Whether it is found out for articles whose record says none, for all, or for none."),
      Key(
        "threshold", \.threshold, .share,
        "The least share of the text that must be in the language."),
    ])
}

extension Shape<LanguageDetection> {
  /// `given`, `detect`, or the keys.
  static let language = Shape(
    words: "`given` | `detect` | the keys of `language`",
    schema: [
      "anyOf": [
        ["const": "given"], ["const": "detect"], .object(LanguageDetection.section.schema()),
      ]
    ]
  ) { node, reader in
    switch node.text {
    case "given": return LanguageDetection()
    case "detect": return LanguageDetection(.missing)
    case .some:
      reader.expected("`given`, `detect`, or keys such as `{detect: missing}`", butFound: node)
      return nil
    case nil: return LanguageDetection.section.shape.read(node, &reader)
    }
  } show: { detection in
    switch detection {
    case LanguageDetection(): "given"
    case LanguageDetection(.missing): "detect"
    default: LanguageDetection.section.shape.show(detection)
    }
  }
}
