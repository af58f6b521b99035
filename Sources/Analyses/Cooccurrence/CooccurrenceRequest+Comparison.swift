import Diagnostics
import Statistics

extension CooccurrenceRequest {
  /// The pairs, by their joint frequencies.
  public static func comparison(
    _ parameters: JSONObject, _ corpus: JSONObject
  ) -> ComparedTable? {
    let names = parameters["compat"]?.text.flatMap(Dialect.init(rawValue:))?.columnNames ?? [:]
    func name(_ column: String) -> String { names[column] ?? column }
    let isOrdered = parameters["ordered"] == true
    var table = ComparedTable(
      key: isOrdered ? [name("node"), name("collocate")] : [name("term1"), name("term2")])
    table.count = name("count")
    table.isRankedByCount = parameters["sort"]?.text == table.count
    switch parameters["convention"]?.text.flatMap(Convention.init(rawValue:)) {
    case .marginal, .sentence, .paragraph, .document: table.total = .column(name("n"))
    default: table.total = .known(corpus["tokens"]?.integer.map { UInt64($0) })
    }
    return table
  }
}
