import Articles
import Diagnostics
import Reports
import Runner

extension Messages {
  /// The number of rejects, or of warnings with one code, that are shown to people.
  private static let examples = 3

  /// Reports the outcome of a run: warnings and rejects always, success only on a terminal.
  func report(_ outcome: RunOutcome) {
    let lines = Messages.lines(outcome)
    if let log { for line in lines { log.append(line) } }
    guard !isQuiet else { return }
    switch form {
    case .text: tellPeople(outcome)
    case .json: for line in lines { StandardError.write(line.json()) }
    }
  }

  private func tellPeople(_ outcome: RunOutcome) {
    StandardError.write(Messages.text(warnings: outcome.warnings))
    if outcome.newRejects > 0 {
      StandardError.write(
        Messages.text(
          rejects: outcome.newRejects, first: outcome.firstRejects,
          file: outcome.folder.map { "\($0)/rejects.jsonl" }))
    }
    if StandardError.isTerminal, let folder = outcome.folder {
      StandardError.write("\(Messages.summary(outcome))\n\(folder.visible)\n")
    }
  }

  /// `1,240 articles read: 1,234 counted, 5 filtered, 1 rejected; 2.3 s`.
  static func summary(_ outcome: RunOutcome) -> String {
    let counts = outcome.counts
    let parts = [
      (counts.counted, "counted"), (counts.filtered, "filtered"),
      (counts.duplicates, counts.duplicates == 1 ? "duplicate" : "duplicates"),
      (counts.rejected, "rejected"),
    ].filter { $0.0 > 0 || $0.1 == "counted" }.map { "\($0.0.grouped) \($0.1)" }
    let seconds = (outcome.seconds * 10).rounded() / 10
    let read = counts.read == 1 ? "1 article" : "\(counts.read.grouped) articles"
    return "\(read) read: \(parts.joined(separator: ", ")); \(seconds) s"
  }

  /// The first warnings of each code, and the number of the others.
  static func text(warnings: [Fault]) -> String {
    var text = ""
    var seen: [String: Int] = [:]
    for warning in warnings {
      seen[warning.code, default: 0] += 1
      if seen[warning.code, default: 0] <= examples { text += "warning: \(warning)\n" }
    }
    for (code, count) in seen.sorted(by: { $0.key < $1.key }) where count > examples {
      text += "warning: … and \(UInt64(count - examples).grouped) more [\(code)]\n"
    }
    return text
  }

  /// The number of new rejects, the first of them, and the file that has them all.
  static func text(rejects count: Int, first: [Reject], file: String?) -> String {
    var text =
      count == 1
      ? "1 piece of input was rejected:\n"
      : "\(UInt64(count).grouped) pieces of input were rejected:\n"
    let shown = first.prefix(examples)
    for reject in shown { text += "  \(reject.fault)\n" }
    if count > shown.count { text += "  … and \(UInt64(count - shown.count).grouped) more\n" }
    if let file { text += "All are in \(file.visible).\n" }
    return text
  }

  /// The outcome as log lines: warnings, the first rejects, the end.
  private static func lines(_ outcome: RunOutcome) -> [LogLine] {
    let counts = outcome.counts
    let end = LogLine(
      level: .info, code: "run.done", message: Messages.summary(outcome),
      details: [
        "exit": .integer(Int(outcome.exit.rawValue)),
        "folder": outcome.folder.map(JSONValue.string) ?? .null,
        "read": .integer(Int(counts.read)), "counted": .integer(Int(counts.counted)),
        "filtered": .integer(Int(counts.filtered)),
        "duplicates": .integer(Int(counts.duplicates)),
        "rejected": .integer(Int(counts.rejected)), "rejects": .integer(outcome.rejects),
        "new_rejects": .integer(outcome.newRejects),
        "seconds": .number(outcome.seconds),
      ])
    return outcome.warnings.map { LogLine($0, .warning) }
      + outcome.firstRejects.map { LogLine($0.fault, .warning) } + [end]
  }
}
