/// Which tokens of a unit make an n-gram together: neighbours, or with `skip` also tokens that are
/// up to so many further apart, all gaps of an n-gram taken together (k-skip-n-grams: Guthrie et
/// al. 2006).
struct NgramShape: Sendable {
  let length: Int
  /// The distances of an n-gram's tokens from its first, for every form it can have, one form after
  /// the other.
  let offsets: [Int]

  /// The n-grams of `length` tokens that skip at most `skip`.
  init(length: Int, skip: Int) {
    self.length = length
    var forms = [[0]]
    for _ in 1..<max(length, 1) {
      forms = forms.flatMap { form in
        let next = form[form.count - 1] + 1
        // What is skipped so far is the distance beyond that of neighbours.
        return (next...form.count + skip).map { form + [$0] }
      }
    }
    offsets = forms.flatMap { $0 }
  }

  /// How many n-grams may begin at one token.
  var forms: Int { offsets.count / length }
}

extension ArticleTerms {
  /// Calls `each` with the first token of every n-gram that begins in `unit` and where its form
  /// begins among the shape's offsets; it does not go beyond `end`, that of the unit if there is
  /// none. What the profile removed is skipped over where a skip is allowed, but is never part of
  /// an n-gram.
  @inline(__always)
  func forEachNgram(
    _ shape: NgramShape, in unit: Range<Int>, upTo end: Int? = nil,
    _ each: (_ first: Int, _ form: Int) -> Void
  ) {
    let end = end ?? unit.upperBound
    for first in unit where terms[first] < ArticleTerms.removed {
      for form in stride(from: 0, to: shape.offsets.count, by: shape.length) {
        var step = 1
        while step < shape.length {
          let place = first &+ shape.offsets[form &+ step]
          guard place < end, terms[place] < ArticleTerms.removed else { break }
          step &+= 1
        }
        if step == shape.length { each(first, form) }
      }
    }
  }
}
