import Diagnostics

/// Reads the nodes of one document, remembers their places, and collects every fault instead of
/// stopping at the first.
///
/// A path identifies a value: the keys that lead to it, and positions in lists, such as
/// `analyses/pairs/measures/0`. So values themselves are plain, and later checks can still report
/// their places.
public struct Reader {
  /// The keys that lead to a value, and positions in lists.
  public typealias Path = [String]

  /// The document that is read.
  public let document: Document
  /// The folder of the file, the base of relative names.
  public let folder: String
  /// Whether the batch `-` is standard input.
  public var takesStandardInput = false
  /// The faults collected so far.
  public private(set) var faults: FaultList
  /// The number of bytes of other files that may still be read.
  var sideBytesLeft = SideFile.mostBytes
  /// Warnings about likely mistakes that are not faults.
  public private(set) var warnings: [Warning] = []
  /// The entries of the word lists read, by the names of their files.
  public var lists: [String: [(word: String, place: Place)]] = [:]
  /// The content of other files whose places are needed, by their names.
  public var files: [String: [UInt8]] = [:]
  /// The path of the current value.
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

  /// The place of the value at `path`, or of the nearest value around it.
  public func place(ofValue path: Path) -> Place {
    values[path].map(document.source.place) ?? place(ofKey: path)
  }

  /// The place of the key of `path`, or of the nearest value around it.
  public func place(ofKey path: Path) -> Place {
    if let mark = keys[path] ?? values[path] { return document.source.place(of: mark) }
    return path.isEmpty
      ? document.source.place(line: 1, column: 1) : place(ofKey: Array(path.dropLast()))
  }

  /// The places of all values under one of `roots`.
  public func places(under roots: [Path]) -> Places {
    Places(
      keys.merging(values) { _, value in value }
        .filter { path, _ in roots.contains { path.starts(with: $0) } }
        .mapValues(document.source.place))
  }

  /// The start of `line` in the file called `name`; nil if this reader has not read the file.
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

  /// Collects a fault that already has its place.
  public mutating func collect(_ fault: Fault) {
    faults.add(fault)
  }

  /// Collects faults from another file.
  public mutating func collect(_ others: FaultList) {
    faults.add(others)
  }

  /// Collects a warning about the value at `subject`; a warning that repeats one for the same place
  /// is dropped.
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

  /// Collects a fault in the current node.
  public mutating func report(_ code: String, _ message: String, advice: String? = nil) {
    report(code, message, at: place(ofValue: path), advice: advice)
  }

  /// Collects a fault about the type of `node`, which should be `words`.
  public mutating func expected(_ words: String, butFound node: Node, advice: String? = nil) {
    report("wrong-type", "expected \(words), found \(node.words)", advice: advice)
  }

  /// Replaces the advice of the last fault.
  public mutating func advise(_ advice: String) {
    faults.advise(advice)
  }

  // MARK: Reading

  /// Reads `node` as the child `name` of the current value.
  public mutating func descend<Value>(
    to name: String, _ node: Node, _ read: (inout Reader) -> Value
  ) -> Value {
    path.append(name)
    defer { path.removeLast() }
    values[path] = node.mark
    return read(&self)
  }

  /// The members of a mapping in their order, with merge keys (`<<`) resolved.
  ///
  /// The mapping's own keys take precedence over merged ones, and earlier merges over later ones.
  /// Repeated keys are reported; the last one counts. Records the place of each key.
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
          advice: "It is first set on line \(known.first.line).")
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
  /// The text of a scalar that is not null; numbers and flags are texts too.
  public var text: String? {
    guard case .scalar(let scalar) = self, !isNothing else { return nil }
    return scalar.string
  }

  /// Whether this is an empty value, `~` or `null`.
  public var isNothing: Bool {
    guard case .scalar(let scalar) = self, scalar.isPlain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The text of a scalar without quotation marks, which may be a number or a flag.
  public var plain: String? {
    guard case .scalar(let scalar) = self, scalar.isPlain else { return nil }
    return scalar.string
  }

  /// A description of this node for messages.
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
