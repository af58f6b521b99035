import Glibc

/// What a program that ran to its end cost.
public struct MeasuredProcess: Sendable {
  /// How it ended: its exit status, or 128 and the number of the signal that ended it.
  public let status: Int32
  /// From its start to its end.
  public let wall: Duration
  /// The time of all its threads, in user and system mode.
  public let cpu: Duration
  /// The most memory that was resident, in bytes; at least what the caller itself held at the time,
  /// for the kernel counts from the moment before the program was loaded.
  public let peakMemory: Int

  /// Runs a program and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: The program, by path or to be found in `PATH`, and its arguments.
  ///   - output: The file that receives its standard output.
  /// - Returns: nil if the program could not be started.
  public static func run(_ arguments: [String], output: String) -> MeasuredProcess? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)

    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
    unsafe words.append(nil)
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }

    let clock = ContinuousClock()
    let start = clock.now
    var child: pid_t = 0
    guard unsafe posix_spawnp(&child, arguments[0], &actions, nil, words, environ) == 0 else {
      return nil
    }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { return nil }
    }
    let signal = status & 0x7f
    return MeasuredProcess(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
      wall: clock.now - start,
      cpu: Duration(usage.ru_utime) + Duration(usage.ru_stime),
      peakMemory: usage.ru_maxrss * 1024)
  }
}

extension Duration {
  fileprivate init(_ time: timeval) {
    self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}
