/// One component of a glob, between slashes: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before any of
/// them.
///
/// `?` and sets match one Unicode scalar. A leading `.` is matched only by a `.` written out.
struct Glob: Sendable {
  private enum Part {
    case scalar(Unicode.Scalar)
    case any
    case anyRun
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let parts: [Part]
  private let matchesHidden: Bool
  /// The name that it matches, if it is just one.
  let literal: String?

  init(_ pattern: some StringProtocol) {
    var parts: [Part] = []
    var rest = Array(pattern.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\": parts.append(.scalar(rest.popFirst() ?? "\\"))
      case "?": parts.append(.any)
      case "*": parts.append(.anyRun)
      case "[":
        // Without its closing bracket it stands for itself.
        if let set = Glob.set(&rest) { parts.append(set) } else { parts.append(.scalar("[")) }
      default: parts.append(.scalar(scalar))
      }
    }
    self.parts = parts
    if case .scalar(".") = parts.first { matchesHidden = true } else { matchesHidden = false }
    var literal: String.UnicodeScalarView? = String.UnicodeScalarView()
    for part in parts {
      if case .scalar(let scalar) = part { literal?.append(scalar) } else { literal = nil }
    }
    self.literal = literal.map { String($0) }
  }

  /// Whether `name` matches as a whole. Costs at most the product of both lengths.
  func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    if scalars.first == "." && !matchesHidden { return false }
    // On a mismatch, only the last run of anything can take one scalar more.
    var (part, index) = (0, 0)
    var retry: (part: Int, index: Int)?
    while index < scalars.count {
      if part < parts.count, case .anyRun = parts[part] {
        retry = (part, index)
        part += 1
      } else if part < parts.count, Glob.matches(parts[part], scalars[index]) {
        part += 1
        index += 1
      } else if let last = retry {
        retry = (last.part, last.index + 1)
        (part, index) = (last.part + 1, last.index + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .anyRun = $0 { true } else { false } }
  }

  private static func matches(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .scalar(let wanted): scalar == wanted
    case .any: true
    case .anyRun: false
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// Reads a set up to its `]`, which as the first member stands for itself; nil if there is none.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    var inner = rest
    let isNegated = inner.first == "!" || inner.first == "^"
    if isNegated { inner.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let lower = inner.popFirst() {
      if lower == "]" && !ranges.isEmpty {
        rest = inner
        return .set(ranges, isNegated: isNegated)
      }
      if inner.first == "-", let upper = inner.dropFirst().first, upper != "]", upper >= lower {
        inner = inner.dropFirst(2)
        ranges.append(lower...upper)
      } else {
        ranges.append(lower...lower)
      }
    }
    return nil
  }

  /// The patterns that `{a,b}` in `pattern` stands for, nested ones too; without a comma, or
  /// without its closing brace, a brace stands for itself.
  static func alternatives(_ pattern: String) -> [String] {
    let scalars = Array(pattern.unicodeScalars)
    var depth = 0
    var open = 0
    var cuts: [Int] = []
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\\": index += 1
      case "{":
        if depth == 0 { (open, cuts) = (index, []) }
        depth += 1
      case "," where depth == 1: cuts.append(index)
      case "}" where depth > 0:
        depth -= 1
        guard depth == 0, !cuts.isEmpty else { break }
        let edges = [open] + cuts + [index]
        return zip(edges, edges.dropFirst()).flatMap { from, to in
          alternatives(
            text(scalars[..<open]) + text(scalars[(from + 1)..<to]) + text(scalars[(index + 1)...]))
        }
      default: break
      }
      index += 1
    }
    return [pattern]
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
