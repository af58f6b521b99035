import Diagnostics

/// The notation of a kind of value in a pipeline.
///
/// One shape does everything for a value: it reads it from YAML, shows it in the resolved pipeline,
/// describes it in a JSON Schema, and names it in messages and in the reference.
public struct Shape<Value>: Sendable {
  /// A description with an article: "a whole number from 1".
  public let words: String
  /// The JSON Schema.
  public let schema: JSONValue
  /// Reads the value of a node; nil after a fault has been reported.
  public let read: @Sendable (Node, inout Reader) -> Value?
  /// The value in the notation of a pipeline.
  public let show: @Sendable (Value) -> JSONValue

  /// A shape of values described by `words`.
  public init(
    words: String, schema: JSONValue,
    read: @escaping @Sendable (Node, inout Reader) -> Value?,
    show: @escaping @Sendable (Value) -> JSONValue
  ) {
    self.words = words
    self.schema = schema
    self.read = read
    self.show = show
  }

  /// The same notation for another type; `into` returns nil after it has reported a fault.
  public func map<Other>(
    _ into: @escaping @Sendable (Value, inout Reader) -> Other?,
    show from: @escaping @Sendable (Other) -> Value
  ) -> Shape<Other> {
    Shape<Other>(words: words, schema: schema) { [read] node, reader in
      read(node, &reader).flatMap { into($0, &reader) }
    } show: { [show] in
      show(from($0))
    }
  }
}

// MARK: Scalars

extension Shape<String> {
  /// A text that is not empty, described by `words`.
  public static func text(
    _ words: String, schema: JSONValue = ["type": "string", "minLength": 1]
  ) -> Shape {
    Shape(words: words, schema: schema) { node, reader in
      guard let text = node.text, !text.isEmpty else {
        reader.expected(words, butFound: node)
        return nil
      }
      // The system would end a name there and open another file.
      guard !text.unicodeScalars.contains("\0") else {
        reader.report("wrong-type", "expected \(words), found a text with a NUL character")
        return nil
      }
      return text
    } show: {
      .string($0)
    }
  }
}

extension Shape<Int> {
  /// A whole number within `range`.
  ///
  /// Only plain digits are accepted: to other readers of YAML, `010` is 8 and `1_0` is 10.
  public static func whole(_ range: ClosedRange<Int>) -> Shape {
    let isOpen = range.upperBound == .max
    let words =
      "a whole number "
      + (isOpen ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)")
    var schema: JSONValue = ["type": "integer", "minimum": .integer(range.lowerBound)]
    if !isOpen { schema = schema.adding(["maximum": .integer(range.upperBound)]) }
    return Shape(words: words, schema: schema) { node, reader in
      guard let number = node.wholeNumber else {
        reader.expected(words, butFound: node, advice: node.adviceOnNumber)
        return nil
      }
      guard range.contains(number) else {
        reader.report("out-of-range", "expected \(words), found \(number)")
        return nil
      }
      return number
    } show: {
      .integer($0)
    }
  }
}

extension Shape<Bool> {
  /// `true` or `false`.
  public static let flag = Shape(words: "true or false", schema: ["type": "boolean"]) {
    node, reader in
    switch node.plain?.lowercased() {
    case "true": return true
    case "false": return false
    case "yes", "on": reader.expected("true or false", butFound: node, advice: "Write `true`.")
    case "no", "off": reader.expected("true or false", butFound: node, advice: "Write `false`.")
    default: reader.expected("true or false", butFound: node)
    }
    return nil
  } show: {
    .boolean($0)
  }
}

