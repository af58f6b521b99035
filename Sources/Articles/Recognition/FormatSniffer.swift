import Bytes

/// Tells the format of a file from the beginning of its text.
///
/// Content decides, wherever it shows itself: each form of text has a signature, and the first in the
/// list that finds its own has said what the file is. Where it could be either, the extension of the
/// file's name does: `.md` and `.markdown` say Markdown, `.txt` says text, `.csv` and `.tsv` make a
/// table of what may be one.
enum FormatSniffer {
  enum Finding: Equatable {
    case format(Format)
    /// Something that is not read.
    case foreign(Foreign)
    /// Nothing but blanks and NUL bytes.
    case blank
  }

  /// The signatures of all forms of text, in the order in which they are asked. Plain text has none:
  /// it is what is left.
  private static let signatures: [any FormatSignature.Type] = [
    JSONSignature.self, JSONRowsSignature.self, VerticalSignature.self, MarkupSignature.self,
    WebArchiveSignature.self, PythonSignature.self, SQLSignature.self, TokenSignature.self,
    TableSignature.self, ControlBytesSignature.self, LogSignature.self, YAMLSignature.self,
    MarkdownSignature.self,
  ]

  /// What a file called `name` is whose text begins with `text`; a `format` named by the user is
  /// believed, unless the content is binary.
  static func finding(
    _ text: ArraySlice<UInt8>, isWhole: Bool, name: String, named format: Format?
  ) -> Finding {
    guard let first = text.firstIndex(where: { !isBlank($0) && $0 != 0 }) else {
      return isWhole
        ? .blank : .foreign(Foreign("a run of NUL bytes", "fetch the file again"))
    }
    if let kind = ForeignContent.kind(ofBinary: Array(text)) { return .foreign(kind) }
    if let format { return .format(format) }
    let sample = TextSample(text, from: first, isWhole: isWhole, name: name)
    for signature in signatures {
      if let finding = signature.finding(in: sample) { return finding }
    }
    return .format(.text)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}

/// Tells one form of text, or a family of them, from the beginning of a file.
protocol FormatSignature: SendableMetatype {
  /// What the file is; nil if it is nothing of this form.
  static func finding(in sample: TextSample) -> FormatSniffer.Finding?
}

/// A form of content that is not read.
struct Foreign: Equatable {
  /// What it is, a noun with its article.
  let kind: String
  /// How it becomes something that is read.
  let conversion: String

  init(_ kind: String, _ conversion: String) {
    self.kind = kind
    self.conversion = conversion
  }

  /// The reason to refuse it.
  var reason: String { "it looks like \(kind), which is not read" }
}
