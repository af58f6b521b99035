import Diagnostics
import Partials
import Reports
import Statistics

/// The dispersion of items, one after the other in the order of the term-frequency table.
struct DispersionScores {
  private let measures: [DispersionMeasure]
  private var parts: (any PartReader)?
  private var distances: DistanceReader?

  init(
    _ reporter: Reporter, _ request: DispersionRequest, _ spread: PlacedDispersion
  ) throws(Fault) {
    measures = request.resolvedMeasures
    if let placed = spread.parts {
      let (statistic, placement) = (placed.statistic, placed.placement)
      switch request.parts {
      case .articles: parts = try ArticleParts(reporter, statistic, placement)
      case .groups: parts = try GroupParts(reporter, statistic, placement)
      case .slices(let count): parts = try SliceParts(reporter, statistic, placement, count)
      }
    }
    if let placed = spread.distances {
      distances = try DistanceReader(reporter, placed.statistic, placed.placement)
    }
  }

  /// The columns for `request`.
  static func columns(_ request: DispersionRequest) -> [Column] {
    (request.usesParts ? [Column("parts", .integer, "the parts that hold it")] : [])
      + request.resolvedMeasures.map {
        Column($0.id, .number, "\($0.title): \($0.formula)")
      }
  }

  /// How many parts hold the item of `key`, if they were counted, and the value of each measure;
  /// nil where it has none. Keys must rise from call to call.
  mutating func next(_ key: TupleKey) throws(Fault) -> (range: UInt64?, values: [Double?]) {
    let spread = try parts?.next(key)
    let gaps = try distances?.next(key)
    let values = measures.map { measure -> Double? in
      switch measure.basis {
      case .parts(let value): measure.settled(spread?.dispersion.map(value))
      case .distances(let value): measure.settled(gaps.map(value))
      }
    }
    return (spread?.range, values)
  }
}

// MARK: Items

/// A table whose keys begin with the group and the terms of an item, read item by item.
private struct ItemStream {
  private var stream: TableStream
  private let width: Int
  private var isAtEnd: Bool

  init(_ reporter: Reporter, table: Int, _ items: TermCountStatistic) throws(Fault) {
    stream = try reporter.merge.stream(table: table)
    width = items.ngrams + (items.groupBy.isEmpty ? 0 : 1)
    isAtEnd = try !stream.advance()
  }

  /// Calls `each` with what follows the item in its keys, and the counts.
  mutating func read(
    _ item: TupleKey, _ each: (_ next: UInt32, _ last: UInt32, TupleValues) -> Void
  ) throws(Fault) {
    while !isAtEnd {
      let key = stream.key
      var place = 0
      while place < width, key[place] == item[place] { place += 1 }
      if place < width, key[place] > item[place] { return }
      if place == width {
        each(key[width], width + 1 < key.count ? key[width + 1] : 0, stream.values)
      }
      isAtEnd = try !stream.advance()
    }
  }
}

extension DispersionPlacement {
  /// The group of an item or a part by its key: 0 where there are no groups.
  fileprivate func group(_ key: TupleKey) -> UInt32 { groups == nil ? 0 : key[0] }

  /// Calls `each` with the group, the part and the count of every entry among the sizes of parts.
  fileprivate func forEachSize(
    _ reporter: Reporter, _ each: (_ group: UInt32, _ part: UInt32, UInt64) -> Void
  ) throws(Fault) {
    try reporter.merge.pass(table: sizes).forEach(sorted: true) { (key, values) in
      each(group(key), groups == nil ? key[0] : key[1], values[0])
    }
  }
}

// MARK: Parts

/// Reads the dispersion of items over parts.
private protocol PartReader {
  mutating func next(_ key: TupleKey) throws(Fault) -> (range: UInt64, dispersion: PartDispersion?)
}

extension [UInt32: PartDispersion.Whole] {
  /// Adds `times` parts of `size` items to a group.
  fileprivate mutating func add(_ group: UInt32, size: UInt64, times: UInt64 = 1) {
    var whole = self[group] ?? PartDispersion.Whole(parts: 0, size: 0, smallest: .max)
    whole.parts += times
    whole.size += size * times
    whole.smallest = Swift.min(whole.smallest, size)
    self[group] = whole
  }
}

