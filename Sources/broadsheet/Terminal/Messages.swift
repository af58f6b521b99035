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

  /// How grave a message is.
  enum Level: String { case error, warning, info }

  /// Whether somebody would like to see how a run goes.
  var isForPeople: Bool { !isQuiet && form == .text }

  // MARK: Faults

  /// Says `fault`.
  func say(_ fault: Fault, _ level: Level) {
    guard level == .error || !isQuiet else { return }
    switch form {
    case .text:
      StandardError.write((level == .warning ? "warning: " : "") + "\(fault)\n")
    case .json:
      write(level, fault.code, fault.message, fault.json)
    }
  }

  /// Does `body`, and if that fails says why; what is thrown then is an exit code alone.
  func telling(_ body: () throws -> Void) throws(ExitCode) {
    do {
      try body()
    } catch {
      throw tell(error)
    }
  }

  /// Says `error`, unless it is an exit code already, and gives the code to exit with.
  func tell(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case let fault as Fault where fault.code == Fault.closedPipe: return .closedPipe
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
    return ExitCode(exit)
  }

  /// Writes one line of a JSON log.
  func write(_ level: Level, _ code: String, _ message: String, _ more: JSONObject) {
    let head: JSONObject = [
      "time": .string(Date.now.ISO8601Format()), "level": .string(level.rawValue),
      "code": .string(code), "message": .string(message),
    ]
    StandardError.write(
      JSONValue.object(JSONObject(head.members + more.members)).compact + "\n")
  }
}

extension ExitCode {
  /// The exit code of `status`.
  init(_ status: ExitStatus) { self.init(status.rawValue) }

  /// How a program ends that writes to a pipe which nobody reads: as SIGPIPE ends it.
  static let closedPipe = ExitCode(141)
}

extension Fault {
  /// Where it is and what to do, as a JSON log has it.
  fileprivate var json: JSONObject {
    var object: JSONObject = [:]
    switch place {
    case .path(let path): object["path"] = .string(path)
    case .line(let path, let line, let column, _):
      object["path"] = .string(path)
      object["line"] = .integer(line)
      object["column"] = .integer(column)
    case .record(let batch, let entry, let record, let byte):
      object["batch"] = .string(batch)
      object["entry"] = entry.map(JSONValue.string)
      object["record"] = record.map(JSONValue.integer)
      object["byte"] = byte.map(JSONValue.integer)
    case nil: break
    }
    object["advice"] = advice.map(JSONValue.string)
    return object
  }
}
