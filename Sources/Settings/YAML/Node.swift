import Bytes

/// A value of YAML with its place.
public enum Node: Sendable {
  /// A text, a number, a flag, or null.
  case scalar(Scalar)
  /// A list.
  case sequence(Sequence)
  /// Keys with their values.
  case mapping(Mapping)

  /// A line and a column.
  public typealias Mark = YAMLParser.Mark

  /// A text; numbers and flags are plain texts.
  public struct Scalar: Sendable {
    /// The text.
    public var string: String
    /// Whether it is written without quotation marks.
    public var isPlain: Bool
    /// Where it begins.
    public var mark: Mark
  }

  /// A list.
  public struct Sequence: Sendable, RandomAccessCollection {
    /// The elements.
    public var elements: [Node]
    /// Where it begins.
    public var mark: Mark

    /// The place of the first element.
    public var startIndex: Int { 0 }
    /// The position after the last element.
    public var endIndex: Int { elements.count }
    /// The element at a position.
    public subscript(index: Int) -> Node { elements[index] }
  }

  /// A mapping in the order of the text; keys may be repeated.
  public struct Mapping: Sendable, RandomAccessCollection {
    /// The members in the order of the text.
    public var members: [(key: Node, value: Node)]
    /// Where it begins.
    public var mark: Mark

    /// The place of the first member.
    public var startIndex: Int { 0 }
    /// The position after the last member.
    public var endIndex: Int { members.count }
    /// The member at a position.
    public subscript(index: Int) -> (key: Node, value: Node) { members[index] }
    /// The keys in the order of the text.
    public var keys: [Node] { members.map(\.key) }
    /// The value of a key that is a text; the last one if the key is repeated.
    public subscript(key: String) -> Node? { members.last { $0.key.scalar?.string == key }?.value }
  }

  /// The place where it begins.
  public var mark: Mark {
    switch self {
    case .scalar(let scalar): scalar.mark
    case .sequence(let sequence): sequence.mark
    case .mapping(let mapping): mapping.mark
    }
  }

  /// The scalar, if it is one.
  public var scalar: Scalar? { if case .scalar(let scalar) = self { scalar } else { nil } }
  /// The mapping, if it is one.
  public var mapping: Mapping? { if case .mapping(let mapping) = self { mapping } else { nil } }
}
