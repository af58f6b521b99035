import Bytes

/// The elements of a page in the order of their start tags, and its text.
///
/// The tree is bounded: beyond `mostNodes` elements, further ones are parts of those that there
/// are, and `HTMLReader` forgets what is nested too deep.
struct PageTree {
  struct Node {
    /// The element around it; that of the root is the root.
    var parent: Int
    var tag: PageTag?
    var mark: PageMark
    /// Where its elements end; they begin behind it.
    var end: Int
    /// The pieces of text in it.
    var runs: Range<Int>
    /// Whether it is in a link, or is one.
    var isLinked: Bool
    /// The innermost element around its text, itself included, that is not part of a line.
    var block: Int
  }

  /// Text without a tag in it.
  struct Run {
    /// The element it is in.
    var node: Int
    var range: Range<Int>
    /// How much it says: a letter of an alphabet is 1, a character of three bytes (Han, kana) 2.
    var weight: Int
    /// How many elements that are no parts of lines began before it.
    var blocksBefore: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var runs: [Run] = []
  /// The text: a newline is a break; any other white space is a space, except in `pre`.
  private(set) var text: [UInt8] = []

  private var open: [Int] = [0]
  private var mark = PageMark()
  /// How many `pre` elements are open.
  private var preformatted = 0

  static let mostNodes = 1 << 17

  init() {
    nodes.append(
      Node(
        parent: 0, tag: nil, mark: [], end: 0, runs: 0..<0, isLinked: false, block: 0))
  }

  /// Takes what the library has read.
  mutating func take(_ event: HTMLReader.Event, _ read: Span<UInt8>) {
    switch event {
    case .mark(let value): mark = PageMark(rawValue: value)
    case .open(let name):
      begin(PageTag.named(name), mark)
      mark = []
    case .close(let name): end(PageTag.named(name))
    case .text(let range): append(read.extracting(range))
    }
  }

  /// Ends all elements that are open.
  mutating func finish() {
    while let node = open.popLast() { close(node) }
  }

  private var current: Int { open.last ?? 0 }

  private mutating func begin(_ tag: PageTag?, _ mark: PageMark) {
    if tag == .br { appendBreak() }
    if tag == .pre { preformatted += 1 }
    let parent = current
    guard nodes.count < Self.mostNodes else {
      open.append(parent)
      return
    }
    let isLinked = nodes[parent].isLinked || tag == .a && mark.contains(.link)
    let isInline = tag?.isInline ?? true
    if !isInline { blocks += 1 }
    open.append(nodes.count)
    nodes.append(
      Node(
        parent: parent, tag: tag, mark: mark, end: nodes.count + 1, runs: runs.count..<runs.count,
        isLinked: isLinked, block: isInline ? nodes[parent].block : nodes.count))
  }

  private mutating func end(_ tag: PageTag?) {
    if tag == .pre { preformatted = max(0, preformatted - 1) }
    guard open.count > 1, let node = open.popLast() else { return }
    if node != current { close(node) }
  }

  private mutating func close(_ node: Int) {
    nodes[node].end = nodes.count
    nodes[node].runs = nodes[node].runs.lowerBound..<runs.count
  }

  private mutating func appendBreak() {
    text.append(.newline)
    extend(from: text.count - 1, by: 0)
  }

  private mutating func append(_ read: Span<UInt8>) {
    let start = text.count
    var weight = 0
    for index in read.indices {
      let byte = read[index]
      if byte.isWhitespace {
        text.append(preformatted > 0 && byte == .newline ? .newline : .space)
        continue
      }
      text.append(byte)
      // One for each first byte of a character, and one more for those of three bytes and more.
      weight += byte & 0xC0 == 0x80 ? 0 : byte >= 0xE3 ? 2 : 1
    }
    extend(from: start, by: weight)
  }

  private mutating func extend(from start: Int, by weight: Int) {
    if let last = runs.indices.last, runs[last].node == current, nodes.count == lastNodes {
      runs[last].range = runs[last].range.lowerBound..<text.count
      runs[last].weight += weight
    } else {
      runs.append(
        Run(
          node: current, range: start..<text.count, weight: weight, blocksBefore: blocks))
    }
    lastNodes = nodes.count
  }

  /// How many elements that are no parts of lines began.
  private var blocks = 0
  /// How many nodes there were when the last text came.
  private var lastNodes = 0
}
