import Bytes
import Diagnostics
import Reports
import Settings
import Tokens

extension Profile {
  static let section = Section<Profile>(
    words: "a text profile",
    meaning: "How text becomes terms. A switch that is not set is inherited or has its default.",
    standard: Profile(name: "words"),
    keys: [
      Key(
        "inherits", \.inherits, .text("the name of a profile"), standard: "none",
        "The profile from which this one inherits the switches that it does not set."),
      Key(
        "from", \.from, .list(of: .cases, orOne: true).withoutRepetition(),
        "The parts of an article to read; n-grams and windows do not cross them."),
      Key(
        "dateline", \.dateline, .cases,
        "Whether to count the dateline (`Baghdad, March 6 (RHC)--`)."),
      Key(
        "case", \.text.letterCase, .cases,
        "Whether to fold case (Unicode's full case folding) or keep it as written."),
      Key("normalize", \.text.normalForm, .cases, "The Unicode normal form of terms."),
      Key(
        "diacritics", \.text.diacritics, .cases,
        "Whether to keep combining marks (`é`) or strip them (`e`)."),
      Key(
        "hyphens", \.text.segmentation.keepsHyphens, .choice(["keep": true, "split": false]),
        "Whether to keep `well-known` as one token or split it."),
      Key(
        "apostrophes", \.apostrophes, .cases,
        """
        Whether `’` and similar characters inside a word become `'`, are kept, or split the word, \
        so that `country's` is two tokens.
        """),
      Key("numbers", \.text.numbers, .cases, "Whether to keep numbers."),
      Key(
        "punctuation", \.text.segmentation.keepsPunctuation,
        .choice(["keep": true, "drop": false]), "Whether to keep punctuation marks as tokens."),
      Key(
        "addresses", \.addresses, .cases,
        """
        Whether URLs, e-mail addresses, #hashtags and @mentions are kept as one term each, \
        dropped, or split like other text.
        """),
      Key("urls", \.addresses, .cases, isAbbreviation: true, "The same as `addresses`."),
      Key(
        "segmentation", \.text.segmentation.usesDictionary,
        .choice(["words": true, "characters": false]),
        """
        Whether a dictionary finds the words of scripts that are written without blanks (Chinese, \
        Japanese, Thai, Lao, Khmer, Burmese), or each character of them is a token.
        """),
      Key(
        "abbreviations", \.text.segmentation.abbreviations,
        .list(of: .abbreviationLanguage, mayBeEmpty: true),
        """
        The languages whose abbreviations (`U.S.`) keep their last dot and end no sentence.
        """),
      Key(
        "line_breaks", \.text.segmentation.newlineEndsParagraph,
        .choice(["space": false, "paragraph": true]),
        "Whether a single line break is a space or, like a blank line, ends the paragraph."),
      Key(
        "min_length", \.text.minLength, .whole(1...1_000_000),
        "The length below which terms are removed, in characters (Unicode scalars)."),
      Key(
        "max_length", \.text.maxLength, .optional(.whole(1...1_000_000)),
        "The length above which terms are removed, in characters (Unicode scalars)."),
      Key(
        "stopwords", \.stopWordLists,
        .list(of: .text("a list or file"), orOne: true, mayBeEmpty: true),
        """
        Words to remove: built-in lists (\(StopWords.names.quotedList), or their ISO codes) \
        and files, relative to the pipeline file, with one word per line. The words are tokenised \
        and folded like text; with `case: keep`, a word without capitals matches all its spellings.
        """),
      Key(
        "stem", \.text.stemmer, .optional(.stemmer),
        "The Snowball stemmer to apply, or its ISO code; it needs `case: fold`."),
      Key(
        "lemmas", \.lemmaFile, .optional(.text("a file")),
        """
        A file of lemmas, relative to the pipeline file: form, tab, lemma. Lemmas are looked up \
        after case folding and before stemming.
        """),
      Key(
        "gaps", \.text.gaps, .cases,
        "Whether removed tokens leave gaps, which windows and n-grams do not bridge."),
    ])

  /// The treatment of ’ inside a word: two switches as one name.
  enum Apostrophes: String, Sendable, CaseIterable { case unify, keep, split }

  var apostrophes: Apostrophes {
    get {
      guard text.segmentation.keepsApostrophes else { return .split }
      return text.unifiesApostrophes ? .unify : .keep
    }
    set {
      text.segmentation.keepsApostrophes = newValue != .split
      text.unifiesApostrophes = newValue != .keep
    }
  }

  /// The treatment of URLs and similar text: two switches as one name.
  enum Addresses: String, Sendable, CaseIterable { case keep, drop, split }

  var addresses: Addresses {
    get {
      guard text.segmentation.keepsAddresses else { return .split }
      return text.addresses == .keep ? .keep : .drop
    }
    set {
      text.segmentation.keepsAddresses = newValue != .split
      text.addresses = newValue == .drop ? .drop : .keep
    }
  }

  enum Part: String, Sendable, CaseIterable { case title, body, dateline }

  /// The parts that are read in addition to `dateline`; naming the dateline here includes it too.
  var from: [Part] {
    get { (text.readsTitle ? [.title] : []) + (text.readsBody ? [.body] : []) }
    set {
      text.readsTitle = newValue.contains(.title)
      text.readsBody = newValue.contains(.body)
      if newValue.contains(.dateline) { text.readsDateline = true }
    }
  }

  var dateline: TextProfile.Disposal {
    get { text.readsDateline ? .keep : .drop }
    set { text.readsDateline = newValue == .keep }
  }
}

extension Shape<String> {
  fileprivate static let abbreviationLanguage = Shape.name(
    "language", among: Segmentation().abbreviations.sorted())
}

