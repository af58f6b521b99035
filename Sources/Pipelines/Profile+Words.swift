import Diagnostics
import Settings
import Tokens

extension Profile {
  /// Loads the stop words and lemmas that the file sets in this profile.
  ///
  /// Inherited ones are already loaded. `reader` is at the profile.
  mutating func loadWords(_ reader: inout Reader) {
    let stopWordsPath = reader.path + ["stopwords"]
    if reader.isSet(stopWordsPath) {
      let lists = stopWordLists.enumerated().map { index, name in
        let element = stopWordsPath + ["\(index)"]
        let place = reader.place(ofValue: element)
        return stopWords(named: name, at: place, &reader)
      }
      text.stopWords = StopWords.union(lists)
    }
    let lemmasPath = reader.path + ["lemmas"]
    if reader.isSet(lemmasPath) {
      let place = reader.place(ofValue: lemmasPath)
      text.lemmas =
        lemmaFile.flatMap { name in
          let entries = reader.readFile(name, atMost: SideFile.longestLemmas, at: place) {
            (bytes, path) throws(Fault) in
            try LemmaList.entries(of: bytes.span, path: path)
          }
          reader.lists[name] = entries?.map { ($0.lemma.form, $0.place) }
          return LemmaList.union([entries?.map(\.lemma) ?? []])
        } ?? []
    }
  }

  /// The words of a built-in list or of a file.
  private func stopWords(
    named name: String, at place: Place, _ reader: inout Reader
  ) -> [String] {
    if let list = StopWords.list(named: name) { return list }
    guard name.contains(".") || name.contains("/") else {
      reader.unknown("stop-word list", name, among: StopWords.names, at: place)
      return []
    }
    let entries = reader.readFile(name, atMost: SideFile.longestList, at: place) {
      (bytes, path) throws(Fault) in
      try StopWords.entries(of: bytes.span, path: path)
    }
    reader.lists[name] = entries?.map { ($0.word, $0.place) }
    return StopWords.union([entries?.map(\.word) ?? []])
  }

  /// Warns about entries of its lists that match no word of the profile.
  ///
  /// Built-in lists are not checked: a language has more function words than a profile keeps.
  func checkWords(_ reader: inout Reader) {
    var cutter = WordCutter(text.segmentation)
    for list in stopWordLists {
      let useless = reader.lists[list]?.filter { entry in
        cutter.tokens(of: entry.word).allSatisfy { $0.marks.contains(.punctuation) }
      }
      warn(of: useless ?? [], "stop word", "it has no letter or digit", &reader)
    }
    guard let lemmaFile else { return }
    let useless = reader.lists[lemmaFile]?.filter { entry in
      let tokens = cutter.tokens(of: entry.word)
      return tokens.count != 1 || tokens[0].range != 0..<entry.word.utf8.count
        || !tokens[0].marks.isDisjoint(with: [.punctuation, .address])
    }
    warn(of: useless ?? [], "form", "text is cut into other tokens", &reader)
  }

  private func warn(
    of entries: [(word: String, place: Place)], _ noun: String, _ reason: String,
    _ reader: inout Reader
  ) {
    guard let first = entries.first else { return }
    let others = entries.count - 1
    reader.warn(
      "useless-entry",
      "the \(noun) `\(first.word)` matches no word of the profile `\(name)`: \(reason)"
        + (others == 0 ? "" : "; the same is true of \(others) more in the list"),
      at: first.place, about: ["text", name])
  }
}
