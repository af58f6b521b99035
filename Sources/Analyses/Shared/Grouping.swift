import Articles
import Bytes

/// Puts articles into groups by metadata: source, month, a mapped field, …
struct Grouping: Sendable {
  private let dimensions: [GroupDimension]
  private let slots: [Int]

  /// `slots` gives the slot of every field by name; the plan has refused dimensions of other
  /// fields.
  init(_ dimensions: [GroupDimension], slots: [String: Int]) {
    self.dimensions = dimensions
    self.slots = dimensions.map { dimension in
      guard let slot = slots[dimension.fieldName] else {
        preconditionFailure("no plan groups by a field that it does not know")
      }
      return slot
    }
  }

  /// The article's group: the value of each dimension, separated by NUL bytes.
  func key(of article: borrowing Article) -> [UInt8] {
    var key: [UInt8] = []
    for (place, dimension) in dimensions.enumerated() {
      if place > 0 { key.append(0) }
      let start = key.count
      if let range = article.range(slot: slots[place]), !range.isEmpty {
        let value = article.bytes.span.extracting(range)
        if let period = dimension.period {
          ArticleDate.appendKey(period, of: ArticleDate(written: value), to: &key)
        } else {
          // A NUL would look like the end of the value: its stand-in is what the table shows
          // anyway.
          for index in value.indices {
            if value[index] == 0 { key += Array("␀".utf8) } else { key.append(value[index]) }
          }
        }
      }
      if key.count == start { key += Array("\(ArticleDate.noGroup)".utf8) }
    }
    return key
  }
}

extension GroupDimension {
  /// The field that the dimension reads.
  var fieldName: String {
    period == nil ? name : Field.date.name
  }

  /// The stretch of time that the dimension stands for, if it does.
  var period: ArticleDate.Period? { ArticleDate.Period(rawValue: name) }
}

extension Span where Element == UInt8 {
  /// The pieces between the bytes `separator`.
  func parts(separatedBy separator: UInt8) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    for index in indices {
      if self[index] == separator {
        parts.append([])
      } else {
        parts[parts.count - 1].append(self[index])
      }
    }
    return parts
  }
}
