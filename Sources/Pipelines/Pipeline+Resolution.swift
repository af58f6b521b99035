import Analyses
import Articles
import Diagnostics

extension Pipeline {
  /// Fills in what depends on several sections, finds the batches, and reports what does not fit
  /// together.
  mutating func resolve(_ reader: inout Reader) {
    if !reader.isSet(["name"]), !name.isSafeName {
      reader.report(
        "name", "`\(name)`, the name of the file, is no safe file name for reports",
        at: reader.place(ofKey: []), advice: "Set `name`. \(String.safeNames)")
    }
    findBatches(&reader)
    checkFilter(&reader)
    checkNames(&reader)
    for index in analyses.indices { resolve(&analyses[index], &reader) }
    checkAssertions(&reader)
  }

  private var fieldNames: [String] {
    Field.allCases.map(\.name) + corpus.fields.extra
  }

  // MARK: Corpus

  private mutating func findBatches(_ reader: inout Reader) {
    let path = ["corpus", "batches"]
    var found: [BatchFile] = []
    for (index, pattern) in corpus.batches.enumerated() {
      if pattern == "-", reader.takesStandardInput {
        found.append(.standardInput)
        continue
      }
      let place = reader.place(ofValue: path + ["\(index)"])
      do {
        let finding = try BatchPattern(text: pattern, folder: folder).finding()
        found += finding.files
        batchWarnings += finding.warnings
      } catch {
        reader.report(error, in: pattern, at: place)
      }
    }
    batches = found.inCorpusOrder
    if !reader.takesStandardInput { leaveOutReports(in: outputFolder) }
    if batches.isEmpty, let warning = batchWarnings.first {
      reader.report(
        "no-match", "no file matches that is to be read: \(warning)",
        at: reader.place(ofValue: path))
    }
    // A run goes on without what cannot be opened, if there is anything else.
    guard batches.allSatisfy({ $0.fault != nil }) else { return }
    for batch in batches {
      guard let fault = batch.fault else { continue }
      reader.report(
        "unreadable-file", "`\(batch.name)` cannot be read: \(fault.message)",
        at: reader.place(ofValue: path))
    }
  }

  private func checkFilter(_ reader: inout Reader) {
    let fieldNames = fieldNames
    for case .oneOf(let field, _) in corpus.conditions where !fieldNames.contains(field) {
      reader.unknownField(
        field, among: fieldNames, at: reader.place(ofKey: ["corpus", "where", field]))
    }
  }

  // MARK: Analyses

  /// Names that differ in case only are one file on some systems; `run.json` is the run's own.
  private func checkNames(_ reader: inout Reader) {
    var seen: [String: String] = ["run": "run.json"]
    for analysis in analyses {
      let folded = analysis.name.lowercased()
      if let other = seen[folded] {
        reader.report(
          "same-file",
          other == "run.json"
            ? "the reports of `\(analysis.name)` would be `run.json`, which is the run's own"
            : "the reports of `\(analysis.name)` and `\(other)` would be the same files",
          at: reader.place(ofKey: ["analyses", analysis.name]), advice: "Choose another name.")
      }
      seen[folded] = analysis.name
    }
  }

  private func resolve(_ analysis: inout Analysis, _ reader: inout Reader) {
    let path = ["analyses", analysis.name]
    analysis.request.text = profileName(analysis.request.text, at: path + ["text"], &reader)
    guard var request = analysis.request as? any PipelineRequest else { return }
    request.resolve(at: path, in: self, &reader)
    analysis.request = request
  }

  /// The profile called `name`, or the first one for an analysis that names none.
  private func profileName(
    _ name: String, at path: [String], _ reader: inout Reader
  ) -> String {
    guard let first = profiles.first else { return name }
    if name.isEmpty { return first.name }
    if profile(named: name) == nil {
      reader.unknown(
        "text profile", name, among: profiles.map(\.name), at: reader.place(ofValue: path))
    }
    return name
  }

  /// The fields that can be dimensions, besides those with names of their own.
  var groupFields: [String] {
    [Field.place, .agency].map(\.name) + corpus.fields.entries.map(\.name)
  }

