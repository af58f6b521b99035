import Diagnostics
import Reports
import Statistics

/// A measure with its explanation and a worked example.
struct ExplainedMeasure: Sendable {
  let measure: any Measure
  let family: MeasureFamily
  let example: WorkedExample
  /// The facts that only measures of this family have.
  var facts: [Fact] = []

  /// A fact about a measure: a member of the JSON object, and a line for people if it has text.
  struct Fact: Sendable {
    /// At most nine characters.
    var label: String
    var text: String?
    var member: JSONObject.Member

    init(_ label: String, _ text: String?, _ name: String, _ value: JSONValue) {
      self.label = label
      self.text = text
      member = JSONObject.Member(name, value)
    }
  }

  private var allFacts: [Fact] {
    [
      Fact("formula", measure.formula, "formula", .string(measure.formula)),
      Fact("LaTeX", measure.latex, "latex", .string(measure.latex)),
      Fact("counts", family.counts(of: measure), "counts", .string(family.counts(of: measure))),
      Fact("range", measure.range, "range", .string(measure.range)),
      Fact("zeros", measure.zeroRule, "zero_rule", .string(measure.zeroRule)),
      Fact("sign", measure.signRule, "sign_rule", measure.signRule.map(JSONValue.string) ?? .null),
      Fact("digits", measure.precision.text, "digits", .string(measure.precision.text)),
      Fact("log base", measure.logBase, "log_base", measure.logBase.map(JSONValue.string) ?? .null),
    ] + facts + [Fact("source", measure.source, "source", .string(measure.source))]
  }

  /// The measure for people: a line with name and title, a line for each fact, the example.
  var text: String {
    var lines = ["\(measure.id): \(measure.title), \(family.noun)"]
    func add(_ label: String, _ text: String?) {
      guard let text else { return }
      lines.append("  \(label)\(String(repeating: " ", count: 10 - label.count))\(text)")
    }
    for fact in allFacts { add(fact.label, fact.text) }
    add("example", example.counts)
    add("", "→ \(example.value.map(\.sixDigits) ?? "no value")")
    return lines.joined(separator: "\n") + "\n"
  }

  var json: JSONObject {
    var object: JSONObject = [
      "id": .string(measure.id), "family": .string(family.rawValue),
      "title": .string(measure.title),
    ]
    for fact in allFacts { object.members.append(fact.member) }
    var worked = example.json
    worked["score"] = example.value.map(JSONValue.number) ?? .null
    object["example"] = .object(worked)
    return object
  }
}
