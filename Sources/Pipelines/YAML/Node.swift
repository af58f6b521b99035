import Bytes

/// A value of YAML, which knows where it stands.
enum Node: Sendable {
  case scalar(Scalar)
  case sequence(Sequence)
  case mapping(Mapping)

  typealias Mark = YAMLParser.Mark

  /// A text; numbers and flags are texts that are plain.
  struct Scalar: Sendable {
    var string: String
    /// Whether it is written without quotation marks.
    var isPlain: Bool
    var mark: Mark
  }

  /// A list.
  struct Sequence: Sendable, RandomAccessCollection {
    var elements: [Node]
    var mark: Mark

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }
    subscript(index: Int) -> Node { elements[index] }
  }

  /// A mapping, in the order in which it is written; keys may be repeated.
  struct Mapping: Sendable, RandomAccessCollection {
    var members: [(key: Node, value: Node)]
    var mark: Mark

    var startIndex: Int { 0 }
    var endIndex: Int { members.count }
    subscript(index: Int) -> (key: Node, value: Node) { members[index] }
    var keys: [Node] { members.map(\.key) }
    /// The value of a key that is a text, of repeated ones the last.
    subscript(key: String) -> Node? { members.last { $0.key.scalar?.string == key }?.value }
  }

  /// Where it begins.
  var mark: Mark {
    switch self {
    case .scalar(let scalar): scalar.mark
    case .sequence(let sequence): sequence.mark
    case .mapping(let mapping): mapping.mark
    }
  }

  var scalar: Scalar? { if case .scalar(let scalar) = self { scalar } else { nil } }
  var mapping: Mapping? { if case .mapping(let mapping) = self { mapping } else { nil } }
}
