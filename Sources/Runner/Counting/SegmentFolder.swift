import Diagnostics
import Partials

/// The folder in which the segments of a pass are written.
struct SegmentFolder: Sendable {
  /// The folder.
  let path: String
  /// The store in which they end as leaves.
  let store: LeafStore

  /// The path of the segment called `name`.
  func path(of name: String) -> String { "\(path)/\(name)" }

  /// A segment that will be a leaf, or part of one.
  func newSegment(_ path: String) throws(Fault) -> SegmentWriter {
    try SegmentWriter(
      path: path, shape: store.shape, fingerprint: store.plan.baseFingerprint,
      compressed: store.isLasting)
  }
}
