import CGNU
import Glibc

/// A program that was run to its end, or to the end of its time.
///
/// It runs in a process group of its own and with the signals as a program expects them. What it
/// reads and writes are files in memory, so neither side ever waits for the other, and nothing of
/// it needs a disk.
public struct ChildProcess: Sendable {
  /// How a program ended.
  public enum Ending: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
    /// It took longer than it was given, and was killed with all its process group.
    case overtime
  }

  /// Where what it writes goes.
  public enum Destination: Sendable {
    /// Where the output of this program goes.
    case inherited
    /// Into `output` and `errors`.
    case captured
  }

  /// How it ended.
  public let ending: Ending
  /// What it wrote to standard output, if that was captured.
  public let output: [UInt8]
  /// What it wrote to standard error, if that was captured.
  public let errors: [UInt8]

  /// How long a program that is asked to end (SIGTERM) has before it is made to, in seconds.
  private static let grace = 2.0

  /// Runs a program and waits for its end.
  ///
  /// - Parameters:
  ///   - arguments: The program, by path or to be found in `PATH`, and its arguments; not empty.
  ///   - folder: The folder it runs in, and its path starts from; nil for that of this process.
  ///   - input: What it can read from standard input.
  ///   - variables: Environment variables that it has besides, or instead of, this program's.
  ///   - inheritsVariables: Whether it has this program's environment variables at all.
  ///   - timeLimit: How long it may run, in seconds.
  ///   - destination: Where its output goes.
  /// - Throws: what keeps it from being started, such as that there is no such program.
  public static func run(
    _ arguments: [String], in folder: String? = nil, input: [UInt8] = [],
    variables: [String: String] = [:], inheritsVariables: Bool = true, timeLimit: Double,
    to destination: Destination
  ) throws(SystemError) -> ChildProcess {
    let standardInput = try MemoryFile(input)
    let output = try MemoryFile()
    let errors = try MemoryFile()
    var streams = [standardInput.number]
    if destination == .captured { streams += [output.number, errors.number] }
    let inherited = inheritsVariables ? inheritedVariables() : []
    let environment = environment(inherited, with: variables)
    let process = try start(arguments, in: folder, environment, streams)
    let ending = try wait(for: process, until: Machine.now + timeLimit)
    return ChildProcess(
      ending: ending, output: try output.contents(), errors: try errors.contents())
  }

  private init(ending: Ending, output: [UInt8], errors: [UInt8]) {
    self.ending = ending
    self.output = output
    self.errors = errors
  }

  /// Starts a program whose standard input, output and errors are `streams`, as far as these go.
  private static func start(
    _ arguments: [String], in folder: String?, _ environment: [String], _ streams: [Int32]
  ) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (target, stream) in streams.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, stream, Int32(target))
    }
    // Neither what this program has open, nor what whoever started it left open for it.
    unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    if let folder { unsafe posix_spawn_file_actions_addchdir_np(&actions, folder) }

    // A process inherits what its parent ignores and blocks; few programs expect that.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP, SIGQUIT] {
      unsafe sigaddset(&signals, signal)
    }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let words = unsafe CStrings(arguments)
    defer { unsafe words.free() }
    let variables = unsafe CStrings(environment)
    defer { unsafe variables.free() }
    var process: pid_t = 0
    let failure = unsafe posix_spawnp(
      &process, arguments[0], &actions, &attributes, words.pointers, variables.pointers)
    guard failure == 0 else { throw SystemError(call: "posix_spawn", number: failure) }
    return process
  }

  /// The environment of this process.
  private static func inheritedVariables() -> [String] {
    var entries: [String] = []
    var index = 0
    while let entry = unsafe environ[index] {
      entries.append(unsafe String(cString: entry))
      index += 1
    }
    return entries
  }

  /// `entries` with `variables` set among them.
  private static func environment(
    _ entries: [String], with variables: [String: String]
  ) -> [String] {
    entries.filter { entry in
      !variables.keys.contains { entry.hasPrefix("\($0)=") }
    } + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// Waits for the end of `process`; kills its group if that does not come in time.
  private static func wait(
    for process: pid_t, until deadline: Double
  ) throws(SystemError) -> Ending {
    if let ending = try look(at: process, until: deadline) { return ending }
    kill(-process, SIGTERM)
    _ = try look(at: process, until: Machine.now + grace)
    // Its children, if not itself.
    kill(-process, SIGKILL)
    _ = try look(at: process, until: .infinity)
    return .overtime
  }

  /// How `process` ended; nil if it has not at the time `deadline`. Looks more and more seldom.
  private static func look(
    at process: pid_t, until deadline: Double
  ) throws(SystemError) -> Ending? {
    var pause: UInt32 = 500
    while true {
      var status: Int32 = 0
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process {
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
      }
      // It has been waited for already.
      if ended < 0, errno == ECHILD { return .overtime }
      if ended < 0, errno != EINTR { throw SystemError.last("waitpid") }
      if Machine.now >= deadline { return nil }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }
}

/// Strings as C programs take them: an array that ends with a null pointer.
@unsafe private struct CStrings {
  var pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    unsafe pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
  }

  func free() {
    for index in unsafe pointers.indices { unsafe Glibc.free(pointers[index]) }
  }
}

/// A file without a name that is in memory.
private struct MemoryFile: ~Copyable {
  let number: Int32

  /// A file with `content`, to be read from its start.
  init(_ content: [UInt8] = []) throws(SystemError) {
    number = unsafe memfd_create("broadsheet", 1)
    guard number >= 0 else { throw SystemError.last("memfd_create") }
    var rest = content[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe write(number, bytes.baseAddress, bytes.count)
      }
      if written < 0, errno != EINTR { throw SystemError.last("write") }
      rest = rest.dropFirst(max(0, written))
    }
    lseek(number, 0, SEEK_SET)
  }

  deinit {
    if number >= 0 { close(number) }
  }

  /// All that is in the file.
  borrowing func contents() throws(SystemError) -> [UInt8] {
    var contents: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe pread(number, &piece, piece.count, off_t(contents.count))
      if count == 0 { return contents }
      if count < 0, errno != EINTR { throw SystemError.last("read") }
      contents.append(contentsOf: piece[..<max(0, count)])
    }
  }
}
