import Diagnostics

extension String {
  /// Whether this is a valid file name on every system: at most 100 ASCII letters, digits, `-`, `_`
  /// and `.`, not beginning with `.`.
  public var isSafeName: Bool {
    !isEmpty && utf8.count <= 100 && first != "."
      && unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
          || "-_.".unicodeScalars.contains($0)
      }
  }

  /// Advice for a name that is not safe.
  public static let safeNames = """
    Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
    """
}

extension [String] {
  /// The first names, separated by commas, and the number of the others.
  public var listed: String {
    let most = 20
    let first = prefix(most).map(\.excerpt).joined(separator: ", ")
    return count > most ? "\(first) … and \(count - most) more" : first
  }

  /// The names as Markdown code, separated by commas.
  public var quotedList: String { map { "`\($0)`" }.joined(separator: ", ") }
}

extension Shape<String> {
  /// A name that is a valid file name.
  public static let safeName = Shape(
    words: "a name",
    schema: ["type": "string", "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]*$", "maxLength": 100]
  ) { node, reader in
    guard let name = Shape.text("a name").read(node, &reader) else { return nil }
    if !name.isSafeName {
      reader.report("name", "`\(name.excerpt)` is not a safe file name", advice: .safeNames)
    }
    return name
  } show: {
    .string($0)
  }
}

extension Reader {
  /// The largest number of text profiles, analyses or fields of a pipeline.
  public static let mostNamed = 1000

  /// The members of a mapping from names that the user chooses; `words` names its values. Members
  /// beyond `mostNamed` are reported and left out.
  public mutating func namedMembers(
    of mapping: Node.Mapping, _ words: String, advice: String? = nil
  ) -> ArraySlice<(key: String, value: Node)> {
    let members = members(of: mapping)
    if members.count > Reader.mostNamed {
      report(
        "too-many", "there are \(members.count) \(words); the limit is \(Reader.mostNamed)",
        advice: advice)
    }
    return members.prefix(Reader.mostNamed)
  }

  /// Reads a mapping from names that the user chooses, in order; reports names that are not safe.
  public mutating func readNamed(
    _ node: Node, _ words: String, _ read: (_ name: String, Node, inout Reader) -> Void
  ) {
    guard case .mapping(let mapping) = node else {
      return expected("a mapping of names to \(words)", butFound: node)
    }
    if mapping.isEmpty {
      report("empty", "there are no \(words)", advice: "Leave the key out for its default.")
    }
    for (name, value) in namedMembers(of: mapping, words, advice: "Split the pipeline.") {
      if !name.isSafeName {
        report(
          "name", "`\(name.excerpt)` is not a safe file name", at: place(ofKey: path + [name]),
          advice: .safeNames)
      }
      descend(to: name, value) { read(name, value, &$0) }
    }
  }
}
