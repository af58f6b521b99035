import Analyses
import Articles
import Diagnostics
import Settings

extension Pipeline {
  /// Fills in the values that depend on several sections, finds the batches, and reports
  /// contradictions.
  mutating func resolve(_ registry: AnalysisRegistry, _ reader: inout Reader) {
    if !reader.isSet(["name"]), !name.isSafeName {
      reader.report(
        "name", "`\(name)`, the name of the file, is not a safe name for reports",
        at: reader.place(ofKey: []), advice: "Set `name`. \(String.safeNames)")
    }
    findBatches(&reader)
    checkFilter(&reader)
    checkNames(&reader)
    for index in analyses.indices { resolve(&analyses[index], &reader) }
    checkAssertions(registry, &reader)
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
        "no-match", "no file to read matches: \(warning)",
        at: reader.place(ofValue: path))
    }
    // A run goes on without the files that cannot be opened, if there are others.
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

  /// Reports names that differ only in case, which are one file on some systems, and `run.json`.
  private func checkNames(_ reader: inout Reader) {
    var seen: [String: String] = ["run": "run.json"]
    for analysis in analyses {
      let folded = analysis.name.lowercased()
      if let other = seen[folded] {
        reader.report(
          "same-file",
          other == "run.json"
            ? "the reports of `\(analysis.name)` would be `run.json`, which each run writes itself"
            : "the reports of `\(analysis.name)` and `\(other)` would be the same files",
          at: reader.place(ofKey: ["analyses", analysis.name]), advice: "Choose another name.")
      }
      seen[folded] = analysis.name
    }
  }

  private func resolve(_ analysis: inout Analysis, _ reader: inout Reader) {
    let path = ["analyses", analysis.name]
    analysis.request.text = profileName(analysis.request.text, at: path + ["text"], &reader)
    let context = AnalysisContext(
      path: path, profileName: analysis.request.text,
      profile: profile(named: analysis.request.text)?.text,
      fields: fieldNames)
    analysis.request.resolve(in: context, &reader)
  }

  /// The profile called `name`, or the first profile if the analysis names none.
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
}

extension Reader {
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
        "no-match", "the pattern is longer than \(BatchPattern.longest) bytes, the longest path",
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
