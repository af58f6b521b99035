/// The formats that can be read, and the kinds of content that are refused by name.
///
/// Content decides, wherever it shows itself: the first signature that knows the content has said
/// what the file is. Where the content could be either of two, the extension of the file's name
/// does: `.md` and `.markdown` say Markdown, `.txt` says text, `.csv` and `.tsv` make a table of
/// what may be one.
public struct FormatRegistry: Sendable {
  /// The signatures, in the order in which they are asked.
  let signatures: [any FormatSignature.Type]
  /// The formats, in the order in which help lists them.
  public let formats: [Format]
  /// Recognises binary content, whatever format the user named.
  private let binary: any ForeignSignature.Type

  init(
    _ signatures: [any FormatSignature.Type], binary: any ForeignSignature.Type
  ) {
    self.signatures = signatures
    self.binary = binary
    formats = signatures.flatMap { $0.formats }
  }

  /// The format called `name`; nil if there is none.
  public func format(named name: String) -> Format? { formats.first { $0.name == name } }

  /// The registry that also has `signature`, which is asked before the others.
  func adding(_ signature: any FormatSignature.Type) -> FormatRegistry {
    FormatRegistry([signature] + signatures, binary: binary)
  }

  /// What a file is that begins with `sample`. A `format` named by the user is believed, unless
  /// the content is binary.
  func finding(in sample: TextSample, named format: Format?) -> FormatFinding {
    if sample.isBlank {
      return sample.isWhole
        ? .blank : .foreign(Foreign("a run of NUL bytes", "fetch the file again"))
    }
    if let foreign = binary.foreign(in: sample) { return .foreign(foreign) }
    if let format { return .format(format) }
    for signature in signatures {
      if let finding = signature.finding(in: sample) { return finding }
    }
    return .foreign(Foreign("content of no known format", "name the format"))
  }
}
