import Diagnostics

/// The keys of a section as a Markdown table, after the meaning of the section.
public struct ReferenceTable: Sendable {
  /// The heading of the table.
  public let title: String
  /// The table with its introduction; ends with a newline.
  public let text: String

  /// The table of `section` under `title`.
  public init<Root>(_ title: String, _ section: Section<Root>) {
    self.title = title
    var text = "\(section.meaning)\n\n| key | value | default | meaning |\n|-|-|-|-|\n"
    for key in section.keys {
      let cells = [
        "`\(key.name)`", key.words, ReferenceTable.standard(of: key, in: section), key.meaning,
      ]
      text += "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
    }
    self.text = text
  }

  /// The table of `part`, a section that is the value of a key in `section`.
  public init<Root, Part>(_ part: Section<Part>, of section: Section<Root>) {
    self.init("\(part.words) of \(section.words)", part)
  }

  private static func standard<Root>(of key: Key<Root>, in section: Section<Root>) -> String {
    if key.isRequired { return "*required*" }
    if let words = key.standard { return words }
    return section.standardValue(of: key).map { "`\($0.yaml)`" } ?? ""
  }
}

extension Section {
  /// Every key of the section with its value in `root` as YAML, or with its default in words;
  /// abbreviations are left out.
  public func values(of root: Root) -> [(name: String, value: String)] {
    keys.filter { !$0.isAbbreviation }.map { ($0.name, $0.value(in: root)) }
  }
}

extension Key {
  fileprivate func value(in root: Root) -> String {
    guard let value = show(root) else { return standard ?? "none" }
    switch value {
    case .object(let object) where object.members.isEmpty: return standard ?? "none"
    case .array([]): return standard ?? "none"
    default: return value.yaml
    }
  }
}
