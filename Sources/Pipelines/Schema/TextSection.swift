import Bytes
import Diagnostics
import Reports
import Settings
import Tokens

extension Profile {
  static let section = Section<Profile>(
    words: "a text profile",
    meaning: "How text becomes terms. Every switch that is not set is inherited, or its default.",
    standard: Profile(name: "words"),
    keys: [
      Key(
        "inherits", \.inherits, .text("the name of a profile"), standard: "none",
        "The profile whose switches hold where this one sets none."),
      Key(
        "from", \.from, .list(of: .cases, orOne: true).withoutRepetition(),
        "What is read of an article, each its own span."),
      Key(
        "dateline", \.dateline, .cases,
        "Whether the dateline (`Baghdad, March 6 (RHC)--`) is counted too."),
      Key(
        "case", \.text.letterCase, .cases,
        "Full case folding, by Unicode's tables; or the case as written."),
      Key("normalize", \.text.normalForm, .cases, "The Unicode normal form of terms."),
      Key(
        "diacritics", \.text.diacritics, .cases,
        "Whether combining marks stay (`é`) or go (`e`)."),
      Key(
        "hyphens", \.text.segmentation.keepsHyphens, .choice(["keep": true, "split": false]),
        "Whether `well-known` is one token."),
      Key(
        "apostrophes", \.apostrophes, .cases,
        """
        Inside a word `’` and its kin become `'`, or stay as they are; or they split the word, so \
        that `country's` is two tokens.
        """),
      Key("numbers", \.text.numbers, .cases, "Whether numbers are terms."),
      Key(
        "punctuation", \.text.segmentation.keepsPunctuation,
        .choice(["keep": true, "drop": false]), "Whether punctuation marks are tokens."),
      Key(
        "addresses", \.addresses, .cases,
        """
        Whether URLs, e-mail addresses, #hashtags and @mentions are one term each, are dropped, or \
        are split like other text.
        """),
      Key("urls", \.addresses, .cases, isAbbreviation: true, "The same as `addresses`."),
      Key(
        "abbreviations", \.text.segmentation.abbreviations,
        .list(of: .abbreviationLanguage, mayBeEmpty: true),
        """
        The languages whose abbreviations do not end a sentence and keep their last dot (`U.S.`).
        """),
      Key(
        "line_breaks", \.text.segmentation.newlineEndsParagraph,
        .choice(["space": false, "paragraph": true]),
        "Whether a single line break is a space, or ends the paragraph as a blank line does."),
      Key(
        "min_length", \.text.minLength, .whole(1...1_000_000),
        "Shorter terms are removed, in characters (Unicode scalars)."),
      Key(
        "max_length", \.text.maxLength, .optional(.whole(1...1_000_000)),
        "Longer terms are removed, in characters (Unicode scalars)."),
      Key(
        "stopwords", \.stopWordLists,
        .list(of: .text("a list or file"), orOne: true, mayBeEmpty: true),
        """
        Words that are removed: lists of the tool (\(StopWords.names.quotedList)) and files, \
        relative to the pipeline file, of one word a line. They are cut and folded as text is; with \
        `case: keep`, one without capitals stands for all its spellings.
        """),
      Key(
        "stem", \.text.stemmer, .optional(.name("stemmer", among: Stemmer.algorithms)),
        "The Snowball stemmer that makes the terms; it needs `case: fold`."),
      Key(
        "lemmas", \.lemmaFile, .optional(.text("a file")),
        """
        A file of lemmas, relative to the pipeline file: form, tab, lemma. Looked up after case \
        folding and before stemming.
        """),
      Key(
        "gaps", \.text.gaps, .cases,
        "Whether removed tokens leave gaps that windows and n-grams do not bridge."),
    ])

  /// What is done with ’ inside a word: two switches as one word.
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

  /// What is done with URLs and their kin: two switches as one word.
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

  /// What is read besides what `dateline` says; naming the dateline here says it too.
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

/// Reads profiles in the order in which they inherit from each other.
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

  /// Resolves the profile called `name` after those that it inherits from, the one without a parent
  /// first.
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

  /// The name of the profile that the one in `node` inherits from; nil if there is none, or if that
  /// one waits for it: `line` are those that wait, each for the next.
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
  /// Reports what cannot be meant together, once: where it is set and not where it is inherited.
  fileprivate func check(_ reader: inout Reader) {
    if let maxLength = text.maxLength, text.minLength > maxLength {
      reader.reportConflict(
        of: ["max_length", "min_length"],
        "no term has a length from \(text.minLength) to \(maxLength)")
    }
    if let stemmer = text.stemmer, text.letterCase == .keep {
      reader.reportConflict(
        of: ["stem", "case"],
        "the stemmer `\(stemmer)` is for folded words, but the profile keeps case",
        advice: "Use `case: fold`, or a list of lemmas instead of the stemmer.")
    }
    if !text.readsTitle, !text.readsBody, !text.readsDateline {
      reader.reportConflict(
        of: ["dateline", "from"], "the profile reads nothing of an article",
        advice: "Keep the dateline, or name `title` or `body` in `from`.")
    }
    if reader.isSet(reader.path + ["urls"]), reader.isSet(reader.path + ["addresses"]) {
      reader.reportConflict(
        of: ["urls"], "`urls` and `addresses` are the same switch", advice: "Set one of them.")
    }
  }
}

extension Reader {
  /// Collects a conflict at the first of `keys` that the value being read sets; none if it sets
  /// none.
  fileprivate mutating func reportConflict(
    of keys: [String], _ message: String, advice: String? = nil
  ) {
    guard let key = keys.first(where: { isSet(path + [$0]) }) else { return }
    report("conflict", message, at: place(ofValue: path + [key]), advice: advice)
  }
}
