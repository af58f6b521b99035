import Articles
import Diagnostics
import Partials
import Reports
import Synchronization

/// Everything that was rejected, from all workers, in corpus order at the end.
final class RejectLog: Sendable {
  private let sorter: Mutex<RecordSorter>

  /// A log that writes to `folder` what does not fit in `memory` bytes.
  init(folder: String, memory: Int) {
    sorter = Mutex(RecordSorter(folder: folder, name: "rejects", memory: memory))
  }

  /// The number of rejects so far.
  var count: Int { sorter.withLock { $0.count } }

  func add(_ reject: Reject) throws(Fault) {
    // A batch as a whole comes before its records.
    var record = Array(reject.batch.utf8) + [0]
    let number = UInt64(reject.record ?? 0)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      record.append(UInt8(truncatingIfNeeded: number >> shift))
    }
    record += Array(reject.json.utf8)
    let bytes = record
    try sorter.withLock { (sorter) throws(Fault) in try sorter.add(bytes.span) }
  }

  /// Writes the rejects in corpus order, a line each, then forgets them. Returns the first ten lines.
  func write(to file: inout OutputFile) throws(Fault) -> [String] {
    var first: [String] = []
    var lines: [String] = []
    try sorter.withLock { (sorter) throws(Fault) in
      try sorter.forEach { record throws(Fault) in
        var start = 0
        while start < record.count, record[start] != 0 { start += 1 }
        let line = (start + 9..<record.count).map { record[$0] }
        lines.append(String(decoding: line, as: UTF8.self))
      }
    }
    for line in lines {
      if first.count < 10 { first.append(line) }
      try file.write(line + "\n")
    }
    return first
  }
}

extension Reject {
  /// The reject as a line of `rejects.jsonl`.
  var json: String {
    var object: JSONObject = ["batch": .string(batch)]
    if let entry { object["entry"] = .string(entry) }
    if let record { object["record"] = .integer(record) }
    if let byte { object["byte"] = .integer(byte) }
    object["code"] = .string(code)
    object["reason"] = .string(reason)
    return JSONValue.object(object).compact
  }
}
