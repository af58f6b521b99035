import Analyses
import Diagnostics
import Reports
import Statistics

/// A small text counted under a convention, without any optimisation, for one node and one
/// collocate.
///
/// Windows overlap in the text: the collocate is in more windows than it has occurrences.
struct ConventionExample {
  private static let words = Array("ADACEADFEBACED")
  private static let node: Character = "A"
  private static let collocate: Character = "E"
  private static let reach = 2
  /// Where units are counted, each has two words.
  private static let unitLength = 2

  private let convention: Convention
  private let example: ExampleTable

  init(_ convention: Convention) {
    self.convention = convention
    example = ExampleTable(table: ConventionExample.table(convention))
  }

  var text: String {
    let words = ConventionExample.words.map(String.init)
    guard convention.unit == nil else {
      let units = stride(from: 0, to: words.count, by: ConventionExample.unitLength).map {
        words[$0..<$0 + ConventionExample.unitLength].joined(separator: " ")
      }
      return "\(units.joined(separator: " | ")), u = A, v = E: \(example.text)"
    }
    return "\(words.joined(separator: " ")), u = A, v = E, window 2: \(example.text)"
  }

  var json: JSONObject {
    var json = example.json
    json["text"] = .string(ConventionExample.words.map(String.init).joined(separator: " "))
    return json
  }

  private static func frequency(_ word: Character) -> Int { words.count { $0 == word } }

  /// The positions in the window around `place`.
  private static func window(_ place: Int) -> [Int] {
    words.indices.filter { $0 != place && abs($0 - place) <= reach }
  }

  private static func table(_ convention: Convention) -> Contingency {
    let nodes = words.indices.filter { words[$0] == node }
    let hits = nodes.flatMap(window)
    let joint = hits.count { words[$0] == collocate }
    let tokens = words.count
    let (fu, fv) = (frequency(node), frequency(collocate))
    func table(_ o: Int, _ r1: Int, _ c1: Int, _ n: Int) -> Contingency {
      Contingency(o: UInt64(o), r1: UInt64(r1), c1: UInt64(c1), n: UInt64(n))
    }
    switch convention {
    case .marginal:
      let asCollocate = words.indices.filter { words[$0] == collocate }.flatMap(window).count
      return table(joint, hits.count, asCollocate, words.indices.flatMap(window).count)
    case .surfaceDistinct:
      let near = Set(hits).filter { words[$0] != node }
      return table(near.count { words[$0] == collocate }, near.count, fv, tokens - fu)
    case .perHit: return table(joint, hits.count, fv, tokens)
    case .spanCorrected: return table(joint, 2 * reach * fu, fv, tokens)
    case .noSpan: return table(joint, fu, fv, tokens)
    case .sentence, .paragraph, .document:
      let units = stride(from: 0, to: words.count, by: unitLength).map {
        words[$0..<$0 + unitLength]
      }
      return table(
        units.count { $0.contains(node) && $0.contains(collocate) },
        units.count { $0.contains(node) }, units.count { $0.contains(collocate) }, units.count)
    }
  }
}
