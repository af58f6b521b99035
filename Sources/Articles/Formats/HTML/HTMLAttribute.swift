import Bytes

/// The attributes that say something about an article and where it is in its page.
enum HTMLAttribute: String, CaseIterable {
  case `class`
  case id
  case role
  case itemprop
  case property
  case name
  case content
  case rel
  case href
  case datetime
  case lang
  case type
  case style
  case charset
  case httpEquiv = "http-equiv"
  case hidden

  /// The attribute whose name has the number `name`; nil if it says nothing.
  static func named(_ name: HTMLReader.ElementName) -> HTMLAttribute? { all[name] }

  private static let all = Dictionary(
    uniqueKeysWithValues: allCases.map {
      (HTMLReader.ElementName(element: $0.rawValue.utf8), $0)
    })
}

/// The attributes of one start tag, and where in the page their values are written.
struct HTMLAttributes {
  private var values: [(attribute: HTMLAttribute, value: Range<Int>)] = []

  /// Whether the tag has none that says something.
  var isEmpty: Bool { values.isEmpty }

  /// Where the value of `attribute` is written.
  subscript(_ attribute: HTMLAttribute) -> Range<Int>? {
    for entry in values where entry.attribute == attribute { return entry.value }
    return nil
  }

  /// Notes an attribute. Of two with one name the first holds, as in browsers.
  mutating func note(_ attribute: HTMLAttribute, _ value: Range<Int>) {
    if self[attribute] == nil { values.append((attribute, value)) }
  }
}
