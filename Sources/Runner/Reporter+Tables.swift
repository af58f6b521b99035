import Analyses
import Diagnostics
import Pipelines
import Reports

extension Reporter {
  /// The tables of a pipeline once they are written.
  struct Tables {
    /// Their files.
    var files: [WrittenFile] = []
    /// The heading and the number of rows of each.
    var rows: [(heading: TableHeading, count: UInt64)] = []
    /// Warnings about them, each with its place in the pipeline file.
    var warnings: [Fault]
  }

  /// Writes the table of every analysis of `pipeline`, in the formats that `addFormats` adds to it.
  func writeTables(
    of pipeline: Pipeline, _ plan: CountingPlan, _ cancellation: Cancellation,
    _ addFormats: (inout TableWriter) throws(Fault) -> Void
  ) throws(Fault) -> Tables {
    var tables = Tables(warnings: filterWarnings(of: pipeline))
    for analysis in plan.analyses {
      try cancellation.check()
      var table = TableWriter(
        heading(of: analysis, parameters: pipeline.parameters(of: analysis)),
        mayGoOn: cancellation.check)
      try addFormats(&table)
      tables.warnings += try write(analysis, of: pipeline, to: &table)
      tables.rows.append((table.heading, table.rows))
      tables.files += try table.finish()
    }
    try cancellation.check()
    return tables
  }

  /// Writes the table of `analysis`; returns the warnings about it, each with its place in the file
  /// of `pipeline`. The table itself also holds those about word lists and about `where`.
  private func write(
    _ analysis: CountingPlan.Analysis, of pipeline: Pipeline, to table: inout TableWriter
  ) throws(Fault) -> [Fault] {
    try write(analysis, to: &table)
    let warnings = table.warnings.map { warning in
      warning.fault(at: pipeline.places.place(of: ["analyses", analysis.name] + warning.subject))
    }
    for warning in filterWarnings { table.warn(warning) }
    for fault in pipeline.lastingWarnings(ofAnalysis: analysis.name) {
      table.warn(TableWarning(fault.code, fault.message, advice: fault.advice))
    }
    return warnings
  }

  /// The warnings about conditions of `where`, with places in the file of `pipeline`.
  private func filterWarnings(of pipeline: Pipeline) -> [Fault] {
    filterWarnings.map { $0.fault(at: pipeline.places.place(of: ["corpus"] + $0.subject)) }
  }
}

extension Pipeline {
  /// The request of an analysis and the text profile that it reads, as JSON tables show them.
  fileprivate func parameters(of analysis: CountingPlan.Analysis) -> JSONObject {
    var parameters = analysis.request.parameters
    if let profile = profile(named: analysis.request.text) {
      var text: JSONObject = ["name": .string(profile.name)]
      for (name, value) in profile.text.parameters { text[name] = .string(value) }
      parameters["text"] = .object(text)
    }
    return parameters
  }
}
