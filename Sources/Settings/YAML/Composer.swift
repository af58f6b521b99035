import Bytes
import Diagnostics

/// Builds the tree of a document from its events, within bounds: a few lines of aliases can stand
/// for more values than fit in memory.
struct Composer: ~Copyable {
  /// The deepest nesting of values that is accepted, including that by aliases.
  static let deepest = 64
  /// The largest number of values of a text.
  static let mostValues = 1_000_000
  /// The largest number of values that aliases stand for; a long text counts as several.
  static let mostAliased = 100_000

  /// A value, its weight, and the number of levels below it.
  private struct Value {
    var node: Node
    var weight: Int
    var height = 0

    mutating func take(in inner: Value) {
      weight += inner.weight
      height = max(height, inner.height + 1)
    }
  }

  private let source: SourceText
  private var parser: YAMLParser
  private var anchors: [String: Value] = [:]
  private var values = 0
  private var aliased = 0

  /// The root of the tree in `source`; nil if it holds no value.
  ///
  /// Throws the fault that makes it invalid YAML or exceeds a bound.
  static func compose(_ source: SourceText) throws(Fault) -> Node? {
    var composer = Composer(source)
    return try composer.document()
  }

  private init(_ source: SourceText) {
    self.source = source
    parser = YAMLParser(source.text)
  }

  private mutating func next() throws(Fault) -> (event: YAMLParser.Event, mark: Node.Mark) {
    do throws(YAMLParser.Failure) {
      return try parser.next()
    } catch {
      throw source.fault(for: error)
    }
  }

  private mutating func document() throws(Fault) -> Node? {
    guard try next().event == .documentStart else { return nil }
    let (event, mark) = try next()
    let root = try value(of: event, at: mark, depth: 0)
    _ = try next()
    let (end, place) = try next()
    guard end == .end else {
      throw Fault(
        "pipeline.yaml", "a second document begins", at: source.place(of: place),
        advice: "A pipeline is one document: remove `---`.", exit: .configuration)
    }
    return root.node
  }

  private mutating func value(
    of event: YAMLParser.Event, at mark: Node.Mark, depth: Int
  ) throws(Fault) -> Value {
    values += 1
    guard values <= Composer.mostValues else {
      throw refusal("the file has more than \(Composer.mostValues) values", at: mark)
    }
    guard depth <= Composer.deepest else { throw tooDeep(at: mark) }
    switch event {
    case .scalar(let text, let isPlain, let anchor):
      let node = Node.scalar(.init(string: text, isPlain: isPlain, mark: mark))
      return marked(Value(node: node, weight: 1 + text.utf8.count / 32), by: anchor)
    case .sequenceStart(let anchor): return try sequence(at: mark, anchor, depth: depth)
    case .mappingStart(let anchor): return try mapping(at: mark, anchor, depth: depth)
    case .alias(let name): return try alias(of: name, at: mark, depth: depth)
    default: throw refusal("invalid YAML: a value is missing", at: mark)
    }
  }

  private mutating func sequence(
    at mark: Node.Mark, _ anchor: String?, depth: Int
  ) throws(Fault) -> Value {
    var elements: [Node] = []
    var whole = Value(node: .sequence(.init(elements: [], mark: mark)), weight: 1)
    while true {
      let (event, place) = try next()
      if event == .sequenceEnd { break }
      let element = try value(of: event, at: place, depth: depth + 1)
      whole.take(in: element)
      elements.append(element.node)
    }
    whole.node = .sequence(.init(elements: elements, mark: mark))
    return marked(whole, by: anchor)
  }

  private mutating func mapping(
    at mark: Node.Mark, _ anchor: String?, depth: Int
  ) throws(Fault) -> Value {
    var members: [(key: Node, value: Node)] = []
    var whole = Value(node: .mapping(.init(members: [], mark: mark)), weight: 1)
    while true {
      let (event, place) = try next()
      if event == .mappingEnd { break }
      let key = try value(of: event, at: place, depth: depth + 1)
      let (inner, innerPlace) = try next()
      let content = try value(of: inner, at: innerPlace, depth: depth + 1)
      whole.take(in: key)
      whole.take(in: content)
      members.append((key.node, content.node))
    }
    whole.node = .mapping(.init(members: members, mark: mark))
    return marked(whole, by: anchor)
  }

  private mutating func alias(
    of name: String, at mark: Node.Mark, depth: Int
  ) throws(Fault) -> Value {
    guard let value = anchors[name] else {
      throw refusal(
        "invalid YAML: found undefined alias", at: mark, advice: SourceText.adviceOnAliases)
    }
    aliased += value.weight
    guard aliased <= Composer.mostAliased else {
      throw refusal(
        "the aliases of the file stand for more than \(Composer.mostAliased) values", at: mark,
        advice: "Write the values out; a few aliases of aliases can stand for billions of values.")
    }
    guard depth + value.height <= Composer.deepest else { throw tooDeep(at: mark) }
    return value
  }

  private mutating func marked(_ value: Value, by anchor: String?) -> Value {
    if let anchor { anchors[anchor] = value }
    return value
  }

  private func tooDeep(at mark: Node.Mark) -> Fault {
    refusal("values are nested more than \(Composer.deepest) levels deep", at: mark)
  }

  private func refusal(_ message: String, at mark: Node.Mark, advice: String? = nil) -> Fault {
    Fault(
      "pipeline.yaml", message, at: source.place(of: mark), advice: advice, exit: .configuration)
  }
}
