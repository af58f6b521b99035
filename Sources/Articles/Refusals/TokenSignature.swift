/// Tokens with annotations: one a line, in CoNLL or other columns, or several a line with tags
/// joined to them.
enum TokenSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    kind(of: sample).map {
      Foreign($0, "make running text of the column of words, as with `cut -f2 | paste -sd ' '`")
    }
  }

  private static func kind(of sample: TextSample) -> String? {
    if ["conll", "conllu", "conllup"].contains(sample.fileExtension) {
      return "a CoNLL file, with a token on each line"
    }
    let lines = sample.filled.lazy.filter { $0.first != UInt8(ascii: "#") }.prefix(40)
    guard !lines.isEmpty else { return nil }
    if lines.allSatisfy({ $0.fields(0x09).count == 10 && $0.first?.isASCIIDigit == true }) {
      return "a CoNLL-U file, with a token on each line"
    }
    if isTagged(sample) { return "a tagged text, with a tag joined to each word" }
    guard lines.count >= 4 else { return nil }
    if lines.allSatisfy(hasEntityTag) { return "a list of tokens with entity tags" }
    return isColumns(lines) || lines.allSatisfy(hasClassTag) && isTagSet(lines)
      ? "a list of tokens with annotations" : nil
  }

  /// Whether `lines` are columns between tabs: as many in each, none of them with a blank or empty.
  static func isColumns(_ lines: some Collection<ArraySlice<UInt8>>) -> Bool {
    guard let width = lines.first?.fields(0x09).count, width > 1 else { return false }
    return lines.allSatisfy { line in
      let fields = line.fields(0x09)
      return fields.count == width
        && fields.allSatisfy { !$0.isEmpty && !$0.contains(0x20) }
    }
  }

  /// Whether a line is a word and an entity tag, perhaps with others between.
  private static func hasEntityTag(_ line: ArraySlice<UInt8>) -> Bool {
    let parts = line.words
    guard 2...4 ~= parts.count, let tag = parts.last else { return false }
    return tag.elementsEqual("O".utf8) || tag.begins(with: "B-") || tag.begins(with: "I-")
  }

  /// Whether a line is a word, its class in capitals, and its lemma, between single blanks.
  private static func hasClassTag(_ line: ArraySlice<UInt8>) -> Bool {
    let parts = line.words
    return parts.count == 3 && parts[1].count <= 8
      && parts[1].allSatisfy { $0.isASCIIUppercase || !$0.isASCIILetter && !$0.isASCIIDigit }
  }

  /// Whether classes of several letters, which initials are not, and a full stop stand in `lines`.
  private static func isTagSet(_ lines: some Collection<ArraySlice<UInt8>>) -> Bool {
    lines.count { $0.words[1].count > 1 } * 2 >= lines.count
      && lines.contains { $0.words[0].elementsEqual(".".utf8) }
  }

  /// Whether nearly all words end in a tag, behind an underscore or a slash: `The_DT cat/NN`.
  private static func isTagged(_ sample: TextSample) -> Bool {
    let words = sample.filled.prefix(40).flatMap(\.words)
    guard words.count >= 4 else { return false }
    return [UInt8(ascii: "_"), UInt8(ascii: "/")].contains { mark in
      let tagged = words.count { word in
        guard let place = word.lastIndex(of: mark), place > word.startIndex else { return false }
        let tag = word[(place + 1)...]
        let isUpper =
          mark == UInt8(ascii: "/")
          || tag.allSatisfy { $0.asciiLowercased != $0 || !$0.isASCIILetter }
        return 1...8 ~= tag.count && isUpper
          && tag.allSatisfy { $0 > 0x20 && $0 < 0x7F } && word.count { $0 == mark } < 3
      }
      return tagged * 10 >= words.count * 9
    }
  }
}

/// Vertical text: tags of XML and tokens with annotations, each on a line of its own.
enum VerticalSignature: ForeignSignature {
  static func foreign(in sample: TextSample) -> Foreign? {
    let isTag = { (line: ArraySlice<UInt8>) in
      line.first == UInt8(ascii: "<") && line.trimmed.last == UInt8(ascii: ">")
    }
    guard sample.filled.first.map(isTag) == true || sample.fileExtension == "vrt" else {
      return nil
    }
    let tokens = sample.filled.lazy.filter { !isTag($0) }.prefix(40)
    guard tokens.count > 1, TokenSignature.isColumns(tokens) else { return nil }
    return Foreign(
      "a vertical text, with a token and its annotations on each line",
      "make running text of the first column, as with `grep -v '^<' | cut -f1 | paste -sd ' '`")
  }
}
