import Analyses
import Articles
import Bytes
import Diagnostics
import Reports
import Settings
import Tokens

/// A pipeline, resolved: what to read, how text becomes terms, what to count, where to publish.
///
/// A plain value without anything left open: defaults are filled in, profiles have inherited, word
/// lists are loaded, batches are found. It is made by `PipelineFile`, or in code for analyses on
/// the spot.
public struct Pipeline: Sendable, Hashable {
  /// The version of the pipeline language: 1.
  public var version = 1
  /// The name of the folder that runs are published in: a safe file name.
  public var name: String
  /// The path of the pipeline file as it was given; empty where there is none.
  public var path: String
  /// The folder that relative names start from.
  public var folder: String
  /// What is read, and how.
  public var corpus = Corpus()
  /// The text profiles, in the order of the file; never empty.
  public var profiles = [Profile(name: "words")]
  /// The analyses, in the order of the file; never empty.
  public var analyses: [Analysis]
  /// What must hold of a run for it to be published.
  public var assertions: [Assertion] = []
  /// Where and how reports are published.
  public var reports = ReportOptions()
  /// The files that `corpus.batches` names, in corpus order (byte order of their names).
  public var batches: [BatchFile] = []
  /// What a pattern of `corpus.batches` matched and was passed over on purpose, with the reason.
  public var batchWarnings: [Fault] = []
  /// What is likely a slip though it is no fault.
  public var warnings: [Warning] = []
  /// Where analyses and conditions stand in the file.
  public var places = Places()

  /// A pipeline with all defaults, and no batch; its analysis is the one of `registry` for
  /// pipelines that name none.
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
    /// What is asked for, with every default in place.
    public var request: any AnalysisRequest

    /// The analysis called `name`.
    public init(name: String, _ request: any AnalysisRequest) {
      self.name = name
      self.request = request
    }

    /// Whether both have the same name and ask for the same.
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

/// What is read, and how.
public struct Corpus: Sendable, Hashable {
  /// Names and wildcard patterns of batches, relative to the pipeline's folder.
  public var batches: [String] = []
  /// The format of all batches; nil to tell it from their content.
  public var format: Format?
  /// Where the fields of an article come from, besides the names that are recognised anyway.
  public var fields = FieldMapping()
  /// What articles must satisfy to be counted; the others are filtered.
  public var conditions: [ArticleFilter.Condition] = []
  /// The encoding of records that are not UTF-8: see `TextEncoding`.
  public var encoding = TextEncoding.fallback.lowercased()
  /// The largest share of records that may be rejected before the run stops, from 0 to 1.
  public var maxRejects = 1.0
  /// What becomes of the articles of a batch that turns out to be damaged.
  public var onDamage = Damage.discard
  /// Longer articles are rejected, in bytes; nil for a sixteenth of the memory budget.
  public var maxArticle: Int?
  /// Whether the code blocks of Markdown are text.
  public var keepsCodeBlocks = false
  /// Whether titles and bodies are read as HTML.
  public var markup = Markup.auto
  /// Whether batches that have left the archive go on counting.
  public var keepsRemoved = false

  /// All defaults, and no batch.
  public init() {}

  /// All that decides, besides their content, what articles batches become and which are counted;
  /// in words. How long an article may be is no part of it.
  public var reading: String {
    // As the keys of a pipeline say it, so that no name in the source is part of it.
    let names = ["format", "encoding", "code_blocks", "markup", "on_damage", "fields", "where"]
    let members = Corpus.section.show(self).members.filter { names.contains($0.name) }
    let reader = HTMLReader.provenance
    return "\(JSONValue.object(JSONObject(members)).compact), markup by \(reader)"
  }

  /// What becomes of the articles that a damaged batch gave before the damage.
  public enum Damage: String, Sendable, Hashable, CaseIterable { case discard, keep }
}

/// A named text profile, and where its word lists come from.
public struct Profile: Sendable, Hashable {
  /// The name by which analyses and other profiles know it.
  public var name: String
  /// The profile that this one started from.
  public var inherits: String?
  /// The switches, with the words of all lists.
  public var text = TextProfile()
  /// The lists of stop words as the pipeline names them: lists of the tool, and files.
  public var stopWordLists: [String] = []
  /// The file of lemmas as the pipeline names it.
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
  /// How many published runs are kept; nil for all.
  public var keep: Int?
  /// Who is told of the end of a run; nil for nobody.
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

/// A command that is told how runs end.
public struct NotifyOptions: Sendable, Hashable {
  /// Which runs it is told of.
  public var occasion = Occasion.failure
  /// The program and its arguments, as they are: no shell reads them.
  public var command: [String] = []

  /// Failures are told, to nobody yet.
  public init() {}

  /// When a command is run.
  public enum Occasion: String, Sendable, Hashable, CaseIterable { case failure, always }
}
