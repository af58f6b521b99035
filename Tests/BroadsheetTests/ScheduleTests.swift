import Foundation
import Testing

/// `broadsheet schedule`, with programs of the test in the place of `crontab` and `systemctl`.
@Suite("Schedules") struct ScheduleTests {
  let place: Place
  private var pipeline: String { "\(place.path)/Pipelines/nightly.yml" }

  /// Keeps the crontab in the file `crontab`, as Debian's program does.
  private static let crontab = """
    #!/bin/sh
    echo "$@" >> "$PLACE/calls"
    case "$1" in
      -l) [ -e "$PLACE/crontab" ] || { echo "no crontab for somebody" >&2; exit 1; }
          cat "$PLACE/crontab" ;;
      -) cat > "$PLACE/crontab" ;;
    esac

    """

  init() throws {
    place = try Place(named: "a 100% place")
    try place.writeBatch(1)
    try place.writePipeline()
    try place.write(Self.crontab, to: "bin/crontab", isProgram: true)
    try place.write(
      "#!/bin/sh\necho \"$@\" >> \"$PLACE/calls\"\n", to: "bin/systemctl", isProgram: true)
  }

  private func schedule(_ arguments: String..., path: String? = nil) throws -> Program.Ending {
    try Program.Running(
      ["schedule", "Pipelines/nightly.yml"] + arguments, in: place,
      variables: [
        "PATH": path ?? "\(place.path)/bin:/usr/bin:/bin", "PLACE": place.path,
        "XDG_CONFIG_HOME": "\(place.path)/config",
      ]
    ).wait()
  }

