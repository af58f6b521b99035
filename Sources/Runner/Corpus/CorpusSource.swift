import Articles
import Diagnostics
import Pipelines

/// The corpus of a pipeline, resolved: the batches, and how they are read.
struct CorpusSource: Sendable {
  /// The batches, in corpus order.
  var files: [BatchFile]
  var reading: ReadingOptions
  var parsing: ParsingOptions
  var mapping: FieldMapping
  var filter: ArticleFilter
  /// Whether what a damaged batch gave before the damage is counted.
  var keepsDamaged: Bool
}

extension CorpusSource {
  init(_ pipeline: Pipeline, _ settings: RunSettings) throws(Fault) {
    let corpus = pipeline.corpus
    files = pipeline.batches.inCorpusOrder
    reading = corpus.readingOptions
    reading.chunkBytes = settings.shares.chunk
    // An article takes several times its size while it is counted.
    reading.maxArticleBytes = min(corpus.maxArticle ?? Int.max, settings.memory / 16, 1 << 29)
    reading.windowLimit = settings.shares.window
    parsing = corpus.parsingOptions
    mapping = corpus.fields
    filter = try ArticleFilter(conditions: corpus.conditions, mapping: mapping)
    keepsDamaged = corpus.onDamage == .keep
  }
}
