/// A form of content that is not read.
struct Foreign: Equatable {
  /// What it is, a noun with its article.
  let kind: String
  /// How it becomes something that is read.
  let conversion: String

  init(_ kind: String, _ conversion: String) {
    self.kind = kind
    self.conversion = conversion
  }

  /// The reason to refuse it.
  var reason: String { "it looks like \(kind), which is not read" }
}
