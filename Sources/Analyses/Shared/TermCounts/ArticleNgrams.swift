import Bytes

/// The n-grams of one article, equal ones together: each comes once, with its count in the article.
///
/// For articles whose n-grams may be more than memory holds: it takes 8 bytes a token, as much
/// again for those n-grams that begin with the current term, and sorting.
struct ArticleNgrams {
  private let shape: NgramShape
  /// Where n-grams may begin in the article's terms (the high half) and where their unit ends, in
  /// the order of the terms there.
  private var starts: [UInt64] = []
  private var nextStart = 0
  /// The n-grams that begin with the current term, in order: the place, and the form in the low
  /// byte.
  private var alike: [UInt64] = []
  private var nextAlike = 0

  /// The n-grams of `shape` in `text` that do not cross a `unit`.
  init(_ text: borrowing ArticleTerms, _ shape: NgramShape, within unit: Unit) {
    self.shape = shape
    starts.reserveCapacity(text.terms.count)
    text.forEachUnit(unit) { range in
      for place in range where text.terms[place] < ArticleTerms.removed {
        starts.append(UInt64(place) << 32 | UInt64(range.upperBound))
      }
    }
    ArticleNgrams.sort(&starts, text.terms)
  }

  private static func sort(_ starts: inout [UInt64], _ terms: borrowing Buffer<UInt32>) {
    let terms = terms.span
    starts.sort { a, b in
      let (first, second) = (terms[Int(a >> 32)], terms[Int(b >> 32)])
      return first != second ? first < second : a < b
    }
  }

  /// The next n-gram: where it begins in `text`, where its form begins among the shape's offsets,
  /// and how often it occurs; nil at the end.
  mutating func next(
    in text: borrowing ArticleTerms
  ) -> (first: Int, form: Int, count: UInt32)? {
    while nextAlike == alike.count {
      guard nextStart < starts.count else { return nil }
      takeAlike(text)
    }
    let ngram = alike[nextAlike]
    var end = nextAlike + 1
    while end < alike.count, areEqual(alike[end], ngram, text) { end += 1 }
    let count = UInt32(end - nextAlike)
    nextAlike = end
    return (Int(ngram >> 8), Int(ngram & 0xFF) * shape.length, count)
  }

  /// Makes the n-grams that begin with the next term.
  private mutating func takeAlike(_ text: borrowing ArticleTerms) {
    alike.removeAll(keepingCapacity: true)
    nextAlike = 0
    let term = text.terms[Int(starts[nextStart] >> 32)]
    while nextStart < starts.count, text.terms[Int(starts[nextStart] >> 32)] == term {
      let place = Int(starts[nextStart] >> 32)
      let end = Int(starts[nextStart] & 0xFFFF_FFFF)
      text.forEachNgram(shape, in: place..<place + 1, upTo: end) { first, form in
        alike.append(UInt64(first) << 8 | UInt64(form / shape.length))
      }
      nextStart += 1
    }
    ArticleNgrams.sort(&alike, shape, text.terms)
  }

  private static func sort(
    _ ngrams: inout [UInt64], _ shape: NgramShape, _ terms: borrowing Buffer<UInt32>
  ) {
    let terms = terms.span
    ngrams.sort { a, b in
      for step in 1..<shape.length {
        let first = terms[Int(a >> 8) + shape.offsets[Int(a & 0xFF) * shape.length + step]]
        let second = terms[Int(b >> 8) + shape.offsets[Int(b & 0xFF) * shape.length + step]]
        if first != second { return first < second }
      }
      return false
    }
  }

  private func areEqual(_ a: UInt64, _ b: UInt64, _ text: borrowing ArticleTerms) -> Bool {
    for step in 1..<shape.length {
      let first = Int(a >> 8) + shape.offsets[Int(a & 0xFF) * shape.length + step]
      let second = Int(b >> 8) + shape.offsets[Int(b & 0xFF) * shape.length + step]
      if text.terms[first] != text.terms[second] { return false }
    }
    return true
  }
}
