import Analyses
import ArgumentParser
import Diagnostics
import Pipelines
import Reports
import Runner

/// The options of all commands that make one analysis and print its table.
struct SpotOptions: ParsableArguments {
  @OptionGroup(title: "Reading") var batches: BatchOptions
  @OptionGroup(title: "Reading") var filter: FilterOptions
  @OptionGroup(title: "Text") var profile: ProfileOptions
  @OptionGroup(title: "Table") var table: TableOptions
  @OptionGroup(title: "Machine") var machine: MachineOptions

  /// The pipeline with one analysis, called `name`, whose keys are `settings`.
  func pipeline(
    _ name: String, _ kind: any AnalysisRequest.Type, _ settings: [AnalysisSetting]
  ) throws -> Pipeline {
    var draft = PipelineDraft()
    draft.set("version", to: 1)
    draft.set("name", to: .string(name))
    batches.write(to: &draft)
    filter.write(to: &draft)
    profile.write(to: &draft)
    draft.set("analyses", name, "kind", to: .string(kind.kind))
    for setting in settings {
      draft.set("analyses", name, setting.key, to: setting.value, by: setting.option)
    }
    return try draft.pipeline()
  }

  /// Runs `pipeline` and prints its table.
  func print(_ pipeline: Pipeline) throws {
    let messages = Messages(isQuiet: table.quiet)
    let progress = ProgressLine(isWanted: !table.quiet, makesRoom: true)
    defer { progress.end() }
    let cancellation = Cancellation()
    let takesInput = pipeline.batches.contains(where: \.isStandardInput)
    let interruption = Interruption(cancellation, patience: takesInput ? 1 : nil)
    defer { interruption.end() }

    let outcome: RunOutcome
    do {
      outcome = try PipelineRun.print(
        pipeline, as: table.format, to: .standardOutput(), machine.settings(), cancellation,
        watcher: progress.show)
    } catch var fault {
      // The request comes from the command line, so a fault in it is wrong usage.
      if fault.exit == .configuration { fault.exit = .usage }
      throw fault
    }
    progress.end()
    messages.report(outcome)
    if outcome.exit != .success { throw ExitCode(outcome.exit) }
  }
}

/// A key of an analysis, its value, and the option that gives it.
struct AnalysisSetting {
  var key: String
  var value: JSONValue?
  var option: String

  /// `option` is the key with hyphens unless another is given.
  init(_ key: String, _ value: JSONValue?, by option: String? = nil) {
    self.key = key
    self.value = value
    self.option = option ?? "--" + key.replacing("_", with: "-")
  }
}
