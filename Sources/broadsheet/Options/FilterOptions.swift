import ArgumentParser
import Diagnostics
import Reports

/// The options that select articles.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      """
      Count only articles with this value: language=en, date=2021, date=2021-03..2021-06. May be \
      repeated: several values of one field are alternatives.
      """, valueName: "field=value"))
  var conditions: [Assignment] = []

  /// Writes these options into `draft`.
  func write(to draft: inout PipelineDraft) {
    var fields: [String] = []
    for condition in conditions where !fields.contains(condition.name) {
      fields.append(condition.name)
    }
    for field in fields {
      let values = conditions.filter { $0.name == field }.map(\.value)
      let option = "--where \(field)"
      if field == "date", let value = values.last {
        let (from, to) = FilterOptions.bounds(value)
        draft.set("corpus", "where", "date", "from", to: from.map(JSONValue.string), by: option)
        draft.set("corpus", "where", "date", "to", to: to.map(JSONValue.string), by: option)
      } else {
        draft.set("corpus", "where", field, to: .array(values.map(JSONValue.string)), by: option)
      }
    }
  }

  func validate() throws {
    let dates = conditions.filter { $0.name == "date" }
    guard dates.count < 2 else {
      throw ValidationError("--where date is set twice; write one range, as in date=2020..2021.")
    }
    guard dates.allSatisfy({ $0.value != ".." }) else {
      throw ValidationError("--where date=.. has neither a first nor a last day.")
    }
  }

  /// The first and the last date of `from..to`, either of which may be missing. A single date is
  /// both.
  private static func bounds(_ range: String) -> (from: String?, to: String?) {
    guard let dots = range.firstRange(of: "..") else { return (range, range) }
    let (from, to) = (range[..<dots.lowerBound], range[dots.upperBound...])
    return (from.isEmpty ? nil : String(from), to.isEmpty ? nil : String(to))
  }
}
