/// What a pipeline says about tables that their content cannot say for certain.
public struct CSVReadingOptions: FormatSettings, Hashable {
  /// What separates cells; `auto` to find out from the first rows.
  public var separator = Separator.auto
  /// Whether the first row names the columns.
  public var header = Header.auto
  /// The texts of cells that hold nothing, such as `NULL`.
  public var missing: [String] = []

  /// Options that leave everything to the content.
  public init() {}

  /// What separates cells.
  public enum Separator: String, Sendable, Hashable, CaseIterable {
    case auto
    case comma
    case semicolon
    case tab
    case pipe

    /// The byte; nil if it is to be found out.
    var byte: UInt8? {
      switch self {
      case .auto: nil
      case .comma: .comma
      case .semicolon: UInt8(ascii: ";")
      case .tab: .tab
      case .pipe: UInt8(ascii: "|")
      }
    }
  }

  /// Whether the first row names the columns.
  public enum Header: String, Sendable, Hashable, CaseIterable {
    case auto
    case present
    case absent
  }
}
