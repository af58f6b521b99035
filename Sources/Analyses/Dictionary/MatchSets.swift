import Bytes

/// What each term matches, looked up once: terms that match the same patterns share a set.
///
/// Most terms match nothing, which is set 0, and a token costs one array read.
struct MatchSets: ~Copyable {
  /// The set of every term, by number.
  private(set) var ofTerm = Buffer<UInt32>()
  private var numbers: [[UInt32]: UInt32] = [[]: 0]
  /// The patterns of words that a set holds.
  private var wordEdges = Buffer<UInt32>()
  private var words = Buffer<UInt32>()
  /// The categories of those patterns that are whole phrases.
  private var categoryEdges = Buffer<UInt32>()
  private var categories = Buffer<UInt32>()
  /// Whether a longer phrase may begin with a term of the set.
  private var begins = Buffer<UInt8>()

  init() {
    for _ in 0..<2 {
      wordEdges.append(0)
      categoryEdges.append(0)
    }
    begins.append(0)
  }

  /// The memory that grows with the number of terms, in bytes.
  var byteCount: Int { ofTerm.byteCount + words.byteCount + categories.byteCount }

  /// Looks up the terms that are new since the last time.
  mutating func update(from terms: borrowing Vocabulary, _ dictionary: CompiledDictionary) {
    while ofTerm.count < terms.interner.count {
      let matches = dictionary.words.matches(terms.interner[ofTerm.count])
      ofTerm.append(number(of: matches, dictionary))
    }
  }

  private mutating func number(
    of matches: [UInt32], _ dictionary: CompiledDictionary
  ) -> UInt32 {
    if let number = numbers[matches] { return number }
    let number = UInt32(numbers.count)
    numbers[matches] = number
    var united: Set<UInt32> = []
    var isBeginning = false
    for word in matches {
      words.append(word)
      guard let node = dictionary.child(of: CompiledDictionary.root, word) else { continue }
      united.formUnion(dictionary.categories(at: node))
      isBeginning = isBeginning || dictionary.goesOn(after: node)
    }
    for category in united.sorted() { categories.append(category) }
    wordEdges.append(UInt32(words.count))
    categoryEdges.append(UInt32(categories.count))
    begins.append(isBeginning ? 1 : 0)
    return number
  }

  /// Whether a phrase of several words may begin with a term of `set`.
  @inline(__always)
  func beginsPhrase(_ set: Int) -> Bool { begins[set] != 0 }

  /// The places, for `category`, of the categories of the words of `set`.
  @inline(__always)
  func categories(of set: Int) -> Range<Int> {
    Int(categoryEdges[set])..<Int(categoryEdges[set &+ 1])
  }

  @inline(__always)
  func category(_ index: Int) -> UInt32 { categories[index] }

  /// The places, for `word`, of the patterns of words in `set`.
  @inline(__always)
  func words(of set: Int) -> Range<Int> { Int(wordEdges[set])..<Int(wordEdges[set &+ 1]) }

  @inline(__always)
  func word(_ index: Int) -> UInt32 { words[index] }
}
