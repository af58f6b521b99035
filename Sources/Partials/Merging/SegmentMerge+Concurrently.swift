import Diagnostics
import Synchronization

extension SegmentMerge {
  /// Does pieces of work at once: calls its closure with 0, 1, … below the count given.
  public typealias Concurrently = @Sendable (Int, @Sendable (Int) -> Void) -> Void

  /// Does pieces of work one after the other.
  public static let oneByOne: Concurrently = { count, work in
    for place in 0..<count { work(place) }
  }

  /// What `work` gives for 0, 1, … below `count`, in that order; at most `atOnce` pieces are done
  /// at once, by `concurrently`.
  ///
  /// Throws the first fault of a piece; no other begins after it.
  public static func results<Result: Sendable>(
    _ count: Int, atOnce: Int = .max, by concurrently: @escaping Concurrently,
    _ work: @Sendable (_ place: Int) throws(Fault) -> Result
  ) throws(Fault) -> [Result] {
    let next = Atomic(0)
    let made = Mutex<(results: [Int: Result], fault: Fault?)>(([:], nil))
    concurrently(min(atOnce, count)) { _ in
      do throws(Fault) {
        while made.withLock({ $0.fault == nil }) {
          let place = next.add(1, ordering: .relaxed).oldValue
          guard place < count else { return }
          let result = try work(place)
          made.withLock { $0.results[place] = result }
        }
      } catch {
        made.withLock { $0.fault = $0.fault ?? error }
      }
    }
    let (results, fault) = made.withLock { ($0.results, $0.fault) }
    if let fault { throw fault }
    return (0..<count).compactMap { results[$0] }
  }
}
