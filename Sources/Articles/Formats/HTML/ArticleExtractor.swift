import Bytes

/// Finds the text of the article in a page.
///
/// Each element is worth what it holds in paragraphs, less what it holds in links and labels; the
/// one that is worth most is the article. Where the page says which element the article is
/// (`itemprop="articleBody"`, `article`, `main`), it is looked for in there, as long as that holds
/// most of the page's paragraphs.
struct ArticleExtractor {
  private let blocks: PageBlocks
  /// The letters of what the headline may be.
  private let titles: Set<String>

  /// A paragraph says at least as much, or what is no `p`.
  private static let leastParagraph = 20
  private static let leastText = 40

  init(_ blocks: PageBlocks, titles: [String]) {
    self.blocks = blocks
    self.titles = Set(titles.map(PageMetadata.letters))
  }

  private var tree: PageTree { blocks.tree }

  /// The text, a blank line between its paragraphs; empty if there is none.
  func text() -> [UInt8] {
    let values = blocks.all.map(value)
    guard values.contains(where: { $0 > 0 }) else { return [] }
    let sums = Self.sums(values)
    return write(joined(bestElement(in: region(sums), sums), sums))
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
    let isParagraph = Self.paragraphs.contains(tag)
    if !block.isLinks, free >= (isParagraph ? Self.leastParagraph : Self.leastText) { return free }
    if isParagraph { return isLinkedSentence(block) ? 0 : -block.linked }
    return -(block.linked + free / 2 + 5)
  }

  /// Whether most of a paragraph is links, but not all of it.
  private func isLinkedSentence(_ block: PageBlock) -> Bool {
    tree.nodes[block.node].tag == .p && block.linked * 8 < block.weight * 7
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
      if let best, best.worth * 3 >= whole { return best.node }
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
      let node = tree.nodes[index]
      guard !blocks.isDropped[index], node.block == index, !Self.paragraphs.contains(node.tag)
      else { continue }
      let worth = worth(of: index, sums)
      if worth >= best.worth { best = (index, worth) }
    }
    return best.node
  }

  /// The blocks of `element`. If it is a mere paragraph, they are joined by those beside it: a
  /// page may have them as `div`, next to other things.
  private func joined(_ element: Int, _ sums: [Int]) -> Range<Int> {
    var range = blocks.range(in: element)
    guard isMereText(element) else { return range }
    var siblings: [(range: Range<Int>, isPart: Bool)] = []
    let parent = tree.nodes[element].parent
    var sibling = parent + 1
    while element > 0, sibling < tree.nodes[parent].end {
      let inner = blocks.range(in: sibling)
      if !inner.isEmpty {
        siblings.append((inner, isMereText(sibling) && worth(of: sibling, sums) > 0))
      }
      sibling = tree.nodes[sibling].end
    }
    guard let place = siblings.firstIndex(where: { $0.range == range }) else { return range }
    for sibling in siblings[..<place].reversed() {
      guard sibling.isPart else { break }
      range = sibling.range.lowerBound..<range.upperBound
    }
    for sibling in siblings[(place + 1)...] {
      guard sibling.isPart else { break }
      range = range.lowerBound..<sibling.range.upperBound
    }
    return range
  }

  private func isMereText(_ element: Int) -> Bool {
    blocks.all[blocks.range(in: element)].allSatisfy { $0.node == element }
  }

  // MARK: The text

  private func write(_ range: Range<Int>) -> [UInt8] {
    let parents = Set(
      blocks.all[range].filter { value(of: $0) > 0 }.map { tree.nodes[$0.node].parent })
    var text = PageText()
    for block in standfirst(before: range) { append(block, to: &text) }
    // Headings and labels are part of the article if a paragraph follows them.
    var pending: [PageBlock] = []
    for block in blocks.all[range] {
      switch part(of: block, in: parents) {
      case .none: break
      case .label where text.isEmpty: break
      case .heading, .label: pending.append(block)
      case .paragraph:
        for block in pending { append(block, to: &text) }
        pending = []
        append(block, to: &text)
      }
    }
    return text.bytes
  }

  private func append(_ block: PageBlock, to text: inout PageText) {
    text.endParagraph()
    blocks.append(block, to: &text)
  }

  /// What a block is to the article it is in.
  private enum Part { case none, heading, label, paragraph }

  /// What `block` is to the article, whose paragraphs are in the elements `parents`.
  private func part(of block: PageBlock, in parents: Set<Int>) -> Part {
    let node = tree.nodes[block.node]
    if node.tag?.isHeading == true {
      return node.tag == .h1 || block.isLinks || isTitle(block) ? .none : .heading
    }
    let isParagraph = Self.paragraphs.contains(node.tag)
    if block.isLinks {
      return isLinkedSentence(block) && parents.contains(node.parent) ? .paragraph : .none
    }
    if isFigures(block) { return .none }
    if block.weight >= (isParagraph ? Self.leastParagraph : Self.leastText) {
      return isTitle(block) ? .none : .paragraph
    }
    let text = blocks.text(of: block)
    if isTitle(block) || ArticleDate(written: text.span) != nil { return .none }
    if Self.endsSentence(text) { return .paragraph }
    return isParagraph || parents.contains(node.parent) ? .label : .none
  }

  private static let paragraphs: Set<PageTag?> = [.p, .li, .dd, .dt, .blockquote, .pre]

  /// What stands between the headline and the article and says as much as a paragraph.
  private func standfirst(before range: Range<Int>) -> ArraySlice<PageBlock> {
    let nearest = max(0, range.lowerBound - Self.mostBetween)..<range.lowerBound
    guard let headline = blocks.all[nearest].lastIndex(where: isHeadline) else { return [] }
    let between = blocks.all[headline + 1..<range.lowerBound]
    return between.filter { block in
      block.weight >= Self.leastText && block.linked * 4 < block.weight && !isTitle(block)
        && !isFigures(block)
    }[...]
  }

  /// How many blocks there may be between the headline and the article.
  private static let mostBetween = 16

  private func isHeadline(_ block: PageBlock) -> Bool { tree.nodes[block.node].tag == .h1 }

  /// Whether it is a date, a score or the like: short, and a quarter of it is digits.
  private func isFigures(_ block: PageBlock) -> Bool {
    guard block.weight < Self.leastText * 2 else { return false }
    return blocks.text(of: block).count(where: \.isASCIIDigit) * 4 >= block.weight
  }

  private func isTitle(_ block: PageBlock) -> Bool {
    guard block.weight < 400 else { return false }
    let letters = PageMetadata.letters(of: blocks.string(of: block))
    return titles.contains(letters)
  }

  /// Whether `text` ends as sentences do, in any of the scripts that mark their ends.
  private static func endsSentence(_ text: [UInt8]) -> Bool {
    let last = String(decoding: text.suffix(12), as: UTF8.self).unicodeScalars.last { scalar in
      !"\"'”’»)）」』".unicodeScalars.contains(scalar)
    }
    return last.map { ".!?…。！？؟।".unicodeScalars.contains($0) } ?? false
  }
}
