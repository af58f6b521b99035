import Analyses
import Diagnostics
import Reports

extension Pipeline {
  static let section = Section<Pipeline>(
    words: "the pipeline",
    meaning: "What Broadsheet reads, how text becomes terms, what it counts and publishes.",
    standard: Pipeline(name: "pipeline"),
    keys: [
      Key(
        "version", \.version, .version, isRequired: true,
        "The version of the pipeline language."),
      Key(
        "name", \.name, .safeName, standard: "the name of the file without its extension",
        "The name of the folder that runs are published in."),
      Key("corpus", \.corpus, Corpus.section.shape, isRequired: true, "What is read, and how."),
      Key(
        "text", \.profiles, .profiles, standard: "`words`, a profile with all defaults",
        "Text profiles by their names: how text becomes terms."),
      Key(
        "analyses", \.analyses, .analyses, standard: "`terms: {kind: term-frequency}`",
        """
        Analyses by their names, which are the names of their reports. `kind` says what an analysis \
        counts.
        """),
      Key(
        "assert", \.assertions, .list(of: .assertion, orOne: true, mayBeEmpty: true),
        """
        What must hold for the reports to be published; otherwise the run ends with status 65. \
        Compared are, by `>=`, `<=`, `>`, `<`, `==`, `!=` to a number: \
        \(Assertion.Quantity.allCases.map(\.rawValue).quotedList).
        """),
      Key(
        "reports", \.reports, ReportOptions.section.shape,
        standard: "CSV and JSON in `../Output`",
        "Where and how reports are published."),
    ])
}

extension ReportOptions {
  static let section = Section<ReportOptions>(
    words: "`reports`", meaning: "Where and how reports are published.",
    standard: ReportOptions(),
    keys: [
      Key(
        "directory", \.directory, .text("a folder"),
        """
        The folder of all reports, relative to the pipeline file: pipelines stand in a folder of \
        their own, beside `Output`.
        """),
      Key(
        "formats", \.formats,
        .list(of: .name("value", among: ReportFormats.published.map { $0.name }), orOne: true)
          .withoutRepetition(),
        "The formats: one file of each for every analysis."),
      Key(
        "keep", \.keep, .optional(.whole(1...Int.max), none: "all"),
        "How many published runs are kept; older ones are removed after a run is published."),
      Key(
        "notify", \.notify, NotifyOptions.section.shape, standard: "nobody is told",
        "A command that is told how a run ended."),
      Key(
        "csv", \.csv, CSVOptions.section.shape, standard: "plain CSV", "How CSV is written."),
    ])
}

extension NotifyOptions {
  static let section = Section<NotifyOptions>(
    words: "`notify`", meaning: "A command that is told how a run ended.",
    standard: NotifyOptions(),
    keys: [
      Key(
        "on", \.occasion, .cases,
        "Whether it is told of failures alone: any end but the statuses 0 and 3."),
      Key(
        "command", \.command, .list(of: .text("a word of the command")), isRequired: true,
        """
        The program and its arguments, run in the folder of the pipeline file without a shell. It \
        reads the run as JSON from standard input, and has a minute. Of the environment it has \
        `PATH`, `HOME`, `USER`, `LOGNAME`, `SHELL`, `TMPDIR`, `TZ` and what begins with \
        `BROADSHEET_`, and `LANG=C.UTF-8`.
        """),
    ])
}

extension CSVOptions {
  static let section = Section<CSVOptions>(
    words: "`csv`", meaning: "How CSV is written.", standard: CSVOptions(),
    keys: [
      Key(
        "bom", \.byteOrderMark, .flag,
        "Whether a byte-order mark stands first: some spreadsheets need it to see UTF-8."),
      Key(
        "formula_guard", \.formulaGuard, .flag,
        "Whether cells that a spreadsheet would take for a formula begin with an apostrophe."),
    ])
}

extension Shape<Int> {
  fileprivate static let version = Shape(words: "`1`", schema: ["const": 1]) { node, reader in
    guard let number = node.wholeNumber else {
      reader.expected("the whole number 1", butFound: node, advice: node.adviceOnNumber)
      return nil
    }
    guard number == 1 else {
      reader.report(
        "unknown-value", "version \(number) of the pipeline language is not known",
        advice: "This Broadsheet reads version 1.")
      return nil
    }
    return number
  } show: {
    .integer($0)
  }
}

// MARK: Analyses by kind

/// A request that a pipeline can make.
protocol PipelineRequest: AnalysisRequest {
  /// Its keys.
  static var section: Section<Self> { get }

