import Analyses
import Diagnostics
import Settings

extension Pipeline {
  /// The resolved pipeline with every key set, as in `run.json`. Since JSON is YAML, it is a
  /// pipeline with the same meaning.
  public var resolvedJSON: JSONObject { Pipeline.section(.standard).show(self) }

  /// The JSON Schema (draft 2020-12) of a pipeline, for editors.
  public static func schemaJSON(analyses: AnalysisRegistry = .standard) -> JSONObject {
    let head: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Broadsheet pipeline",
    ]
    return JSONObject(head.members + section(analyses).schema().members)
  }
}
