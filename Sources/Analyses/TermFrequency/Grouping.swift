import Articles
import Bytes

/// Puts articles into groups by metadata: source, month, a mapped field, …
struct Grouping: Sendable {
  private let dimensions: [GroupDimension]
  private let slots: [Int]

  /// `slots` gives the slot of every field by name.
  init(_ dimensions: [GroupDimension], slots: [String: Int]) {
    self.dimensions = dimensions
    self.slots = dimensions.map { slots[$0.fieldName] ?? Field.date.rawValue }
  }

  /// What stands for a missing value.
  static let none = "(none)"

  /// The article's group: the value of each dimension, parted by NUL bytes.
  func key(of article: borrowing Article) -> [UInt8] {
    var key: [UInt8] = []
    for (place, dimension) in dimensions.enumerated() {
      if place > 0 { key.append(0) }
      let start = key.count
      if let range = article.range(slot: slots[place]), !range.isEmpty {
        let value = article.bytes[range]
        switch dimension {
        case .year: key += ArticleDate(value)?.yearKey ?? []
        case .month: key += ArticleDate(value)?.monthKey ?? []
        case .week: key += ArticleDate(value)?.weekKey ?? []
        case .day: key += ArticleDate(value)?.dayKey ?? []
        default: for byte in value { key.append(byte == 0 ? 0x20 : byte) }
        }
      }
      if key.count == start { key += Array(Grouping.none.utf8) }
    }
    return key
  }
}

extension GroupDimension {
  /// The dimension's name in pipelines and tables.
  public var name: String {
    if case .field(let name) = self { return name }
    return "\(self)"
  }

  /// The field that the dimension reads.
  var fieldName: String {
    switch self {
    case .year, .month, .week, .day: Field.date.name
    case .source, .language, .section, .field: name
    }
  }
}
