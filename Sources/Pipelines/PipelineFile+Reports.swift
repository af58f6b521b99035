import Bytes
import Diagnostics
import Settings

extension PipelineFile {
  /// The name of the pipeline in the file at `path`, and the folder of all reports that it sets.
  ///
  /// Nothing else in the file has to be valid and no batch has to exist, since reports outlive
  /// them. Throws if the file cannot be read or is not YAML.
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

extension PipelineFile {
  /// The bytes of the pipeline file at `path`.
  static func contents(of path: String) throws(Fault) -> [UInt8] {
    do throws(SystemError) {
      return try FileSystem.contents(of: path, atMost: SideFile.longestPipeline)
    } catch {
      throw Fault(
        "pipeline.unreadable", "the pipeline cannot be read: \(error)", at: .path(path),
        advice: error.isTooLong ? SideFile.advice(onLimit: SideFile.longestPipeline) : nil,
        exit: error.isNotFound ? .noInput : .inputOutput)
    }
  }
}
