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
  /// The fault as a person reads it: place, message and code; the line over a caret; the advice.
  public var description: String {
    var text = place.map { "\($0): " } ?? ""
    text += "\(message) [\(code)]"
    if case .line(_, let line, let column, let source) = place {
      let gutter = "\(line)"
      let blank = String(repeating: " ", count: gutter.count)
      // Tabs keep their width, so that the caret stands under the character it means.
      let lead = String(source.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
      text += "\n  \(gutter) | \(source)\n  \(blank) | \(lead)^"
    }
    if let advice { text += "\n  \(advice)" }
    return text
  }
}

extension String {
  fileprivate init(_ scalars: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
