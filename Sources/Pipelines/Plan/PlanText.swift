import Analyses
import Articles
import Diagnostics
import Reports
import Settings

/// The plan of a pipeline for people: the batches that match, and every switch with its value.
public struct PlanText: Sendable, CustomStringConvertible {
  /// The text, in lines that end with a newline.
  public private(set) var description = ""

  /// The plan of `pipeline`.
  ///
  /// Lists at most `batchLimit` batches and counts the others.
  public init(of pipeline: Pipeline, batchLimit: Int = 20) {
    heading("Pipeline \(pipeline.name)", note: pipeline.path)
    heading("Corpus")
    list(pipeline.batches, limit: batchLimit)
    list(Corpus.section, of: pipeline.corpus, besides: ["batches"])
    for profile in pipeline.profiles {
      heading("Text profile \(profile.name)")
      list(Profile.section, of: profile, notes: profile.sizesOfLists)
    }
    for analysis in pipeline.analyses {
      heading("Analysis \(analysis.name)", note: analysis.request.kind)
      list(analysis.request.values)
    }
    if !pipeline.assertions.isEmpty {
      heading("Assertions")
      for assertion in pipeline.assertions { description += "  \(assertion)\n" }
    }
    heading("Reports")
    list(ReportOptions.section, of: pipeline.reports)
  }

  private mutating func heading(_ title: String, note: String = "") {
    if !description.isEmpty { description += "\n" }
    description += note.isEmpty ? "\(title.visible)\n" : "\(title.visible) (\(note.visible))\n"
  }

  private mutating func list(_ batches: [BatchFile], limit: Int) {
    let total = ByteSize(bytes: batches.reduce(0) { $0 + $1.bytes })
    let count = batches.count == 1 ? "1 batch" : "\(batches.count) batches"
    description += "  \(count), \(total.rounded)\n"
    for batch in batches.prefix(limit) {
      let size = ByteSize(bytes: batch.bytes).rounded
      let gap = String(repeating: " ", count: max(0, 12 - size.count))
      description += "\(gap)\(size)  \(batch.name.visible)\n"
    }
    if batches.count > limit { description += "    … and \(batches.count - limit) more\n" }
  }

  private mutating func list<Root>(
    _ section: Section<Root>, of root: Root, besides hidden: [String] = [],
    notes: [String: String] = [:]
  ) {
    list(section.values(of: root).filter { !hidden.contains($0.name) }, notes: notes)
  }

  private mutating func list(
    _ values: [(name: String, value: String)], notes: [String: String] = [:]
  ) {
    for (name, value) in values {
      let gap = String(repeating: " ", count: max(1, 14 - name.count))
      let note = notes[name].map { "  (\($0))" } ?? ""
      description += "  \(name)\(gap)\(value)\(note)\n"
    }
  }
}

extension Profile {
  /// The number of words in the lists, by the key that names them.
  fileprivate var sizesOfLists: [String: String] {
    var sizes: [String: String] = [:]
    if !stopWordLists.isEmpty { sizes["stopwords"] = "\(text.stopWords.count) words" }
    if lemmaFile != nil { sizes["lemmas"] = "\(text.lemmas.count) forms" }
    return sizes
  }
}
