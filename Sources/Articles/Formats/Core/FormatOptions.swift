/// What a user says about the files of one format, where their content does not say it.
public protocol FormatSettings: Sendable {
  /// Settings that leave everything to the content.
  init()
}

/// The settings of all formats, each known by its type.
public struct FormatOptions: Sendable {
  private var all: [any FormatSettings] = []

  /// Options that leave everything to the content.
  public init() {}

  /// The settings of one format.
  public subscript<Settings: FormatSettings>(_ type: Settings.Type) -> Settings {
    get {
      for case let settings as Settings in all { return settings }
      return Settings()
    }
    set {
      all.removeAll { $0 is Settings }
      all.append(newValue)
    }
  }
}
