import Bytes
import Diagnostics

/// YAML, composed into a tree of nodes with their places.
public struct Document {
  /// The text.
  public let source: SourceText
  /// The root of the tree; nil if the file holds no value.
  public let root: Node?

  /// Composes `source`.
  ///
  /// Throws the fault that makes it invalid YAML.
  public init(_ source: SourceText) throws(Fault) {
    self.source = source
    root = try Composer.compose(source)
  }

  /// The place of `node`.
  public func place(of node: Node) -> Place { source.place(of: node.mark) }
}

extension SourceText {
  /// The place at `mark`.
  public func place(of mark: Node.Mark) -> Place { place(line: mark.line, column: mark.column) }

  /// The fault that describes `failure` of the YAML parser in this text.
  func fault(for failure: YAMLParser.Failure) -> Fault {
    if let character = failure.character {
      return Fault(
        "pipeline.yaml", "invalid YAML: \(failure.problem)",
        at: firstPlace { $0.value == character } ?? .path(path), exit: .configuration)
    }
    if let column = tabInIndentation(line: failure.mark.line) {
      return Fault(
        "pipeline.tab", "the indentation contains a tab",
        at: place(line: failure.mark.line, column: column),
        advice: "YAML is indented with spaces only.", exit: .configuration)
    }
    if failure.problem.contains("nesting level") {
      return Fault(
        "pipeline.yaml", "values are nested more than \(Composer.deepest) levels deep",
        at: place(of: failure.mark), exit: .configuration)
    }
    let before = failure.context.map { "\($0.text.trimmed) on line \($0.mark.line), " } ?? ""
    return Fault(
      "pipeline.yaml", "invalid YAML: \(before)\(failure.problem.trimmed)",
      at: place(of: failure.mark), advice: advice(on: before + failure.problem),
      exit: .configuration)
  }

  static let adviceOnAliases =
    "`*name` repeats the value marked `&name`; a text that begins with * needs quotation marks."

  private func advice(on problem: String) -> String? {
    if problem.contains("cannot start any token") {
      return "A text that begins with one of @ ` % * & ! { [ | > needs quotation marks."
    }
    if problem.contains("mapping values are not allowed") {
      return "A text that contains \": \" needs quotation marks; or the indentation is wrong."
    }
    return problem.contains("alias") ? SourceText.adviceOnAliases : nil
  }
}

extension String {
  fileprivate var trimmed: String {
    String(
      trimmingPrefix { $0.isWhitespace }.reversed().trimmingPrefix { $0.isWhitespace }
        .reversed())
  }
}
