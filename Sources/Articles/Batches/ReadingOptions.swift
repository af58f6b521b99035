import Bytes

/// How batches are read, whatever becomes of their articles.
public struct ReadingOptions: Sendable {
  /// The format of every file; nil to recognise each by its content.
  public var format: Format?
  /// About how many inflated bytes a chunk holds; at least 1. Larger records make larger chunks.
  public var chunkBytes: Int
  /// The longest record that is taken, in inflated bytes; a longer one is rejected and passed over.
  public var maxArticleBytes: Int
  /// About how many bytes of memory inflating a file may take. Most of it is what a decoder keeps
  /// to look back at: the window of Zstandard, the dictionary of xz.
  public var windowLimit: Int
  /// What the user says about files of each format.
  public var formats = FormatOptions()

  /// Options; sizes below 1 count as 1.
  public init(
    format: Format? = nil, chunkBytes: Int = 1 << 20, maxArticleBytes: Int = 8 << 20,
    windowLimit: Int = CompressionRegistry.largestWindow
  ) {
    self.format = format
    self.chunkBytes = max(1, chunkBytes)
    self.maxArticleBytes = max(1, maxArticleBytes)
    self.windowLimit = max(1, windowLimit)
  }
}
