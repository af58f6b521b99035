import Diagnostics
import Settings

extension Pipeline {
  /// The warnings that counts cannot disprove.
  public var lastingWarnings: [Warning] { warnings.filter { !$0.isSettledByCounts } }

  /// All warnings that are known before anything is counted.
  public var allWarnings: [Fault] { batchWarnings + warnings.map(\.fault) }

  /// Those that concern the table of the analysis called `name`.
  public func lastingWarnings(ofAnalysis name: String) -> [Fault] {
    let text = analyses.first { $0.name == name }?.request.text
    return lastingWarnings.filter { warning in
      warning.subject == ["analyses", name]
        || text.map { warning.subject == ["text", $0] } ?? false
    }.map(\.fault)
  }
}
