import Analyses
import Diagnostics
import Settings

extension Shape<[Pipeline.Analysis]> {
  /// The named analyses of a pipeline, of the kinds in `registry`.
  static func analyses(_ registry: AnalysisRegistry) -> Shape {
    Shape(
      words: "a mapping of names to analyses",
      schema: [
        "type": "object", "minProperties": 1, "propertyNames": Shape<String>.safeName.schema,
        "additionalProperties": ["oneOf": .array(registry.kinds.map(\.schema))],
      ]
    ) { node, reader in
      var analyses: [Pipeline.Analysis] = []
      reader.readNamed(node, "analyses") { name, node, reader in
        if let request = analysis(node, registry, &reader) {
          analyses.append(.init(name: name, request))
        }
      }
      return analyses
    } show: { analyses in
      .object(JSONObject(analyses.map { .init($0.name, .object($0.request.parameters)) }))
    }
  }

  private static func analysis(
    _ node: Node, _ registry: AnalysisRegistry, _ reader: inout Reader
  ) -> (any AnalysisRequest)? {
    let names = registry.kinds.map(\.name)
    guard case .mapping(let mapping) = node else {
      reader.expected("a mapping with a `kind`", butFound: node)
      return nil
    }
    guard let kind = reader.members(of: mapping).last(where: { $0.key == "kind" })?.value else {
      reader.report(
        "missing-key", "`kind` is missing", at: reader.place(ofKey: reader.path),
        advice: "Kinds of analysis: \(names.joined(separator: ", ")).")
      return analysisOfNoKind(mapping, registry, &reader)
    }
    let name = reader.descend(to: "kind", kind) { reader in
      Shape<String>.name("kind", among: names).read(kind, &reader)
    }
    // The kind that is probably meant reports the other mistakes.
    let meant = name ?? kind.text.flatMap { nearestName(to: $0, among: names) }
    guard let meant = meant.flatMap(registry.kind(named:)) else {
      return analysisOfNoKind(mapping, registry, &reader)
    }
    return meant.read(node, &reader)
  }

  /// Reports the keys that no kind has, and returns a placeholder for an analysis of unknown kind.
  /// So the keys that all kinds share are checked; the pipeline is refused anyway.
  private static func analysisOfNoKind(
    _ mapping: Node.Mapping, _ registry: AnalysisRegistry, _ reader: inout Reader
  ) -> any AnalysisRequest {
    var known = ["kind"]
    for name in registry.kinds.flatMap(\.keys) where !known.contains(name) { known.append(name) }
    var request = registry.implicit.request
    for (name, value) in reader.members(of: mapping) {
      if !known.contains(name) {
        reader.report(
          "unknown-key", "unknown key `\(name)` in an analysis",
          at: reader.place(ofKey: reader.path + [name]),
          advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" })
      } else if name == "text" {
        let text = Shape<String>.text("the name of a profile")
        request.text = reader.descend(to: name, value) { text.read(value, &$0) } ?? ""
      }
    }
    return request
  }
}
