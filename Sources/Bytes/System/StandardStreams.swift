import Glibc

/// Standard input, output and error.
public enum StandardStreams {
  /// Makes the numbers 0 to 2 belong to streams, even in a process that was started without them:
  /// else the next file that is opened would be taken for one, and messages be written into it.
  ///
  /// What stands in for a missing stream fails to be read or written, as the missing one would.
  public static func reserve() {
    for (number, flags) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY)]
      + [(STDERR_FILENO, O_RDONLY)]
    where fcntl(number, F_GETFD) < 0 {
      // The lowest number that is free is this one.
      _ = unsafe open("/dev/null", flags)
    }
  }
}
