import ArgumentParser
import Bytes
import Pipelines
import Runner
import Settings

/// How a run uses the machine; none of it changes a number.
struct MachineOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of workers; by default, the number of processors.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      """
      The memory for tables and buffers, at least 128MiB; by default, a quarter of the machine's. What \
      does not fit goes to disk for a while.
      """, valueName: "size"))
  var memory: ByteSize?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is 1 or more.") }
    let least = ByteSize(bytes: RunSettings.leastMemory)
    if let memory, memory.bytes < least.bytes {
      throw ValidationError("--memory \(memory) is too little: \(least) is the least.")
    }
  }

  /// The settings of a run that publishes in `output`, or where its pipeline says.
  func settings(output: String? = nil, isFull: Bool = false) -> RunSettings {
    var settings = RunSettings(jobs: jobs, memory: memory?.bytes, output: output)
    settings.isFull = isFull
    // The memory that `--memory` bounds is what the process has, not what its tables use. Where
    // there is plenty, taking it again each time costs more than it saves.
    if settings.memory < 1 << 30 { Machine.returnLargeMemory() }
    return settings
  }
}

extension ByteSize: ExpressibleByArgument {
  /// The size that `argument` says, if it says one.
  public init?(argument: String) {
    self.init(argument)
  }
}
