import ArgumentParser
import Bytes
import Glibc

/// The program: reads the command line, does what it says, and ends with the right status.
@main
enum Main {
  static func main() {
    // A pipe that nobody reads is an error of writing: what runs can clean up.
    Signals.ignore(SIGPIPE)
    do {
      var command = try BroadsheetCommand.parseAsRoot()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Ends the program: the argument parser says what is wrong with the command line, and prints the
  /// help that was asked for.
  private static func end(with error: any Error) -> Never {
    if !(error is ExitCode), BroadsheetCommand.exitCode(for: error) != .failure {
      BroadsheetCommand.exit(withError: error)
    }
    exit(Messages().tell(error).rawValue)
  }
}
