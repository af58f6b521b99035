import Articles
import Diagnostics
import Partials
import Reports

/// The rejects of a corpus, from the leaves that hold them.
struct RejectLog {
  /// The leaves, with their batches as they are called now.
  let leaves: [Leaf]
  let store: LeafStore
  /// Batches that cannot be read at all, and so are in no leaf, or that have lost nothing but
  /// themselves.
  let damaged: [BatchRecord]
  /// Where rejects are sorted that do not fit in so much memory, in bytes.
  let folder: String
  let memory: Int

  /// What was written: how many rejects, how many of them of batches that this run has counted, and
  /// the first ten of those and of the others.
  struct Written {
    var count = 0
    var new = 0
    var first: [Reject] = []
    var firstOld: [Reject] = []
  }

  /// Writes the rejects in corpus order, a line each, to `file` if there is one.
  ///
  /// Of a batch that was discarded nothing counts, the records that it gave before its damage was
  /// found as little as the others: of it only the batch itself is written.
  func write(
    to file: inout OutputFile?, named names: [[UInt8]: BatchRecord]
  ) throws(Fault) -> Written {
    var sorter = RecordSorter(folder: folder, name: "rejects", memory: memory)
    for batch in damaged {
      guard let damage = batch.damage else { continue }
      let reject = Reject(
        batch: batch.name, entry: damage.entry, code: damage.code, reason: damage.message)
      try sorter.add(reject.record(isNew: batch.isNew).span)
    }
    for leaf in leaves where leaf.contents.rejects > 0 {
      let segment = try SegmentReader(
        path: leaf.path, shape: store.shape, fingerprint: store.plan.baseFingerprint)
      try segment.forEachLine(store.rejectLines) { (key, line) throws(Fault) in
        let member = Int(key.high)
        guard member < leaf.contents.batches.count,
          let batch = names[leaf.contents.batches[member].digest]
        else { return }
        let reject = Reject(batch: batch.name, number: Int(key.low), line: line)
        try sorter.add(reject.record(isNew: batch.isNew).span)
      }
    }
    var written = Written()
    try sorter.forEach { record throws(Fault) in
      let (reject, isNew) = Reject.read(record)
      written.count += 1
      if isNew {
        written.new += 1
        if written.first.count < 10 { written.first.append(reject) }
      } else if written.firstOld.count < 10 {
        written.firstOld.append(reject)
      }
      try file?.write(reject.json + "\n")
    }
    return written
  }
}

extension Reject {
  /// The reject as a line of a segment, after its key: the place of its batch in the leaf, and its
  /// number.
  func line(ofMember member: Int) -> [UInt8] {
    Reject.number(member) + Reject.number(record ?? 0) + rest
  }

  /// The reject that `line(ofMember:)` made the line of.
  fileprivate init(batch: String, number: Int, line: Span<UInt8>) {
    var place = 0
    self.init(batch: batch, number: number, rest: line, at: &place)
  }

  /// The reject as bytes that sort in corpus order, a batch as a whole before its records: the
  /// batch, the record's number, then the rest, separated by NUL bytes; whether it is new comes
  /// last.
  fileprivate func record(isNew: Bool) -> [UInt8] {
    Array(batch.utf8) + [0] + Reject.number(record ?? 0) + rest + [isNew ? 1 : 0]
  }

  /// The reject, and whether it is new, that `record(isNew:)` made the bytes of.
  fileprivate static func read(_ record: Span<UInt8>) -> (Reject, isNew: Bool) {
    var place = 0
    while place < record.count, record[place] != 0 { place += 1 }
    let batch = String(decoding: (0..<place).map { record[$0] }, as: UTF8.self)
    place += 1
    var number = 0
    for step in 0..<8 where place + step < record.count {
      number = number << 8 | Int(record[place + step])
    }
    place += 8
    let reject = Reject(batch: batch, number: number, rest: record, at: &place)
    return (reject, record.count > place && record[place] == 1)
  }

  private static func number(_ number: Int) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: UInt64(number) >> $0)
    }
  }

  /// All but the batch and the record's number.
  private var rest: [UInt8] {
    var bytes: [UInt8] = []
    for text in [entry, byte.map(String.init), code, reason] {
      // A leading 1 distinguishes an empty text from none.
      if let text { bytes += [1] + text.utf8.filter { $0 != 0 } }
      bytes.append(0)
    }
    return bytes
  }

  private init(batch: String, number: Int, rest: Span<UInt8>, at place: inout Int) {
    func text() -> String? {
      let start = place
      while place < rest.count, rest[place] != 0 { place += 1 }
      defer { place += 1 }
      guard start < place else { return nil }
      return String(decoding: (start + 1..<place).map { rest[$0] }, as: UTF8.self)
    }
    let entry = text()
    let byte = text().flatMap { Int($0) }
    self.init(
      batch: batch, entry: entry, record: number == 0 ? nil : number, byte: byte,
      code: text() ?? "", reason: text() ?? "")
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
