import ArgumentParser
import Diagnostics
import Foundation
import Reports

/// The messages on standard error: errors, warnings, and the outcome of a run.
struct Messages: Sendable {
  /// The form of messages: text for people, or one JSON object per line.
  enum Form: String, CaseIterable, Sendable { case text, json }

  var form = Form.text
  /// Whether only errors are printed.
  var isQuiet = false

  /// The file that receives all messages too.
  var log: RunLog?

  /// Whether to show the progress of a run.
  var isForPeople: Bool { !isQuiet && form == .text }

  // MARK: Faults

  /// Prints `fault`.
  func say(_ fault: Fault, _ level: LogLine.Level) {
    log?.append(LogLine(fault, level))
    guard level == .error || !isQuiet else { return }
    switch form {
    case .text:
      StandardError.write((level == .warning ? "warning: " : "") + "\(fault)\n")
    case .json:
      StandardError.write(LogLine(fault, level).json())
    }
  }

  /// Calls `body` and reports its failure; throws only an exit code.
  func reporting<Result>(_ body: () throws -> Result) throws(ExitCode) -> Result {
    do {
      return try body()
    } catch {
      throw report(error)
    }
  }

  /// Reports `error`, unless it is already an exit code, and returns the exit code.
  func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case let fault as Fault where fault.code == Fault.closedPipe: return ExitCode(.closedPipe)
    case let fault as Fault: return report([fault], exit: fault.exit)
    case let faults as Faults: return report(faults.all, exit: faults.exit)
    default:
      return report(
        [Fault("bug.unforeseen", "an unexpected error occurred: \(error)", exit: .bug)],
        exit: .bug)
    }
  }

  private func report(_ faults: [Fault], exit: ExitStatus) -> ExitCode {
    for var fault in faults {
      if fault.exit == .bug, fault.advice == nil {
        fault.advice =
          "This is a bug in Broadsheet. Please report it, with the command and this message."
      }
      say(fault, .error)
    }
    log?.append(
      LogLine(
        level: .error, code: "run.failed", message: "the run ended with status \(exit.rawValue)",
        details: ["exit": .integer(Int(exit.rawValue))]))
    return ExitCode(exit)
  }
}

extension ExitCode {
  /// The exit code of `status`.
  init(_ status: ExitStatus) { self.init(status.rawValue) }
}
