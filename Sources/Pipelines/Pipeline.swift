import Analyses
import Articles
import Bytes
import Diagnostics
import Reports
import Settings
import Tokens

/// A resolved pipeline: which batches to read, how text becomes terms, what to count, and where to
/// publish.
///
/// It is a complete plain value: defaults are filled in, profiles have inherited, word lists are
/// loaded, and batches are found. `PipelineFile` reads one from a file; commands with a single
/// analysis build one in code.
public struct Pipeline: Sendable, Hashable {
  /// The version of the pipeline language: 1.
  public var version = 1
  /// The name of the folder in which runs are published; a safe file name.
  public var name: String
  /// The path of the pipeline file as it was given; empty if there is none.
  public var path: String
  /// The folder that relative names start from.
  public var folder: String
  /// The input and how it is read.
  public var corpus = Corpus()
  /// The text profiles, in the order of the file; never empty.
  public var profiles = [Profile(name: "words")]
  /// The analyses, in the order of the file; never empty.
  public var analyses: [Analysis]
  /// The conditions that a run must meet to be published.
  public var assertions: [Assertion] = []
  /// Where and how reports are published.
  public var reports = ReportOptions()
  /// The files that `corpus.batches` names, in corpus order (byte order of their names).
  public var batches: [BatchFile] = []
  /// Warnings about matches of `corpus.batches` that are skipped on purpose.
  public var batchWarnings: [Fault] = []
  /// Warnings about likely mistakes that are not faults.
  public var warnings: [Warning] = []
  /// The places of analyses and conditions in the file.
  public var places = Places()

  /// A pipeline with all defaults and no batch; its analysis is the one that `registry` provides
  /// for pipelines without analyses.
  public init(
    name: String, path: String = "", folder: String = ".",
    analyses registry: AnalysisRegistry = .standard
  ) {
    self.name = name
    self.path = path
    self.folder = folder
    var implicit = Analysis(name: registry.implicit.name, registry.implicit.request)
    implicit.request.text = profiles[0].name
    analyses = [implicit]
  }

  /// The profile called `name`; nil if there is none.
  public func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name }
  }

  /// An analysis and its name.
  public struct Analysis: Sendable, Hashable {
    /// The name of its reports: a safe file name.
    public var name: String
    /// The request, with every default filled in.
    public var request: any AnalysisRequest

    /// The analysis called `name`.
    public init(name: String, _ request: any AnalysisRequest) {
      self.name = name
      self.request = request
    }

    /// Whether both have the same name and the same request.
    public static func == (a: Analysis, b: Analysis) -> Bool {
      a.name == b.name && a.request.isEqual(to: b.request)
    }

    /// Hashes the name and the request.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      request.hash(into: &hasher)
    }
  }
}

/// The input of a pipeline and how it is read.
public struct Corpus: Sendable, Hashable {
  /// Names and wildcard patterns of batches, relative to the pipeline's folder.
  public var batches: [String] = []
  /// The format of all batches; nil to detect it from their content.
  public var format: Format?
  /// The sources of an article's fields, in addition to the names that are always recognised.
  public var fields = FieldMapping()
  /// How tables are written.
  public var csv = CSVReadingOptions()
  /// How XML is read.
  public var xml = XMLReadingOptions()
  /// The conditions for an article to be counted; other articles are filtered.
  public var conditions: [ArticleFilter.Condition] = []
  /// The encodings that records may have that are not UTF-8; see `TextEncoding`.
  public var encodings = [TextEncoding.auto]
  /// Which articles get the language in which they are written.
  public var language = LanguageDetection()
  /// The largest share of records that may be rejected before the run stops, from 0 to 1.
  public var maxRejects = 1.0
  /// The treatment of articles of a batch that turns out to be damaged.
  public var onDamage = Damage.discard
  /// The largest article that is not rejected, in bytes; nil for a sixteenth of the memory budget.
  public var maxArticle: Int?
  /// Whether the code blocks of Markdown are read as text.
  public var keepsCodeBlocks = false
  /// Whether titles and bodies are read as HTML.
  public var markup = Markup.auto
  /// Whether batches that have left the archive stay counted.
  public var keepsRemoved = false

