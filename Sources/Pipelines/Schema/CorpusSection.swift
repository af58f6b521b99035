import Analyses
import Articles
import Diagnostics
import Reports
import Settings

extension Corpus {
  static let section = Section<Corpus>(
    words: "`corpus`", meaning: "The input and how it is read.", standard: Corpus(),
    keys: [
      Key(
        "batches", \.batches, .list(of: .text("a path or pattern"), orOne: true), isRequired: true,
        """
        The batches: paths relative to the pipeline file, with the wildcards `*`, `?`, `[a-z]`, \
        `{a,b}`, and `**` for any number of folders. A pattern that matches no file is an error.
        """),
      Key(
        "format", \.format, .format,
        """
        The format of articles; `auto` detects it from the content of each file.
        """),
      Key(
        "fields", \.fields, .fields, standard: "common names are recognised",
        """
        The sources of an article's fields: the name in the record, with dots between nested \
        names, or the number of a column. Any other key defines a further field, for grouping \
        reports and filtering articles.
        """),
      Key(
        "csv", \.csv, CSVReadingOptions.section.shape,
        "How tables are written, where their first rows cannot show it."),
      Key(
        "xml", \.xml, XMLReadingOptions.section.shape,
        "How XML is read, where its beginning cannot show it."),
      Key(
        "where", \.conditions, .conditions, standard: "all articles",
        """
        The articles to count: for each field one value or a list of values; for `date` a first \
        day `from` and a last day `to`, either of which may be partial (`2021`, `2021-03`).
        """),
      Key(
        "encoding", \.encodings, .encodings,
        """
        The encodings that records may have that are not valid UTF-8 and declare none. `auto` \
        finds out which, and so does a list.
        """),
      Key(
        "language", \.language, .language,
        """
        Whether the language of an article is as given, or found out from its text where it is not \
        given (`detect`).
        """),
      Key(
        "max_rejects", \.maxRejects, .share,
        "The largest share of rejected records, or batches, with which a run is published."),
      Key(
        "on_damage", \.onDamage, .cases,
        """
        The treatment of articles that a damaged batch gave before the damage: all of them are \
        discarded or kept.
        """),
      Key(
        "max_article", \.maxArticle, .size, standard: "a sixteenth of the memory budget",
        "The largest article; longer ones are rejected."),
      Key(
        "code_blocks", \.keepsCodeBlocks, .choice(["keep": true, "drop": false]),
        "Whether code blocks in Markdown are read as text."),
      Key(
        "markup", \.markup, .cases,
        """
        Whether titles and bodies of JSON and of plain text are read as HTML, with tags and \
        character references resolved; `auto` decides for each record.
        """),
      Key(
        "keep_removed", \.keepsRemoved, .flag,
        """
        Whether batches that an earlier run counted stay counted after they have left the \
        archive.
        """),
    ])
}

extension Shape<Format?> {
  fileprivate static let format = Shape<String>.name(
    "format",
    among: ["auto"] + FormatRegistry.standard.formats.map(\.name)
  ).map { name, _ -> Format?? in
    .some(FormatRegistry.standard.format(named: name))
  } show: {
    $0?.name ?? "auto"
  }
}

extension Shape<[String]> {
  /// One encoding, or several.
  fileprivate static let encodings = {
    let list = Shape.list(of: .encoding, orOne: true)
    return Shape(words: list.words, schema: list.schema) { node, reader in
      list.read(node, &reader)
    } show: { names in
      names.count == 1 ? .string(names[0]) : list.show(names)
    }
  }()
}

extension Shape<FieldMapping> {
  fileprivate static let fields = Shape(
    words: "a mapping of fields to names in the record",
    schema: [
      "type": "object",
      "properties": .object(
        JSONObject(Field.allCases.map { .init($0.name, Shape<String>.key.schema) })),
      "additionalProperties": Shape<String>.key.schema,
    ]
  ) { node, reader in
    guard case .mapping(let mapping) = node else {
      reader.expected("a mapping such as `{title: headline}`", butFound: node)
      return nil
    }
    let entries = reader.namedMembers(of: mapping, "fields").compactMap { name, value in
      let key = reader.place(ofKey: reader.path + [name])
      if GroupDimension.ofTime.contains(name) {
        reader.report(
          "conflict", "`\(name)` cannot be a separate field", at: key,
          advice: "It is derived from `date`.")
      } else if !name.isSafeName {
        reader.report("name", "`\(name)` is not a valid field name", at: key, advice: .safeNames)
      }
      return reader.descend(to: name, value) { reader -> FieldMapping.Entry? in
        guard let key = Shape<String>.key.read(value, &reader) else { return nil }
        if key.split(separator: ".", omittingEmptySubsequences: false).contains("") {
          reader.report(
            "unknown-value", "`\(key)` is not a path to a field",
            advice: "Write names separated by single dots, such as `meta.outlet.name`.")
        }
        return FieldMapping.Entry(name: name, key: key)
      }
    }
    return FieldMapping(entries)
  } show: { fields in
    .object(JSONObject(fields.entries.map { .init($0.name, .string($0.key)) }))
  }
}