extension Shape<Double> {
  /// A share from 0 to 1, or a percentage.
  public static let share = Shape(
    words: "a share from 0 to 1, or a percentage",
    schema: [
      "anyOf": [
        ["type": "number", "minimum": 0, "maximum": 1],
        ["type": "string", "pattern": #"^[0-9]+(\.[0-9]+)?\s?%$"#],
      ]
    ]
  ) { node, reader in
    let words = "a share from 0 to 1, or a percentage"
    guard let text = node.text else {
      reader.expected(words, butFound: node)
      return nil
    }
    let isPercentage = text.last == "%"
    let digits = isPercentage ? String(text.dropLast().prefix { $0 != " " }) : text
    guard digits.isPlainNumber, let number = Double(digits) else {
      reader.expected(words, butFound: node, advice: "Write `0.05` or `5%`.")
      return nil
    }
    let share = isPercentage ? number / 100 : number
    guard (0...1).contains(share) else {
      reader.report(
        "out-of-range", "expected \(words), found \(text)",
        advice: isPercentage || number > 100 ? nil : "Did you mean `\(text)%`?")
      return nil
    }
    return share
  } show: {
    .number($0)
  }
}

extension Shape<Double> {
  /// A number that `isAllowed` accepts, described by `words`.
  public static func number(
    _ words: String, schema: JSONValue = ["type": "number"],
    where isAllowed: @escaping @Sendable (Double) -> Bool = { _ in true }
  ) -> Shape {
    Shape(words: words, schema: schema) { node, reader in
      guard let number = node.number, number.isFinite else {
        reader.expected(words, butFound: node, advice: node.adviceOnNumber)
        return nil
      }
      guard isAllowed(number) else {
        reader.report("out-of-range", "expected \(words), found \(node.text ?? "")")
        return nil
      }
      return number
    } show: { number in
      Int(exactly: number).map { .integer($0) } ?? .number(number)
    }
  }

  /// A family-wise confidence.
  public static let confidence = number(
    "a number between 0 and 1",
    schema: ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1]
  ) { $0 > 0 && $0 < 1 }
}

// MARK: Choices

extension Shape where Value: Sendable & Equatable {
  /// One of a few names, each for a value.
  public static func choice(_ choices: KeyValuePairs<String, Value>) -> Shape {
    let choices = choices.map { (name: $0.key, value: $0.value) }
    let names = choices.map(\.name)
    let words = names.map { "`\($0)`" }.joined(separator: " | ")
    return Shape(
      words: words, schema: ["enum": .array(names.map(JSONValue.string))]
    ) { node, reader in
      guard let name = node.text else {
        reader.expected("one of \(names.joined(separator: ", "))", butFound: node)
        return nil
      }
      guard let choice = choices.first(where: { $0.name == name }) else {
        reader.unknown("value", name, among: names)
        return nil
      }
      return choice.value
    } show: { value in
      choices.first { $0.value == value }.map { .string($0.name) } ?? .null
    }
  }
}

extension Shape where Value: Sendable & CaseIterable & RawRepresentable<String> {
  /// One of the cases of an enumeration, by its raw value.
  public static var cases: Shape {
    let names = Value.allCases.map(\.rawValue)
    return Shape<String>.name("value", among: names).map { name, _ in
      Value(rawValue: name)
    } show: {
      $0.rawValue
    }
  }
}

extension Shape<String> {
  /// One of `names`; messages call it a `noun`.
  ///
  /// The reference lists the names, or has `words` instead.
  public static func name(_ noun: String, among names: [String], words: String? = nil) -> Shape {
    let choice = text(words ?? "one of \(names.joined(separator: ", "))")
    return Shape(
      words: words ?? names.map { "`\($0)`" }.joined(separator: " | "),
      schema: ["enum": .array(names.map(JSONValue.string))]
    ) { node, reader in
      guard let name = choice.read(node, &reader) else { return nil }
      guard names.contains(name) else {
        reader.unknown(noun, name, among: names)
        return nil
      }
      return name
    } show: {
      .string($0)
    }
  }
}

extension Reader {
  /// Collects a fault for the unknown `noun` called `name`.
  public mutating func unknown(
    _ noun: String, _ name: String, among names: [String], at place: Place? = nil
  ) {
    // A value needs its key to be understood; other nouns do not.
    let key = path.last { Int($0) == nil }
    let owner = noun == "value" ? key.map { " of `\($0)`" } ?? "" : ""
    report(
      "unknown-\(noun.replacing(" ", with: "-"))", "unknown \(noun) `\(name.excerpt)`\(owner)",
      at: place ?? self.place(ofValue: path),
      advice: advice(on: name, among: names, called: "Known"))
  }

