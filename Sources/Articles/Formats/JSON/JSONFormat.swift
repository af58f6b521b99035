/// JSON: objects a line, in an array or one after the other, with or without the marks of RFC 7464.
enum JSONFormat: String, ArticleFormat {
  case lines = "jsonl"
  case array = "json"

  static let all = [JSONFormat.lines, .array]

  var name: String { rawValue }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    switch self {
    case .lines: JSONLinesFramer()
    case .array: JSONObjectFramer()
    }
  }

  func parser(_ options: ParsingOptions) -> any FormatParser { JSONParser(self) }
}

extension Format {
  /// One JSON object a line.
  public static let jsonLines = Format(JSONFormat.lines)
  /// One JSON array of objects, or JSON objects one after the other.
  public static let jsonArray = Format(JSONFormat.array)
}