  private func line(_ time: String, options: String = "") -> String {
    let quoted = "'\(pipeline.replacing("%", with: #"\%"#))'"
    return "\(time) * * * /usr/bin/env PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "
      + "\(Program.path) run \(quoted)\(options) # broadsheet: \(quoted)\n"
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("printing changes nothing") func printing() throws {
    let ending = try schedule("--at", "14:00", "--at", "2:30", "--at", "02:30")
    #expect(ending.status == 0 && ending.errors == "")
    #expect(ending.output == line("30 2") + line("0 14"))
    #expect(!place.exists("calls"))
    #expect(try schedule("--at", "14:00", "--print").output == line("0 14"))
  }

  @Test("lines are installed, replaced, removed; others stay") func installing() throws {
    let others = "MAILTO=me\n\n# mine\n5 5 * * *\tx  # y\n"
    try place.write(others, to: "crontab")
    var ending = try schedule("--at", "02:30", "--at", "14:00", "--install")
    #expect(ending.status == 0 && ending.errors == "")
    #expect(ending.output == "In the crontab now:\n" + line("30 2") + line("0 14"))
    #expect(place.text("crontab") == others + line("30 2") + line("0 14"))

    // Again: nothing is written.
    try place.write("", to: "calls")
    ending = try schedule("--at", "02:30", "--at", "14:00", "--install")
    #expect(ending.output.hasPrefix("In the crontab already:\n"))
    #expect(place.text("calls") == "-l\n")

    try place.write(place.text("crontab") + "6 6 * * * z", to: "crontab")
    ending = try schedule("--at", "03:00", "--install", "--quiet")
    #expect(ending.status == 0 && ending.output == "" && ending.errors == "")
    #expect(place.text("crontab") == others + line("0 3") + "6 6 * * * z")

    // The pipeline may be gone by then.
    try FileManager.default.removeItem(atPath: pipeline)
    ending = try schedule("--remove")
    #expect(ending.status == 0 && ending.output == "Removed.\n")
    #expect(place.text("crontab") == others + "6 6 * * * z")
    ending = try schedule("--remove")
    #expect(ending.status == 0 && ending.output == "")
    #expect(ending.errors.contains("is not scheduled by cron [schedule.nothing]"))
  }

  @Test("whoever has no crontab gets one") func noCrontabYet() throws {
    #expect(try schedule("--remove").status == 0)
    #expect(!place.exists("crontab"))
    #expect(try schedule("--at", "02:30", "--install").status == 0)
    #expect(place.text("crontab") == line("30 2"))
    #expect(try schedule("--remove").status == 0)
    #expect(place.text("crontab") == "")
  }

  @Test("options of the run, with absolute paths") func options() throws {
    let ending = try schedule(
      "--at", "02:30", "--output", "Reports", "--log", "/var/log/b.jsonl", "--jobs", "2",
      "--memory", "256MiB")
    let output = "'\(place.path)/Reports'".replacing("%", with: #"\%"#)
    #expect(
      ending.output
        == line(
          "30 2", options: " --output \(output) --log /var/log/b.jsonl --jobs 2 --memory 256MiB"))
  }

  @Test("symbolic links are resolved, and the pipeline is found by any path") func links() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.path)/link", withDestinationPath: "Pipelines")
    let variables = ["PATH": "\(place.path)/bin:/usr/bin:/bin", "PLACE": place.path]
    _ = try Program.run(
      "schedule", "link/nightly.yml", "--at", "02:30", "--install", in: place,
      variables: variables)
    #expect(place.text("crontab") == line("30 2"))
    #expect(try schedule("--remove").output == "Removed.\n")
  }

  @Test("the JSON form") func json() throws {
    var told = try object(try schedule("--at", "02:30", "--install", "--json").output)
    #expect(told["action"] as? String == "install")
    #expect(told["scheduler"] as? String == "cron")
    #expect(told["pipeline"] as? String == pipeline)
    #expect(told["name"] as? String == "nightly")
    #expect(told["at"] as? [String] == ["02:30"])
    #expect(told["changed"] as? Bool == true)
    #expect(told["lines"] as? [String] == [String(line("30 2").dropLast())])
    told = try object(try schedule("--remove", "--json").output)
    #expect(told["changed"] as? Bool == true)
    told = try object(try schedule("--at", "02:30", "--systemd", "--json").output)
    #expect(told["scheduler"] as? String == "systemd")
    let units = told["units"] as? [[String: String]] ?? []
    #expect(
      units.compactMap { $0["path"] } == [
        "\(place.path)/config/systemd/user/broadsheet-nightly.service",
        "\(place.path)/config/systemd/user/broadsheet-nightly.timer",
      ])
    #expect(units.allSatisfy { $0["text"]?.contains("[Unit]") == true })
  }

  // MARK: Faults

  @Test("a crontab that cannot be read is not overwritten") func forbidden() throws {
    try place.write("mine\n", to: "crontab")
    try place.write(
      "#!/bin/sh\necho \"You (me) are not allowed to use this program\" >&2\nexit 1\n",
      to: "bin/crontab", isProgram: true)
    let ending = try schedule("--at", "02:30", "--install")
    #expect(ending.status == 73)
    #expect(ending.errors.contains("cannot read the crontab: You (me) are not allowed"))
    #expect(place.text("crontab") == "mine\n")
  }

  @Test("a crontab that cannot be written is a fault") func refused() throws {
    try place.write(
      "#!/bin/sh\n[ \"$1\" = -l ] && exit 0\necho 'errors in crontab file' >&2\nexit 1\n",
      to: "bin/crontab", isProgram: true)
    let ending = try schedule("--at", "02:30", "--install")
    #expect(ending.status == 73)
    #expect(ending.errors.contains("cannot change the crontab: errors in crontab file"))
  }

  @Test("without cron, and without systemd") func noPrograms() throws {
    let nowhere = "\(place.path)/nowhere"
    var ending = try schedule("--at", "02:30", "--install", path: nowhere)
    #expect(ending.status == 73)
    #expect(ending.errors.contains("[schedule.no-crontab]"))
    #expect(ending.errors.contains("Install cron"))
    ending = try schedule("--at", "02:30", "--systemd", "--install", path: nowhere)
    #expect(ending.status == 73)
    #expect(ending.errors.contains("[schedule.no-systemctl]"))
    #expect(try schedule("--at", "02:30", path: nowhere).status == 0)
  }

  @Test("a pipeline that is wrong is not scheduled") func wrongPipeline() throws {
    try place.writePipeline("nonsense: 1")
    let ending = try schedule("--at", "02:30", "--install")
    #expect(ending.status == 78)
    #expect(ending.errors.contains("unknown key `nonsense`"))
    #expect(!place.exists("crontab"))
  }

  @Test(
    "wrong usage",
    arguments: [
      [], ["--at", "25:00"], ["--at", "02:30", "--install", "--remove"],
      ["--at", "02:30", "--days", "x"],
    ])
  func usage(arguments: [String]) throws {
    let ending = try Program.Running(
      ["schedule", "Pipelines/nightly.yml"] + arguments, in: place
    ).wait()
    #expect(ending.status == 64)
  }

  // MARK: systemd

  @Test("units are installed, replaced, removed") func systemd() throws {
    let folder = "config/systemd/user"
    var ending = try schedule("--at", "02:30", "--systemd", "--install")
    #expect(ending.status == 0 && ending.errors == "")
    #expect(ending.output.hasPrefix("broadsheet-nightly.timer is installed in "))
    #expect(
      place.names(in: folder) == ["broadsheet-nightly.service", "broadsheet-nightly.timer"])
    #expect(
      place.text("calls") == """
        --user daemon-reload
        --user enable broadsheet-nightly.timer
        --user restart broadsheet-nightly.timer

        """)
    let path = pipeline.replacing("%", with: "%%")
    #expect(
      place.text("\(folder)/broadsheet-nightly.service").contains(
        "ExecStart=\(Program.path) run \"\(path)\"\n"))
    _ = try schedule("--at", "03:30", "--systemd", "--install")
    #expect(
      place.text("\(folder)/broadsheet-nightly.timer").contains("OnCalendar=*-*-* 03:30:00\n"))
    #expect(
      !place.text("\(folder)/broadsheet-nightly.timer").contains("02:30"))

    // What others have there stays.
    try place.write("# broadsheet: /other.yml\n", to: "\(folder)/broadsheet-other.timer")
    try place.write("", to: "calls")
    ending = try schedule("--remove", "--systemd")
    #expect(ending.output == "Removed.\n")
    #expect(place.names(in: folder) == ["broadsheet-other.timer"])
    #expect(
      place.text("calls")
        == "--user disable --now broadsheet-nightly.timer\n--user daemon-reload\n")
    #expect(try schedule("--remove", "--systemd").errors.contains("[schedule.nothing]"))
  }

  @Test("the unit of another pipeline is not replaced") func otherUnit() throws {
    let unit = "config/systemd/user/broadsheet-nightly.timer"
    try place.write("# broadsheet: /other/nightly.yml\n", to: unit)
    let ending = try schedule("--at", "02:30", "--systemd", "--install")
    #expect(ending.status == 73)
    #expect(ending.errors.contains("[schedule.other-unit]"))
    #expect(place.text(unit) == "# broadsheet: /other/nightly.yml\n")
  }

  @Test("a systemd that does not answer is told") func noManager() throws {
    try place.write(
      "#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n", to: "bin/systemctl",
      isProgram: true)
    let ending = try schedule("--at", "02:30", "--systemd", "--install")
    #expect(ending.status == 74)
    #expect(ending.errors.contains("`systemctl --user daemon-reload` failed: Failed to connect"))
  }
}
