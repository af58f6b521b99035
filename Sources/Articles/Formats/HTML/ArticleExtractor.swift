import Bytes

/// Finds the text of the article in a page.
///
/// Each element is worth what it holds in paragraphs, less what it holds in links and labels; the
/// one that is worth most is the article. Where the page says which element the article is
/// (`itemprop="articleBody"`, `article`, `main`), it is looked for in there, as long as that holds
/// most of the page's paragraphs.
struct ArticleExtractor {
  private let blocks: PageBlocks
  private let title: [UInt8]

  /// A paragraph says at least as much, or what is no `p`.
  private static let leastParagraph = 20
  private static let leastText = 40

  init(_ blocks: PageBlocks, title: String) {
    self.blocks = blocks
    self.title = Array(title.utf8)
  }

  private var tree: PageTree { blocks.tree }

  /// The text, a blank line between its paragraphs; empty if there is none.
  func text() -> [UInt8] {
    let values = blocks.all.map(value)
    guard values.contains(where: { $0 > 0 }) else { return [] }
    let sums = Self.sums(values)
    let element = bestElement(in: region(sums), sums)
    return write(blocks.range(in: element))
  }

  // MARK: The element

  private static func sums(_ values: [Int]) -> [Int] {
    var sums = [0]
    for value in values { sums.append(sums[sums.count - 1] + value) }
    return sums
  }

  /// What a block adds to the worth of an element.
  private func value(of block: PageBlock) -> Int {
    let tag = tree.nodes[block.node].tag
    if tag?.isHeading == true { return 0 }
    let free = block.weight - block.linked
    if !block.isLinks, free >= (tag == .p ? Self.leastParagraph : Self.leastText) { return free }
    return -(block.linked + free / 2 + 5)
  }

  /// The element that the article is looked for in.
  private func region(_ sums: [Int]) -> Int {
    let whole = worth(of: 0, sums)
    for isCalledSo in Self.regions {
      var best: (node: Int, worth: Int)?
      for (index, node) in tree.nodes.enumerated() where isCalledSo(node) {
        guard !blocks.isDropped[index] else { continue }
        let worth = worth(of: index, sums)
        if worth > best?.worth ?? 0 { best = (index, worth) }
      }
      if let best, best.worth * 2 >= whole { return best.node }
    }
    return 0
  }

  private static let regions: [@Sendable (PageTree.Node) -> Bool] = [
    { $0.mark.contains(.articleBody) }, { $0.tag == .article }, { $0.tag == .main },
  ]

  private func worth(of node: Int, _ sums: [Int]) -> Int {
    let range = blocks.range(in: node)
    return sums[range.upperBound] - sums[range.lowerBound]
  }

  /// The element in `region`, or this itself, that is worth most; of two the inner one.
  private func bestElement(in region: Int, _ sums: [Int]) -> Int {
    var best = (node: region, worth: worth(of: region, sums))
    for index in region + 1..<max(region + 1, tree.nodes[region].end) {
      guard !blocks.isDropped[index], tree.nodes[index].block == index else { continue }
      let worth = worth(of: index, sums)
      if worth >= best.worth { best = (index, worth) }
    }
    return best.node
  }

  // MARK: The text

  private func write(_ range: Range<Int>) -> [UInt8] {
    var text = PageText()
    var headings: [PageBlock] = []
    for block in blocks.all[range] {
      if tree.nodes[block.node].tag?.isHeading == true {
        if isSubheading(block) { headings.append(block) }
        continue
      }
      guard isText(block) else { continue }
      for heading in headings { append(heading, to: &text) }
      headings = []
      append(block, to: &text)
    }
    return text.bytes
  }

  private func append(_ block: PageBlock, to text: inout PageText) {
    text.endParagraph()
    blocks.append(block, to: &text)
  }

  private func isSubheading(_ block: PageBlock) -> Bool {
    tree.nodes[block.node].tag != .h1 && !block.isLinks && blocks.text(of: block) != title
  }

  /// Whether a block is a paragraph of the article, and no label, date, or list of links.
  private func isText(_ block: PageBlock) -> Bool {
    if block.isLinks { return false }
    let tag = tree.nodes[block.node].tag
    let isParagraph = tag == .p || tag == .li || tag == .blockquote || tag == .pre
    if block.weight >= (isParagraph ? Self.leastParagraph : Self.leastText) { return true }
    let text = blocks.text(of: block)
    if text == title || ArticleDate(written: text.span) != nil { return false }
    return isParagraph || Self.endsSentence(text)
  }

  /// Whether `text` ends as sentences do, in any of the scripts that mark their ends.
  private static func endsSentence(_ text: [UInt8]) -> Bool {
    let last = String(decoding: text.suffix(8), as: UTF8.self).unicodeScalars.last { scalar in
      !"\"'”’»)）」』".unicodeScalars.contains(scalar)
    }
    return last.map { ".!?…。！？؟।".unicodeScalars.contains($0) } ?? false
  }
}
