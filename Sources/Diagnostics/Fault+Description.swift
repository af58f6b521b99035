extension Place: CustomStringConvertible {
  /// The place as compilers print it: `file:line:column`, or a batch with its record and byte.
  public var description: String {
    switch self {
    case .path(let path):
      return path
    case .line(let path, let line, let column, _):
      return "\(path):\(line):\(column)"
    case .record(let batch, let entry, let record, let byte):
      var text = batch
      if let entry { text += "!\(entry)" }
      if let record { text += ", record \(record)" }
      if let byte { text += ", byte \(byte)" }
      return text
    }
  }
}

extension Fault: CustomStringConvertible {
  /// The fault as a person reads it: place, message and code; the line over a caret; the causes, a
  /// line each; the advice.
  ///
  /// Control characters appear as their stand-ins: see `Unicode.Scalar.standIn`.
  public var description: String {
    var text = line
    if case .line(_, let line, let column, let source) = place {
      text += excerpt(line: line, column: column, of: source)
    }
    for cause in causes { text += "\n  \(cause.line)" }
    if let advice { text += "\n  \(advice.visible)" }
    return text
  }

  /// Place, message and code.
  private var line: String {
    (place.map { "\("\($0)".visible): " } ?? "") + "\(message.visible) [\(code)]"
  }

  /// The line over a caret; of a long line, what stands around the caret.
  private func excerpt(line: Int, column: Int, of source: String) -> String {
    let (before, after) = (80, 40)
    // Only what is shown is looked at: a line may be as long as a file.
    let source = source.unicodeScalars
    let isShort =
      source.index(source.startIndex, offsetBy: before + after + 1, limitedBy: source.endIndex)
      == nil
    let caret =
      source.index(source.startIndex, offsetBy: column - 1, limitedBy: source.endIndex)
      ?? source.endIndex
    let start =
      isShort
      ? source.startIndex
      : source.index(caret, offsetBy: -before, limitedBy: source.startIndex) ?? source.startIndex
    let end =
      isShort
      ? source.endIndex
      : source.index(caret, offsetBy: after, limitedBy: source.endIndex) ?? source.endIndex
    let isCut = start > source.startIndex
    let shown =
      (isCut ? "…" : "") + String(source[start..<end]).visible + (end < source.endIndex ? "…" : "")
    let lead = (isCut ? " " : "") + source[start..<caret].map(\.blanks).joined()
    let gutter = "\(line)"
    let blank = String(repeating: " ", count: gutter.count)
    return "\n  \(gutter) | \(shown)\n  \(blank) | \(lead)^"
  }
}

extension Unicode.Scalar {
  /// Blanks that take as much room on a line: tabs keep their width and marks have none, so that
  /// the caret is under the character it means.
  fileprivate var blanks: String {
    if self == "\t" { return "\t" }
    if let standIn { return String(repeating: " ", count: standIn.count) }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return ""
    default: return " "
    }
  }
}

extension String {
  /// The text for a message: its first 100 characters, if it has more.
  public var excerpt: String {
    let start = prefix(101)
    return start.endIndex == endIndex ? self : "\(start.prefix(100))…"
  }
}
