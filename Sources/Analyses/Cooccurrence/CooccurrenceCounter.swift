import Articles
import Bytes
import Diagnostics
import Partials

/// Where a co-occurrence statistic is in a segment.
struct CooccurrencePlacement: Sendable {
  /// Key: two terms, the lesser first unless ordered, and the position of the second if positions
  /// are counted. Counts: hits (or positions, or units), and the articles if they are counted.
  var pairs: Int
  /// The dictionary of positions, if they are counted.
  var positions: Int?
  /// Key: a term. Counts: the sum of the next two and the occurrences (a first count is never zero,
  /// and a segment cut in the middle of an article may know a term by its windows only); sum as
  /// node (R1); sum as collocate (C1). Where sums are of halves, the sum as the first of two
  /// positions, and as the second.
  var terms: Int
  /// Totals: hits of all pairs in both directions (N of `marginal`), or half of them where sums are
  /// of halves; then units.
  var totals: Int
}

/// Counts pairs of terms that stand near each other.
struct CooccurrenceCounter: Counter, ~Copyable {
  struct Margins: BitwiseCopyable {
    var frequency: UInt64 = 0
    var asNode: UInt64 = 0
    var asCollocate: UInt64 = 0
  }

  let statistic: CooccurrenceStatistic
  let placement: CooccurrencePlacement
  var pairs: PairCounter
  /// Pairs seen that are not counted yet: many at once are counted faster.
  var seen = Buffer<UInt64>(capacity: CooccurrenceCounter.mostSeen + 64)
  private static let mostSeen = 4096
  /// Pairs with their articles, or with positions of wide windows, where those are counted.
  var items: ItemCounts
  private var article = ArticlePairs()
  var margins = Buffer<Margins>()
  var hits: UInt64 = 0
  var units: UInt64 = 0
  /// Whether a term is a node, where nodes are named.
  private(set) var isNode: Buffer<UInt8>
  let hasNodes: Bool
  /// Whether pairs are counted with their positions as packed hits.
  let packsPositions: Bool

  /// The kept tokens before each position of the current unit.
  private var keptBefore = Buffer<UInt32>()
  /// When a term was last seen, so that it is counted once a window or unit.
  var lastSeen = Buffer<UInt32>()
  private(set) var stamp: UInt32 = 0
  var unitTerms = Buffer<UInt32>()
  var keys = Buffer<UInt64>()
  var spareKeys = Buffer<UInt64>()
  var counts = Buffer<UInt32>()
  var spareCounts = Buffer<UInt32>()

  /// `nodes` are the numbers of the statistic's nodes; `memory` bounds the pair table, in bytes.
  init(
    _ statistic: CooccurrenceStatistic, _ placement: CooccurrencePlacement, nodes: [UInt32],
    memory: Int
  ) {
    // Everything is made before the first field is set: Swift 6.3.1 frees a field that cannot be
    // copied, though it holds nothing yet, where an initialiser computes between two of them.
    // Draining needs 12 bytes a pair twice over; the table itself takes 20 a pair at most.
    let usesSquare =
      !statistic.countsItems && !statistic.countsPositions && statistic.nodes.isEmpty
      && memory >= 24 << 20
    let pairs = PairCounter(
      denseSide: usesSquare ? 1024 : 2, maximumBytes: statistic.countsItems ? 0 : memory / 2)
    let items = ItemCounts(width: statistic.countsPositions ? 3 : 2, memory: memory)
    var isNode = Buffer<UInt8>()
    for node in nodes {
      isNode.extend(to: Int(node) + 1, with: 0)
      isNode[Int(node)] = 1
    }
    self.statistic = statistic
    self.placement = placement
    self.pairs = pairs
    self.items = items
    self.isNode = isNode
    hasNodes = !statistic.nodes.isEmpty
    packsPositions = statistic.packsPositions
  }

  var byteCount: Int {
    pairs.byteCount + items.byteCount + article.byteCount + margins.byteCount
      + keptBefore.byteCount
      + lastSeen.byteCount + unitTerms.byteCount + keys.byteCount + spareKeys.byteCount
      + counts.byteCount + spareCounts.byteCount
  }

  /// Whether a count could pass 32 bits soon, or a term's number the bits that packed hits have:
  /// no article has as many words as half of these numbers.
  var isFull: Bool { items.isFull || packsPositions && margins.count > PackedHit.termLimit / 2 }