extension Shape<[ArticleFilter.Condition]> {
  fileprivate static let conditions = Shape(
    words: "a mapping of fields to their values",
    schema: [
      "type": "object", "properties": ["date": .object(dates.schema())],
      "additionalProperties": values.schema,
    ]
  ) { node, reader in
    guard case .mapping(let mapping) = node else {
      reader.expected("a mapping such as `{language: [en]}`", butFound: node)
      return nil
    }
    return reader.namedMembers(of: mapping, "conditions").compactMap { name, node in
      reader.descend(to: name, node) { reader in
        name == "date"
          ? dateRange(node, &reader)
          : values.read(node, &reader).map { .oneOf(slotName: name, values: $0) }
      }
    }
  } show: { conditions in
    .object(
      JSONObject(
        conditions.map { condition in
          switch condition {
          case .oneOf(let field, let wanted): .init(field, values.show(wanted))
          case .dateRange(let from, let to):
            .init("date", .object(dates.show(DateRange(from: from, to: to))))
          }
        }))
  }

  private static let values = Shape<[String]>.list(of: .text("a value"), orOne: true)

  private struct DateRange: Sendable {
    var from: String?
    var to: String?
  }

  private static let dates = Section<DateRange>(
    words: "`date`", meaning: "The first and the last day to count.", standard: DateRange(),
    keys: [
      Key("from", \.from, .date, standard: "the first date", "The first day."),
      Key("to", \.to, .date, standard: "the last date", "The last day."),
    ])

  private static func dateRange(_ node: Node, _ reader: inout Reader) -> ArticleFilter.Condition {
    var range = DateRange()
    dates.read(node, into: &range, &reader)
    if let from = range.from, let to = range.to, from > to, !from.hasPrefix(to) {
      reader.report(
        "conflict", "there is no date from \(from) to \(to)",
        at: reader.place(ofValue: reader.path + ["to"]))
    }
    if !reader.isSet(reader.path + ["from"]), !reader.isSet(reader.path + ["to"]) {
      reader.report("empty", "`date` has neither `from` nor `to`", advice: "Set one, or both.")
    }
    return .dateRange(from: range.from, to: range.to)
  }
}

extension Shape<String> {
  /// A whole or partial ISO date: year, month, day.
  fileprivate static let date = Shape(
    words: "a date such as 2021, 2021-03 or 2021-03-06",
    schema: [
      "type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    ]
  ) { node, reader in
    guard let text = node.text, text.isPartialDate else {
      reader.expected("a date such as 2021, 2021-03 or 2021-03-06", butFound: node)
      return nil
    }
    return text
  } show: {
    .string($0)
  }

  fileprivate static let key = text("the name of a field in the record")

  fileprivate static let encoding = text("`auto` or the name of an encoding").map {
    name, reader -> String? in
    guard name == TextEncoding.auto || TextEncoding.isKnown(name) else {
      reader.report(
        "unknown-encoding", "unknown encoding `\(name)`",
        advice: reader.advice(
          on: name, among: ["windows-1251", "windows-1252", "iso-8859-1", "iso-8859-15", "koi8-r"],
          called: "Such as"))
      return nil
    }
    return name
  } show: {
    $0
  }
}

extension String {
  /// Whether this is a year, a year and month, or a day that the Gregorian calendar has.
  fileprivate var isPartialDate: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.count == $1 }),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return false }
    let numbers = parts.compactMap { Int($0) }
    let year = numbers[0]
    guard numbers.count > 1 else { return true }
    guard (1...12).contains(numbers[1]) else { return false }
    guard numbers.count > 2 else { return true }
    let isLeap = (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[numbers[1] - 1]).contains(numbers[2])
  }
}
