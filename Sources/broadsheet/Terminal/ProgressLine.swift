import Pipelines
import Runner
import Settings
import Synchronization

/// The progress of a run on one line of standard error, if that is a terminal.
///
/// The line is drawn at most ten times a second, from any thread, and erased at the end.
final class ProgressLine: Sendable {
  private struct State {
    var drawnAt = -1.0
    var isDrawn = false
    var hasEnded = false
  }

  private let isShown: Bool
  private let makesRoom: Bool
  private let state = Mutex(State())

  /// With `makesRoom`, the line is erased when the reports begin, which may be written to the same
  /// terminal.
  init(isWanted: Bool, makesRoom: Bool = false) {
    isShown = isWanted && StandardError.isTerminal
    self.makesRoom = makesRoom
  }

  /// Shows `progress`, unless the line was just drawn.
  @Sendable func show(_ progress: RunProgress) {
    guard isShown else { return }
    if makesRoom, progress.phase == .reporting { return end() }
    show(at: progress.seconds) {
      guard progress.phase == .counting else {
        return "\(progress.phase.rawValue)  \(ProgressLine.clock(progress.seconds))"
      }
      return ProgressLine.text(
        read: progress.bytesRead, of: progress.bytesTotal, articles: progress.articles,
        seconds: progress.seconds)
    }
  }

  /// Shows `text`, for the time `seconds` after the start, unless the line was just drawn.
  func show(at seconds: Double, _ text: () -> String) {
    guard isShown else { return }
    state.withLock { state in
      guard !state.hasEnded, seconds - state.drawnAt >= 0.1 else { return }
      state.drawnAt = seconds
      state.isDrawn = true
      StandardError.write(ProgressLine.home + text().prefix(79))
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

  /// Moves to the first column and erases the line.
  private static let home = "\r\u{1B}[K"

  /// The line during reading, of `total` bytes, or of an unknown number if that is 0: `45 %  1.2 GB
  /// of 2.6 GB  310.0 MB/s  0:12 left  12,345 articles`.
  static func text(read: Int, of total: Int, articles: UInt64, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(read) / seconds : 0
    var parts: [String] = []
    if total > 0 { parts.append("\(min(100, read * 100 / total)) %") }
    let size = ByteSize(bytes: read).rounded
    parts.append(total > 0 ? "\(size) of \(ByteSize(bytes: total).rounded)" : size)
    parts.append("\(ByteSize(bytes: Int(rate)).rounded)/s")
    // The rate of the first second does not predict the rest.
    if total > 0, rate > 0, seconds >= 1 {
      parts.append("\(clock(Double(max(0, total - read)) / rate)) left")
    }
    if articles > 0 { parts.append(articles == 1 ? "1 article" : "\(articles.grouped) articles") }
    return parts.joined(separator: "  ")
  }

  /// Seconds as `1:02:03`, or `2:03` if less than an hour.
  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(), 359_999))
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let head = hours > 0 ? "\(hours):\(twoDigits(minutes))" : "\(minutes)"
    return "\(head):\(twoDigits(whole % 60))"
  }
}
