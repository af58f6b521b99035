/// A kind of format in which articles are written: how a file of it is recognised, cut into
/// records, and how a record is read.
///
/// A value is one format that a pipeline can name. A kind may have several: one object a line, and
/// a list of objects, are both JSON. `FormatRegistry.standard` is the list of kinds; nothing else
/// names one.
protocol ArticleFormat: FormatSignature, Sendable {
  /// The formats of this kind, in the order in which help lists them.
  static var all: [Self] { get }

  /// The format of a file that begins with `sample`; nil if it is none of this kind.
  static func recognised(in sample: TextSample) -> Self?

  /// The name in pipelines and reports, such as `jsonl`.
  var name: String { get }

  /// Finds the records of one file, which begins with `sample`.
  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer

  /// Reads records of any file. One parser serves one worker, file after file.
  func parser(_ options: ParsingOptions) -> any FormatParser
}

extension ArticleFormat {
  static func finding(in sample: TextSample) -> FormatFinding? {
    recognised(in: sample).map { .format(Format($0)) }
  }

  static var formats: [Format] { all.map(Format.init) }
}

/// Recognises a format, or several of one kind, by the beginning of a file.
protocol FormatSignature: SendableMetatype {
  /// What the file is; nil if it is not of this kind.
  static func finding(in sample: TextSample) -> FormatFinding?

  /// The formats that pipelines can name; none for what is not read.
  static var formats: [Format] { get }
}

/// Recognises content that holds no articles, or holds them in a form that is not read.
protocol ForeignSignature: FormatSignature {
  /// What the file is; nil if it is not of this kind.
  static func foreign(in sample: TextSample) -> Foreign?
}

extension ForeignSignature {
  static func finding(in sample: TextSample) -> FormatFinding? {
    foreign(in: sample).map { .foreign($0) }
  }

  static var formats: [Format] { [] }
}

/// What a file turns out to be.
enum FormatFinding {
  case format(Format)
  /// Something that is not read.
  case foreign(Foreign)
  /// Nothing but white space and NUL bytes.
  case blank
}
