import ArgumentParser
import Diagnostics
import Reports

/// How text becomes terms: the keys of a text profile.
struct ProfileOptions: ParsableArguments {
  /// The name of the profile in the draft.
  static let name = "words"

  @Option(
    help: ArgumentHelp(
      "The parts of an article to read, separated by commas; by default, title,body.",
      valueName: "title,body,dateline"))
  var from: [String] = []

  @Option(name: .customLong("case"), help: .choice("Whether to fold case.", "fold|keep"))
  var letterCase: String?

  @Option(help: .choice("The Unicode normal form of terms.", "nfc|nfd|nfkc|nfkd|none"))
  var normalize: String?

  @Option(help: .choice("Whether to keep é or turn it into e.", "keep|strip"))
  var diacritics: String?

  @Option(help: .choice("Whether to keep well-known as one token.", "keep|split"))
  var hyphens: String?

  @Option(
    help: .choice(
      "Whether ’ in a word becomes ', is kept, or splits the word.", "unify|keep|split"))
  var apostrophes: String?

  @Option(
    help: .choice(
      "Whether Chinese, Japanese, Thai and the like are cut by a dictionary.",
      "words|characters"))
  var segmentation: String?

  @Option(help: .choice("Whether to keep numbers.", "keep|drop"))
  var numbers: String?

  @Option(help: .choice("Whether to keep punctuation marks.", "drop|keep"))
  var punctuation: String?

  @Option(
    help: .choice(
      "Whether to keep, drop or split URLs, e-mail addresses, #hashtags and @mentions.",
      "keep|drop|split"))
  var addresses: String?

  @Option(help: .choice("The meaning of a single line break.", "space|paragraph"))
  var lineBreaks: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Remove shorter terms, in characters.", valueName: "n"))
  var minLength: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Remove longer terms, in characters.", valueName: "n"))
  var maxLength: Int?

  @Option(
    help: ArgumentHelp(
      """
      Remove these words: a built-in list (english, french, german, portuguese, spanish) or a \
      file with one word per line. Separate several by commas, or repeat the option.
      """, valueName: "list,file,..."))
  var stopwords: [String] = []

  @Option(help: ArgumentHelp("The Snowball stemmer, such as english.", valueName: "language"))
  var stem: String?

  @Option(help: ArgumentHelp("A file of lemmas: form, tab, lemma.", valueName: "file"))
  var lemmas: String?

  @Option(
    help: .choice(
      "Whether removed tokens leave gaps that windows and n-grams do not bridge.", "keep|close"))
  var gaps: String?

  /// Writes these options into `draft`.
  func write(to draft: inout PipelineDraft) {
    let settings: [(key: String, value: JSONValue?)] = [
      ("from", JSONValue.list(from)),
      ("case", letterCase.map(JSONValue.string)),
      ("normalize", normalize.map(JSONValue.string)),
      ("diacritics", diacritics.map(JSONValue.string)),
      ("hyphens", hyphens.map(JSONValue.string)),
      ("apostrophes", apostrophes.map(JSONValue.string)),
      ("numbers", numbers.map(JSONValue.string)),
      ("punctuation", punctuation.map(JSONValue.string)),
      ("addresses", addresses.map(JSONValue.string)),
      ("segmentation", segmentation.map(JSONValue.string)),
      ("line_breaks", lineBreaks.map(JSONValue.string)),
      ("min_length", minLength.map(JSONValue.integer)),
      ("max_length", maxLength.map(JSONValue.integer)),
      ("stopwords", JSONValue.list(stopwords)),
      ("stem", stem.map(JSONValue.string)),
      ("lemmas", lemmas.map(JSONValue.string)),
      ("gaps", gaps.map(JSONValue.string)),
    ]
    for (key, value) in settings {
      draft.set(
        "text", ProfileOptions.name, key, to: value,
        by: "--" + key.replacing("_", with: "-"))
    }
  }
}

extension JSONValue {
  /// The parts of each of `texts` between commas, for options that may be repeated.
  static func list(_ texts: [String]) -> JSONValue {
    .array(
      texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        .map { .string(String($0)) })
  }
}

extension ArgumentHelp {
  /// The help of an option with a few values, separated by bars, with the default first.
  static func choice(_ abstract: String, _ values: String) -> ArgumentHelp {
    ArgumentHelp("\(abstract)", valueName: values)
  }
}
