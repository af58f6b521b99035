import ArgumentParser
import Diagnostics
import Reports

/// How text becomes terms: the keys of a text profile.
struct ProfileOptions: ParsableArguments {
  /// The name of the profile in the draft.
  static let name = "words"

  @Option(
    help: ArgumentHelp(
      "The parts of an article to read, separated by commas; by default title,body.",
      valueName: "title,body,dateline"))
  var from: [String] = []

  @Option(name: .customLong("case"), help: .choice("Whether case is folded.", "fold|keep"))
  var letterCase: String?

  @Option(help: .choice("The Unicode normal form of terms.", "nfc|nfd|nfkc|nfkd|none"))
  var normalize: String?

  @Option(help: .choice("Whether é stays or becomes e.", "keep|strip"))
  var diacritics: String?

  @Option(help: .choice("Whether well-known is one token.", "keep|split"))
  var hyphens: String?

  @Option(
    help: .choice(
      "Whether ’ in a word becomes ', stays, or splits the word.", "unify|keep|split"))
  var apostrophes: String?

  @Option(help: .choice("Whether numbers are terms.", "keep|drop"))
  var numbers: String?

  @Option(help: .choice("Whether punctuation marks are tokens.", "drop|keep"))
  var punctuation: String?

  @Option(
    help: .choice(
      "Whether URLs, e-mail addresses, #hashtags and @mentions are terms.", "keep|drop|split"))
  var addresses: String?

  @Option(help: .choice("What a single line break is.", "space|paragraph"))
  var lineBreaks: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Shorter terms are removed, in characters.", valueName: "n"))
  var minLength: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Longer terms are removed, in characters.", valueName: "n"))
  var maxLength: Int?

  @Option(
    help: ArgumentHelp(
      """
      Remove these words: a list of the tool (english, french, german, portuguese, spanish) or a file \
      of one word a line. Separate several by commas, or repeat the option.
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
  /// The parts of each of `texts` between commas: what an option says that may be repeated.
  static func list(_ texts: [String]) -> JSONValue {
    .array(
      texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        .map { .string(String($0)) })
  }
}

extension ArgumentHelp {
  /// The help of an option with a few values, separated by bars, the default first.
  static func choice(_ abstract: String, _ values: String) -> ArgumentHelp {
    ArgumentHelp("\(abstract)", valueName: values)
  }
}
