import ArgumentParser
import Bytes
import Diagnostics
import Glibc

/// The program: reads the command line, runs the command, and exits with its status.
@main
enum Main {
  static func main() {
    StandardStreams.reserve()
    // A closed pipe is then a write error, after which a run can clean up.
    signal(SIGPIPE, SIG_IGN)
    do {
      try checkName(of: CommandLine.arguments.dropFirst().first)
      var command = try BroadsheetCommand.parseAsRoot()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Reports an unknown command, which the argument parser would report as an extra argument.
  private static func checkName(of command: String?) throws(Fault) {
    let known = BroadsheetCommand.commandNames
    guard let command, !command.hasPrefix("-"), !known.contains(command) else { return }
    throw Fault(
      "usage.unknown-command", "there is no command `\(command)`",
      advice: nearestName(to: command, among: known).map { "Did you mean `\($0)`?" }
        ?? "Commands: \(known.joined(separator: ", ")).",
      exit: .usage)
  }

  /// Ends the program with the message of the argument parser: an error of usage, or the help that
  /// was requested.
  private static func end(with error: any Error) -> Never {
    let code = BroadsheetCommand.exitCode(for: error)
    guard !(error is ExitCode), code != .failure else { exit(Messages().report(error).rawValue) }
    let text = BroadsheetCommand.fullMessage(for: error)
    guard code == .success else {
      StandardError.write(text + "\n")
      exit(code.rawValue)
    }
    do {
      try StandardOutput.write(text + "\n")
    } catch {
      exit(Messages().report(error).rawValue)
    }
    exit(code.rawValue)
  }
}
