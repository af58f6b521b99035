import Articles

/// An article by its batch and its record there.
///
/// As a label (`NumberLabels`) it is twelve bytes: the number by which the batch is known, and the
/// record. That number stays with the batch for as long as its counts are kept, whatever becomes of
/// its name and of other batches; where the batch stands in the corpus, the report is told.
struct ArticleTag {
  let batch: UInt64
  let record: UInt32

  /// The tag of `article` in the batch known as `batch`.
  init(batch: UInt64, _ article: borrowing Article) {
    self.batch = batch
    record = UInt32(truncatingIfNeeded: article.record)
  }
}

extension NumberLabels {
  /// The label of an article.
  mutating func mark(_ tag: ArticleTag) -> UInt32 {
    mark(
      UInt32(truncatingIfNeeded: tag.batch >> 32), UInt32(truncatingIfNeeded: tag.batch), tag.record
    )
  }
}
