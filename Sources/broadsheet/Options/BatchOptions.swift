import ArgumentParser
import Articles
import Diagnostics
import Reports

/// The options for the input and how it is read.
struct BatchOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The batches: files, patterns in quotation marks ('news/**/*.gz'), or - for standard input.",
      valueName: "batch"))
  var batches: [String]

  @Option(
    help: ArgumentHelp(
      "The format of the articles; auto recognises it from the content of each file.",
      valueName: (["auto"] + FormatRegistry.standard.formats.map(\.name))
        .joined(separator: "|")))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The source of a field: title=headline, source=meta.outlet.name. May be repeated.",
      valueName: "field=path"))
  var field: [Assignment] = []

  @Option(
    help: ArgumentHelp(
      """
      The encodings, separated by commas, that records may have that are not valid UTF-8; auto, \
      the default, finds out which.
      """))
  var encoding: String?

  @Option(
    help: .choice(
      "Whether the language of articles is as given, or found out where it is not given.",
      "given|detect"))
  var language: String?

  @Option(
    help: .choice(
      """
      Whether titles and bodies of JSON and plain text are read as HTML; auto decides for each \
      record.
      """,
      "auto|html|none"))
  var markup: String?

  @Option(
    help: .choice(
      "What separates the cells of tables; auto finds out from the first rows.",
      CSVReadingOptions.Separator.allCases.map(\.rawValue).joined(separator: "|")))
  var csvSeparator: String?

  @Option(
    help: .choice(
      "Whether the first row of a table names the columns; auto finds out from the first rows.",
      CSVReadingOptions.Header.allCases.map(\.rawValue).joined(separator: "|")))
  var csvHeader: String?

  @Option(
    help: ArgumentHelp(
      "The element of XML that is an article; by default it is found out from each file.",
      valueName: "element"))
  var xmlRecord: String?

  /// Writes these options into `draft`.
  func write(to draft: inout PipelineDraft) {
    draft.set("corpus", "batches", to: .array(batches.map(JSONValue.string)))
    draft.set("corpus", "format", to: format.map(JSONValue.string), by: "--format")
    draft.set(
      "corpus", "encoding",
      to: encoding.map { names in
        .array(names.split(separator: ",").map { .string(String($0)) })
      }, by: "--encoding")
    draft.set(
      "corpus", "csv", "separator", to: csvSeparator.map(JSONValue.string), by: "--csv-separator")
    draft.set("corpus", "csv", "header", to: csvHeader.map(JSONValue.string), by: "--csv-header")
    draft.set("corpus", "xml", "record", to: xmlRecord.map(JSONValue.string), by: "--xml-record")
    draft.set("corpus", "language", to: language.map(JSONValue.string), by: "--language")
    draft.set("corpus", "markup", to: markup.map(JSONValue.string), by: "--markup")
    for field in field {
      draft.set(
        "corpus", "fields", field.name, to: .string(field.value), by: "--field \(field.name)")
    }
  }

  func validate() throws {
    var seen: Set<String> = []
    for field in field where !seen.insert(field.name).inserted {
      throw ValidationError("--field \(field.name) is set twice.")
    }
  }
}