extension Shape<[Profile]> {
  /// The named profiles of a pipeline.
  static let profiles = Shape(
    words: "a mapping of names to text profiles",
    schema: [
      "type": "object", "minProperties": 1, "propertyNames": Shape<String>.safeName.schema,
      "additionalProperties": .object(Profile.section.schema()),
    ]
  ) { node, reader in
    var inheritance = ProfileInheritance()
    if !node.isNothing {
      reader.readNamed(node, "text profiles") { name, node, reader in
        inheritance.add(name, node)
      }
    }
    return inheritance.resolve(orStandard: node.isNothing, &reader)
  } show: { profiles in
    .object(JSONObject(profiles.map { .init($0.name, .object(Profile.section.show($0))) }))
  }
}

/// Reads profiles in the order of inheritance.
private struct ProfileInheritance {
  private var nodes: [(name: String, node: Node)] = []
  private var places: [String: Int] = [:]
  private var resolved: [String: Profile] = [:]

  mutating func add(_ name: String, _ node: Node) {
    places[name] = nodes.count
    nodes.append((name, node))
  }

  /// All profiles in the order of the file.
  mutating func resolve(
    orStandard isAbsent: Bool, _ reader: inout Reader
  ) -> [Profile] {
    if isAbsent { return [Profile.section.standard] }
    for (name, _) in nodes { resolve(name, &reader) }
    return nodes.compactMap { resolved[$0.name] }
  }

  /// Resolves the profile called `name` after its ancestors, beginning with the one that has no
  /// parent.
  private mutating func resolve(_ name: String, _ reader: inout Reader) {
    var line: [(name: String, node: Node)] = []
    var waiting: [String: Int] = [:]
    var next: String? = name
    while let name = next, resolved[name] == nil, let place = places[name] {
      waiting[name] = line.count
      line.append(nodes[place])
      next = parent(of: nodes[place], line, waiting, &reader)
    }
    var parent = next.flatMap { resolved[$0] }
    for (name, node) in line.reversed() {
      var profile = parent ?? Profile.section.standard
      profile.name = name
      profile.inherits = nil
      reader.descend(to: name, node) { reader in
        Profile.section.read(node, into: &profile, &reader)
        profile.check(&reader)
        profile.loadWords(&reader)
        profile.checkWords(&reader)
      }
      resolved[name] = profile
      parent = profile
    }
  }

  /// The name of the parent of the profile in `node`; nil if there is none, or if the parent is
  /// waiting for this profile. `line` holds the waiting profiles, each waiting for the next.
  private func parent(
    of profile: (name: String, node: Node), _ line: [(name: String, node: Node)],
    _ waiting: [String: Int], _ reader: inout Reader
  ) -> String? {
    guard case .mapping(let mapping) = profile.node else { return nil }
    let members = reader.descend(to: profile.name, profile.node) { $0.members(of: mapping) }
    guard let value = members.last(where: { $0.key == "inherits" })?.value,
      let wanted = value.text
    else { return nil }
    let place = reader.document.place(of: value)
    guard places[wanted] != nil else {
      reader.unknown(
        "text profile", wanted, among: nodes.map(\.name).filter { $0 != profile.name }, at: place)
      return nil
    }
    guard let start = waiting[wanted] else { return wanted }
    let circle = (line[start...].map(\.name) + [wanted]).map { "`\($0)`" }
    let shown = circle.count > 12 ? circle.prefix(10) + ["…"] + circle.suffix(1) : circle[...]
    reader.report(
      "cycle", "a profile inherits from itself: \(shown.joined(separator: " from "))", at: place)
    return nil
  }
}

extension Profile {
  /// Reports contradictory switches once: where they are set and not where they are inherited.
  fileprivate func check(_ reader: inout Reader) {
    if let maxLength = text.maxLength, text.minLength > maxLength {
      reader.reportConflict(
        of: ["max_length", "min_length"],
        "no term has a length from \(text.minLength) to \(maxLength)")
    }
    if let stemmer = text.stemmer, text.letterCase == .keep {
      reader.reportConflict(
        of: ["stem", "case"],
        "the stemmer `\(stemmer)` needs folded words, but the profile keeps case",
        advice: "Use `case: fold`, or a list of lemmas instead of the stemmer.")
    }
    if !text.readsTitle, !text.readsBody, !text.readsDateline {
      reader.reportConflict(
        of: ["dateline", "from"], "the profile reads no part of an article",
        advice: "Keep the dateline, or name `title` or `body` in `from`.")
    }
    if reader.isSet(reader.path + ["urls"]), reader.isSet(reader.path + ["addresses"]) {
      reader.reportConflict(
        of: ["urls"], "`urls` and `addresses` are the same switch", advice: "Set one of them.")
    }
  }
}

extension Reader {
  /// Collects a conflict at the first of `keys` that the current value sets; none if it sets none
  /// of them.
  fileprivate mutating func reportConflict(
    of keys: [String], _ message: String, advice: String? = nil
  ) {
    guard let key = keys.first(where: { isSet(path + [$0]) }) else { return }
    report("conflict", message, at: place(ofValue: path + [key]), advice: advice)
  }
}

extension Shape<String> {
  /// A stemmer, by its name or by the ISO code of its language, which stands for the name.
  fileprivate static let stemmer = {
    let codes = StopWords.languages.filter { Stemmer.algorithms.contains($0.value) }
    let names = Shape.name("stemmer", among: Stemmer.algorithms)
    let known = (Stemmer.algorithms + codes.keys.sorted()).map(JSONValue.string)
    return Shape(words: names.words, schema: ["enum": .array(known)]) { node, reader in
      if let name = node.text.flatMap({ codes[$0] }) { return name }
      return names.read(node, &reader)
    } show: {
      .string($0)
    }
  }()
}
