import Analyses
import Articles
import Diagnostics
import Reports

/// The plan of a pipeline for people: which batches match, and every switch with its value.
public struct PlanText: Sendable, CustomStringConvertible {
  /// The text, in lines that end with a newline.
  public private(set) var description = ""

  /// The plan of `pipeline`.
  ///
  /// At most `batchLimit` batches are listed, the others counted.
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
      if let request = analysis.request as? any PipelineRequest { list(request) }
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

  private mutating func list<Request: PipelineRequest>(_ request: Request) {
    list(Request.section, of: request)
  }

  private mutating func list<Root>(
    _ section: Section<Root>, of root: Root, besides hidden: [String] = [],
    notes: [String: String] = [:]
  ) {
    for key in section.keys where !key.isAbbreviation && !hidden.contains(key.name) {
      let gap = String(repeating: " ", count: max(1, 14 - key.name.count))
      let note = notes[key.name].map { "  (\($0))" } ?? ""
      description += "  \(key.name)\(gap)\(key.value(in: root))\(note)\n"
    }
  }
}

extension Key {
  /// The value as YAML, or what holds where it says nothing.
  fileprivate func value(in root: Root) -> String {
    guard let value = show(root) else { return standard ?? "none" }
    switch value {
    case .object(let object) where object.members.isEmpty: return standard ?? "none"
    case .array([]): return standard ?? "none"
    default: return value.yaml
    }
  }
}

extension Profile {
  /// How many words the lists hold, by the key that names them.
  fileprivate var sizesOfLists: [String: String] {
    var sizes: [String: String] = [:]
    if !stopWordLists.isEmpty { sizes["stopwords"] = "\(text.stopWords.count) words" }
    if lemmaFile != nil { sizes["lemmas"] = "\(text.lemmas.count) forms" }
    return sizes
  }
}
