import Diagnostics
import Settings

/// Reads dictionaries of categories: nested YAML, and the `.dic` form of LIWC.
enum CategoryDictionaryFile {
  /// The dictionary in `bytes`, the content of the file called `path`, and all that is wrong with
  /// it.
  ///
  /// It is a `.dic` file if it is called so, or if its first line is a percent sign.
  static func parse(
    _ bytes: [UInt8], path: String
  ) throws(Fault) -> (dictionary: CategoryDictionary, faults: FaultList) {
    var lines = try TextLines(bytes, path: path)
    var first = lines
    while first.advance(), first.line.isEmpty {}
    let isPercent = first.text(first.line).allSatisfy { $0 == "%" || $0.isWhitespace }
    if path.hasSuffix(".dic") || path.hasSuffix(".DIC") || isPercent && !first.line.isEmpty {
      return try LIWCDictionary.parse(&lines, path: path)
    }
    return try parseYAML(String(decoding: bytes, as: UTF8.self), path: path)
  }

  // MARK: YAML

  private static func parseYAML(
    _ text: String, path: String
  ) throws(Fault) -> (dictionary: CategoryDictionary, faults: FaultList) {
    let document = try Document(SourceText(path: path, text: text))
    var reader = Reader(document, folder: "")
    var dictionary = CategoryDictionary(file: path)
    if let root = document.root, case .mapping(let mapping) = root, !mapping.isEmpty {
      read(mapping, in: nil, into: &dictionary, &reader)
    } else {
      reader.report(
        "dictionary", "expected a mapping of categories to their words",
        at: document.source.place(line: 1, column: 1),
        advice: "Write `joy: [happy, delight*]`, one category per line.")
    }
    return (dictionary, reader.faults)
  }

  private static func read(
    _ mapping: Node.Mapping, in parent: Int?, into dictionary: inout CategoryDictionary,
    _ reader: inout Reader
  ) {
    for (name, node) in reader.members(of: mapping) {
      if !name.isNameOfCategory {
        reader.report(
          "dictionary", "`\(name.excerpt)` is not a valid category name",
          at: reader.place(ofKey: reader.path + [name]), advice: .namesOfCategories)
      }
      reader.descend(to: name, node) { reader in
        let category = dictionary.category(named: name, in: parent)
        readContent(node, of: category, into: &dictionary, &reader)
      }
    }
  }

  /// Reads what a category holds: a pattern, categories, or a list of both.
  private static func readContent(
    _ node: Node, of category: Int, into dictionary: inout CategoryDictionary,
    _ reader: inout Reader
  ) {
    switch node {
    case .mapping(let mapping):
      read(mapping, in: category, into: &dictionary, &reader)
    case .sequence(let sequence):
      for (index, node) in sequence.enumerated() {
        reader.descend(to: "\(index)", node) {
          readContent(node, of: category, into: &dictionary, &$0)
        }
      }
    case .scalar(let scalar):
      guard scalar.string.contains(where: { !$0.isWhitespace }) else {
        return reader.expected("a word or phrase", butFound: node)
      }
      dictionary.add(scalar.string, to: category, line: node.mark.line)
    }
  }
}

extension String {
  /// Whether this can name a category. A path has the names of all categories around one, so that
  /// long names would make for longer paths than there is room for.
  fileprivate var isNameOfCategory: Bool {
    !isEmpty && utf8.count <= 400 && !contains("/")
  }

  fileprivate static let namesOfCategories = """
    Names have at most 400 bytes and no `/`, which separates them in tables.
    """
}

/// The dictionaries of LIWC: a head of numbered categories between two percent signs, then words
/// with the numbers, or names, of their categories.
///
///     %
///     1   affect (Affect)
///         2   posemo
///     %
///     happ*       1   2
///     well done   2
private enum LIWCDictionary {
  static func parse(
    _ lines: inout TextLines, path: String
  ) throws(Fault) -> (dictionary: CategoryDictionary, faults: FaultList) {
    var dictionary = CategoryDictionary(file: path)
    var faults = FaultList(path: path)
    let categories = try head(&lines, &dictionary, &faults)
    let names = categories.keys.sorted()
    while lines.advance() {
      let fields = Field.fields(of: lines, endsAtTab: lines.bytes[lines.line].contains(0x09))
      guard let word = fields.first else { continue }
      let conditions = fields.dropFirst().filter { $0.text.contains { "<>()/".contains($0) } }
      if let condition = conditions.first {
        faults.add(
          lines.fault(
            "dictionary", "categories that depend on a word's neighbours are not supported",
            at: condition.place, advice: "Write the cases as phrases, such as `kind of`."))
        continue
      }
      if fields.count == 1 {
        faults.add(
          lines.fault("dictionary", "`\(word.text)` has no category", at: word.place))
      }
      for field in fields.dropFirst() {
        guard let category = categories[field.text] else {
          faults.add(
            lines.fault(
              "dictionary", "there is no category `\(field.text)`", at: field.place,
              advice: faults.isLong
                ? nil
                : nearestName(to: field.text, among: names).map { "Did you mean `\($0)`?" }))
          continue
        }
        dictionary.add(escaped(word.text), to: category, line: lines.number)
      }
    }
    return (dictionary, faults)
  }

