import Foundation

/// A command that a page shows after `$ `, and what it prints.
struct Example {
  let command: String
  let output: String

  /// Whether pages are rewritten with what the commands print.
  static let records = ProcessInfo.processInfo.environment["BROADSHEET_RECORD"] != nil

  /// The examples in the lines of a block. A command goes on after a `\` at the end of a line.
  static func all(in lines: [Substring]) -> [Example] {
    var commands: [(command: [Substring], output: [Substring])] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        commands.append(([line.dropFirst(2)], []))
      } else if let last = commands.indices.last {
        let goesOn = commands[last].output.isEmpty && commands[last].command.last?.last == "\\"
        if goesOn {
          commands[last].command.append(line)
        } else {
          commands[last].output.append(line)
        }
      }
    }
    return commands.map {
      Example(
        command: $0.command.joined(separator: "\n"), output: trimmed($0.output.map { "\($0)\n" }))
    }
  }

  /// What a page shows of them: a blank line after every output.
  static func text(of examples: [Example]) -> String {
    trimmed(
      examples.flatMap { ["$ \($0.command)\n", $0.output] + ($0.output.isEmpty ? [] : ["\n"]) })
  }

  /// What the command prints in `place`, errors too, without blanks at the ends of lines.
  func run(in place: Place) throws -> String {
    let folder = (Program.path as NSString).deletingLastPathComponent
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let ending = try Program.Running(
      ["-c", "exec 2>&1\n\(command)"], program: "/bin/bash", in: place,
      variables: ["PATH": "\(folder):\(path)", "LC_ALL": "C.UTF-8"]
    ).wait()
    let lines = ending.output.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    return Self.trimmed(lines.map { $0.replacing(/\ +$/, with: "") + "\n" })
  }

  /// The lines without blank ones at the end.
  private static func trimmed(_ lines: [String]) -> String {
    lines.reversed().drop { $0 == "\n" }.reversed().joined()
  }

  /// `output` without what differs from one run to the next: its name, how long it took, how much
  /// memory; and with columns of any width.
  static func masked(_ output: String) -> String {
    output
      .replacing(/\d{8}T\d{6}\.\d{3}Z/, with: "RUN")
      .replacing(/(finished +\d+ +)[\d.]+/) { "\($0.output.1)SECONDS" }
      .replacing(/[\d.]+ MB/, with: "MEMORY")
      .replacing(/\ +/, with: " ")
  }
}