  func check(
    _ request: inout CooccurrenceRequest, at path: [String], _ reader: inout Reader
  ) {
    func isSet(_ key: String) -> Bool { reader.isSet(path + [key]) }
    if isSet("window"), isSet("span") {
      reader.report(
        "conflict", "`span` and `window` are the same switch",
        at: reader.place(ofKey: path + ["span"]), advice: "Set one of them.")
    }
    // A convention that counts units says what the span is.
    if let unit = request.convention?.unit, !isSet("window"), !isSet("span") {
      request.span = .unit(unit)
    }
    if let span = request.dialect?.span, !isSet("window"), !isSet("span") { request.span = span }
    if !isSet("min_count"), request.boundsCount { request.minCount = 1 }
    if case .unit(let unit) = request.span, isSet("within"), request.within != unit {
      reader.report(
        "conflict", "the span is a whole \(unit), not what lies within a \(request.within)",
        at: reader.place(ofValue: path + ["within"]), advice: "Leave out `within`.")
    }
    checkTerms(request.nodes, length: 1, of: request.text, at: path + ["nodes"], &reader)
    for contradiction in request.contradictions {
      reader.report(
        "conflict", contradiction.message,
        at: contradiction.path.count > 1
          ? reader.place(ofKey: path + contradiction.path)
          : reader.place(ofValue: path + contradiction.path), advice: contradiction.advice)
    }
  }

  func check(
    _ request: ConcordanceRequest, at path: [String], _ reader: inout Reader
  ) {
    checkQuery(request.query, of: request.text, at: path + ["query"], &reader)
    checkReduction(of: request, at: path, &reader)
    for (index, key) in request.sort.enumerated() {
      let (distance, side) =
        switch key {
        case .left(let distance): (distance, "left")
        case .right(let distance): (distance, "right")
        default: (0, "")
        }
      if distance > request.context {
        reader.report(
          "conflict",
          "token \(distance) to the \(side) is outside the context of \(request.context)",
          at: reader.place(ofValue: path + ["sort", "\(index)"]),
          advice: "Widen `context`, or sort by a nearer token.")
      }
    }
  }
}

extension Pipeline {
  /// Reads the query as the run will: what a word of it can be depends on how the profile cuts text.
  func checkQuery(
    _ query: String, of profile: String, at path: [String], _ reader: inout Reader
  ) {
    guard !query.isEmpty, let profile = self.profile(named: profile) else { return }
    do throws(Fault) {
      _ = try ConcordanceQuery(query, segmentation: profile.text.segmentation)
    } catch {
      reader.report(
        "query", error.message, at: reader.place(ofValue: path), advice: error.advice)
    }
  }
}

extension Reader {
  /// Reports a dimension that is none of the names known and of the fields `known`.
  mutating func check(_ dimension: GroupDimension, at path: [String], fields known: [String]) {
    guard case .field(let name) = dimension, !known.contains(name) else { return }
    unknownField(name, among: GroupDimension.names + known, at: place(ofValue: path))
  }

  mutating func unknownField(_ name: String, among names: [String], at place: Place) {
    let near = faults.isLong ? nil : nearestName(to: name, among: names)
    report(
      "unknown-field", "there is no field `\(name.excerpt)`", at: place,
      advice: near.map { "Did you mean `\($0)`?" }
        ?? "Map it in `corpus.fields`, or name one of \(names.listed).")
  }

  fileprivate mutating func report(
    _ failure: BatchPattern.Failure, in pattern: String, at place: Place
  ) {
    switch failure {
    case .noMatch:
      report(
        "no-match", "`\(pattern.excerpt)` matches no file", at: place,
        advice: "Patterns are relative to the folder of the pipeline"
          + (folder == "." ? "." : ", \(folder)."))
    case .isFolder:
      let slash = pattern.hasSuffix("/") ? "" : "/"
      report(
        "no-match", "`\(pattern)` is a folder", at: place,
        advice: "`\(pattern)\(slash)**` means all files in it and below.")
    case .tooLong:
      report(
        "no-match", "the pattern is longer than any path, of \(BatchPattern.longest) bytes",
        at: place)
    case .tooMany:
      report(
        "too-many",
        "the braces stand for more than \(BatchPattern.mostAlternatives) patterns", at: place,
        advice: "Write wildcards instead, such as `*` or `[0-9]`.")
    case .isNoFile:
      report("no-match", "`\(pattern)` is neither a file nor a folder", at: place)
    case .system(let error, let path):
      report("unreadable-file", "`\(path)` cannot be read: \(error)", at: place)
    }
  }
}
