import Diagnostics
import Settings

/// The kinds of analysis that a pipeline can name.
public struct AnalysisRegistry: Sendable {
  /// The kinds, in the order in which they are listed.
  public let kinds: [AnalysisKind]
  /// The analysis of a pipeline that names none, and its name; it reads the first text profile.
  public let implicit: (name: String, request: any AnalysisRequest)

  /// The kinds of `types`; `implicit` is the analysis of a pipeline that names none.
  public init(
    _ types: [any AnalysisRequest.Type], implicit: (name: String, request: any AnalysisRequest)
  ) {
    kinds = types.map { AnalysisKind($0) }
    self.implicit = implicit
  }

  private init(
    _ kinds: [AnalysisKind], implicit: (name: String, request: any AnalysisRequest)
  ) {
    self.kinds = kinds
    self.implicit = implicit
  }

  /// The kind called `name`; nil if there is none.
  public func kind(named name: String) -> AnalysisKind? { kinds.first { $0.name == name } }

  /// The kinds of a registry, and more.
  public static func + (
    registry: AnalysisRegistry, types: [any AnalysisRequest.Type]
  ) -> AnalysisRegistry {
    AnalysisRegistry(
      registry.kinds + types.map { AnalysisKind($0) }, implicit: registry.implicit)
  }
}

/// A kind of analysis, as the readers of pipelines know it.
public struct AnalysisKind: Sendable {
  /// The type of its requests.
  public let type: any AnalysisRequest.Type
  /// Its name in pipelines.
  public let name: String
  /// The JSON Schema of an analysis.
  public let schema: JSONValue
  /// The names of its keys, besides `kind`.
  public let keys: [String]
  /// The table of its keys.
  public let reference: ReferenceTable
  /// Reads an analysis, whose `kind` has been read.
  public let read: @Sendable (Node, inout Reader) -> any AnalysisRequest

  init(_ type: any AnalysisRequest.Type) { self = AnalysisKind.made(of: type) }

  private static func made<Request: AnalysisRequest>(of type: Request.Type) -> AnalysisKind {
    let section = type.section
    return AnalysisKind(
      type: type, name: type.kind,
      schema: .object(section.schema(adding: [.init("kind", ["const": .string(type.kind)])])),
      keys: section.keys.map(\.name),
      reference: ReferenceTable("`analyses`: `kind: \(type.kind)`", section)
    ) { node, reader in
      var request = section.standard
      section.read(node, into: &request, &reader, besides: ["kind"])
      return request
    }
  }

  private init(
    type: any AnalysisRequest.Type, name: String, schema: JSONValue, keys: [String],
    reference: ReferenceTable,
    read: @escaping @Sendable (Node, inout Reader) -> any AnalysisRequest
  ) {
    self.type = type
    self.name = name
    self.schema = schema
    self.keys = keys
    self.reference = reference
    self.read = read
  }
}
