import Bytes
import Diagnostics

extension PipelineFile {
  /// The name of the pipeline in the file at `path`, and the folder of all reports that it names.
  ///
  /// Nothing else of the file has to be right, and no batch has to be there: reports outlive them.
  /// Throws if the file cannot be read, or is no YAML.
  public static func reports(path: String) throws(Fault) -> (name: String, directory: String) {
    let text = String(decoding: try contents(of: path), as: UTF8.self)
    let root = try Document(SourceText(path: path, text: text)).root?.mapping
    let (folder, stem) = parts(of: path)
    let directory =
      root?["reports"]?.mapping?["directory"]?.scalar?.string ?? ReportOptions().directory
    return (
      root?["name"]?.scalar?.string ?? stem,
      directory.hasPrefix("/") ? directory : "\(folder)/\(directory)"
    )
  }
}
