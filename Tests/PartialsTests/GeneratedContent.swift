import Partials
import TestSupport

extension SegmentContent {
  /// A shape with a table of every width and of every number of counts.
  static var wholeShape: SegmentShape {
    var shape = SegmentShape()
    let words = shape.addDictionary()
    let groups = shape.addDictionary()
    _ = shape.addDictionary()
    for width in 1...TableShape.mostDomains {
      for columns in [1, 1 + width % TableShape.mostColumns] {
        let domains = [groups] + Array(repeating: words, count: width - 1)
        _ = shape.addTable(domains: width == 2 ? [words, words] : domains, columns: columns)
      }
    }
    _ = shape.addLines()
    _ = shape.addLines()
    _ = shape.addTotals(3)
    return shape
  }

  /// Some entries of every kind. `words` is the number of strings that keys are drawn from.
  static func generated(
    _ generator: inout Generator, entries: Int, words: Int, shape: SegmentShape = wholeShape
  ) -> SegmentContent {
    var content = SegmentContent(shape: shape)
    for index in shape.dictionaries == 0 ? 0..<0 : 0..<shape.dictionaries {
      for _ in 0..<entries / 4 { content.dictionaries[index].insert(generator.bytes(upTo: 12)) }
    }
    for (index, table) in shape.tables.enumerated() {
      for _ in 0..<entries {
        let key = table.domains.map { _ in Array("w\(generator.number(0..<words))".utf8) }
        content.add(key, generator.values(table.columns), to: index)
      }
    }
    for index in content.lines.indices {
      // Few keys, so that some are equal.
      var keys = (0..<entries).map { _ in
        LineKey(
          high: UInt64(generator.number(0..<5)), low: UInt64(generator.number(0..<entries + 1)))
      }
      keys.sort()
      content.lines[index] = keys.map { Line(key: $0, text: generator.bytes(upTo: 30)) }
    }
    content.totals = (0..<shape.totals).map { _ in generator.next() >> 8 }
    return content
  }
}

extension Generator {
  /// Counts of an entry; the first is never zero. Some are large.
  mutating func values(_ columns: Int) -> [UInt64] {
    (0..<columns).map { column in
      let value = next() >> UInt64(number(20..<64))
      return column == 0 ? value + 1 : value
    }
  }
}
