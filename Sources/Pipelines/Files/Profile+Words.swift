import Diagnostics
import Tokens

extension Profile {
  /// Loads the stop words and lemmas that the file sets in this profile.
  ///
  /// Inherited ones are there already. `reader` stands at the profile.
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
          reader.readFile(name, atMost: SideFile.longestLemmas, at: place) {
            (bytes, path) throws(Fault) in
            try LemmaList.parse(bytes.span, path: path)
          }
        } ?? []
    }
  }

  /// The words of a list of the tool, or of a file.
  private func stopWords(
    named name: String, at place: Place, _ reader: inout Reader
  ) -> [String] {
    if let list = StopWords.list(named: name) { return list }
    guard name.contains(".") || name.contains("/") else {
      reader.unknown("stop-word list", name, among: StopWords.names, at: place)
      return []
    }
    return reader.readFile(name, atMost: SideFile.longestList, at: place) {
      (bytes, path) throws(Fault) in
      try StopWords.parse(bytes.span, path: path)
    } ?? []
  }
}
