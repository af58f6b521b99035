import Bytes

// Units that hold both terms of a pair.

extension CooccurrenceCounter {
  mutating func foldWholeUnit(
    _ text: borrowing ArticleTerms, _ unit: Range<Int>, from reached: inout Int?
  ) -> Bool {
    collectTerms(text, unit)
    if reached == nil { countUnit() }
    // What is reached is a place among the unit's distinct terms here.
    var place = reached ?? 0
    while place < unitTerms.count {
      let term = unitTerms[place]
      if !hasNodes || isNode[Int(term)] != 0 {
        guard makeRoom(for: unitTerms.count) else {
          reached = place
          return false
        }
        for other in (hasNodes ? 0 : place &+ 1)..<unitTerms.count where other != place {
          let second = unitTerms[other]
          if hasNodes {
            count(term, second)
          } else {
            count(min(term, second), max(term, second))
          }
        }
        if isRepeated(term) { count(term, term) }
      }
      place &+= 1
    }
    return true
  }

  mutating func countUnit(_ text: borrowing ArticleTerms, _ unit: Range<Int>) {
    collectTerms(text, unit)
    countUnit()
  }

  mutating func countUnit() {
    guard unitTerms.count > 0 else { return }
    units &+= 1
    for place in 0..<unitTerms.count { margins[Int(unitTerms[place])].asNode &+= 1 }
  }

  mutating func collectTerms(_ text: borrowing ArticleTerms, _ unit: Range<Int>) {
    advanceStamp()
    unitTerms.removeAll()
    for position in unit {
      let term = text.terms[position]
      guard term < ArticleTerms.removed else { continue }
      if lastSeen[Int(term)] & ~1 == stamp {
        lastSeen[Int(term)] = stamp &+ 1
      } else {
        lastSeen[Int(term)] = stamp
        unitTerms.append(term)
      }
    }
  }
}
