import Foundation
import Testing

/// What cannot be printed, and signals, show in the exit status.
@Suite("Output and signals", .timeLimit(.minutes(2))) struct OutputTests {
  private func status(_ command: String, in place: Place) throws -> Int32 {
    try Program.Running(
      ["-c", "exec 2>/dev/null; \(command)"], program: "/bin/bash", in: place,
      variables: ["B": Program.path]
    ).wait().status
  }

  @Test(
    "what is printed must arrive",
    arguments: [
      "--help", "--version", "help run", "run --help", "--generate-completion-script bash",
      "--experimental-dump-help", "schema", "measures",
    ])
  func printing(arguments: String) throws {
    let place = try Place()
    #expect(try status("$B \(arguments) >/dev/full", in: place) == 74)
    #expect(try status("$B \(arguments) >&-", in: place) == 74)
    #expect(try status("$B \(arguments) >/dev/null", in: place) == 0)
    let pipe = "set -o pipefail; (sleep 0.3; $B \(arguments)) | true"
    #expect(try status(pipe, in: place) == 141)
  }

  @Test("help is printed, errors are told")
  func help() throws {
    let place = try Place()
    let help = try Program.run("--help", in: place)
    #expect(help.status == 0 && help.errors.isEmpty)
    #expect(help.output.contains("SUBCOMMANDS") || help.output.contains("SUBCOMMAND"))
    let wrong = try Program.run("terms", in: place)
    #expect(wrong.status == 64 && wrong.output.isEmpty)
    #expect(wrong.errors.hasPrefix("Error: "))
    #expect(try Program.run("run", "--help", in: place).output.contains("129  stopped by SIGHUP"))
  }

  /// A file opened under the number of a stream would be written into.
  @Test("closed streams are taken for no file")
  func closedStreams() throws {
    let place = try Place()
    try place.writeBatch(3)
    try place.writePipeline()
    #expect(try status("$B run Pipelines/nightly.yml <&- >&- 2>&-", in: place) == 0)
    #expect(try Program.run("verify", "nightly", in: place).status == 0)
  }

  @Test("a run ends with its terminal, unless nohup says otherwise")
  func hangUp() throws {
    let place = try Place()
    // A pipe that nobody writes to keeps a run waiting.
    for (option, expected) in [("--default-signal=HUP", 129), ("--ignore-signal=HUP", 143)]
      as [(String, Int32)]
    {
      let command = """
        mkfifo p; exec 3<>p
        env \(option) $B terms - <p & child=$!
        sleep 1; kill -HUP $child; sleep 1; kill -TERM $child; wait $child; code=$?
        rm p; exit $code
        """
      #expect(try status(command, in: place) == expected)
    }
  }
}
