import Diagnostics

/// Stop words: the lists of function words in the tool, and lists in files.
///
/// The lists of five languages are our own, the others borrowed. Ours hold what has grammar rather
/// than meaning: articles and determiners, pronouns in all their forms, prepositions, conjunctions,
/// negation, auxiliaries in all their forms, pro-adverbs and the contractions of these. All lists
/// are lower-case and composed (NFC).
public enum StopWords {
  /// The names of the lists in the tool, sorted.
  public static let names = all.map(\.name)

  /// The words of the list of the language called `name`, or that has it for its ISO 639-1 code,
  /// sorted by bytes, none twice; nil if there is none.
  public static func list(named name: String) -> [String]? {
    all.first { $0.name == languages[name] ?? name }.map { union([words(of: $0.table)]) }
  }

  /// The words of all `lists`, sorted by bytes, none twice.
  ///
  /// Words are the same if their bytes are: unlike `String`'s `==`, this keeps a composed word and
  /// its decomposed twin apart, as a profile without normal form does.
  public static func union(_ lists: [[String]]) -> [String] {
    var sorted: [String] = []
    for word in lists.joined().sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    where !(sorted.last?.utf8.elementsEqual(word.utf8) ?? false) {
      sorted.append(word)
    }
    return sorted
  }

  /// The words of a file, sorted by bytes, none twice.
  ///
  /// One word a line, in UTF-8 with or without byte order mark; lines end with LF or CR LF. A `#`
  /// at the start of a line or after a blank begins a comment; blank lines and blanks around the
  /// word do not count.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - path: the name of the file, for faults.
  /// - Throws: a fault at the line that is not UTF-8 or holds several words: no token has a
  ///   blank in it, so they would never match.
  public static func parse(_ bytes: Span<UInt8>, path: String) throws(Fault) -> [String] {
    union([try entries(of: bytes, path: path).map(\.word)])
  }

  /// The words of a file in its order, with their places; else as `parse`.
  public static func entries(
    of bytes: Span<UInt8>, path: String
  ) throws(Fault) -> [ListEntry] {
    var entries: [ListEntry] = []
    for line in try ListFile.lines(of: bytes, path: path) {
      let word = try line.word(
        line.content, code: "stopwords.several-words", what: "a stop word",
        advice: "Write one word a line.")
      entries.append(ListEntry(word: word, place: line.place(of: line.content.startIndex)))
    }
    return entries
  }

  static let tables: [(name: String, table: String)] = [
    ("english", english), ("french", french), ("german", german), ("portuguese", portuguese),
    ("spanish", spanish),
  ]

  /// All lists, sorted by name.
  private static let all = (tables + borrowed).sorted { $0.name < $1.name }

  /// The words of a table: separated by blanks, under headings that begin with `#`.
  static func words(of table: String) -> [String] {
    table.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .flatMap { $0.split(separator: " ").map(String.init) }
  }
}