  /// Fills in what depends on several keys, and reports what does not fit together; `path` is the
  /// analysis.
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader)
}

/// A kind of analysis: its name in pipelines, and how its request is read and shown.
struct AnalysisKind: Sendable {
  let name: String
  let schema: JSONValue
  /// The names of its keys, besides `kind`.
  let keys: [String]
  /// The table of keys in the reference.
  let reference: String
  fileprivate let read: @Sendable (Node, inout Reader) -> any PipelineRequest

  private init<Request: PipelineRequest>(_ type: Request.Type) {
    name = type.kind
    keys = type.section.keys.map(\.name)
    reference = PipelineReference.table(of: type.section)
    schema = .object(type.section.schema(adding: [.init("kind", ["const": .string(type.kind)])]))
    read = { node, reader in
      var request = type.section.standard
      type.section.read(node, into: &request, &reader, besides: ["kind"])
      return request
    }
  }

  static let all = [
    AnalysisKind(TermFrequencyRequest.self), AnalysisKind(CooccurrenceRequest.self),
    AnalysisKind(ConcordanceRequest.self), AnalysisKind(KeynessRequest.self),
    AnalysisKind(DictionaryRequest.self), AnalysisKind(DiversityRequest.self),
    AnalysisKind(TrendRequest.self),
  ]
}

extension AnalysisRequest {
  /// The analysis as a pipeline would write it with every key set: what reports print.
  public var parameters: JSONObject {
    let keys = (self as? any PipelineRequest)?.keys ?? [:]
    return JSONObject([.init("kind", .string(kind))] + keys.members)
  }
}

extension PipelineRequest {
  fileprivate var keys: JSONObject { Self.section.show(self) }
}

extension Shape<[Pipeline.Analysis]> {
  fileprivate static let analyses = Shape(
    words: "a mapping of names to analyses",
    schema: [
      "type": "object", "minProperties": 1, "propertyNames": Shape<String>.safeName.schema,
      "additionalProperties": ["oneOf": .array(AnalysisKind.all.map(\.schema))],
    ]
  ) { node, reader in
    var analyses: [Pipeline.Analysis] = []
    reader.readNamed(node, "analyses") { name, node, reader in
      if let request = analysis(node, &reader) {
        analyses.append(.init(name: name, request))
      }
    }
    return analyses
  } show: { analyses in
    .object(JSONObject(analyses.map { .init($0.name, .object($0.request.parameters)) }))
  }

  private static func analysis(_ node: Node, _ reader: inout Reader) -> (any AnalysisRequest)? {
    let names = AnalysisKind.all.map(\.name)
    guard case .mapping(let mapping) = node else {
      reader.expected("a mapping with a `kind`", butFound: node)
      return nil
    }
    guard let kind = reader.members(of: mapping).last(where: { $0.key == "kind" })?.value else {
      reader.report(
        "missing-key", "`kind` is missing", at: reader.place(ofKey: reader.path),
        advice: "Kinds of analysis: \(names.joined(separator: ", ")).")
      return analysisOfNoKind(mapping, &reader)
    }
    let name = reader.descend(to: "kind", kind) { reader in
      Shape<String>.name("kind", among: names).read(kind, &reader)
    }
    // What else is wrong is told by the kind that is probably meant.
    let meant = name ?? kind.text.flatMap { nearestName(to: $0, among: names) }
    guard let meant = AnalysisKind.all.first(where: { $0.name == meant }) else {
      return analysisOfNoKind(mapping, &reader)
    }
    return meant.read(node, &reader)
  }

  /// Reports the keys that no kind knows, and gives an analysis that stands in for one of no known
  /// kind, so that what all kinds have in common is checked: the pipeline is refused anyway.
  private static func analysisOfNoKind(
    _ mapping: Node.Mapping, _ reader: inout Reader
  ) -> any AnalysisRequest {
    var known = ["kind"]
    for name in AnalysisKind.all.flatMap(\.keys) where !known.contains(name) { known.append(name) }
    var request = TermFrequencyRequest(text: "")
    for (name, value) in reader.members(of: mapping) {
      if !known.contains(name) {
        reader.report(
          "unknown-key", "unknown key `\(name)` in an analysis",
          at: reader.place(ofKey: reader.path + [name]),
          advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" })
      } else if name == "text" {
        let text = Shape<String>.text("the name of a profile")
        request.text = reader.descend(to: name, value) { text.read(value, &$0) } ?? ""
      }
    }
    return request
  }
}