/// Articles as parts: those alike in count and size lie together.
private struct ArticleParts: PartReader {
  private var stream: ItemStream
  private let placement: DispersionPlacement
  /// Count and size by label.
  private let pairs: [UInt32]
  private var wholes: [UInt32: PartDispersion.Whole] = [:]

  init(
    _ reporter: Reporter, _ statistic: DispersionStatistic, _ placement: DispersionPlacement
  ) throws(Fault) {
    self.placement = placement
    stream = try ItemStream(reporter, table: placement.table, statistic.items)
    let pairs = try reporter.merge.dictionaries[placement.labels].numbers(width: 2)
    var wholes: [UInt32: PartDispersion.Whole] = [:]
    try placement.forEachSize(reporter) { group, label, articles in
      wholes.add(group, size: UInt64(pairs[2 * Int(label) + 1]), times: articles)
    }
    self.pairs = pairs
    self.wholes = wholes
  }

  mutating func next(
    _ key: TupleKey
  ) throws(Fault) -> (range: UInt64, dispersion: PartDispersion?) {
    var parts: [PartDispersion.Part] = []
    var range: UInt64 = 0
    try stream.read(key) { label, _, values in
      let (count, size) = (pairs[2 * Int(label)], pairs[2 * Int(label) + 1])
      parts.append(.init(count: UInt64(count), size: UInt64(size), times: values[0]))
      range += values[0]
    }
    let whole = wholes[placement.group(key)]
    return (range, whole.flatMap { PartDispersion(parts, of: $0) })
  }
}

/// Groups of articles as parts.
private struct GroupParts: PartReader {
  private var stream: ItemStream
  private let placement: DispersionPlacement
  private var wholes: [UInt32: PartDispersion.Whole] = [:]
  /// The size of every part, by group (the high word) and part.
  private var sizes: [UInt64: UInt64] = [:]

  init(
    _ reporter: Reporter, _ statistic: DispersionStatistic, _ placement: DispersionPlacement
  ) throws(Fault) {
    self.placement = placement
    stream = try ItemStream(reporter, table: placement.table, statistic.items)
    var wholes: [UInt32: PartDispersion.Whole] = [:]
    var sizes: [UInt64: UInt64] = [:]
    try placement.forEachSize(reporter) { group, part, size in
      wholes.add(group, size: size)
      sizes[UInt64(group) << 32 | UInt64(part)] = size
    }
    self.wholes = wholes
    self.sizes = sizes
  }

  mutating func next(
    _ key: TupleKey
  ) throws(Fault) -> (range: UInt64, dispersion: PartDispersion?) {
    let group = placement.group(key)
    var parts: [PartDispersion.Part] = []
    try stream.read(key) { part, _, values in
      let size = sizes[UInt64(group) << 32 | UInt64(part)] ?? 0
      parts.append(.init(count: values[0], size: size))
    }
    let whole = wholes[group]
    return (UInt64(parts.count), whole.flatMap { PartDispersion(parts, of: $0) })
  }
}

/// Equal slices of the corpus as parts: slice i of n begins at item ⌈i N / n⌉.
private struct SliceParts: PartReader {
  private var stream: ItemStream
  private let placement: DispersionPlacement
  private let positions: CorpusPositions
  private let places: [UInt32]
  private let slices: Int

  init(
    _ reporter: Reporter, _ statistic: DispersionStatistic, _ placement: DispersionPlacement,
    _ slices: Int
  ) throws(Fault) {
    self.placement = placement
    stream = try ItemStream(reporter, table: placement.table, statistic.items)
    positions = try CorpusPositions(reporter, placement)
    places = try reporter.merge.dictionaries[placement.labels].numbers(width: 1)
    self.slices = slices
  }

  mutating func next(
    _ key: TupleKey
  ) throws(Fault) -> (range: UInt64, dispersion: PartDispersion?) {
    let size = positions.sizes[placement.group(key)] ?? 0
    let count = UInt128(slices)
    var counts = [UInt64](repeating: 0, count: slices)
    try stream.read(key) { article, place, _ in
      let position = positions.starts[Int(article)] + UInt64(places[Int(place)])
      counts[Int(UInt128(position) * count / UInt128(size))] += 1
    }
    func start(_ slice: Int) -> UInt64 {
      UInt64((UInt128(slice) * UInt128(size) + count - 1) / count)
    }
    let parts = counts.enumerated().map {
      PartDispersion.Part(count: $0.element, size: start($0.offset + 1) - start($0.offset))
    }
    return (UInt64(counts.filter { $0 > 0 }.count), PartDispersion(parts))
  }
}

