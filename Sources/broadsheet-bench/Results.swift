import Foundation

/// What one run of one command cost.
struct Measurement: Codable {
  /// Seconds from start to end.
  var wall: Double
  /// Seconds of processor time, of all threads.
  var cpu: Double
  /// Bytes.
  var peakMemory: Int
}

/// Everything that was measured, and what it means.
struct Results: Codable {
  var date: Date
  var cores: Int
  var jobs: Int
  var times: Int
  var base: Int
  var yardstick: [Measurement] = []
  /// By workload, then by the number of copies.
  var workloads: [String: [Int: [Measurement]]] = [:]
  /// Answers that were wrong.
  var faults: [String] = []

  mutating func add(_ measurement: Measurement, of workload: String, copies: Int) {
    workloads[workload, default: [:]][copies, default: []].append(measurement)
  }

  /// A workload's medians beside its targets.
  struct Verdict: Codable {
    var workload: String
    /// Seconds, the median.
    var wall: Double
    /// The median as a multiple of the yardstick's.
    var ratio: Double
    var ratioTarget: Double
    /// Bytes, the most of all rounds.
    var peakMemory: Int
    var memoryTarget: Int?
    /// How many times as long the larger corpus took as the smaller.
    var growth: Double
    var growthTarget: Double
    /// The plain counts that this workload adds something to.
    var plain: String?
    /// The median as a multiple of theirs; nil where there are none.
    var cost: Double?
    /// The names of the targets that were missed.
    var missed: [String]
  }

  func verdict(on workload: Workload) -> Verdict {
    let measured = workloads[workload.name] ?? [:]
    let large = measured[times] ?? []
    let wall = median(large)
    let ratio = wall / median(yardstick)
    let memory = large.map(\.peakMemory).max() ?? 0
    let growth = wall / median(measured[base] ?? [])
    let growthTarget = 1.05 * Double(times / base)
    let plain = workload.plain.flatMap { workloads[$0]?[times] }
    var missed: [String] = []
    if ratio > workload.wallTarget { missed.append("time") }
    if let target = workload.memoryTarget, memory > target { missed.append("memory") }
    if growth > growthTarget { missed.append("growth") }
    return Verdict(
      workload: workload.name, wall: wall, ratio: ratio, ratioTarget: workload.wallTarget,
      peakMemory: memory, memoryTarget: workload.memoryTarget, growth: growth,
      growthTarget: growthTarget, plain: workload.plain, cost: plain.map { wall / median($0) },
      missed: missed)
  }

  /// The verdicts as people read them.
  func table(_ verdicts: [Verdict]) -> String {
    let base = median(yardstick)
    var lines = [
      row("", "wall s", "× yardstick", "target", "peak MB", "target", "growth", "target", ""),
      row("yardstick", number(base, 2), "1.00", "", "", "", "", "", ""),
    ]
    for verdict in verdicts {
      lines.append(
        row(
          verdict.workload, number(verdict.wall, 2), number(verdict.ratio, 2),
          number(verdict.ratioTarget, 2), "\(verdict.peakMemory / 1_000_000)",
          verdict.memoryTarget.map { "\($0 / 1_000_000)" } ?? "", number(verdict.growth, 2),
          number(verdict.growthTarget, 2),
          verdict.missed.isEmpty ? "ok" : "MISSED: " + verdict.missed.joined(separator: ", ")))
    }
    for case (let name, let plain?, let cost?) in verdicts.map({ ($0.workload, $0.plain, $0.cost) })
    {
      lines.append("\(name) cost \(number(cost, 2)) times as much as plain \(plain)")
    }
    lines += faults.map { "WRONG  \($0)" }
    lines.append(
      "Medians of \(yardstick.count) rounds (of two at most where a cost is shown), \(jobs) jobs, "
        + "\(cores) cores; growth is the time on \(times) copies over that on \(self.base).")
    return lines.joined(separator: "\n")
  }

  /// Keeps everything as JSON in `folder`, under the date.
  func write(to folder: String, _ verdicts: [Verdict]) throws {
    struct Record: Encodable {
      var results: Results
      var verdicts: [Verdict]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    let stamp = date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
    let path = "\(folder)/results-\(stamp).json"
    try encoder.encode(Record(results: self, verdicts: verdicts)).write(to: URL(filePath: path))
    print("Kept in \(path)")
  }

  private func median(_ measurements: [Measurement]) -> Double {
    let walls = measurements.map(\.wall).sorted()
    guard !walls.isEmpty else { return .nan }
    return (walls[(walls.count - 1) / 2] + walls[walls.count / 2]) / 2
  }

  private func row(_ cells: String...) -> String {
    let widths = [12, 8, 13, 8, 9, 8, 8, 8, 0]
    return zip(cells, widths).enumerated().map { index, pair in
      let blank = String(repeating: " ", count: max(0, pair.1 - pair.0.count))
      return index == 0 ? pair.0 + blank : index == cells.count - 1 ? "  " + pair.0 : blank + pair.0
    }.joined()
  }
}

/// `value` with so many decimal places.
func number(_ value: Double, _ digits: Int) -> String {
  value.formatted(.number.precision(.fractionLength(digits)).grouping(.never).locale(.posix))
}

/// `text` at the right of a column of so many characters.
func right(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(1, width - text.count)) + text
}

extension Locale {
  fileprivate static let posix = Locale(identifier: "en_US_POSIX")
}
