import Diagnostics
import Partials
import Synchronization

/// The terms that a term-frequency analysis is asked for, by their numbers, and which of them were
/// met.
final class WantedTerms: Sendable {
  private let asked: [AskedTerm]
  /// Of each term the numbers of its words; nil if one of them occurs nowhere.
  private let numbers: [[UInt32]?]
  private let wanted: Set<[UInt32]>
  private let met = Mutex<Set<[UInt32]>>([])

  /// Looks up `asked` among `terms`.
  init(_ asked: [AskedTerm], among terms: TermList) throws(Fault) {
    var numbers: [[UInt32]?] = []
    for term in asked {
      var words: [UInt32] = []
      for word in term.words {
        if let number = try terms.number(of: word.utf8Span.span) { words.append(UInt32(number)) }
      }
      numbers.append(words.count == term.words.count ? words : nil)
    }
    self.asked = asked
    self.numbers = numbers
    wanted = Set(numbers.compactMap { $0 })
  }

  /// Whether the term with these numbers is wanted, which is met now.
  func takes(_ key: [UInt32]) -> Bool {
    guard wanted.contains(key) else { return false }
    met.withLock { _ = $0.insert(key) }
    return true
  }

  /// The terms that were not met.
  var missing: [AskedTerm] {
    let met = met.withLock { $0 }
    return zip(asked, numbers).filter { !($0.1.map(met.contains) ?? false) }.map(\.0)
  }
}
