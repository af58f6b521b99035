/// YAML that holds records: a list of mappings, or a mapping with the text as one of its values.
/// The head of an article is not meant.
enum YAMLSignature: ForeignSignature {
  private static let bodies = ["body", "text", "content", "article"]

  static func foreign(in sample: TextSample) -> Foreign? {
    guard isList(sample) || isMapping(sample) else { return nil }
    return Foreign(
      "a YAML document",
      "convert it to JSON, as with `yq -o=json -I=0 '.[]'`")
  }

  private static func isDirective(_ line: ArraySlice<UInt8>) -> Bool {
    MarkdownStart.isFence(line) || line.begins(with: "%YAML") || line.begins(with: "#")
  }

  /// `- key: value`, the keys that follow being indented below it; two of them known names.
  private static func isList(_ sample: TextSample) -> Bool {
    let lines = sample.filled.drop(while: isDirective)
    guard let first = lines.first else { return false }
    if first.begins(with: "- {") {
      return lines.allSatisfy { $0.begins(with: "- {") || $0.first == 0x20 }
    }
    guard first.begins(with: "- "), MarkdownStart.isKey(first.dropFirst(2)) else { return false }
    var keys = [first.dropFirst(2)]
    for line in lines.dropFirst() {
      if line.first != 0x20 { break }
      keys.append(line.drop { $0 == 0x20 })
    }
    let known = keys.count { MarkdownStart.isKey($0) && FieldNames.contains(key(of: $0)) }
    return keys.count > 1 && MarkdownStart.isKey(keys[1]) && known > 1
  }

  /// Nothing but keys at the beginnings of lines, one of them that of a body.
  private static func isMapping(_ sample: TextSample) -> Bool {
    let lines = sample.filled.filter { !isDirective($0) && !$0.begins(with: "...") }
    guard lines.count > 1, sample.isWhole || lines.count > 20 else { return false }
    let keys = lines.filter(MarkdownStart.isKey)
    let isYAML = lines.allSatisfy {
      MarkdownStart.isKey($0) || $0.first == 0x20 || $0.begins(with: "- ")
    }
    return isYAML && keys.count { FieldNames.contains(key(of: $0)) } > 1
      && keys.contains { line in
        bodies.contains { key(of: line).elementsEqual($0.utf8) }
      }
  }

  private static func key(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.prefix { $0 != UInt8(ascii: ":") }
  }
}