  /// How far an article is counted: units done (or nodes, where articles are counted), and
  /// positions (or collocates) of the next one.
  struct Progress: CounterProgress {
    var unit = 0
    /// The next position of that unit; nil before its first.
    var position: Int?
    var isDone = false
    /// Whether the table must be drained before going on.
    var needsDrain = false
    /// Whether the article is begun, and whether the pairs that it holds are counted.
    var isBegun = false
    var knowsPairs = false
  }

  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout Progress
  ) -> FoldStep {
    fold(text.terms, &progress)
    if progress.isDone { return .done }
    return progress.needsDrain ? .full : .pause
  }

  /// Counts the article from `progress` on; stops early, and says so there, when the table must be
  /// drained first, and regularly, so that the caller may give up.
  private mutating func fold(_ text: borrowing ArticleTerms, _ progress: inout Progress) {
    if !progress.isBegun { beginArticle(text) }
    progress.isBegun = true
    budget = CooccurrenceCounter.fullBudget
    if statistic.countsArticles, !progress.knowsPairs {
      foldNodes(text, &progress)
      guard progress.isDone, statistic.countsPositions else { return }
      progress = Progress(isBegun: true, knowsPairs: true)
    }
    if statistic.counting == .units, statistic.within == .article {
      foldUnit(text, 0..<text.terms.count, &progress)
    } else {
      let starts = progress.unit
      var unit = 0
      text.forEachUnit(statistic.within) { range in
        if unit >= starts, unit == progress.unit {
          progress.isDone = false
          foldUnit(text, range, &progress)
        }
        unit += 1
      }
      progress.isDone = progress.unit == unit
    }
    countSeen()
    progress.needsDrain = !progress.isDone && budget > 0
  }

  private mutating func beginArticle(_ text: borrowing ArticleTerms) {
    margins.extend(to: text.vocabulary.interner.count, with: Margins())
    lastSeen.extend(to: text.vocabulary.interner.count, with: 0)
    isNode.extend(to: text.vocabulary.interner.count, with: 0)
    for place in 0..<text.distinct.count {
      let term = Int(text.distinct[place])
      margins[term].frequency &+= UInt64(text.bag[term])
    }
    guard statistic.countsArticles else { return }
    items.beginArticle()
    article.read(text, statistic)
    switch statistic.counting {
    case .hits: text.forEachUnit(statistic.within) { countMargins(text, $0) }
    case .distinctPositions: break
    case .units where statistic.within == .article: countUnit(text, 0..<text.terms.count)
    case .units: text.forEachUnit(statistic.within) { countUnit(text, $0) }
    }
  }

  /// Counts all pairs of the article, node by node, with the article that holds them.
  private mutating func foldNodes(_ text: borrowing ArticleTerms, _ progress: inout Progress) {
    progress.needsDrain = false
    article.rest()
    while progress.unit < text.distinct.count {
      let node = text.distinct[progress.unit]
      if !hasNodes || isNode[Int(node)] != 0 {
        if progress.position == nil {
          guard article.work < 1 << 24 else { return }
          article.gather(progress.unit, node, statistic)
          progress.position = 0
        }
        guard countCollocates(of: node, &progress) else {
          progress.needsDrain = true
          return
        }
      }
      progress.unit += 1
      progress.position = nil
    }
    progress.isDone = true
  }

  private mutating func countCollocates(of node: UInt32, _ progress: inout Progress) -> Bool {
    items.set(0, node)
    if statistic.countsPositions { items.set(2, Positions.any) }
    for place in (progress.position ?? 0)..<article.collocates.count {
      guard items.hasRoom(for: 1) else {
        progress.position = place
        return false
      }
      let collocate = article.collocates[place]
      let count = article.takeCount(of: collocate)
      items.set(1, collocate)
      items.add(count)
      if statistic.counting == .distinctPositions {
        margins[Int(node)].asNode &+= UInt64(count)
      }
    }
    return true
  }

  private mutating func foldUnit(
    _ text: borrowing ArticleTerms, _ unit: Range<Int>, _ progress: inout Progress
  ) {
    let isDone =
      switch statistic.counting {
      case .hits where statistic.countsPositions:
        foldPositionedHits(text, unit, from: &progress.position)
      case .distinctPositions where statistic.countsPositions:
        foldNearestNodes(text, unit, from: &progress.position)
      case .hits: foldHits(text, unit, from: &progress.position)
      case .distinctPositions: foldDistinctPositions(text, unit, from: &progress.position)
      case .units: foldWholeUnit(text, unit, from: &progress.position)
      }
    progress.isDone = isDone
    if isDone {
      progress.unit += 1
      progress.position = nil
    }
  }

  @inline(__always)
  mutating func count(_ first: UInt32, _ second: UInt32) {
    seen.append(UInt64(first) &<< 32 | UInt64(second))
  }

  private mutating func countSeen() {
    pairs.add(contentsOf: seen)
    seen.removeAll()
  }

  /// How often pairs seen may be counted before `fold` stops for a budget.
  private static let fullBudget = 1024
  private var budget = CooccurrenceCounter.fullBudget

  /// Whether there is room for `events` more, and budget; there is always room if nothing could be
  /// drained to make some.
  @inline(__always)
  mutating func makeRoom(for events: Int) -> Bool {
    if seen.count &+ events > CooccurrenceCounter.mostSeen {
      countSeen()
      budget &-= 1
      if budget <= 0 { return false }
    }
    if statistic.countsItems { return items.hasRoom(for: events) }
    return !pairs.isFull(for: seen.count &+ events) || pairs.isEmpty
  }

  // MARK: Hits

  private mutating func foldHits(
    _ text: borrowing ArticleTerms, _ unit: Range<Int>, from reached: inout Int?
  ) -> Bool {
    let start = unit.lowerBound
    let end = unit.upperBound
    let left = statistic.left
    let right = statistic.right
    if reached == nil { countMargins(text, unit) }
    var position = reached ?? start
    let looksBack = statistic.isOrdered
    while position < end {
      let term = text.terms[position]
      guard term < ArticleTerms.removed, !hasNodes || isNode[Int(term)] != 0 else {
        position &+= 1
        continue
      }
      let last = min(end, position &+ right &+ 1)
      let first = looksBack ? max(start, position &- left) : position
      guard makeRoom(for: last &- first) else {
        reached = position
        return false
      }
      var other = position &+ 1
      if looksBack {
        while other < last {
          let collocate = text.terms[other]
          if collocate < ArticleTerms.removed { count(term, collocate) }
          other &+= 1
        }
        other = first
        while other < position {
          let collocate = text.terms[other]
          if collocate < ArticleTerms.removed { count(term, collocate) }
          other &+= 1
        }
      } else {
        while other < last {
          let collocate = text.terms[other]
          if collocate < ArticleTerms.removed {
            count(min(term, collocate), max(term, collocate))
          }
          other &+= 1
        }
      }
      position &+= 1
    }
    return true
  }

  /// Adds up the sizes of windows: R1 for the node, C1 for the collocate (the mirrored window). Of
  /// a symmetric window the two are one, and each half of it is added up by itself.
  mutating func countMargins(_ text: borrowing ArticleTerms, _ unit: Range<Int>) {
    keptBefore.removeAll()
    var kept: UInt32 = 0
    for position in unit {
      keptBefore.append(kept)
      if text.terms[position] < ArticleTerms.removed { kept &+= 1 }
    }
    keptBefore.append(kept)
    let count = unit.count
    let sumsHalves = statistic.sumsHalves
    var sum: UInt64 = 0
    for place in 0..<count {
      let term = text.terms[unit.lowerBound &+ place]
      guard term < ArticleTerms.removed else { continue }
      var near =
        keptBefore[min(count, place &+ statistic.right &+ 1)] &- keptBefore[place] &- 1
      var mirrored = keptBefore[place] &- keptBefore[max(0, place &- statistic.right)]
      if !sumsHalves {
        near &+= keptBefore[place] &- keptBefore[max(0, place &- statistic.left)]
        mirrored &+=
          keptBefore[min(count, place &+ statistic.left &+ 1)] &- keptBefore[place] &- 1
      }
      margins[Int(term)].asNode &+= UInt64(near)
      margins[Int(term)].asCollocate &+= UInt64(mirrored)
      sum &+= UInt64(near)
    }
    hits &+= sum
  }

  // MARK: Distinct positions

  /// For every position, the distinct types in whose window it lies.
  private mutating func foldDistinctPositions(
    _ text: borrowing ArticleTerms, _ unit: Range<Int>, from reached: inout Int?
  ) -> Bool {
    let start = unit.lowerBound
    let end = unit.upperBound
    var position = reached ?? start
    while position < end {
      let collocate = text.terms[position]
      guard collocate < ArticleTerms.removed else {
        position &+= 1
        continue
      }
      // The position is in the window of a node as far as the window reaches to the other side.
      let first = max(start, position &- statistic.right)
      let last = min(end, position &+ statistic.left &+ 1)
      guard makeRoom(for: last &- first) else {
        reached = position
        return false
      }
      advanceStamp()
      lastSeen[Int(collocate)] = stamp
      for other in first..<last {
        let node = text.terms[other]
        guard node < ArticleTerms.removed, lastSeen[Int(node)] != stamp,
          !hasNodes || isNode[Int(node)] != 0
        else { continue }
        lastSeen[Int(node)] = stamp
        margins[Int(node)].asNode &+= 1
        count(node, collocate)
      }
      position &+= 1
    }
    return true
  }

  /// Makes a stamp that no term has, and that stands for once; the number after it stands for
  /// more.
  mutating func advanceStamp() {
    stamp &+= 2
    if stamp == 0 {
      for index in 0..<lastSeen.count { lastSeen[index] = 0 }
      stamp = 2
    }
  }

  func isRepeated(_ term: UInt32) -> Bool { lastSeen[Int(term)] == stamp &+ 1 }
}
