import Diagnostics
import Foundation
import Reports

/// One line of a JSON log.
struct LogLine: Sendable {
  /// The severity of the line.
  enum Level: String, Sendable { case error, warning, info }

  var level: Level
  /// A stable name, such as the code of a fault.
  var code: String
  /// One sentence for people.
  var message: String
  /// Further facts.
  var details: JSONObject = [:]

  /// The code and the sentence, then the further facts.
  private var said: JSONObject {
    let head: JSONObject = ["code": .string(code), "message": .string(message)]
    return JSONObject(head.members + details.members)
  }

  /// The line with its time, and with `context` after its own members; ends with a newline.
  func json(in context: JSONObject = [:]) -> String {
    let head: JSONObject = [
      "time": .string(Date.now.ISO8601Format()), "level": .string(level.rawValue),
    ]
    let all = JSONObject(head.members + said.members + context.members)
    return JSONValue.object(all).compact + "\n"
  }
}

extension LogLine {
  /// The line for `fault`, with its place, cause and advice as separate members.
  init(_ fault: Fault, _ level: Level) {
    self.init(level: level, code: fault.code, message: fault.message)
    switch fault.place {
    case .path(let path): details["path"] = .string(path)
    case .line(let path, let line, let column, _):
      details["path"] = .string(path)
      details["line"] = .integer(line)
      details["column"] = .integer(column)
    case .record(let batch, let entry, let record, let byte):
      details["batch"] = .string(batch)
      details["entry"] = entry.map(JSONValue.string)
      details["record"] = record.map(JSONValue.integer)
      details["byte"] = byte.map(JSONValue.integer)
    case nil: break
    }
    if !fault.causes.isEmpty {
      details["causes"] = .array(fault.causes.map { .object(LogLine($0, level).said) })
    }
    details["advice"] = fault.advice.map(JSONValue.string)
  }
}
