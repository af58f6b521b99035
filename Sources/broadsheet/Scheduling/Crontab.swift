import Bytes
import Diagnostics

/// A user's crontab. Only the lines of one pipeline are changed; the others stay the same byte for
/// byte, whatever their encoding.
struct Crontab: Sendable {
  /// The text.
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Replaces the lines that end with `mark` by `lines`, or appends `lines` if there are none.
  mutating func replaceLines(markedBy mark: String, with lines: [String]) {
    let mark = Array(mark.utf8)
    var before: [UInt8] = []
    var after: [UInt8] = []
    var isFound = false
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      let line = rest[..<end]
      rest = rest[end...]
      if Crontab.trimmed(line).reversed().starts(with: mark.reversed()) {
        isFound = true
      } else if isFound {
        after += line
      } else {
        before += line
      }
    }
    if !lines.isEmpty, let last = before.last, last != UInt8(ascii: "\n") {
      before.append(UInt8(ascii: "\n"))
    }
    bytes = before + lines.flatMap { Array("\($0)\n".utf8) } + after
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last <= 0x20 { line.removeLast() }
    return line
  }
}

extension ScheduledRun {
  /// The comment that ends each of its crontab lines, quoted for the shell that runs them.
  static func cronMark(ofPipeline path: String) -> String { mark + cronWord(path) }

  /// Its lines in a crontab, one for each time.
  ///
  /// Throws `schedule.line-too-long` (exit 64) if cron would truncate a line.
  func cronLines() throws(Fault) -> [String] {
    try check()
    let days = days?.numbers.map(String.init).joined(separator: ",") ?? "*"
    let words = ["/usr/bin/env"] + ScheduledRun.environment + command
    let command =
      words.map(ScheduledRun.cronWord).joined(separator: " ")
      + " " + ScheduledRun.cronMark(ofPipeline: pipeline)
    guard command.utf8.count <= ScheduledRun.longestCommand else {
      throw Fault(
        "schedule.line-too-long", "the line would be longer than cron accepts", at: .path(pipeline),
        advice: "Use shorter paths, or --systemd.", exit: .usage)
    }
    return times.map { "\($0.minute) \($0.hour) * * \(days) \(command)" }
  }

  /// In bytes: MAX_COMMAND in the sources of cron, without the NUL.
  private static let longestCommand = 998

  /// `word` quoted so that the shell reads it unchanged and cron passes it on.
  ///
  /// Cron ends a command at an unescaped `%`. A backslash before it would be read as the escape, so
  /// the quotes are closed and opened between the two.
  private static func cronWord(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
        || "_-./:=,@+%".utf8.contains($0)
    }
    let quoted = isPlain ? word : "'\(word.replacing("'", with: #"'\''"#))'"
    return quoted.replacing(#"\%"#, with: #"\''%"#).replacing("%", with: #"\%"#)
  }
}

/// The program `crontab`, the only safe way to change crontabs.
enum CrontabProgram {
  private static let timeLimit = 60.0

  /// The user's crontab; empty if there is none.
  static func read() throws(Fault) -> Crontab {
    let process = try run(["-l"])
    if process.ending == .exited(0) { return Crontab(process.output) }
    let said = String(decoding: process.errors, as: UTF8.self).lowercased()
    // Only these failures mean that there is no crontab; for others, such as a missing
    // permission, it must not look empty. The second message is that of BusyBox.
    let absences = ["no crontab for", "no such file or directory"]
    guard case .exited(1) = process.ending, absences.contains(where: said.contains) else {
      throw failure("read", process)
    }
    return Crontab()
  }

  /// Makes `crontab` the user's crontab.
  static func write(_ crontab: Crontab) throws(Fault) {
    let process = try run(["-"], input: crontab.bytes)
    guard process.ending == .exited(0) else { throw failure("change", process) }
  }

  private static func run(
    _ arguments: [String], input: [UInt8] = []
  ) throws(Fault) -> ChildProcess {
    do {
      return try ChildProcess.run(
        ["crontab"] + arguments, input: input, variables: ["LC_ALL": "C"], timeLimit: timeLimit,
        to: .captured)
    } catch {
      throw Fault(
        "schedule.no-crontab", "the program `crontab` cannot be run: \(error)",
        advice: "Install cron (on Debian the package `cron`), or use --systemd.",
        exit: .cannotCreate)
    }
  }

  private static func failure(_ action: String, _ process: ChildProcess) -> Fault {
    Fault(
      "schedule.crontab-failed", "cannot \(action) the crontab: \(process.complaint)",
      advice: "Nothing was changed.", exit: .cannotCreate)
  }
}

extension ChildProcess {
  /// The error message of a program that failed, on one line; or else how it ended.
  var complaint: String {
    let said = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
      .joined(separator: "; ")
    if !said.isEmpty { return said }
    return switch ending {
    case .exited(let status): "it ended with status \(status)"
    case .signalled(let signal): "it was killed by signal \(signal)"
    case .overtime: "it took too long"
    }
  }
}
