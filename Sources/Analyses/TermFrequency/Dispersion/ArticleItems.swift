import Bytes

/// The items of the current article, terms or n-grams: numbered, and if that is kept each with its
/// places, counted in items from the start of the article.
struct ArticleItems: ~Copyable {
  private let shape: NgramShape
  private let within: Unit
  private let keepsPlaces: Bool
  /// The n-grams met, as four little-endian bytes a term; single terms keep their own numbers.
  private var ngrams = Interner()
  /// The current n-gram; longer than any, so that the interner can load it by words.
  private var ngram = Buffer<UInt8>(repeating: 0, count: 40)
  /// The number of items in the article.
  private(set) var count = 0
  /// The item at every place.
  private var sequence = Buffer<UInt32>()
  /// How often each item occurs in the article, by number; zero for all others.
  private var counts = Buffer<UInt32>()
  /// Where the places of each of the article's items begin in `places`.
  private var starts = Buffer<UInt32>()
  private var places = Buffer<UInt32>()
  /// The distinct items of the article.
  private(set) var distinct = Buffer<UInt32>()

  init(_ statistic: TermCountStatistic, keepsPlaces: Bool) {
    let shape = NgramShape(length: statistic.ngrams, skip: statistic.skip)
    self.shape = shape
    within = statistic.within
    self.keepsPlaces = keepsPlaces
  }

  /// The memory held, in bytes.
  var byteCount: Int {
    (ngrams.count > 0 ? ngrams.byteCount : 0) + sequence.byteCount + counts.byteCount
      + starts.byteCount + places.byteCount + distinct.byteCount
  }

  /// How often `item` occurs in the article.
  func count(of item: UInt32) -> UInt32 { counts[Int(item)] }

  /// The place of the occurrence `index` of `item`, from 0; they rise.
  func place(_ index: UInt32, of item: UInt32) -> UInt32 {
    places[Int(starts[Int(item)] &+ index)]
  }

  /// Takes the items of an article.
  mutating func read(_ text: borrowing ArticleTerms) {
    for index in 0..<distinct.count { counts[Int(distinct[index])] = 0 }
    distinct.removeAll()
    sequence.removeAll()
    if shape.length == 1, !keepsPlaces { return readBag(text) }
    if shape.length == 1 {
      for index in 0..<text.terms.count where text.terms[index] < ArticleTerms.removed {
        sequence.append(text.terms[index])
      }
      counts.extend(to: text.vocabulary.interner.count, with: 0)
    } else {
      readNgrams(text)
      counts.extend(to: ngrams.count, with: 0)
    }
    countItems()
    if keepsPlaces { arrange() }
  }

  private mutating func readBag(_ text: borrowing ArticleTerms) {
    counts.extend(to: text.vocabulary.interner.count, with: 0)
    count = 0
    for index in 0..<text.distinct.count {
      let term = text.distinct[index]
      distinct.append(term)
      counts[Int(term)] = text.bag[Int(term)]
      count += Int(text.bag[Int(term)])
    }
  }

  private mutating func readNgrams(_ text: borrowing ArticleTerms) {
    text.forEachUnit(within) { unit in
      text.forEachNgram(shape, in: unit) { first, form in
        for step in 0..<shape.length {
          set(step, text.terms[first + shape.offsets[form + step]])
        }
        sequence.append(UInt32(ArticleItems.intern(ngram, 4 * shape.length, &ngrams)))
      }
    }
  }

  private mutating func set(_ step: Int, _ term: UInt32) {
    for byte in 0..<4 {
      ngram[4 &* step &+ byte] = UInt8(truncatingIfNeeded: term &>> UInt32(8 &* byte))
    }
  }

  private static func intern(
    _ key: borrowing Buffer<UInt8>, _ length: Int, _ interner: inout Interner
  ) -> Int {
    interner.intern(key.span, 0, length)
  }

  private mutating func countItems() {
    count = sequence.count
    for place in 0..<sequence.count {
      let item = sequence[place]
      if counts[Int(item)] == 0 { distinct.append(item) }
      counts[Int(item)] &+= 1
    }
  }

  /// Puts the places of each item side by side.
  private mutating func arrange() {
    starts.extend(to: counts.count, with: 0)
    var start: UInt32 = 0
    for index in 0..<distinct.count {
      let item = Int(distinct[index])
      starts[item] = start
      start &+= counts[item]
      counts[item] = 0
    }
    places.extend(to: sequence.count, with: 0)
    for place in 0..<sequence.count {
      let item = Int(sequence[place])
      places[Int(starts[item] &+ counts[item])] = UInt32(truncatingIfNeeded: place)
      counts[item] &+= 1
    }
  }

  /// Sets the numbers of a key from `offset` on to the ranks of the terms of `item`.
  @inline(__always)
  func setTerms(
    of item: UInt32, at offset: Int, in key: inout InlineArray<6, UInt32>,
    ranks: borrowing Buffer<UInt32>
  ) {
    guard shape.length > 1 else {
      key[offset] = ranks[Int(item)]
      return
    }
    for step in 0..<shape.length {
      key[offset + step] = ranks[Int(ngrams[Int(item)].load32(at: 4 * step))]
    }
  }

  /// Forgets the n-grams met; not in the middle of an article.
  mutating func forgetNgrams() {
    guard shape.length > 1 else { return }
    ngrams = Interner()
    counts = Buffer()
    starts = Buffer()
    distinct = Buffer()
    sequence = Buffer()
  }
}
