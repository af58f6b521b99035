/// The progress of a run.
public struct RunProgress: Sendable {
  /// The phases of a run, in order.
  public enum Phase: String, Sendable { case counting, merging, reporting }

  /// Called now and then, from any thread.
  public typealias Watcher = @Sendable (RunProgress) -> Void

  /// The current phase.
  public var phase: Phase
  /// The bytes of batches read so far, as they are on disk.
  public var bytesRead: Int
  /// Bytes of all batches to be read; 0 if standard input is among them.
  public var bytesTotal: Int
  /// Articles read.
  public var articles: UInt64
  /// Seconds since the start.
  public var seconds: Double
}
