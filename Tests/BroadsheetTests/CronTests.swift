import Foundation
import Testing

/// A cron daemon of the test's own runs what was scheduled.
@Suite("Cron") struct CronTests {
  private static let daemon = "/usr/sbin/cron"
  private static let hasDaemon = FileManager.default.isExecutableFile(atPath: daemon)

  /// Where nobody else sees it, the folders of crontabs are empty ones, and so is the one where the
  /// daemon leaves its number: whatever else the machine does every night stays out of it.
  private static let script = """
    set -eu
    spool=/var/spool/cron/crontabs
    mount -t tmpfs -o mode=1730 tmpfs $spool && chgrp crontab $spool
    mount -t tmpfs tmpfs /etc/cron.d
    mount -t tmpfs tmpfs /run
    : > empty && mount --bind empty /etc/crontab

    printf 'MAILTO=""\\n# mine\\n0 0 1 1 *\\ttrue  # 100\\\\%%\\n' > others
    crontab others
    crontab -l > before
    # The next minute, or the one after it if that is too near.
    next='1 minute'
    [ $(date +%-S) -lt 50 ] || next='2 minutes'
    "$BROADSHEET" schedule Pipelines/nightly.yml --at $(date -d "+$next" +%H:%M) \\
      --log log.jsonl --install > scheduled
    crontab -l > after

    cron -f &
    daemon=$!
    for second in $(seq 150); do
      if [ -e log.jsonl ] && grep -q run.done log.jsonl; then break; fi
      sleep 1
    done
    # Not SIGTERM: the threads of these tests block it, and what they start inherits that.
    kill -KILL $daemon
    wait $daemon || true
    "$BROADSHEET" schedule Pipelines/nightly.yml --remove > removed
    crontab -l > end
    """

  @Test(
    "a scheduled pipeline runs at the next minute",
    .enabled(if: Program.isLong, "BROADSHEET_LONG is not 1"),
    .enabled(if: FullDiskTests.canMount, "needs to be root, and the program unshare"),
    .enabled(if: hasDaemon, "needs Debian's cron"), .timeLimit(.minutes(5)))
  func night() throws {
    let place = try Place(named: "it's a 100% place")
    try place.writeBatch(5)
    try place.writePipeline()
    try place.write(Self.script, to: "script")
    let ending = try Program.Running(
      ["--mount", "bash", "script"], program: "/usr/bin/unshare", in: place,
      variables: ["BROADSHEET": Program.path]
    ).wait()
    #expect(ending.status == 0, "\(ending.errors)")

    // It ran, as it was told to, and published.
    #expect(place.text("log.jsonl").contains(#""exit": 0"#), "\(place.text("log.jsonl"))")
    #expect(place.text("Output/nightly/latest/terms.csv").contains("harbour"))
    #expect(place.names(in: "Output/nightly").count == 2)
    // The other lines are as they were.
    let others = place.text("others")
    #expect(place.text("before") == others && place.text("end") == others)
    #expect(place.text("after").hasPrefix(others))
    #expect(
      place.text("scheduled") == "In the crontab now:\n"
        + place.text("after").dropFirst(others.count))
  }
}
