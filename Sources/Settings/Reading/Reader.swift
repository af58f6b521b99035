import Diagnostics

/// Reads the nodes of one document: remembers where everything stands, collects every fault and
/// goes on.
///
/// Values are known by their path: the keys that lead to them, and places in lists, such as
/// `analyses/pairs/measures/0`. So the values themselves are plain, and what checks them later can
/// still point at them.
public struct Reader {
  /// The keys that lead to a value, and places in lists.
  public typealias Path = [String]

  /// What is read.
  public let document: Document
  /// The folder of the file: what relative names start from.
  public let folder: String
  /// Whether the batch `-` is standard input.
  public var takesStandardInput = false
  /// What is wrong.
  public private(set) var faults: FaultList
  /// How many more bytes of other files are read.
  var sideBytesLeft = SideFile.mostBytes
  /// What is likely a slip and no fault.
  public private(set) var warnings: [Warning] = []
  /// The entries of the word lists read, by the names of their files.
  public var lists: [String: [(word: String, place: Place)]] = [:]
  /// The content of other files of which places are asked for, by their names.
  public var files: [String: [UInt8]] = [:]
  /// The path of what is being read.
  public private(set) var path: Path = []
  private var values: [Path: Node.Mark] = [:]
  private var keys: [Path: Node.Mark] = [:]

  /// A reader of `document`; names in it are relative to `folder`.
  public init(_ document: Document, folder: String) {
    self.document = document
    self.folder = folder
    faults = FaultList(path: document.source.path)
  }

  // MARK: Places

  /// Where the value at `path` stands, or else the nearest thing around it.
  public func place(ofValue path: Path) -> Place {
    values[path].map(document.source.place) ?? place(ofKey: path)
  }

  /// Where the key of `path` stands, or else the nearest thing around it.
  public func place(ofKey path: Path) -> Place {
    if let mark = keys[path] ?? values[path] { return document.source.place(of: mark) }
    return path.isEmpty
      ? document.source.place(line: 1, column: 1) : place(ofKey: Array(path.dropLast()))
  }

  /// Where all values stand that lie under one of `roots`.
  public func places(under roots: [Path]) -> Places {
    Places(
      keys.merging(values) { _, value in value }
        .filter { path, _ in roots.contains { path.starts(with: $0) } }
        .mapValues(document.source.place))
  }

  /// The start of `line` of the file called `name`, which this reader has read; nil if it has not.
  public func place(inFile name: String, line: Int) -> Place? {
    files[name].map { SourceText(path: name, text: String(decoding: $0, as: UTF8.self)) }?
      .place(line: line, column: 1)
  }

  /// Whether the file sets the value at `path` itself.
  public func isSet(_ path: Path) -> Bool { values[path] != nil }

  // MARK: Faults

  /// Collects a fault.
  public mutating func report(
    _ code: String, _ message: String, at place: Place, advice: String? = nil
  ) {
    collect(
      Fault("pipeline.\(code)", message, at: place, advice: advice, exit: .configuration))
  }

  /// Collects a fault that has its place already.
  public mutating func collect(_ fault: Fault) {
    faults.add(fault)
  }

  /// Collects what was found in another file.
  public mutating func collect(_ others: FaultList) {
    faults.add(others)
  }

  /// Collects a warning about what stands at `subject`; what was said of its place already is not
  /// said again.
  public mutating func warn(
    _ code: String, _ message: String, at place: Place, advice: String? = nil,
    about subject: Path, isSettledByCounts: Bool = false
  ) {
    let fault = Fault("pipeline.\(code)", message, at: place, advice: advice, exit: .success)
    guard !warnings.contains(where: { $0.fault.place == place && $0.subject == subject }) else {
      return
    }
    warnings.append(
      Warning(fault: fault, subject: subject, isSettledByCounts: isSettledByCounts))
  }

  /// Collects a fault in the node that is being read.
  public mutating func report(_ code: String, _ message: String, advice: String? = nil) {
    report(code, message, at: place(ofValue: path), advice: advice)
  }

