import Diagnostics
import Testing

@testable import Tokens

/// What `word` becomes: a term, or the reason why it is removed.
enum Outcome: Equatable, CustomStringConvertible {
  case term(String)
  case removed(Removal)

  var description: String {
    switch self {
    case .term(let term): "“\(term)”"
    case .removed(let removal): "removed: \(removal)"
    }
  }

  /// By bytes: `String`'s `==` would take é and e + ´ for the same.
  static func == (left: Outcome, right: Outcome) -> Bool {
    switch (left, right) {
    case (.term(let left), .term(let right)): left.utf8.elementsEqual(right.utf8)
    case (.removed(let left), .removed(let right)): left == right
    default: false
    }
  }
}

/// A profile that differs from the default by `change`.
func profile(_ change: (inout TextProfile) -> Void = { _ in }) -> TextProfile {
  var profile = TextProfile()
  change(&profile)
  return profile
}

/// What the profile makes of each of `words`.
func outcomes(
  _ words: [String], _ profile: TextProfile, marks: TokenMarks = []
) throws(Fault) -> [Outcome] {
  var transform = try TypeTransform(profile)
  var outcomes: [Outcome] = []
  var term: [UInt8] = Array("left over".utf8)
  for word in words {
    if let removal = transform.term(for: word.utf8Span.span, marks: marks, into: &term) {
      outcomes.append(.removed(removal))
    } else {
      outcomes.append(.term(String(decoding: term, as: UTF8.self)))
    }
  }
  return outcomes
}