  /// "Did you mean …?", or the list of names if none is similar.
  public func advice(on name: String, among names: [String], called lead: String) -> String? {
    guard !faults.isLong else { return nil }
    if let near = nearestName(to: name, among: names) { return "Did you mean `\(near)`?" }
    return names.isEmpty ? nil : "\(lead): \(names.listed)."
  }
}

// MARK: Lists and absences

extension Shape {
  /// A list of at most `limit` elements; with `orOne`, a single element may replace a list of one.
  public static func list<Element>(
    of element: Shape<Element>, orOne: Bool = false, mayBeEmpty: Bool = false,
    atMost limit: Int = .max
  ) -> Shape where Value == [Element] {
    let words = orOne ? "\(element.words), or a list" : "a list: \(element.words)"
    var array: JSONValue = ["type": "array", "items": element.schema]
    if !mayBeEmpty { array = array.adding(["minItems": 1]) }
    return Shape(
      words: words, schema: orOne ? ["anyOf": [element.schema, array]] : array
    ) { node, reader in
      guard case .sequence(let sequence) = node else {
        if orOne, case .scalar = node, !node.isNothing {
          if let value = element.read(node, &reader) { return [value] }
          if let text = node.text, text.contains(", ") { reader.advise("Write `[\(text)]`.") }
          return nil
        }
        reader.expected(
          "a list", butFound: node, advice: node.text.map { "Write `[\($0)]`." })
        return nil
      }
      if sequence.isEmpty && !mayBeEmpty {
        reader.report("empty", "the list is empty", advice: "Name at least one.")
        return nil
      }
      if sequence.count > limit {
        reader.report(
          "too-many", "the list has \(sequence.count) elements; the limit is \(limit)")
      }
      var elements: [Element] = []
      for node in sequence.prefix(limit) {
        // Indexes count the valid values, so an invalid element passes its index to the next.
        let value = reader.descend(to: "\(elements.count)", node) { element.read(node, &$0) }
        if let value { elements.append(value) }
      }
      return elements
    } show: {
      .array($0.map(element.show))
    }
  }

  /// A list without repeated elements.
  public func withoutRepetition<Element: Hashable & Sendable>() -> Shape where Value == [Element] {
    Shape(words: words, schema: schema) { node, reader in
      guard let elements = read(node, &reader) else { return nil }
      // If an element was invalid, the indexes of the others do not match their places.
      guard case .sequence(let sequence) = node, sequence.count == elements.count else {
        return elements
      }
      var seen: Set<Element> = []
      for (index, element) in elements.enumerated() where !seen.insert(element).inserted {
        reader.report(
          "repetition", "the list names `\(sequence[index].text ?? "")` twice",
          at: reader.place(ofValue: reader.path + ["\(index)"]))
      }
      return elements
    } show: {
      show($0)
    }
  }

  /// A list that is not empty, or `all` for no restriction, which is an empty list.
  public static func listOrAll<Element>(of element: Shape<Element>) -> Shape
  where Value == [Element] {
    let list = Shape.list(of: element)
    return Shape(
      words: "\(list.words) | `all`", schema: ["anyOf": [list.schema, ["const": "all"]]]
    ) { node, reader in
      node.text == "all" ? [] : list.read(node, &reader)
    } show: {
      $0.isEmpty ? "all" : list.show($0)
    }
  }

  /// A value, or `word` if there is none.
  public static func optional<Wrapped>(_ shape: Shape<Wrapped>, none word: String = "none") -> Shape
  where Value == Wrapped? {
    Shape(
      words: "\(shape.words) | `\(word)`",
      schema: ["anyOf": [shape.schema, ["const": .string(word)]]]
    ) { node, reader in
      if node.text == word { return .some(nil) }
      return shape.read(node, &reader).map(Optional.some)
    } show: {
      $0.map(shape.show) ?? .string(word)
    }
  }
}
