import Articles
import Bytes
import Diagnostics
import Pipelines

extension Coverage {
  /// Determines which batches of `source` the leaves in `store` hold.
  ///
  /// A file is read for its digest only if it may be one that is known: if a batch that was
  /// counted, or another file, has its size. All others are new, and their digests are computed
  /// as they are counted.
  init(
    of source: CorpusSource, in store: LeafStore, _ corpus: Corpus, _ settings: RunSettings,
    _ known: inout KnownDigests, _ cancellation: Cancellation
  ) throws(Fault) {
    let leaves = store.isLasting ? try store.scan() : []
    var sizes: [Int: Int] = [:]
    for file in source.files where !file.isStandardInput { sizes[file.bytes, default: 0] += 1 }
    for leaf in leaves {
      for batch in leaf.contents.members { sizes[batch.bytes, default: 1] += 1 }
    }
    var digests: [Int: [UInt8]] = [:]
    for (place, file) in source.files.enumerated() where !file.isStandardInput && file.fault == nil
    {
      try cancellation.check()
      guard let identity = FileSystem.identity(of: file.path) else { continue }
      if let digest = known.digest(of: identity) {
        digests[place] = digest
      } else if sizes[file.bytes, default: 0] > 1, let digest = try? Digest.ofFile(file.path) {
        // A batch that cannot be read is noticed when it is opened.
        digests[place] = digest
        if FileSystem.identity(of: file.path) == identity { known.note(identity, digest) }
      }
    }
    let rules = Rules(
      keepsRemoved: corpus.keepsRemoved, isFull: settings.isFull,
      limits: ReadingLimits(source.reading))
    self.init(
      source.files, digests: digests, leaves: leaves, rules: rules,
      share: Coverage.share(of: source.files))
  }

  /// The bytes of batches that share a leaf: a hundredth of all.
  private static func share(of files: [BatchFile]) -> Int {
    max(files.reduce(0) { $0 + $1.bytes } / 100, 256 << 10)
  }
}
