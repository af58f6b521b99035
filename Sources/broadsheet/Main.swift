import ArgumentParser
import Bytes
import Diagnostics
import Glibc

/// The program: reads the command line, does what it says, and ends with the right status.
@main
enum Main {
  static func main() {
    StandardStreams.reserve()
    // A pipe that nobody reads is an error of writing: what runs can clean up.
    signal(SIGPIPE, SIG_IGN)
    do {
      try checkName(of: CommandLine.arguments.dropFirst().first)
      var command = try BroadsheetCommand.parseAsRoot()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// The argument parser takes an unknown command for an argument too many.
  private static func checkName(of command: String?) throws(Fault) {
    let known = BroadsheetCommand.commandNames
    guard let command, !command.hasPrefix("-"), !known.contains(command) else { return }
    throw Fault(
      "usage.unknown-command", "there is no command `\(command)`",
      advice: nearestName(to: command, among: known).map { "Did you mean `\($0)`?" }
        ?? "Commands: \(known.joined(separator: ", ")).",
      exit: .usage)
  }

  /// Ends the program: the argument parser knows what is wrong with the command line, and has the
  /// help that was asked for.
  private static func end(with error: any Error) -> Never {
    let code = BroadsheetCommand.exitCode(for: error)
    guard !(error is ExitCode), code != .failure else { exit(Messages().tell(error).rawValue) }
    let text = BroadsheetCommand.fullMessage(for: error)
    guard code == .success else {
      StandardError.write(text + "\n")
      exit(code.rawValue)
    }
    do {
      try StandardOutput.write(text + "\n")
    } catch {
      exit(Messages().tell(error).rawValue)
    }
    exit(code.rawValue)
  }
}
