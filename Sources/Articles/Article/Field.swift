/// What an article is made of, by the names that reports and pipelines use.
public enum Field: Int, CaseIterable, Sendable, Hashable {
  case id, title, body, date, source, url, language, section, place, agency, dateline

  /// The field's name in pipelines, tables and messages.
  public var name: String { "\(self)" }
}

extension Field {
  /// The field called `name`.
  public init?(name: String) {
    guard let field = Field.allCases.first(where: { $0.name == name }) else { return nil }
    self = field
  }
}