  /// Collects the fault that `node` should be something else.
  public mutating func expected(_ words: String, butFound node: Node, advice: String? = nil) {
    report("wrong-type", "expected \(words), found \(node.words)", advice: advice)
  }

  /// Gives the last fault another advice.
  public mutating func advise(_ advice: String) {
    faults.advise(advice)
  }

  // MARK: Reading

  /// Reads `node` as what is called `name` in the value being read.
  public mutating func descend<Value>(
    to name: String, _ node: Node, _ read: (inout Reader) -> Value
  ) -> Value {
    path.append(name)
    defer { path.removeLast() }
    values[path] = node.mark
    return read(&self)
  }

  /// The members of a mapping in their order, merge keys (`<<`) resolved.
  ///
  /// What the mapping sets itself goes before what it merges, the first one merged before the next.
  /// Repeated keys are reported; the last one counts. Remembers where each key stands.
  public mutating func members(of mapping: Node.Mapping) -> [(key: String, value: Node)] {
    var own: [(key: String, value: Node)] = []
    var merged: [(key: String, value: Node)] = []
    var marks: [String: (first: Node.Mark, last: Int)] = [:]
    for (index, member) in mapping.enumerated() {
      guard let key = member.key.scalar?.string else {
        report(
          "wrong-type", "expected a key, found \(member.key.words)",
          at: document.place(of: member.key))
        continue
      }
      marks[key] = (marks[key]?.first ?? member.key.mark, index)
    }
    for (index, member) in mapping.enumerated() {
      guard let scalar = member.key.scalar, let known = marks[scalar.string], known.last == index
      else { continue }
      let (key, place) = (scalar.string, document.place(of: member.key))
      if known.first != scalar.mark {
        report(
          "duplicate-key", "`\(key)` is set twice", at: place,
          advice: "The first time is on line \(known.first.line).")
      }
      if key == "<<", scalar.isPlain {
        merged += mergedMembers(of: member.value, at: place)
      } else {
        keys[path + [key]] = scalar.mark
        own.append((key, member.value))
      }
    }
    var known = Set(own.map(\.key))
    for member in merged where known.insert(member.key).inserted { own.append(member) }
    return own
  }

  private mutating func mergedMembers(
    of node: Node, at place: Place
  ) -> [(key: String, value: Node)] {
    switch node {
    case .mapping(let mapping): return members(of: mapping)
    case .sequence(let sequence):
      return sequence.flatMap { mergedMembers(of: $0, at: place) }
    default:
      report(
        "wrong-type", "expected a mapping to merge, found \(node.words)", at: place,
        advice: "Write `<<: *name`, where `&name` marks a mapping above.")
      return []
    }
  }
}

extension Node {
  /// The text of a scalar that is not nothing; numbers and flags are texts as they are written.
  public var text: String? {
    guard case .scalar(let scalar) = self, !isNothing else { return nil }
    return scalar.string
  }

  /// Whether this is an empty value, `~` or `null`.
  public var isNothing: Bool {
    guard case .scalar(let scalar) = self, scalar.isPlain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The text of a scalar without quotation marks: one that may stand for a number or a flag.
  public var plain: String? {
    guard case .scalar(let scalar) = self, scalar.isPlain else { return nil }
    return scalar.string
  }

  /// What this is, for messages.
  public var words: String {
    switch self {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .scalar(let scalar):
      if isNothing { return "nothing" }
      if let plain {
        if Int(plain) != nil { return "the whole number \(plain.shortened)" }
        if Double(plain) != nil { return "the number \(plain.shortened)" }
        if ["true", "false"].contains(plain.lowercased()) { return "the flag \(plain)" }
      }
      return scalar.string.isEmpty ? "an empty text" : "the text `\(scalar.string.shortened)`"
    }
  }
}

extension String {
  /// At most 40 characters of the first line, for messages.
  fileprivate var shortened: String {
    let start = prefix(41)
    let line = start.prefix { !$0.isNewline }
    return line.count > 40 || line.count < start.count ? line.prefix(39) + "…" : self
  }
}
