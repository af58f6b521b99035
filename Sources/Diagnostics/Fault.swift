/// What went wrong, where, and what to do next: the one error type of the program.
///
/// A fault carries a stable `code` that scripts may match, a sentence for people, a place, advice,
/// and the exit status with which the program ends if nobody handles it.
public struct Fault: Error, Sendable, Hashable {
  /// A stable, dotted, lower-case name such as `container.gzip-truncated`.
  public var code: String
  /// One sentence saying what is wrong.
  public var message: String
  /// Where it is wrong, if it has a place.
  public var place: Place?
  /// What to do next, if there is something to do.
  public var advice: String?
  /// The faults that this one sums up, or the first of them; most faults have none.
  public var causes: [Fault]
  /// How the program ends if this fault stops it.
  public var exit: ExitStatus

  /// A fault of these parts.
  public init(
    _ code: String, _ message: String, at place: Place? = nil, advice: String? = nil,
    causes: [Fault] = [], exit: ExitStatus
  ) {
    self.code = code
    self.message = message
    self.place = place
    self.advice = advice
    self.causes = causes
    self.exit = exit
  }
}

/// Several faults found together, reported together. Never empty.
public struct Faults: Error, Sendable, Hashable {
  /// The faults, in the order in which they are reported.
  public var all: [Fault]

  /// The faults `all`, of which there is at least one.
  public init(_ all: [Fault]) {
    self.all = all
  }

  /// The status of the gravest: a bug before anything else, then the first one found.
  public var exit: ExitStatus {
    all.contains { $0.exit == .bug } ? .bug : all.first?.exit ?? .bug
  }
}

/// Where a fault lies.
public enum Place: Sendable, Hashable {
  /// A file or folder as a whole.
  case path(String)
  /// A spot in a text file; `line` and `column` count from 1, `text` is the line itself.
  case line(path: String, line: Int, column: Int, text: String)
  /// A record of a batch; `record` counts from 1, `byte` is its offset in the inflated stream.
  case record(batch: String, entry: String?, record: Int?, byte: Int?)
}

/// The program's exit statuses, after `sysexits.h` where that has one.
public enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  /// All good.
  case success = 0
  /// Reports were published, but some input was rejected.
  case rejects = 3
  /// Wrong usage of the command line.
  case usage = 64
  /// The input is unusable; nothing was published.
  case data = 65
  /// There is no such input.
  case noInput = 66
  /// A bug in the program.
  case bug = 70
  /// An output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// Another run holds the lock.
  case locked = 75
  /// The pipeline file is wrong.
  case configuration = 78
  /// Stopped by SIGHUP: the terminal is gone.
  case hungUp = 129
  /// Stopped by SIGINT.
  case interrupted = 130
  /// The reader of a pipe is gone: as SIGPIPE ends a program.
  case closedPipe = 141
  /// Stopped by SIGTERM.
  case terminated = 143
}
