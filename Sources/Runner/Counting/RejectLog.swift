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

  /// Takes in one reject, from any worker.
  func add(_ reject: Reject) throws(Fault) {
    let record = reject.record(numbered: reject.record ?? 0)
    try sorter.withLock { (sorter) throws(Fault) in try sorter.add(record.span) }
  }

  /// Writes the rejects in corpus order, a line each, then forgets them. Returns their number and the
  /// first ten.
  ///
  /// Of batches that were discarded nothing counts, the records that they gave before their damage
  /// was found as little as the others: of them only the batch itself is written.
  func write(
    to file: inout OutputFile, withoutRecordsOf discarded: [String]
  ) throws(Fault) -> (count: Int, first: [Reject]) {
    var written: (count: Int, first: [Reject]) = (0, [])
    let discarded = Set(discarded.map { Array($0.utf8) })
    // The lock is held by a closure that cannot borrow the file, so the sorter is taken out.
    var sorted = sorter.withLock { sorter in
      var taken = RecordSorter(folder: "", name: "", memory: 0)
      swap(&taken, &sorter)
      return taken
    }
    try RejectLog.write(&sorted, to: &file, discarded, &written)
    return written
  }

  private static func write(
    _ sorter: inout RecordSorter, to file: inout OutputFile, _ discarded: Set<[UInt8]>,
    _ written: inout (count: Int, first: [Reject])
  ) throws(Fault) {
    try sorter.forEach { record throws(Fault) in
      let reject = Reject(record: record)
      guard reject.record == nil || !discarded.contains(Array(reject.batch.utf8)) else { return }
      written.count += 1
      if written.first.count < 10 { written.first.append(reject) }
      try file.write(reject.json + "\n")
    }
  }
}

extension Reject {
  /// The reject as bytes that sort in corpus order, a batch as a whole before its records: the batch,
  /// the record's number, then the rest, parted by NUL bytes.
  fileprivate func record(numbered number: Int) -> [UInt8] {
    var bytes = Array(batch.utf8) + [0]
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: UInt64(number) >> shift))
    }
    for text in [entry, byte.map(String.init), code, reason] {
      // A leading 1 parts an empty text from none.
      if let text { bytes += [1] + text.utf8.filter { $0 != 0 } }
      bytes.append(0)
    }
    return bytes
  }

  /// The reject that `record(numbered:)` made the bytes of.
  fileprivate init(record: Span<UInt8>) {
    var place = 0
    func text() -> String? {
      let start = place
      while place < record.count, record[place] != 0 { place += 1 }
      defer { place += 1 }
      guard start < place else { return nil }
      return String(decoding: (start..<place).map { record[$0] }, as: UTF8.self)
    }
    let batch = text() ?? ""
    var number = 0
    for step in 0..<8 where place + step < record.count {
      number = number << 8 | Int(record[place + step])
    }
    place += 8
    let entry = text().map { String($0.dropFirst()) }
    let byte = text().flatMap { Int($0.dropFirst()) }
    self.init(
      batch: batch, entry: entry, record: number == 0 ? nil : number, byte: byte,
      code: text().map { String($0.dropFirst()) } ?? "",
      reason: text().map { String($0.dropFirst()) } ?? "")
  }

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
