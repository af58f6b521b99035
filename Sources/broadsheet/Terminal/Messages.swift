import ArgumentParser
import Diagnostics
import Foundation
import Reports

/// What is said on standard error: errors, warnings, and the outcome of a run.
struct Messages: Sendable {
  /// How it is written: for people, or one JSON object a line.
  enum Form: String, CaseIterable, Sendable { case text, json }

  var form = Form.text
  /// Whether only errors are said.
  var isQuiet = false

  /// The file that has everything too.
  var log: RunLog?

  /// Whether somebody would like to see how a run goes.
  var isForPeople: Bool { !isQuiet && form == .text }

  // MARK: Faults

  /// Says `fault`.
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

  /// Does `body`, and if that fails says why; what is thrown then is an exit code alone.
  func telling<Result>(_ body: () throws -> Result) throws(ExitCode) -> Result {
    do {
      return try body()
    } catch {
      throw tell(error)
    }
  }

  /// Says `error`, unless it is an exit code already, and gives the code to exit with.
  func tell(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case let fault as Fault where fault.code == Fault.closedPipe: return ExitCode(.closedPipe)
    case let fault as Fault: return tell([fault], exit: fault.exit)
    case let faults as Faults: return tell(faults.all, exit: faults.exit)
    default:
      return tell(
        [Fault("bug.unforeseen", "something unforeseen happened: \(error)", exit: .bug)],
        exit: .bug)
    }
  }

  private func tell(_ faults: [Fault], exit: ExitStatus) -> ExitCode {
    for var fault in faults {
      if fault.exit == .bug, fault.advice == nil {
        fault.advice =
          "This is a mistake in Broadsheet. Please report it, with the command and this message."
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
