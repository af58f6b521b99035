import Diagnostics

/// A key of a section: its name, its value's notation and property, and its meaning.
public struct Key<Root>: Sendable {
  /// The name.
  public let name: String
  /// The meaning of the key, in one or two sentences; Markdown.
  public let meaning: String
  /// A description of the value's notation.
  public let words: String
  /// The JSON Schema of the value.
  public let schema: JSONValue
  /// The default in words, where the section's standard value has none.
  public let standard: String?
  /// Whether the key has no default.
  public let isRequired: Bool
  /// Whether the key is an abbreviation of another key.
  public let isAbbreviation: Bool
  fileprivate let read: @Sendable (Node, inout Reader, inout Root) -> Void
  /// The value in the notation of a pipeline; nil for an abbreviation.
  public let show: @Sendable (Root) -> JSONValue?

  /// A key for the value of `property`.
  public init<Value>(
    _ name: String, _ property: WritableKeyPath<Root, Value> & Sendable, _ shape: Shape<Value>,
    standard: String? = nil, isRequired: Bool = false, isAbbreviation: Bool = false,
    _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    self.standard = standard
    self.isRequired = isRequired
    self.isAbbreviation = isAbbreviation
    words = shape.words
    schema = shape.schema
    read = { node, reader, root in
      if let value = shape.read(node, &reader) { root[keyPath: property] = value }
    }
    show = { root in
      isAbbreviation ? JSONValue?.none : shape.show(root[keyPath: property])
    }
  }

  /// A key for the value of `property`, which is nil if the default is not a value but the words in
  /// `standard`.
  public init<Value>(
    _ name: String, _ property: WritableKeyPath<Root, Value?> & Sendable, _ shape: Shape<Value>,
    standard: String, isRequired: Bool = false, _ meaning: String
  ) {
    self.name = name
    self.meaning = meaning
    self.standard = standard
    self.isRequired = isRequired
    isAbbreviation = false
    words = shape.words
    schema = shape.schema
    read = { node, reader, root in
      if let value = shape.read(node, &reader) { root[keyPath: property] = value }
    }
    show = { $0[keyPath: property].map(shape.show) }
  }
}

/// A mapping with known keys. This one table reads a section of the pipeline, shows it, describes
/// it as JSON Schema, and documents it in the reference.
public struct Section<Root: Sendable>: Sendable {
  /// A description of the section with an article, for messages: "a text profile".
  public let words: String
  /// The purpose of the section, in one or two sentences; Markdown.
  public let meaning: String
  /// The values of keys that are left out.
  public let standard: Root
  /// The keys, in the order of output.
  public let keys: [Key<Root>]

  /// A section described by `words` and `meaning`; `standard` has the values of keys that are left
  /// out.
  public init(words: String, meaning: String, standard: Root, keys: [Key<Root>]) {
    self.words = words
    self.meaning = meaning
    self.standard = standard
    self.keys = keys
  }

  /// Reads `node` into `root` and leaves properties without a key unchanged.
  ///
  /// A null node sets nothing. Keys in `others` are read elsewhere.
  public func read(
    _ node: Node, into root: inout Root, _ reader: inout Reader, besides others: [String] = []
  ) {
    guard !node.isNothing else { return requireKeys(besides: others, &reader) }
    guard case .mapping(let mapping) = node else {
      return reader.expected("a mapping with the keys of \(words)", butFound: node)
    }
    let members = reader.members(of: mapping)
    for (name, value) in members where !others.contains(name) {
      guard let key = keys.first(where: { $0.name == name }) else {
        reader.report(
          "unknown-key", "unknown key `\(name.excerpt)` in \(words)",
          at: reader.place(ofKey: reader.path + [name]),
          advice: reader.advice(on: name, among: others + keys.map(\.name), called: "Known keys"))
        continue
      }
      reader.descend(to: name, value) { key.read(value, &$0, &root) }
    }
    requireKeys(besides: members.map(\.key), &reader)
  }

  /// Reports required keys that are missing, except those that are misspelt.
  private func requireKeys(besides present: [String], _ reader: inout Reader) {
    let missing = keys.filter { $0.isRequired && !present.contains($0.name) }
    guard !missing.isEmpty else { return }
    let names = keys.map(\.name)
    let meant = present.prefix(100).compactMap { nearestName(to: $0, among: names) }
    for key in missing where !meant.contains(key.name) {
      reader.report(
        "missing-key", "`\(key.name)` is missing in \(words)",
        at: reader.place(ofKey: reader.path), advice: "It takes \(key.words).")
    }
  }

  /// The section in the notation of a pipeline, with every key set.
  public func show(_ root: Root) -> JSONObject {
    JSONObject(keys.compactMap { key in key.show(root).map { .init(key.name, $0) } })
  }

  /// The default of `key` in the notation of a pipeline; nil if it has none.
  public func standardValue(of key: Key<Root>) -> JSONValue? {
    key.isRequired || key.standard != nil ? nil : key.show(standard)
  }

  /// The JSON Schema; `more` properties come before those of the table.
  public func schema(adding more: [JSONObject.Member] = []) -> JSONObject {
    let properties = keys.map { key in
      var schema = key.schema.adding(["description": .string(key.meaning)])
      if let value = standardValue(of: key) { schema = schema.adding(["default": value]) }
      return JSONObject.Member(key.name, schema)
    }
    let required = more.map(\.name) + keys.filter(\.isRequired).map(\.name)
    var schema: JSONObject = [
      "type": "object", "description": .string(meaning),
      "properties": .object(JSONObject(more + properties)), "additionalProperties": false,
    ]
    if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
    return schema
  }

  /// The section as the value of a key.
  public var shape: Shape<Root> {
    Shape(words: "the keys of \(words)", schema: .object(schema())) { node, reader in
      var root = standard
      read(node, into: &root, &reader)
      return root
    } show: {
      .object(show($0))
    }
  }
}
