import Bytes

/// Text between two edges of elements that are no parts of lines: a paragraph, a heading, an item.
struct PageBlock {
  /// The element that it is in.
  var node: Int
  /// Its pieces of text, what was dropped among them.
  var runs: Range<Int>
  /// How much it says, and how much of that is in links.
  var weight: Int
  var linked: Int

  /// Whether most of it is links.
  var isLinks: Bool { linked * 2 > weight }
}

/// The blocks of a page that are left when what belongs to no article is dropped.
struct PageBlocks {
  let tree: PageTree
  /// Whether each element is dropped.
  private(set) var isDropped: [Bool]
  private(set) var all: [PageBlock] = []

  init(_ tree: PageTree) {
    self.tree = tree
    isDropped = Array(repeating: false, count: tree.nodes.count)
    drop()
    cut()
  }

  /// The text of a block.
  func text(of block: PageBlock) -> [UInt8] {
    var text = PageText()
    append(block, to: &text)
    return text.bytes
  }

  /// The text of a block.
  func string(of block: PageBlock) -> String { String(decoding: text(of: block), as: UTF8.self) }

  /// Appends the text of a block.
  func append(_ block: PageBlock, to text: inout PageText) {
    for run in tree.runs[block.runs] where !isDropped[run.node] {
      text.append(tree.text[run.range])
    }
  }

  /// The blocks in the element `node`.
  func range(in node: Int) -> Range<Int> {
    let runs = tree.nodes[node].runs
    return all.lowerIndex {
      $0.runs.lowerBound >= runs.lowerBound
    }..<all.lowerIndex { $0.runs.lowerBound >= runs.upperBound }
  }

  // MARK: Dropping

  /// Drops what is hidden, and what is a part of the page that belongs to no article unless it
  /// holds the article all the same.
  private mutating func drop() {
    let free = sums { tree.nodes[$0.node].isLinked ? 0 : $0.weight }
    var anchors = [0]
    for node in tree.nodes {
      anchors.append(anchors[anchors.count - 1] + (Self.isAnchor(node) ? 1 : 0))
    }
    func share(of node: PageTree.Node) -> Double {
      Double(free[node.runs.upperBound] - free[node.runs.lowerBound])
        / Double(max(1, free[free.count - 1]))
    }
    for index in tree.nodes.indices.dropFirst() {
      let node = tree.nodes[index]
      if isDropped[node.parent] || node.mark.contains(.hidden) {
        isDropped[index] = true
        continue
      }
      let isCalledSo = node.mark.contains(.boilerplate)
      guard isCalledSo || node.tag?.isBoilerplate == true || node.tag == .form else { continue }
      let holdsAnchor = anchors[node.end] > anchors[index]
      isDropped[index] =
        !(holdsAnchor && (isCalledSo || node.tag == .form)) && share(of: node) < 0.5
    }
  }

  /// Whether an element is one that the article has and its surroundings do not.
  private static func isAnchor(_ node: PageTree.Node) -> Bool {
    node.tag == .h1 || node.tag == .main || node.mark.contains(.articleBody)
  }

  private func sums(_ value: (PageTree.Run) -> Int) -> [Int] {
    var sums = [0]
    sums.reserveCapacity(tree.runs.count + 1)
    var sum = 0
    for run in tree.runs {
      sum += value(run)
      sums.append(sum)
    }
    return sums
  }

  // MARK: Cutting

  private mutating func cut() {
    var edge = -1
    for (index, run) in tree.runs.enumerated() where !isDropped[run.node] {
      let node = tree.nodes[run.node]
      let linked = node.isLinked ? run.weight : 0
      if let last = all.indices.last, all[last].node == node.block, run.blocksBefore == edge {
        all[last].runs = all[last].runs.lowerBound..<index + 1
        all[last].weight += run.weight
        all[last].linked += linked
      } else {
        if all.last?.weight == 0 { all.removeLast() }
        all.append(
          PageBlock(node: node.block, runs: index..<index + 1, weight: run.weight, linked: linked))
      }
      edge = run.blocksBefore
    }
    if all.last?.weight == 0 { all.removeLast() }
  }
}

extension Array {
  /// The index of the first element that passes `test`, which all behind it pass too.
  func lowerIndex(_ test: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if test(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
