import Diagnostics

extension String {
  /// Whether this can name a file anywhere: at most 100 ASCII letters, digits, `-`, `_` and `.`,
  /// the last one not in front.
  public var isSafeName: Bool {
    !isEmpty && utf8.count <= 100 && first != "."
      && unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
          || "-_.".unicodeScalars.contains($0)
      }
  }

  /// What to do about a name that is not safe.
  public static let safeNames = """
    Names have letters a–z, digits, `-`, `_` and `.` (not in front), at most 100 of them.
    """
}

extension [String] {
  /// The first names, with commas, and how many more there are.
  public var listed: String {
    let most = 20
    let first = prefix(most).map(\.excerpt).joined(separator: ", ")
    return count > most ? "\(first) … and \(count - most) more" : first
  }

  /// The names as Markdown code, with commas.
  public var quotedList: String { map { "`\($0)`" }.joined(separator: ", ") }
}

extension Shape<String> {
  /// A name that can be the name of a file.
  public static let safeName = Shape(
    words: "a name",
    schema: ["type": "string", "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]*$", "maxLength": 100]
  ) { node, reader in
    guard let name = Shape.text("a name").read(node, &reader) else { return nil }
    if !name.isSafeName {
      reader.report("name", "`\(name.excerpt)` is no safe file name", advice: .safeNames)
    }
    return name
  } show: {
    .string($0)
  }
}

extension Reader {
  /// How many text profiles, analyses or fields a pipeline may have.
  public static let mostNamed = 1000

  /// The members of a mapping of things with names of the user's own, called `words`; more than
  /// `mostNamed` are reported, and left out.
  public mutating func namedMembers(
    of mapping: Node.Mapping, _ words: String, advice: String? = nil
  ) -> ArraySlice<(key: String, value: Node)> {
    let members = members(of: mapping)
    if members.count > Reader.mostNamed {
      report(
        "too-many", "there are \(members.count) \(words), and may be \(Reader.mostNamed)",
        advice: advice)
    }
    return members.prefix(Reader.mostNamed)
  }

  /// Reads a mapping of the user's own names, in order; a name that is not safe is reported.
  public mutating func readNamed(
    _ node: Node, _ words: String, _ read: (_ name: String, Node, inout Reader) -> Void
  ) {
    guard case .mapping(let mapping) = node else {
      return expected("a mapping of names to \(words)", butFound: node)
    }
    if mapping.isEmpty {
      report("empty", "there are no \(words)", advice: "Leave the key out for its default.")
    }
    for (name, value) in namedMembers(of: mapping, words, advice: "Make several pipelines.") {
      if !name.isSafeName {
        report(
          "name", "`\(name.excerpt)` is no safe file name", at: place(ofKey: path + [name]),
          advice: .safeNames)
      }
      descend(to: name, value) { read(name, value, &$0) }
    }
  }
}
