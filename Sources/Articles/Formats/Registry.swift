extension FormatRegistry {
  /// What Broadsheet reads, and what it refuses by name: the only list of formats.
  ///
  /// The order matters, for the first that recognises a file has decided. Text comes last: it takes
  /// what is left.
  public static let standard = FormatRegistry(
    [
      PageSignature.self, JSONFormat.self, JSONRowsSignature.self, VerticalSignature.self,
      XMLFormat.self, MarkupSignature.self, WebArchiveSignature.self, PythonSignature.self,
      SQLSignature.self, TokenSignature.self, CSVFormat.self, HTMLFormat.self,
      ControlBytesSignature.self, LogSignature.self, YAMLSignature.self, MarkdownFormat.self,
      TextFormat.self,
    ],
    binary: BinarySignature.self)
}
