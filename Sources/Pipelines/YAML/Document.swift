import Diagnostics
import Yams

/// A pipeline's YAML, composed into a tree of nodes that know where they stand.
///
/// A key that is repeated in its mapping does not end the reading: each earlier occurrence is masked
/// (its first character becomes one of Unicode's private use), so that the parser goes on and the
/// reader reports every repetition together with all other faults.
struct Document {
  let source: SourceText
  /// The root of the tree; nil if the file holds no value.
  let root: Node?
  /// What a masked key was called.
  private let masked: [String: String]

  /// Composes `source`.
  ///
  /// Throws the one fault that makes it no YAML.
  init(_ source: SourceText) throws(Fault) {
    self.source = source
    var text = MaskableText(source.text)
    while true {
      do {
        root = try compose(yaml: text.string, .default, .default, .utf8)
        masked = text.masked
        return
      } catch let error as YamlError {
        if case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first,
          text.mask(key, line: context.mark.line, column: context.mark.column)
        {
          continue
        }
        throw source.fault(for: error)
      } catch {
        throw Fault("pipeline.yaml", "this is no YAML: \(error)", exit: .configuration)
      }
    }
  }

  /// What `key` was called before it was masked; nil if it was not.
  func originalName(ofMasked key: String) -> String? { masked[key] }

  /// Where `node` stands.
  func place(of node: Node) -> Place {
    source.place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}

/// A text in which single keys can be made unlike all others without moving anything.
private struct MaskableText {
  private var lines: [[Unicode.Scalar]]
  private(set) var masked: [String: String] = [:]

  init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Array.init)
  }

  var string: String {
    var scalars = String.UnicodeScalarView()
    for (number, line) in lines.enumerated() {
      if number > 0 { scalars.append("\n") }
      scalars.append(contentsOf: line)
    }
    return String(scalars)
  }

  /// Masks `key` where it stands; false if it is not written there as it reads (escapes, aliases),
  /// or if all masks are used up.
  mutating func mask(_ key: String, line: Int, column: Int) -> Bool {
    guard lines.indices.contains(line - 1), masked.count < 0x1000,
      let mask = Unicode.Scalar(0xE000 + UInt32(masked.count))
    else { return false }
    let name = Array(key.unicodeScalars)
    var start = column - 1
    if lines[line - 1].dropFirst(start).first.map({ $0 == "\"" || $0 == "'" }) ?? false {
      start += 1
    }
    guard !name.isEmpty, lines[line - 1].dropFirst(start).starts(with: name) else { return false }
    lines[line - 1][start] = mask
    var maskedName = String.UnicodeScalarView([mask])
    maskedName.append(contentsOf: name.dropFirst())
    masked[String(maskedName)] = key
    return true
  }
}

extension SourceText {
  /// What `error` of the YAML parser means, in this text.
  fileprivate func fault(for error: YamlError) -> Fault {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if let column = tabInIndentation(line: mark.line) {
        return Fault(
          "pipeline.tab", "a tab stands in the indentation",
          at: place(line: mark.line, column: column),
          advice: "YAML is indented with spaces only.", exit: .configuration)
      }
      if problem.contains("another document") {
        return Fault(
          "pipeline.yaml", "a second document begins",
          at: place(line: mark.line, column: mark.column),
          advice: "A pipeline is one document: remove `---`.", exit: .configuration)
      }
      let before = context.map { "\($0.text.trimmed) on line \($0.mark.line), " } ?? ""
      return Fault(
        "pipeline.yaml", "this is no YAML: \(before)\(problem.trimmed)",
        at: place(line: mark.line, column: mark.column),
        advice: advice(on: before + problem), exit: .configuration)
    case .reader(let problem, _, let value, _):
      let place = firstPlace { $0.value == UInt32(truncatingIfNeeded: value) }
      return Fault(
        "pipeline.yaml", "this is no YAML: \(problem)", at: place ?? .path(path),
        exit: .configuration)
    case .duplicatedKeysInMapping(let keys, let context):
      return Fault(
        "pipeline.duplicate-key", "`\(keys.first ?? "")` is set twice",
        at: place(line: context.mark.line, column: context.mark.column), exit: .configuration)
    default:
      return Fault(
        "pipeline.yaml", "this is no YAML: \(error)", at: .path(path), exit: .configuration)
    }
  }

  private func advice(on problem: String) -> String? {
    if problem.contains("cannot start any token") {
      return "A text that begins with one of @ ` % * & ! { [ | > needs quotation marks."
    }
    if problem.contains("mapping values are not allowed") {
      return "A text that holds \": \" needs quotation marks; or the indentation is off."
    }
    if problem.contains("alias") {
      return "`*name` repeats what `&name` marked; a text that begins with * needs quotation marks."
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: String {
    String(
      trimmingPrefix { $0.isWhitespace }.reversed().trimmingPrefix { $0.isWhitespace }
        .reversed())
  }
}
