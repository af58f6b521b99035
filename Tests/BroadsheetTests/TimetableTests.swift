import Diagnostics
import Foundation
import Testing

@testable import broadsheet

/// The lines and units that make a pipeline run every night, as texts.
@Suite("Timetables") struct TimetableTests {
  private func run(
    _ pipeline: String = "/srv/news/Pipelines/nightly.yml", at times: String...,
    days: String? = nil, options: [String] = []
  ) throws -> ScheduledRun {
    ScheduledRun(
      command: ["/usr/local/bin/broadsheet", "run", pipeline] + options, pipeline: pipeline,
      name: "nightly", times: times.compactMap { TimeOfDay($0) },
      days: days.flatMap { Weekdays($0) })
  }

  @Test("times of day") func times() {
    #expect(
      ["02:30", "2:30", "00:00", "23:59"].map { TimeOfDay($0)?.description } == [
        "02:30", "02:30", "00:00", "23:59",
      ])
    for wrong in ["24:00", "12:60", "12", "12:5", ":30", "02:30:00", "-1:30", "2.30", "٠٢:٣٠", ""] {
      #expect(TimeOfDay(wrong) == nil, "\(wrong)")
    }
  }

  @Test("days of the week") func days() {
    #expect(Weekdays("mon-fri")?.numbers == [1, 2, 3, 4, 5])
    #expect(Weekdays("Sat,sun")?.numbers == [0, 6])
    #expect(Weekdays("fri-mon")?.names == "Sun,Mon,Fri,Sat")
    for wrong in ["", "monday", "mon-", "1-5", "mon-tue-wed", "mon,,tue", "mon fri"] {
      #expect(Weekdays(wrong) == nil, "\(wrong)")
    }
  }

  @Test("a crontab line has absolute paths, an environment and a mark") func cronLine() throws {
    #expect(
      try run(at: "02:30", "14:00", days: "mon-fri").cronLines() == [
        "30 2 * * 1,2,3,4,5 /usr/bin/env PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "
          + "/usr/local/bin/broadsheet run /srv/news/Pipelines/nightly.yml "
          + "# broadsheet: /srv/news/Pipelines/nightly.yml",
        "0 14 * * 1,2,3,4,5 /usr/bin/env PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "
          + "/usr/local/bin/broadsheet run /srv/news/Pipelines/nightly.yml "
          + "# broadsheet: /srv/news/Pipelines/nightly.yml",
      ])
  }

  /// What cron hands to the shell: everything before the first `%` that has no backslash before it;
  /// where it has one, that goes. (Debian's do_command.c.)
  private func command(ofLine line: String) -> String {
    var command = ""
    var isEscaped = false
    for character in line.split(separator: " ", maxSplits: 5)[5] {
      if isEscaped {
        if character == "%" { command.removeLast() }
        isEscaped = false
      } else if character == "%" {
        break
      } else {
        isEscaped = character == "\\"
      }
      command.append(character)
    }
    return command
  }

  @Test(
    "paths go through cron and the shell unharmed",
    arguments: [
      "/a b/c.yml", "/100%/%d.yml", "/it's/\"that\".yml", #"/back\slash/\%.yml"#,
      #"/x\\%y/$HOME.yml"#,
      "/`id`/$(id)/*.yml", "/#/;&|<>().yml", "/Ångström/Ω.yml", "/~/!x.yml", "/a%'%'\\%' b.yml",
    ])
  func cronQuoting(path: String) throws {
    let line = try #require(try run(path, at: "02:30").cronLines().first)
    var shown = command(ofLine: line)
    shown.replace("/usr/local/bin/broadsheet run ", with: "printf '%s' ")
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", shown]
    shell.standardOutput = output
    try shell.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    #expect(String(decoding: data, as: UTF8.self) == path)

    // And the line is found again.
    var crontab = Crontab(Array("a\n\(line)\nb\n".utf8))
    crontab.replaceLines(markedBy: ScheduledRun.cronMark(ofPipeline: path), with: [])
    #expect(String(decoding: crontab.bytes, as: UTF8.self) == "a\nb\n")
  }

  @Test("what no timetable can hold is refused") func unfit() throws {
    for path in ["/a\nb.yml", "/a\tb.yml", "/a\\"] {
      let run = try run(path, at: "02:30")
      #expect(throws: Fault.self) { try run.cronLines() }
      #expect(throws: Fault.self) { try run.systemdUnits() }
    }
    let long = try run("/" + String(repeating: "x", count: 600), at: "02:30")
    let fault = #expect(throws: Fault.self) { try long.cronLines() }
    #expect(fault?.code == "schedule.line-too-long")
  }

  // MARK: Crontabs

  private func replaced(_ text: String, mark: String = "# broadsheet: /p", with lines: [String])
    -> String
  {
    var crontab = Crontab(Array(text.utf8))
    crontab.replaceLines(markedBy: mark, with: lines)
    return String(decoding: crontab.bytes, as: UTF8.self)
  }

  @Test("lines of the pipeline are replaced where they stand") func replacing() {
    let new = "1 2 * * * new # broadsheet: /p"
    #expect(replaced("", with: [new]) == new + "\n")
    #expect(replaced("", with: []) == "")
    #expect(
      replaced("MAILTO=x\n\n# mine\n5 5 * * * y\n", with: [new])
        == "MAILTO=x\n\n# mine\n5 5 * * * y\n\(new)\n")
    #expect(replaced("5 5 * * * y", with: [new]) == "5 5 * * * y\n\(new)\n")
    #expect(replaced("5 5 * * * y", with: []) == "5 5 * * * y")
    let old = "9 9 * * * old # broadsheet: /p"
    #expect(replaced("a\n\(old)\nb\n\(old)\t \nc", with: [new, new]) == "a\n\(new)\n\(new)\nb\nc")
    #expect(replaced("a\n#\(old)\nb\n", with: []) == "a\nb\n")
    #expect(replaced(old, with: [new]) == new + "\n")
  }

  @Test("lines of others stay, byte for byte") func others() {
    let others =
      "# broadsheet: /p and more\n1 1 * * * x # broadsheet: /p2\r\n\t\n\n# broadsheet: /q"
    #expect(replaced(others, with: []) == others)
    // Not UTF-8.
    let bytes: [UInt8] = [0xff, 0x0a, 0xe4, 0x00, 0x0d, 0x0a, 0x20]
    var crontab = Crontab(bytes)
    crontab.replaceLines(markedBy: "# broadsheet: /p", with: [])
    #expect(crontab.bytes == bytes)
    crontab.replaceLines(markedBy: "# broadsheet: /p", with: ["x"])
    #expect(crontab.bytes == bytes + Array("\nx\n".utf8))
  }

  // MARK: systemd

  @Test("a service and a timer") func units() throws {
    let (service, timer) = try run(at: "02:30", "14:00", days: "sat,sun").systemdUnits()
    #expect(service.name == "broadsheet-nightly.service")
    #expect(
      service.text == """
        # broadsheet: /srv/news/Pipelines/nightly.yml
        [Unit]
        Description=Broadsheet: nightly

        [Service]
        Type=oneshot
        ExecStart=/usr/local/bin/broadsheet run /srv/news/Pipelines/nightly.yml
        Environment=PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8
        # Reports were published, though some input was rejected.
        SuccessExitStatus=3

        """)
    #expect(timer.name == "broadsheet-nightly.timer")
    #expect(
      timer.text == """
        # broadsheet: /srv/news/Pipelines/nightly.yml
        [Unit]
        Description=Schedule of Broadsheet: nightly

        [Timer]
        OnCalendar=Sun,Sat *-*-* 02:30:00
        OnCalendar=Sun,Sat *-*-* 14:00:00
        # Run after the machine was off; spread the start over several minutes.
        Persistent=true
        RandomizedDelaySec=5min

        [Install]
        WantedBy=timers.target

        """)
  }

  @Test("specifiers, variables, blanks and quotes are escaped for systemd") func systemdQuoting()
    throws
  {
    let path = #"/a b/100%/$HOME/"x"\y;.yml"#
    let text = try run(path, at: "02:30").systemdUnits().service.text
    #expect(text.contains(#"broadsheet run "/a b/100%%/$$HOME/\"x\"\\y;.yml""# + "\n"))
    #expect(text.hasPrefix("# broadsheet: \(path)\n"))
  }

  private static let verifier = "/usr/bin/systemd-analyze"

  @Test(
    "systemd takes the units",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: verifier), "needs systemd-analyze"))
  func verified() throws {
    let place = try Place()
    try place.write("#!/bin/sh\n", to: "a $b 100%/prog", isProgram: true)
    var run = try run("/tmp/100%/a b's \"x\".yml", at: "02:30", days: "fri-mon")
    run.command[0] = "\(place.path)/a $b 100%/prog"
    let (service, timer) = try run.systemdUnits()
    for unit in [service, timer] { try place.write(unit.text, to: unit.name) }
    let ending = try Program.Running(
      ["--user", "verify", service.name, timer.name], program: Self.verifier, in: place,
      variables: ["XDG_RUNTIME_DIR": place.path]
    ).wait()
    #expect(ending.status == 0 && ending.errors == "", "\(ending.errors)")
  }
}
