import Bytes
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
          reader.readFile(name, at: place) { (bytes, path) throws(Fault) in
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
    return reader.readFile(name, at: place) { (bytes, path) throws(Fault) in
      try StopWords.parse(bytes.span, path: path)
    } ?? []
  }
}

extension Reader {
  /// The file called `name`, relative to the pipeline's folder, as `parse` understands it; nil
  /// after a fault has been reported: at `place` if it cannot be read, in the file if it is wrong.
  mutating func readFile<Value>(
    _ name: String, at place: Place, _ parse: ([UInt8], String) throws(Fault) -> Value
  ) -> Value? {
    let path = name.hasPrefix("/") ? name : folder + "/" + name
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.contents(of: path)
    } catch {
      report(
        "unreadable-file", "`\(name)` cannot be read: \(error)", at: place,
        advice: name.hasPrefix("/") ? nil : "Names are relative to the folder of the pipeline.")
      return nil
    }
    do {
      return try parse(bytes, name)
    } catch {
      collect(error)
      return nil
    }
  }
}
