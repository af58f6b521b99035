import Bytes

/// The n-grams of one article, equal ones together: each comes once, with its count in the article.
///
/// For articles whose n-grams may be more than memory holds: it takes 6 bytes a token, and sorting.
struct ArticleNgrams {
  private let length: Int
  /// Where n-grams begin in the article's terms, in the order of their terms.
  private var places: [UInt32] = []

  /// The n-grams of `length` terms of `text` that do not cross a `unit`.
  init(_ text: borrowing ArticleTerms, length: Int, within unit: Unit) {
    self.length = length
    places.reserveCapacity(text.terms.count)
    text.forEachUnit(unit) { range in
      var kept = 0
      for place in range {
        kept = text.terms[place] < ArticleTerms.removed ? kept + 1 : 0
        if kept >= length { places.append(UInt32(place - length + 1)) }
      }
    }
    ArticleNgrams.sort(&places, length, text.terms)
  }

  private static func sort(
    _ places: inout [UInt32], _ length: Int, _ terms: borrowing Buffer<UInt32>
  ) {
    let terms = terms.span
    places.sort { a, b in
      for step in 0..<length {
        let (first, second) = (terms[Int(a) + step], terms[Int(b) + step])
        if first != second { return first < second }
      }
      return false
    }
  }

  /// The number of n-grams, equal ones too.
  var count: Int { places.count }

  /// The n-gram at `place` in the order: where it begins in `text`, and the place after the last that
  /// equals it.
  func group(at place: Int, in text: borrowing ArticleTerms) -> (start: Int, end: Int) {
    let start = Int(places[place])
    var end = place + 1
    search: while end < places.count {
      for step in 0..<length
      where text.terms[Int(places[end]) + step] != text.terms[start + step] { break search }
      end += 1
    }
    return (start, end)
  }
}
