import Pipelines
import Runner
import Synchronization

/// One line on standard error that says how far a run has come, if somebody is looking.
///
/// It is redrawn ten times a second at most, from any thread, and gone at the end.
final class ProgressLine: Sendable {
  private struct State {
    var drawnAt = -1.0
    var isDrawn = false
    var hasEnded = false
  }

  private let isShown: Bool
  private let makesRoom: Bool
  private let state = Mutex(State())

  /// With `makesRoom` the line goes when the reports begin: they may be written to the same terminal.
  init(isWanted: Bool, makesRoom: Bool = false) {
    isShown = isWanted && StandardError.isTerminal
    self.makesRoom = makesRoom
  }

  /// Shows `progress`, unless the line is young.
  @Sendable func show(_ progress: RunProgress) {
    guard isShown else { return }
    if makesRoom, progress.phase == .reporting { return end() }
    state.withLock { state in
      guard !state.hasEnded, progress.seconds - state.drawnAt >= 0.1 else { return }
      state.drawnAt = progress.seconds
      state.isDrawn = true
      StandardError.write(ProgressLine.home + ProgressLine.text(progress).prefix(79))
    }
  }

  /// Erases the line for good.
  func end() {
    state.withLock { state in
      if state.isDrawn { StandardError.write(ProgressLine.home) }
      state.isDrawn = false
      state.hasEnded = true
    }
  }

  /// To the first column, and erase what stands there.
  private static let home = "\r\u{1B}[K"

  /// The line: `counting  45 %  1.2 GB of 2.6 GB  310 MB/s  0:12 left  12,345 articles`.
  static func text(_ progress: RunProgress) -> String {
    let articles = "\(progress.articles.grouped) articles"
    guard progress.phase == .counting else {
      return "\(progress.phase.rawValue)  \(clock(progress.seconds))  \(articles)"
    }
    let (read, total) = (Double(progress.bytesRead), Double(progress.bytesTotal))
    let rate = progress.seconds > 0 ? read / progress.seconds : 0
    var parts = ["counting"]
    if total > 0 { parts.append("\(Int(min(1, read / total) * 100)) %") }
    let size = ByteSize(bytes: progress.bytesRead).rounded
    parts.append(total > 0 ? "\(size) of \(ByteSize(bytes: progress.bytesTotal).rounded)" : size)
    parts.append("\(ByteSize(bytes: Int(rate)).rounded)/s")
    // The rate of the first moments says nothing of the rest.
    if total > 0, rate > 0, progress.seconds >= 1 {
      parts.append("\(clock(max(0, total - read) / rate)) left")
    }
    return (parts + [articles]).joined(separator: "  ")
  }

  /// Seconds as `1:02:03`, or `2:03` within the hour.
  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(), 359_999))
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let head = hours > 0 ? "\(hours):\(twoDigits(minutes))" : "\(minutes)"
    return "\(head):\(twoDigits(whole % 60))"
  }
}
