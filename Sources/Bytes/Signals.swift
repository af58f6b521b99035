import Glibc

/// What the process does about signals.
public enum Signals {
  /// Ignores `signal`, so that only who watches for it (a Dispatch source, say) learns of it; of
  /// SIGPIPE it makes the error EPIPE.
  public static func ignore(_ signal: Int32) {
    unsafe _ = Glibc.signal(signal, SIG_IGN)
  }
}
