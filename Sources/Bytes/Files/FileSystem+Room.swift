import Glibc

extension FileSystem {
  /// The bytes that can still be written below `path` by whoever runs this; nil if that cannot be
  /// told.
  public static func room(at path: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return nil }
    let (bytes, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return overflow ? nil : bytes
  }
}
