import Bytes
import Diagnostics

/// A pipeline's YAML, composed into a tree of nodes that know where they stand.
struct Document {
  let source: SourceText
  /// The root of the tree; nil if the file holds no value.
  let root: Node?

  /// Composes `source`.
  ///
  /// Throws the one fault that makes it no YAML.
  init(_ source: SourceText) throws(Fault) {
    self.source = source
    root = try Composer.compose(source)
  }

  /// Where `node` stands.
  func place(of node: Node) -> Place { source.place(of: node.mark) }
}

extension SourceText {
  func place(of mark: Node.Mark) -> Place { place(line: mark.line, column: mark.column) }

  /// What `failure` of the YAML parser means, in this text.
  func fault(for failure: YAMLParser.Failure) -> Fault {
    if let character = failure.character {
      return Fault(
        "pipeline.yaml", "this is no YAML: \(failure.problem)",
        at: firstPlace { $0.value == character } ?? .path(path), exit: .configuration)
    }
    if let column = tabInIndentation(line: failure.mark.line) {
      return Fault(
        "pipeline.tab", "a tab stands in the indentation",
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
      "pipeline.yaml", "this is no YAML: \(before)\(failure.problem.trimmed)",
      at: place(of: failure.mark), advice: advice(on: before + failure.problem),
      exit: .configuration)
  }

  static let adviceOnAliases =
    "`*name` repeats what `&name` marked; a text that begins with * needs quotation marks."

  private func advice(on problem: String) -> String? {
    if problem.contains("cannot start any token") {
      return "A text that begins with one of @ ` % * & ! { [ | > needs quotation marks."
    }
    if problem.contains("mapping values are not allowed") {
      return "A text that holds \": \" needs quotation marks; or the indentation is off."
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
