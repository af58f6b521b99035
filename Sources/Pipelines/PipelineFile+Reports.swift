import Bytes
import Diagnostics
import Yams

extension PipelineFile {
  /// The name of the pipeline in the file at `path`, and the folder of all reports that it names.
  ///
  /// Nothing else of the file has to be right, and no batch has to be there: reports outlive them.
  /// Throws if the file cannot be read, or is no YAML.
  public static func reports(path: String) throws(Fault) -> (name: String, directory: String) {
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.contents(of: path)
    } catch {
      throw Fault(
        "pipeline.unreadable", "the pipeline cannot be read: \(error)", at: .path(path),
        exit: error.isNotFound ? .noInput : .inputOutput)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let root = try Document(SourceText(path: path, text: text)).root?.mapping
    let (folder, stem) = parts(of: path)
    let directory =
      root?["reports"]?.mapping?["directory"]?.string ?? ReportOptions().directory
    return (
      root?["name"]?.string ?? stem,
      directory.hasPrefix("/") ? directory : "\(folder)/\(directory)"
    )
  }
}
