import Analyses
import Diagnostics
import Reports
import Settings

extension Pipeline {
  /// The keys of a pipeline whose analyses are of the kinds in `registry`.
  static func section(_ registry: AnalysisRegistry) -> Section<Pipeline> {
    Section(
      words: "the pipeline",
      meaning: "A pipeline: its input, how text becomes terms, its analyses and reports.",
      standard: Pipeline(name: "pipeline", analyses: registry),
      keys: [
        Key(
          "version", \.version, .version, isRequired: true,
          "The version of the pipeline language."),
        Key(
          "name", \.name, .safeName, standard: "the name of the file without its extension",
          "The name of the folder in which runs are published."),
        Key(
          "corpus", \.corpus, Corpus.section.shape, isRequired: true,
          "The input and how it is read."),
        Key(
          "text", \.profiles, .profiles, standard: "`words`, a profile with all defaults",
          "Text profiles by name: how text becomes terms."),
        Key(
          "analyses", \.analyses, .analyses(registry),
          standard: "`\(registry.implicit.name): {kind: \(registry.implicit.request.kind)}`",
          """
          Analyses by name; the name is also that of their reports. `kind` selects the kind of \
          analysis.
          """),
        Key(
          "assert", \.assertions, .list(of: .assertion, orOne: true, mayBeEmpty: true),
          """
          The conditions for publishing the reports; if one fails, the run ends with status 65. \
          Each compares a quantity by `>=`, `<=`, `>`, `<`, `==` or `!=` with a number. The \
          quantities are \(Assertion.Quantity.allCases.map(\.rawValue).quotedList).
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
        The folder of all reports, relative to the pipeline file. By default, it is the folder \
        `Output` beside the folder of pipelines.
        """),
      Key(
        "formats", \.formats,
        .list(of: .name("value", among: ReportFormats.published.map { $0.name }), orOne: true)
          .withoutRepetition(),
        "The report formats; each analysis has one file of each."),
      Key(
        "keep", \.keep, .optional(.whole(1...Int.max), none: "all"),
        "The number of published runs to keep; publishing a run removes older ones."),
      Key(
        "notify", \.notify, NotifyOptions.section.shape, standard: "no notification",
        "A command that is notified of the end of a run."),
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
    words: "`notify`", meaning: "A command that is notified of the end of a run.",
    standard: NotifyOptions(),
    keys: [
      Key(
        "on", \.occasion, .cases,
        "Whether to notify only of failures (any status except 0 and 3) or of every run."),
      Key(
        "command", \.command, .list(of: .text("a word of the command")), isRequired: true,
        """
        The program and its arguments, run in the folder of the pipeline file without a shell. It \
        reads the run as JSON from standard input and must end within a minute. Its environment \
        has `PATH`, `HOME`, `USER`, `LOGNAME`, `SHELL`, `TMPDIR`, `TZ`, all names that begin \
        with `BROADSHEET_`, and `LANG=C.UTF-8`.
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
        "unknown-value", "version \(number) of the pipeline language is unknown",
        advice: "This Broadsheet reads version 1.")
      return nil
    }
    return number
  } show: {
    .integer($0)
  }
}
