import Analyses
import Diagnostics
import Reports
import Settings

extension Shape<Assertion> {
  private static let words = "a condition such as `articles >= 100`"

  /// A condition: a quantity, a comparison, a number.
  static let assertion = Shape(
    words: words, schema: ["type": "string", "pattern": .string(pattern)]
  ) { node, reader in
    guard let text = node.text else {
      reader.expected(words, butFound: node)
      return nil
    }
    return AssertionText(text).read(&reader)
  } show: {
    .string("\($0)")
  }

  private static var pattern: String {
    let names = Assertion.Quantity.allCases.map(\.rawValue).joined(separator: "|")
    let relations = Assertion.Relation.allCases.map(\.rawValue).joined(separator: "|")
    return #"^\s*(\#(names))\s*(\#(relations))\s*[0-9][0-9_]*(\.[0-9]+)?\s?%?\s*$"#
  }
}

extension Pipeline {
  /// Reports conditions on quantities that no analysis counts.
  func checkAssertions(_ registry: AnalysisRegistry, _ reader: inout Reader) {
    let countsTerms = analyses.contains { type(of: $0.request).countsTerms }
    guard !countsTerms, let request = analyses.first?.request else { return }
    let counting = registry.implicit.request.kind
    let words = type(of: request).words
    for (index, assertion) in assertions.enumerated() where assertion.quantity == .tokens {
      reader.report(
        "conflict", "no analysis counts `tokens`",
        at: reader.place(ofValue: ["assert", "\(index)"]),
        advice:
          "\(words.prefix(1).uppercased())\(words.dropFirst()) does not; "
          + "add an analysis of the kind "
          + "\(counting).")
    }
  }
}

/// A condition as text, in its three parts.
private struct AssertionText {
  let name: String
  let relation: String
  let number: String

  init(_ text: String) {
    let signs = "<>=!≥≤"
    let (head, tail) = text.splitAtFirst { signs.contains($0) }
    let (middle, end) = tail.splitAtFirst { !signs.contains($0) }
    (name, relation, number) = (head.trimmed, String(middle), end.trimmed)
  }

  /// The condition; nil after a fault has been reported.
  func read(_ reader: inout Reader) -> Assertion? {
    guard !name.isEmpty, !relation.isEmpty, !number.isEmpty else {
      let missing =
        name.isEmpty ? "a quantity" : relation.isEmpty ? "a comparison" : "a number"
      reader.report(
        "assertion", "the condition lacks \(missing)",
        advice: "Write it like `articles >= 100` or `reject_share <= 1%`.")
      return nil
    }
    guard let quantity = Assertion.Quantity(rawValue: name) else {
      reader.unknown("quantity", name, among: Assertion.Quantity.allCases.map(\.rawValue))
      return nil
    }
    guard let relation = Assertion.Relation(rawValue: relation) else {
      let usual = ["=": "==", "=>": ">=", "=<": "<=", "<>": "!=", "≥": ">=", "≤": "<="]
      let known = Assertion.Relation.allCases.map(\.rawValue).joined(separator: ", ")
      reader.report(
        "assertion", "unknown comparison `\(self.relation)`",
        advice: usual[self.relation].map { "Write `\($0)`." } ?? "Known: \(known).")
      return nil
    }
    return bound(of: quantity, &reader).map { Assertion(quantity, relation, $0) }
  }

  private func bound(of quantity: Assertion.Quantity, _ reader: inout Reader) -> Double? {
    guard quantity.isShare else {
      let digits = number.replacing("_", with: "")
      guard let bound = Int(digits), bound >= 0, number.first?.isNumber ?? false else {
        reader.report(
          "assertion",
          "`\(quantity.rawValue)` is compared to a whole number from 0, found `\(number)`")
        return nil
      }
      return Double(bound)
    }
    let isPercentage = number.hasSuffix("%")
    let digits = isPercentage ? number.dropLast().trimmed : number
    let isPlain = digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
    guard isPlain, let number = Double(digits), number / (isPercentage ? 100 : 1) <= 1 else {
      reader.report(
        "assertion",
        "`\(quantity.rawValue)` is compared to a share from 0 to 1 or a percentage, "
          + "found `\(self.number)`")
      return nil
    }
    return isPercentage ? number / 100 : number
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The text before the first character that matches, and the rest.
  fileprivate func splitAtFirst(where isBorder: (Character) -> Bool) -> (Substring, Substring) {
    let border = firstIndex(where: isBorder) ?? endIndex
    return (self[..<border], self[border...])
  }

  /// The text without leading and trailing spaces.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
