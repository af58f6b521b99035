import ArgumentParser
import Bytes
import Pipelines
import Runner
import Settings

/// The options for a run's use of the machine; none of them changes a number.
struct MachineOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of workers; by default, the number of processors.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      """
      The memory for tables and buffers, at least 128MiB; by default, a quarter of the machine's. \
      What does not fit is written to temporary files.
      """, valueName: "size"))
  var memory: ByteSize?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more.") }
    let least = ByteSize(bytes: RunSettings.leastMemory)
    if let memory, memory.bytes < least.bytes {
      throw ValidationError("--memory \(memory) is too little: it must be at least \(least).")
    }
  }

  /// The settings of a run that publishes in `output`, or in the folder that its pipeline sets.
  func settings(output: String? = nil, isFull: Bool = false) -> RunSettings {
    var settings = RunSettings(jobs: jobs, memory: memory?.bytes, output: output)
    settings.isFull = isFull
    // `--memory` bounds the memory of the process, not the size of its tables. Where there is
    // plenty, allocating it again each time costs more than it saves.
    if settings.memory < 1 << 30 { Machine.returnLargeMemory() }
    return settings
  }
}

extension ByteSize: ExpressibleByArgument {
  /// Reads a size such as `1GiB`; nil if `argument` is none.
  public init?(argument: String) {
    self.init(argument)
  }
}
