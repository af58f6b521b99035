import Foundation

/// A command that a page shows after `$ `, and what it prints.
struct Example {
  /// The lines of the command: it goes on after a `\` at the end of a line.
  var command: [Substring]
  /// The lines that it prints, without blank ones at the end.
  var output: [Substring] = []

  /// Whether pages are rewritten with what the commands print.
  static let records = ProcessInfo.processInfo.environment["BROADSHEET_RECORD"] != nil

  /// The examples that the lines of a block show.
  static func all(in lines: [Substring]) -> [Example] {
    var examples: [Example] = []
    for line in lines {
      let last = examples.count - 1
      if line.hasPrefix("$ ") {
        examples.append(Example(command: [line.dropFirst(2)]))
      } else if examples[last].output.isEmpty, examples[last].command.last?.last == "\\" {
        examples[last].command.append(line)
      } else {
        examples[last].output.append(line)
      }
    }
    return examples.map { Example(command: $0.command, output: trimmed($0.output)) }
  }

  /// The lines of a block that shows `examples`, with a blank line after each output.
  static func lines(of examples: [Example]) -> [Substring] {
    trimmed(examples.flatMap { ["$ " + $0.shell] + $0.output + ($0.output.isEmpty ? [] : [""]) })
  }

  private var shell: Substring { Substring(command.joined(separator: "\n")) }

  /// The same command with what it prints in `place`, errors too, without blanks at the ends of
  /// lines.
  func run(in place: Place) throws -> Example {
    let folder = (Program.path as NSString).deletingLastPathComponent
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let ending = try Program.Running(
      ["-c", "exec 2>&1\n\(shell)"], program: "/bin/bash", in: place,
      variables: ["PATH": "\(folder):\(path)", "LC_ALL": "C.UTF-8"]
    ).wait()
    let lines = ending.output.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { line in line.dropLast(line.reversed().prefix { $0 == " " }.count) }
    return Example(command: command, output: Self.trimmed(lines))
  }

  /// `lines` without blank ones at the end.
  private static func trimmed(_ lines: [Substring]) -> [Substring] {
    lines.dropLast(lines.reversed().prefix { $0.isEmpty }.count)
  }

  /// The output without what differs from one run to the next: its name, how long it took, how much
  /// memory; and with columns of any width.
  var masked: String {
    output.joined(separator: "\n")
      .replacing(/\d{8}T\d{6}\.\d{3}Z/, with: "RUN")
      .replacing(/(finished +\d+ +)[\d.]+/) { "\($0.output.1)SECONDS" }
      .replacing(/[\d.]+ MB/, with: "MEMORY")
      .replacing(/\ +/, with: " ")
  }
}
