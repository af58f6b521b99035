/// An event of a run, for its log.
public enum RunEvent: Sendable {
  /// It holds the lock, and has a name.
  case began(run: String)
  /// A stage ended, after so many seconds.
  case ended(stage: String, seconds: Double)

  /// Called with each event as it happens, by one thread at a time.
  public typealias Listener = @Sendable (RunEvent) -> Void
}
