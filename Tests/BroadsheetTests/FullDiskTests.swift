import Foundation
import Testing

/// Where reports cannot be written: the old ones stay, the fault is clear, the next night is well.
///
/// Each disk is a small one in memory, mounted by the test where only the test sees it.
@Suite("Disks that fail", .serialized) struct FullDiskTests {
  let place: Place

  init() throws {
    place = try Place()
    try place.writeBatch(400)
    try place.writePipeline(
      "analyses: {terms: {kind: term-frequency}, lines: {kind: concordance, query: ferry}}")
  }

  /// Whether file systems can be mounted that nobody else sees.
  static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard Program.isRoot, (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Runs `script` in bash, with the folder `disk` a tmpfs of its own of `size`, and the function
  /// `night`, which runs the pipeline to `disk` and prints the status and what `latest` leads to.
  private func run(_ script: String, size: String = "4m") throws -> [String] {
    try place.write(
      """
      set -u
      mkdir -p disk
      mount -t tmpfs -o size=\(size) tmpfs disk
      night() {
        '\(Program.path)' run Pipelines/nightly.yml --output disk 2>>errors
        echo "$? $(readlink disk/nightly/latest)"
      }
      # A published run whose digests are as its run.json says.
      whole() {
        for file in disk/nightly/latest/*; do
          name=$(basename "$file")
          [ "$name" = run.json ] && continue
          digest=$(sha256sum "$file" | cut -d' ' -f1)
          grep -q "$digest" disk/nightly/latest/run.json || echo "damaged: $name"
        done
      }
      \(script)
      """, to: "script")
    let ending = try Program.Running(
      ["--mount", "bash", "script"], program: "/usr/bin/unshare", in: place
    ).wait()
    #expect(ending.errors == "")
    return ending.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "a disk that is full at any moment",
    .enabled(if: Program.isLong, "BROADSHEET_LONG is not 1"),
    .enabled(if: canMount, "needs to be root, and the program unshare"))
  func full() throws {
    // Ever more room is left, until a night fits: each step of a run is the first to fail once.
    let lines = try run(
      """
      night
      first=$(readlink disk/nightly/latest)
      for room in 0 4 8 16 32 48 64 96 128 192 256 384 512 768 1024 1536; do
        rm -f disk/filler
        free=$(df --output=avail -k disk | tail -1)
        fill=$((free - room)); [ $fill -gt 0 ] || fill=0
        head -c ${fill}k /dev/zero > disk/filler
        night
        whole
        [ -e "disk/nightly/$first/run.json" ] || echo "lost"
      done
      rm disk/filler
      night
      whole
      ls -A disk/nightly | grep -v '^[0-9]' | tr '\\n' ' '
      ls disk/nightly/.state | grep -E 'scratch|new' || true
      """)
    let nights = lines.filter { $0.first?.isNumber == true }.map { $0.split(separator: " ") }
    #expect(nights.count == 18, "\(lines)")
    let statuses = nights.map { $0[0] }
    #expect(statuses.first == "0" && statuses.last == "0", "\(statuses)")
    #expect(statuses.allSatisfy { ["0", "73", "74"].contains($0) }, "\(statuses)")
    #expect(statuses.contains("73") || statuses.contains("74"))
    // A night that failed left `latest` as it was.
    for (before, after) in zip(nights, nights.dropFirst()) where after[0] != "0" {
      #expect(after.last == before.last)
    }
    let others = lines.filter { $0.first?.isNumber != true }
    #expect(others == [".state latest "], "\(others)")
    let errors = place.text("errors")
    #expect(errors.contains("no space is left") || errors.contains("No space left on device"))
    #expect(!errors.contains("bug"), "\(errors)")
  }

  @Test(
    "a disk that has become read-only",
    .enabled(if: canMount, "needs to be root, and the program unshare"))
  func readOnly() throws {
    let lines = try run(
      """
      night
      mount -o remount,ro disk
      night
      whole
      mount -o remount,rw disk
      night
      whole
      """)
    let nights = lines.map { $0.split(separator: " ") }
    #expect(nights.map { $0[0] } == ["0", "73", "0"] || nights.map { $0[0] } == ["0", "74", "0"])
    try #require(nights.count == 3)
    #expect(nights[0][1] == nights[1][1] && nights[1][1] != nights[2][1])
    #expect(place.text("errors").contains("Read-only file system"), "\(place.text("errors"))")
  }

  @Test("a folder where one may not write")
  func noPermission() throws {
    let program = Program.isRoot ? "/usr/bin/setpriv" : Program.path
    let lead =
      Program.isRoot
      ? ["--reuid", "65534", "--regid", "65534", "--clear-groups", Program.path] : []
    try place.write("", to: "Output/nobody")
    let files = FileManager.default
    for (name, mode) in [("Output", 0o555), ("in", 0o755), ("Pipelines", 0o755), (".", 0o755)] {
      try files.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: "\(place.path)/\(name)")
    }
    defer {
      try? files.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(place.path)/Output")
    }
    let ending = try Program.Running(
      lead + ["run", "Pipelines/nightly.yml"], program: program, in: place
    ).wait()
    // A user who cannot even reach the program shows nothing.
    if ending.status == 126 || ending.status == 127 { return }
    #expect(ending.status == 73, "\(ending.errors)")
    #expect(ending.errors.contains("Output/nightly/.state: "), "\(ending.errors)")
    #expect(place.names(in: "Output") == ["nobody"])
  }
}