// MARK: Corpus order

/// Where every article begins in the corpus, or in its group, in items.
///
/// Articles are numbered by their tags, which do not change; the order of batches does. It takes 32
/// bytes an article while it is made, and 8 while it is used.
private final class CorpusPositions {
  /// The place of each article's first item.
  let starts: [UInt64]
  /// The items of each group.
  let sizes: [UInt32: UInt64]

  init(_ reporter: Reporter, _ placement: DispersionPlacement) throws(Fault) {
    struct Article {
      var batch: UInt32
      var record: UInt32
      var number: UInt32
      var group: UInt32 = 0
      var size: UInt64 = 0
    }
    guard let dictionary = placement.articles else { throw CorpusPositions.unplaced }
    let tags = try reporter.merge.dictionaries[dictionary].numbers(width: 3)
    let ranks = Dictionary(
      zip(reporter.batches, UInt32(0)...), uniquingKeysWith: { first, _ in first })
    var articles: [Article] = []
    articles.reserveCapacity(tags.count / 3)
    for number in 0..<tags.count / 3 {
      let batch = UInt64(tags[3 * number]) << 32 | UInt64(tags[3 * number + 1])
      guard let rank = ranks[batch] else { throw CorpusPositions.unplaced }
      articles.append(
        Article(batch: rank, record: tags[3 * number + 2], number: UInt32(number)))
    }
    try placement.forEachSize(reporter) { group, article, sizePlusOne in
      articles[Int(article)].group = group
      articles[Int(article)].size = sizePlusOne - 1
    }
    articles.sort { ($0.batch, $0.record) < ($1.batch, $1.record) }
    var starts = [UInt64](repeating: 0, count: articles.count)
    var sizes: [UInt32: UInt64] = [:]
    for article in articles {
      starts[Int(article.number)] = sizes[article.group] ?? 0
      sizes[article.group, default: 0] += article.size
    }
    self.starts = starts
    self.sizes = sizes
  }

  private static var unplaced: Fault {
    Fault("report.unplaced", "an article was counted of a batch that is not there", exit: .bug)
  }
}

/// Reads the distances between an item's occurrences: those within articles as they were counted,
/// those between articles from the last place in one and the first in the next.
private struct DistanceReader {
  private var ends: ItemStream
  private var inner: ItemStream
  private let placement: DispersionPlacement
  private let positions: CorpusPositions
  private let distances: [UInt32]

  init(
    _ reporter: Reporter, _ statistic: DispersionStatistic, _ placement: DispersionPlacement
  ) throws(Fault) {
    self.placement = placement
    ends = try ItemStream(reporter, table: placement.table, statistic.items)
    inner = try ItemStream(
      reporter, table: placement.distances ?? placement.table, statistic.items)
    positions = try CorpusPositions(reporter, placement)
    distances = try reporter.merge.dictionaries[placement.labels].numbers(width: 1)
  }

  mutating func next(_ key: TupleKey) throws(Fault) -> DistanceDispersion? {
    var histogram: [UInt64: UInt64] = [:]
    try inner.read(key) { label, _, values in
      histogram[UInt64(distances[Int(label)]), default: 0] += values[0]
    }
    var articles: [Range<UInt64>] = []
    try ends.read(key) { article, _, values in
      let start = positions.starts[Int(article)]
      articles.append(start + values[1] - 1..<start + values[2] - 1)
    }
    articles.sort { $0.lowerBound < $1.lowerBound }
    guard let first = articles.first, let last = articles.last else { return nil }
    for (article, next) in zip(articles, articles.dropFirst()) {
      histogram[next.lowerBound - article.upperBound, default: 0] += 1
    }
    let size = positions.sizes[placement.group(key)] ?? 0
    histogram[first.lowerBound + size - last.upperBound, default: 0] += 1
    return DistanceDispersion(histogram: histogram)
  }
}
