import Articles
import Bytes
import Diagnostics
import Partials

/// The articles that counts list one by one, as a dictionary of a segment.
///
/// A label is twelve bytes: the number by which the batch is known, and the record there. That
/// number stays with the batch while its counts are kept, whatever becomes of its name and
/// of other batches; where the batch is in the corpus, is given to the report.
final class ArticleNumbers {
  /// The number by which the batch of the article being counted is known.
  var batch: UInt64 = 0
  private var labels = NumberLabels()

  /// The number of an article of the batch, to which the counts refer from now on.
  func mark(_ article: borrowing Article) -> UInt32 {
    labels.mark(
      UInt32(truncatingIfNeeded: batch >> 32), UInt32(truncatingIfNeeded: batch),
      UInt32(truncatingIfNeeded: article.record))
  }

  /// The place of an article in the dictionary last written.
  func rank(_ number: UInt32) -> UInt32 { labels.rank(number) }

  /// Writes the articles marked as the dictionary `dictionary`, and gives each its rank.
  func write(into writer: inout SegmentWriter, dictionary: Int) throws(Fault) {
    try labels.write(into: &writer, dictionary: dictionary)
  }

  /// Forgets all articles.
  func removeAll() { labels.removeAll() }
}