  /// Reads the categories between the percent signs; returns their places by numbers and names.
  private static func head(
    _ lines: inout TextLines, _ dictionary: inout CategoryDictionary, _ faults: inout FaultList
  ) throws(Fault) -> [String: Int] {
    while lines.advance(), isBlank(lines) {}
    guard isPercent(lines) else {
      throw lines.fault(
        "dictionary", "the dictionary does not begin with a percent sign",
        advice: "Write the categories between two lines with `%`.")
    }
    var numbers: [String: Int] = [:]
    var names: [String: Int] = [:]
    var open: [(depth: Int, category: Int)] = []
    while lines.advance() {
      if isPercent(lines) { return names.merging(numbers) { $1 } }
      let fields = Field.fields(of: lines, endsAtTab: false)
      guard let id = fields.first else { continue }
      let depth = id.place - lines.line.lowerBound
      open.removeAll { $0.depth >= depth }
      let name = fields.count > 1 ? Field.name(of: lines, from: fields[1].place) : id.text
      if !name.isNameOfCategory {
        faults.add(
          lines.fault(
            "dictionary", "`\(name.excerpt)` is not a valid category name", at: fields.last?.place,
            advice: .namesOfCategories))
      }
      if numbers[id.text] != nil {
        faults.add(
          lines.fault("dictionary", "`\(id.text)` already names a category", at: id.place))
      }
      let category = dictionary.category(named: name, in: open.last?.category)
      numbers[id.text] = category
      names[name] = category
      open.append((depth, category))
    }
    throw lines.fault(
      "dictionary", "the categories do not end with a percent sign",
      advice: "Write the categories between two lines with `%`.")
  }

  private static func isBlank(_ lines: TextLines) -> Bool {
    lines.text(lines.line).allSatisfy(\.isWhitespace)
  }

  private static func isPercent(_ lines: TextLines) -> Bool {
    let text = lines.text(lines.line)
    return text.contains("%") && text.allSatisfy { $0 == "%" || $0.isWhitespace }
  }

  /// The word as a pattern: of the wildcards, these dictionaries know `*` only.
  private static func escaped(_ word: String) -> String {
    word.replacing("\\", with: "\\\\").replacing("?", with: "\\?")
  }

  /// A part of a line, and where it begins.
  private struct Field {
    var text: String
    var place: Int

    /// The parts of the current line between blanks; with `endsAtTab`, the first one, a word or
    /// phrase, ends at a tab.
    static func fields(of lines: TextLines, endsAtTab: Bool) -> [Field] {
      var fields: [Field] = []
      var start: Int?
      for place in lines.line.lowerBound...lines.line.upperBound {
        let byte = place < lines.line.upperBound ? lines.bytes[place] : 0x09
        let isBlank = byte == 0x09 || byte == 0x20 && !(endsAtTab && fields.isEmpty && start != nil)
        if isBlank, let first = start {
          var end = place
          while lines.bytes[end - 1] == 0x20 { end -= 1 }
          fields.append(Field(text: lines.text(first..<end), place: first))
          start = nil
        } else if !isBlank, start == nil {
          start = place
        }
      }
      return fields
    }

    /// The name that begins at `place`: up to a tab, or to a description in brackets.
    static func name(of lines: TextLines, from place: Int) -> String {
      let rest = lines.text(place..<lines.line.upperBound)
      let end = rest.firstRange(of: " (")?.lowerBound ?? rest.firstIndex(of: "\t") ?? rest.endIndex
      var name = rest[..<end].prefix { $0 != "\t" }
      while name.last == " " { name.removeLast() }
      return String(name)
    }
  }
}
