import Diagnostics
import Reports
import Settings

extension DictionaryRequest {
  /// The keys of the analysis in a pipeline.
  public static let section = Section<DictionaryRequest>(
    words: "a dictionary analysis",
    meaning: "How often the categories of a dictionary occur, by group or article by article.",
    standard: DictionaryRequest(text: "", dictionary: CategoryDictionary(file: "")),
    keys: [
      .profile(\.text),
      Key(
        "file", \.dictionary, .dictionary, isRequired: true,
        """
        The dictionary, relative to the pipeline file: categories and their words in nested YAML, \
        or in the `.dic` format of LIWC.
        """),
      Key("per", \.per, .cases, "Whether each row is for a group or for a single article."),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true)
          .withoutRepetition(),
        "The dimensions by which to count separately, as in term-frequency."),
      Key("within", \.within, .cases, "The boundary that phrases may not cross."),
      Key(
        "zeros", \.zeros, .flag, standard: "true for groups, false for articles",
        "Whether to show categories that do not occur."),
    ])
}

extension Shape<CategoryDictionary> {
  fileprivate static let dictionary = Shape(
    words: "a file", schema: Shape<String>.text("a file").schema
  ) { node, reader in
    guard let name = Shape<String>.text("a file").read(node, &reader) else { return nil }
    let place = reader.place(ofValue: reader.path)
    let parsed = reader.readFile(name, atMost: SideFile.longestList, at: place) {
      (bytes, path) throws(Fault) in
      let (dictionary, faults) = try CategoryDictionaryFile.parse(bytes, path: path)
      return (dictionary: dictionary, faults: faults, bytes: bytes)
    }
    if let parsed { reader.collect(parsed.faults) }
    reader.files[name] = parsed?.bytes
    guard let dictionary = parsed?.dictionary else { return nil }
    if dictionary.patterns.isEmpty, parsed?.faults.isEmpty ?? false {
      reader.report("dictionary", "`\(name)` has no words")
    }
    return dictionary
  } show: {
    .string($0.file)
  }
}