  /// All defaults, and no batch.
  public init() {}

  /// A text of all settings that decide which articles the content of batches becomes and which of
  /// them are counted. The limit on an article's length is not one of them.
  public var reading: String {
    // In the keys of a pipeline, so that it does not depend on names in the source.
    let names = [
      "format", "encoding", "code_blocks", "markup", "on_damage", "fields", "csv", "xml",
      "language", "where",
    ]
    let members = Corpus.section.show(self).members.filter { names.contains($0.name) }
    let reader = HTMLReader.provenance
    let guesser = EncodingGuesser.provenance
    return """
      \(JSONValue.object(JSONObject(members)).compact), markup by \(reader), encodings by \(guesser)
      """ + (language.scope == .none ? "" : ", languages by \(LanguageGuesser.provenance)")
  }

  /// The treatment of articles that a damaged batch gave before the damage.
  public enum Damage: String, Sendable, Hashable, CaseIterable { case discard, keep }
}

/// A named text profile, and where its word lists come from.
public struct Profile: Sendable, Hashable {
  /// The name that analyses and other profiles use.
  public var name: String
  /// The profile that this one inherits from.
  public var inherits: String?
  /// The switches, with the words of all lists.
  public var text = TextProfile()
  /// The lists of stop words that the pipeline names: built-in lists and files.
  public var stopWordLists: [String] = []
  /// The file of lemmas that the pipeline names.
  public var lemmaFile: String?

  /// The profile called `name`, with all defaults.
  public init(name: String) { self.name = name }
}

/// Where and how reports are published.
public struct ReportOptions: Sendable, Hashable {
  /// The folder of all pipelines' reports, relative to the pipeline's folder.
  public var directory = "../Output"
  /// The formats, each a file per analysis.
  public var formats = ReportFormats.standard.map { $0.name }
  /// The number of published runs to keep; nil for all.
  public var keep: Int?
  /// The command that is notified of the end of a run; nil for none.
  public var notify: NotifyOptions?
  /// The formats whose options are not the default ones, by their names.
  private var configured: [String: ConfiguredFormat] = [:]

  /// All defaults.
  public init() {}

  /// The formats with their options, in the order in which the pipeline names them.
  public var reportFormats: [any ReportFormat] {
    formats.compactMap { name in
      configured[name]?.format ?? ReportFormats.published.first { $0.name == name }?.init()
    }
  }

  /// A format with its options.
  subscript<Format: ReportFormat>(_: OptionsOf<Format>) -> Format {
    get { configured[Format.name]?.format as? Format ?? Format() }
    set {
      configured[Format.name] =
        newValue == Format() ? nil : ConfiguredFormat(format: newValue)
    }
  }
}

/// A format with its options, whichever it is.
private struct ConfiguredFormat: Sendable, Hashable {
  let format: any ReportFormat

  static func == (one: Self, other: Self) -> Bool {
    AnyHashable(one.format) == AnyHashable(other.format)
  }

  func hash(into hasher: inout Hasher) { AnyHashable(format).hash(into: &hasher) }
}

/// Names a format by its type where a key path leads to its options.
struct OptionsOf<Format: ReportFormat>: Hashable, Sendable {}

/// A command that is notified when runs end.
public struct NotifyOptions: Sendable, Hashable {
  /// The runs that it is notified of.
  public var occasion = Occasion.failure
  /// The program and its arguments, run without a shell.
  public var command: [String] = []

  /// Notification of failures, without a command yet.
  public init() {}

  /// The occasions for a notification.
  public enum Occasion: String, Sendable, Hashable, CaseIterable { case failure, always }
}
