/// How far a run has come.
public struct RunProgress: Sendable {
  /// What a run does, one after the other.
  public enum Phase: String, Sendable { case counting, merging, reporting }

  /// Called now and then, from any thread.
  public typealias Watcher = @Sendable (RunProgress) -> Void

  /// What it does now.
  public var phase: Phase
  /// Bytes of the batches read, as they lie on disk.
  public var bytesRead: Int
  /// Bytes of all batches to be read; 0 if standard input is among them.
  public var bytesTotal: Int
  /// Articles read.
  public var articles: UInt64
  /// Seconds since the start.
  public var seconds: Double
}
