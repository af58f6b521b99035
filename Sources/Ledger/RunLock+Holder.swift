import Foundation

extension RunLock {
  /// Whether a living process holds the lock of the pipeline whose state is in the folder
  /// `state`.
  ///
  /// Asks the kernel's list of locks: to try the lock itself would keep out a run that begins in
  /// the same moment. Where that list cannot be read, nobody is known to hold it.
  public static func isHeld(state: String) -> Bool {
    guard
      let status = try? FileManager.default.attributesOfItem(atPath: state + "/lock"),
      let inode = status[.systemFileNumber] as? Int,
      let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return false }
    // 1: FLOCK  ADVISORY  WRITE 1234 fd:00:5678 0 EOF
    // The numbers of the device are not compared: file systems with subvolumes show another one.
    return locks.split(separator: "\n").contains { line in
      let words = line.split(separator: " ")
      return words.contains("FLOCK") && words.contains { $0.hasSuffix(":\(inode)") }
    }
  }
}
