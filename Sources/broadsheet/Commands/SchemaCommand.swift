import ArgumentParser
import Diagnostics
import Pipelines
import Reports

/// `broadsheet schema`: the JSON Schema of a pipeline.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a pipeline, for editors.",
    discussion: """
      With the schema, an editor completes keys, shows their meanings and marks mistakes.

      EXAMPLES
        broadsheet schema > pipeline.schema.json
        broadsheet schema | jq '.properties | keys'

      The YAML language server finds the schema by the first line of a pipeline:
        # yaml-language-server: $schema=pipeline.schema.json
      """)

  func run() throws {
    try StandardOutput.write(JSONValue.object(Pipeline.schemaJSON()).pretty() + "\n")
  }
}
