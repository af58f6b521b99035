import Analyses
import Bytes
import Diagnostics
import Settings

/// A reader of pipeline files: turns YAML into a resolved pipeline, or into a list of all its
/// faults.
public enum PipelineFile {
  /// Reads the pipeline file at `path`, whose analyses are of the kinds in `analyses`.
  ///
  /// Reads the word lists that it names and finds its batches, but opens no batch. Throws all
  /// faults together, in the order of the text.
  public static func load(
    path: String, analyses: AnalysisRegistry = .standard
  ) throws(Faults) -> Pipeline {
    let bytes: [UInt8]
    do throws(Fault) {
      bytes = try contents(of: path)
    } catch {
      throw Faults([error])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Faults([notUTF8(bytes, path: path)])
    }
    return try parse(text, path: path, analyses: analyses)
  }

  /// Reads a pipeline from `text` as if it were the content of the file at `path`, whose folder is
  /// the base of relative names. With `standardInput`, the batch `-` is standard input.
  public static func parse(
    _ text: String, path: String, folder: String? = nil, standardInput: Bool = false,
    analyses: AnalysisRegistry = .standard
  ) throws(Faults) -> Pipeline {
    let document: Document
    do {
      document = try Document(SourceText(path: path, text: text))
    } catch {
      throw Faults([error])
    }
    let (parent, name) = parts(of: path)
    var reader = Reader(document, folder: folder ?? parent)
    reader.takesStandardInput = standardInput
    var pipeline = Pipeline(name: name, path: path, folder: reader.folder, analyses: analyses)
    // An analysis without a profile uses the first one, which can have any name.
    pipeline.analyses[0].request.text = ""
    if let root = document.root, !root.isNothing {
      Pipeline.section(analyses).read(root, into: &pipeline, &reader)
      pipeline.resolve(analyses, &reader)
    } else {
      reader.report(
        "empty", "the pipeline is empty",
        advice: "The smallest one is `{version: 1, corpus: {batches: articles.jsonl.gz}}`.")
    }
    guard reader.faults.isEmpty else { throw Faults(reader.faults.shown) }
    (pipeline.warnings, pipeline.places) = (
      reader.warnings, reader.places(under: [["analyses"], ["corpus", "where"]])
    )
    return pipeline
  }

  /// The folder of `path`, and its last component without extension.
  static func parts(of path: String) -> (folder: String, name: String) {
    let slash = path.lastIndex(of: "/")
    let file = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let dot = file.lastIndex(of: ".")
    let stem = dot.map { $0 == file.startIndex ? file : file[..<$0] } ?? file
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return (folder, String(stem))
  }

  private static func notUTF8(_ bytes: [UInt8], path: String) -> Fault {
    // Decoding turns the first invalid byte into the first U+FFFD.
    let source = SourceText(path: path, text: String(decoding: bytes, as: UTF8.self))
    return Fault(
      "pipeline.not-utf8", "the pipeline is not UTF-8",
      at: source.firstPlace { $0 == "\u{FFFD}" } ?? .path(path), advice: "Save it as UTF-8.",
      exit: .configuration)
  }
}
