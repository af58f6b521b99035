/// Faults as they are found: each kept once, the first ones shown, all counted.
///
/// A file can hold as many mistakes as lines, and nobody reads ten thousand messages; so no more
/// are kept than shown. Costs a few hundred bytes for each fault that is kept, and for each that is
/// counted what distinguishes it from the others.
public struct FaultList: Sendable {
  /// How many faults are shown at most, the line that says how many more there are apart.
  public static let mostShown = 50
  /// How many faults are distinguished; of further ones, one that is found twice counts
  /// twice.
  private static let mostKnown = 100_000

  private struct Entry {
    var fault: Fault
    var number: Int
  }

  private struct Key: Hashable {
    var code: String
    var message: String
    var path: String?
    var line: Int?
    var column: Int?
  }

  /// The file whose faults come first, in the order of its text; those in other files follow as
  /// they were found.
  private let path: String
  private var entries: [Entry] = []
  private var known: Set<Key> = []
  /// How many different faults were found.
  public private(set) var count = 0

  /// No fault yet; those in the file at `path` will come first.
  public init(path: String) { self.path = path }

  /// Whether nothing is wrong.
  public var isEmpty: Bool { count == 0 }

  /// Whether more were found than are shown: what makes a message longer is a waste then.
  public var isLong: Bool { count > FaultList.mostShown }

  /// Adds `fault`, unless it is there already.
  public mutating func add(_ fault: Fault) {
    if known.count < FaultList.mostKnown {
      guard known.insert(FaultList.key(of: fault)).inserted else { return }
    }
    if entries.count >= 2 * FaultList.mostShown {
      sort()
      entries.removeLast(entries.count - FaultList.mostShown)
    }
    count += 1
    entries.append(Entry(fault: fault, number: count))
  }

  /// Adds the faults of another file: those that it would show are distinguished, all are
  /// counted.
  public mutating func add(_ other: FaultList) {
    var rest = other
    rest.sort()
    let first = rest.entries.prefix(FaultList.mostShown)
    for entry in first { add(entry.fault) }
    count += other.count - first.count
  }

  /// Gives the last fault that was added another advice.
  public mutating func advise(_ advice: String) {
    guard !entries.isEmpty else { return }
    entries[entries.count - 1].fault.advice = advice
  }

  /// The first faults in order, and one more that says how many are not shown.
  public var shown: [Fault] {
    var list = self
    list.sort()
    var faults = list.entries.prefix(FaultList.mostShown).map(\.fault)
    if let first = faults.first, count > faults.count {
      faults.append(
        Fault(
          "pipeline.more", "… and \(UInt64(count - faults.count).grouped) more", exit: first.exit))
    }
    return faults
  }

  private mutating func sort() {
    let path = path
    entries.sort { FaultList.position($0, path) < FaultList.position($1, path) }
  }

  private static func position(_ entry: Entry, _ path: String) -> (Int, Int, Int) {
    guard case .line(path, let line, let column, _) = entry.fault.place else {
      return (.max, 0, entry.number)
    }
    return (line, column, entry.number)
  }

  private static func key(of fault: Fault) -> Key {
    var key = Key(code: fault.code, message: fault.message)
    switch fault.place {
    case .path(let path): key.path = path
    case .line(let path, let line, let column, _):
      (key.path, key.line, key.column) = (path, line, column)
    case .record(let batch, _, let record, let byte):
      (key.path, key.line, key.column) = (batch, record, byte)
    case nil: break
    }
    return key
  }
}

extension UInt64 {
  /// The number with commas between thousands.
  public var grouped: String {
    var text = ""
    for (index, digit) in String(self).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
