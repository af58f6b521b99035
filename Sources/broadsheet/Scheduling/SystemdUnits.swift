import Bytes
import Diagnostics
import Foundation
import Reports

/// A unit file of systemd's user manager.
struct SystemdUnit: Sendable, Hashable {
  /// The file's name, such as `broadsheet-nightly.timer`.
  var name: String
  var text: String
}

extension ScheduledRun {
  /// The first line of the units of a pipeline.
  static func systemdMark(ofPipeline path: String) -> String { mark + path }

  /// The service that makes the run and the timer that starts it.
  func systemdUnits() throws(Fault) -> (service: SystemdUnit, timer: SystemdUnit) {
    try check()
    let mark = ScheduledRun.systemdMark(ofPipeline: pipeline)
    let words = command.enumerated().map {
      ScheduledRun.systemdWord($0.element, isProgram: $0.offset == 0)
    }
    let days = days.map { "\($0.names) " } ?? ""
    let service = """
      \(mark)
      [Unit]
      Description=Broadsheet: \(name)

      [Service]
      Type=oneshot
      ExecStart=\(words.joined(separator: " "))
      Environment=\(ScheduledRun.environment.joined(separator: " "))
      # Reports were published, though some input was rejected.
      SuccessExitStatus=3

      """
    let timer = """
      \(mark)
      [Unit]
      Description=Schedule of Broadsheet: \(name)

      [Timer]
      \(times.map { "OnCalendar=\(days)*-*-* \($0):00" }.joined(separator: "\n"))
      # Run after the machine was off; spread the start over several minutes.
      Persistent=true
      RandomizedDelaySec=5min

      [Install]
      WantedBy=timers.target

      """
    return (
      SystemdUnit(name: "broadsheet-\(name).service", text: service),
      SystemdUnit(name: "broadsheet-\(name).timer", text: timer)
    )
  }

  /// `word` quoted for systemd.service(5): `%` begins a specifier, and `$` begins a variable except
  /// in the name of the program.
  private static func systemdWord(_ word: String, isProgram: Bool) -> String {
    var text = word.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
      .replacing("%", with: "%%")
    if !isProgram { text.replace("$", with: "$$") }
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.value > 0x20 && !"\"'\\;".unicodeScalars.contains($0)
    }
    return isPlain ? text : "\"\(text)\""
  }
}

/// The folder of the user's systemd units.
struct SystemdFolder: Sendable {
  /// The path of the folder.
  let path: String

  /// The folder that systemd.unit(5) names: in `XDG_CONFIG_HOME`, or in `.config`.
  init() throws(Fault) {
    let variables = ProcessInfo.processInfo.environment
    if let base = variables["XDG_CONFIG_HOME"], base.hasPrefix("/") {
      path = "\(base)/systemd/user"
    } else if let home = variables["HOME"], home.hasPrefix("/") {
      path = "\(home)/.config/systemd/user"
    } else {
      throw Fault(
        "schedule.no-home", "neither HOME nor XDG_CONFIG_HOME is set to the folder for units",
        exit: .cannotCreate)
    }
  }

  /// Writes the units of `run` and starts the timer; returns whether anything changed.
  func install(_ run: ScheduledRun) throws(Fault) -> Bool {
    let (service, timer) = try run.systemdUnits()
    let units = [service, timer]
    let mark = ScheduledRun.systemdMark(ofPipeline: run.pipeline)
    for unit in units {
      guard let text = text(of: unit.name), !text.hasPrefix("\(mark)\n") else { continue }
      throw Fault(
        "schedule.other-unit", "this unit does not belong to the pipeline \(run.pipeline)",
        at: .path("\(path)/\(unit.name)"),
        advice: "Give the pipeline another `name`, or remove the unit.", exit: .cannotCreate)
    }
    let isChanged = units.contains { text(of: $0.name) != $0.text }
    if isChanged {
      for unit in units { try write(unit) }
    }
    try systemctl("daemon-reload")
    try systemctl("enable", timer.name)
    // A timer that is already active would keep its old times.
    try systemctl("restart", timer.name)
    return isChanged
  }

  /// Stops the timers of the pipeline file at `pipeline`, removes their units, and returns their
  /// names.
  func remove(pipeline: String) throws(Fault) -> [String] {
    let mark = ScheduledRun.systemdMark(ofPipeline: pipeline)
    let names = ((try? FileSystem.names(in: path)) ?? []).filter { name in
      name.hasPrefix("broadsheet-") && [".service", ".timer"].contains { name.hasSuffix($0) }
        && text(of: name)?.hasPrefix("\(mark)\n") == true
    }
    for name in names where name.hasSuffix(".timer") { try systemctl("disable", "--now", name) }
    for name in names {
      do {
        try FileSystem.remove("\(path)/\(name)")
      } catch {
        throw Fault(
          "schedule.cannot-remove", "cannot remove the unit: \(error)",
          at: .path("\(path)/\(name)"), exit: .inputOutput)
      }
    }
    if !names.isEmpty { try systemctl("daemon-reload") }
    return names
  }

  /// The text of the unit called `name`; nil if there is none.
  private func text(of name: String) -> String? {
    (try? FileSystem.contents(of: "\(path)/\(name)", atMost: 1 << 20))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes a unit as a whole or not at all.
  private func write(_ unit: SystemdUnit) throws(Fault) {
    let target = "\(path)/\(unit.name)"
    do throws(SystemError) {
      try FileSystem.makeFolders(path)
    } catch {
      throw Fault(
        "schedule.cannot-write", "cannot create the folder for units: \(error)", at: .path(path),
        exit: .cannotCreate)
    }
    var file = try OutputFile(path: "\(target).new")
    try file.write(unit.text)
    _ = try file.finish()
    do throws(SystemError) {
      try FileSystem.rename("\(target).new", to: target)
    } catch {
      throw Fault(
        "schedule.cannot-write", "cannot write the unit: \(error)", at: .path(target),
        exit: .cannotCreate)
    }
  }

  private func systemctl(_ arguments: String...) throws(Fault) {
    let command = "systemctl --user \(arguments.joined(separator: " "))"
    let process: ChildProcess
    do {
      process = try ChildProcess.run(
        ["systemctl", "--user"] + arguments, variables: ["LC_ALL": "C"], timeLimit: 60,
        to: .captured)
    } catch {
      throw Fault(
        "schedule.no-systemctl", "the program `systemctl` cannot be run: \(error)",
        advice: "The units are in \(path). Without systemd, leave out --systemd.",
        exit: .cannotCreate)
    }
    guard process.ending != .exited(0) else { return }
    throw Fault(
      "schedule.systemctl-failed", "`\(command)` failed: \(process.complaint)",
      advice: "The units are in \(path). When `systemctl` works, run this command again.",
      exit: .inputOutput)
  }
}
