/// What this program is.
public enum Broadsheet {
  /// The version of the tool (semver.org), part of the provenance of every run.
  public static let version = "0.1.0"
}
