import Analyses
import Diagnostics
import Reports
import Settings

extension Pipeline {
  /// The keys of a pipeline whose analyses are of the kinds of `registry`.
  static func section(_ registry: AnalysisRegistry) -> Section<Pipeline> {
    Section(
      words: "the pipeline",
      meaning: "What Broadsheet reads, how text becomes terms, what it counts and publishes.",
      standard: Pipeline(name: "pipeline", analyses: registry),
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
          "analyses", \.analyses, .analyses(registry),
          standard: "`\(registry.implicit.name): {kind: \(registry.implicit.request.kind)}`",
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
    ] + ReportFormats.published.compactMap { optionsKey(of: $0) })

  /// The key for the options of `format`; nil if it has none.
  private static func optionsKey<Format: ReportFormat>(
    of format: Format.Type
  ) -> Key<ReportOptions>? {
    Format.section.map { section in
      Key(
        Format.name, \.[OptionsOf<Format>()], section.shape,
        standard: "plain \(Format.name.uppercased())", section.meaning)
    }
  }
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
