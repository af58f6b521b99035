import Articles
import Settings

extension XMLReadingOptions {
  /// The keys of `corpus.xml`.
  static let section = Section<XMLReadingOptions>(
    words: "`xml`", meaning: "How XML is read, where its beginning cannot show it.",
    standard: XMLReadingOptions(),
    keys: [
      Key(
        "record", \.record, .optional(.text("the name of an element")),
        standard: "found out from each file",
        "The element that is an article, with its prefix if it has one.")
    ])
}
