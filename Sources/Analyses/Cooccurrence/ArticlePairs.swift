import Bytes

/// The pairs of one article, node by node: each pair comes once, with its count in the article.
///
/// So the articles that hold a pair are counted exactly without remembering which pairs an article
/// has had, of which there may be more than memory holds. It takes 8 bytes a token of the article,
/// and 4 a term known.
struct ArticlePairs: ~Copyable {
  /// The terms of the article, or the distinct terms of each unit where units are counted.
  private var terms = Buffer<UInt32>()
  /// Whether each of the distinct terms of a unit occurs there again.
  private var isRepeated = Buffer<Bool>()
  /// Where units begin in `terms`; one more than there are units.
  private var unitStarts = Buffer<UInt32>()
  /// Where each term is in `terms`, term by term.
  private var places = Buffer<UInt32>()
  /// Where the places of each of the article's distinct terms begin; one more than there are.
  private var placeStarts = Buffer<UInt32>()
  /// The count of each collocate of the current node, by number; zero for all others.
  private var row = Buffer<UInt32>()
  /// The collocates of the current node.
  private(set) var collocates = Buffer<UInt32>()
  /// The collocates looked at since `rest`.
  private(set) var work = 0

  /// The memory held, in bytes.
  var byteCount: Int {
    terms.byteCount + isRepeated.byteCount + unitStarts.byteCount + places.byteCount
      + placeStarts.byteCount
      + row.byteCount + collocates.byteCount
  }

  /// Resets `work`.
  mutating func rest() { work = 0 }

  // MARK: Reading

  /// Takes in an article whose windows, or units, are those of `statistic`.
  mutating func read(_ text: borrowing ArticleTerms, _ statistic: CooccurrenceStatistic) {
    terms.removeAll()
    isRepeated.removeAll()
    unitStarts.removeAll()
    row.extend(to: text.vocabulary.interner.count, with: 0)
    if statistic.counting != .units {
      terms.append(contentsOf: text.terms.span)
      text.forEachUnit(statistic.within) { unitStarts.append(UInt32($0.lowerBound)) }
    } else if statistic.within == .article {
      unitStarts.append(0)
      terms.append(contentsOf: text.distinct.span)
      for place in 0..<terms.count { isRepeated.append(text.bag[Int(terms[place])] > 1) }
    } else {
      text.forEachUnit(statistic.within) { readDistinct(text, $0) }
    }
    unitStarts.append(UInt32(terms.count))
    index(text)
  }

  private mutating func readDistinct(_ text: borrowing ArticleTerms, _ unit: Range<Int>) {
    let start = terms.count
    unitStarts.append(UInt32(start))
    for position in unit {
      let term = text.terms[position]
      guard term < ArticleTerms.removed else { continue }
      let place = Int(row[Int(term)])
      if place > 0 {
        isRepeated[place - 1] = true
      } else {
        terms.append(term)
        isRepeated.append(false)
        row[Int(term)] = UInt32(terms.count)
      }
    }
    for place in start..<terms.count { row[Int(terms[place])] = 0 }
  }

  /// Sorts the places by their terms, counting them first.
  private mutating func index(_ text: borrowing ArticleTerms) {
    for place in 0..<terms.count where terms[place] < ArticleTerms.removed {
      row[Int(terms[place])] &+= 1
    }
    placeStarts.removeAll()
    var start: UInt32 = 0
    for node in 0..<text.distinct.count {
      let term = Int(text.distinct[node])
      let count = row[term]
      placeStarts.append(start)
      row[term] = start
      start &+= count
    }
    placeStarts.append(start)
    places.extend(to: Int(start), with: 0)
    for place in 0..<terms.count where terms[place] < ArticleTerms.removed {
      let term = Int(terms[place])
      places[Int(row[term])] = UInt32(place)
      row[term] &+= 1
    }
    for node in 0..<text.distinct.count { row[Int(text.distinct[node])] = 0 }
  }

  // MARK: Gathering

  /// Finds the collocates of the article's distinct term `node`, whose number is `term`.
  mutating func gather(_ node: Int, _ term: UInt32, _ statistic: CooccurrenceStatistic) {
    collocates.removeAll()
    var reached = 0
    for index in Int(placeStarts[node])..<Int(placeStarts[node + 1]) {
      let place = Int(places[index])
      let unit = unit(of: place)
      switch statistic.counting {
      case .hits:
        let first = max(unit.lowerBound, place &- statistic.left)
        let last = min(unit.upperBound, place &+ statistic.right &+ 1)
        if statistic.isOrdered {
          add(first..<place, from: 0)
          add(place &+ 1..<last, from: 0)
        } else {
          // A pair without direction lies with the lesser of its terms, and with two places of one
          // term at the first of them.
          add(first..<place, from: term &+ 1)
          add(place &+ 1..<last, from: term)
        }
      case .distinctPositions:
        let first = max(unit.lowerBound, place &- statistic.left, reached)
        let last = min(unit.upperBound, place &+ statistic.right &+ 1)
        guard first < last else { continue }
        add(first..<last, from: 0, except: term)
        reached = last
      case .units:
        add(unit, from: statistic.isOrdered ? 0 : term &+ 1, except: term)
        if isRepeated[place] { add(place..<place &+ 1, from: term) }
      }
    }
  }

  private func unit(of place: Int) -> Range<Int> {
    var low = 0
    var high = unitStarts.count &- 1
    while high &- low > 1 {
      let middle = (low &+ high) / 2
      if Int(unitStarts[middle]) <= place { low = middle } else { high = middle }
    }
    return Int(unitStarts[low])..<Int(unitStarts[low &+ 1])
  }

  /// Counts the terms at `range` whose number is `least` or more.
  @inline(__always)
  private mutating func add(_ range: Range<Int>, from least: UInt32, except: UInt32 = .max) {
    work &+= range.count
    for place in range {
      let term = terms[place]
      guard term >= least, term < ArticleTerms.removed, term != except else { continue }
      if row[Int(term)] == 0 { collocates.append(term) }
      row[Int(term)] &+= 1
    }
  }

  /// The count of a collocate of the current node; it is forgotten.
  mutating func takeCount(of term: UInt32) -> UInt32 {
    let count = row[Int(term)]
    row[Int(term)] = 0
    return count
  }
}
