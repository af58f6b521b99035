import Settings

extension Key {
  /// The text profile of an analysis.
  static func profile(
    _ property: WritableKeyPath<Root, String> & Sendable
  ) -> Key {
    Key(
      "text", property, .text("the name of a profile"), standard: "the first profile",
      "The text profile that forms the terms.")
  }
}

extension Shape<GroupDimension> {
  static let dimension = Shape<String>.text("a dimension").map { name, _ in
    GroupDimension(name: name)
  } show: {
    $0.name
  }
}
