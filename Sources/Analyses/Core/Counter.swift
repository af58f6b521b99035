import Articles
import Diagnostics
import Partials

/// Counts one statistic: articles go in, the sections of a segment come out. A worker owns its
/// counters.
protocol Counter: ~Copyable {
  /// How far an article is counted, where it can be counted in portions.
  associatedtype Progress: CounterProgress = WholeArticle

  /// The memory held, in bytes, including that for writing a segment.
  var byteCount: Int { get }
  /// Whether a segment should be written before the next article.
  var isFull: Bool { get }

  /// Looks at the article's bytes before its text is cut; false if there is nothing to count in it.
  /// Whoever needs terms sees every article nevertheless.
  mutating func look(at article: borrowing Article) -> Bool

  /// Looks at the article's text before any counter counts it, if the statistic has a screen; false
  /// if the look takes longer, so that the caller may give up before the next.
  ///
  /// - Throws: why the article cannot be counted; it is rejected then.
  mutating func screen(_ text: ArticleText) throws(Fault) -> Bool

  /// Counts the article from `progress` on, and says why it stops.
  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout Progress
  ) throws(Fault) -> FoldStep

  /// Writes the dictionaries of the counter's own; before the tables.
  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault)

  /// Writes the counts into a segment whose dictionaries are written, adds up `totals`, and forgets
  /// them.
  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault)
}

extension Counter where Self: ~Copyable {
  var isFull: Bool { false }
  mutating func look(at article: borrowing Article) -> Bool { true }
  mutating func screen(_ text: ArticleText) throws(Fault) -> Bool { true }
  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {}
}

/// Why a counter stops.
enum FoldStep {
  /// The article is counted.
  case done
  /// The counter asks whether it may go on.
  case pause
  /// The counts must be drained before it goes on.
  case full
}

/// How far an article is counted.
protocol CounterProgress {
  /// Nothing of it is.
  init()
}

/// The progress of a counter that counts an article at once.
struct WholeArticle: CounterProgress {}

// MARK: - Any counter

/// A counter of any statistic: one call through a table of methods for each article.
protocol AnyCounter: AnyObject {
  var byteCount: Int { get }
  var isFull: Bool { get }
  /// Whether the article that was looked at last may hold something to count.
  var isCandidate: Bool { get }
  func look(at article: borrowing Article)
  func screen(_ text: ArticleText) throws(Fault) -> Bool
  func fold(_ article: borrowing Article, _ text: ArticleText) throws(Fault) -> FoldStep
  func writeDictionaries(into writer: inout SegmentWriter) throws(Fault)
  func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault)
}

/// Holds a counter, and how far it has counted an article.
final class CounterBox<Content: Counter & ~Copyable>: AnyCounter {
  private var content: Content
  private var progress = Content.Progress()
  private(set) var isCandidate = true

  init(_ content: consuming Content) { self.content = content }

  var byteCount: Int { content.byteCount }
  var isFull: Bool { content.isFull }

  func look(at article: borrowing Article) { isCandidate = content.look(at: article) }

  func screen(_ text: ArticleText) throws(Fault) -> Bool { try content.screen(text) }

  func fold(_ article: borrowing Article, _ text: ArticleText) throws(Fault) -> FoldStep {
    let step = try content.fold(article, text, &progress)
    if case .done = step { progress = Content.Progress() }
    return step
  }

  func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    try content.writeDictionaries(into: &writer)
  }

  func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    try content.drain(into: &writer, text, totals: &totals)
  }
}
