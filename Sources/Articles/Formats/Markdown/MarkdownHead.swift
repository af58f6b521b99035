import Bytes

/// The fields at the head of a Markdown article, in one of three forms:
///
///     ---                        [#]: subject: (Title)        Title: A title
///     title: A title             [#]: via: (https://…)        Date: 2021-03-06
///     tags: [one, two]
///     ---
///
/// The first is YAML as people write it: scalars plain, quoted, folded or literal, over several
/// lines or on one, lists in brackets or by hyphens, nested maps (as dotted paths). What is
/// stranger is passed over. The third counts only if it knows at least one key and all its lines up
/// to a blank line or a rule have the form.
struct MarkdownHead: ~Escapable {
  private let source: Span<UInt8>
  /// Where the article goes on behind the head.
  private(set) var end = 0

  @_lifetime(copy source)
  init(_ source: Span<UInt8>) { self.source = source }

  /// Reads the head, if there is one, into `fields` and `article`.
  mutating func read(_ fields: inout FieldCollector, into article: inout Article) {
    var lines = Lines(source)
    guard let first = lines.nextFilled() else { return }
    if isFence(first) {
      readYAML(from: lines.position, &fields, into: &article)
    } else if source.has("[#]:", at: first.lowerBound) {
      readComments(from: first.lowerBound, &fields, into: &article)
    } else {
      readPlain(from: first.lowerBound, &fields, into: &article)
    }
  }

  private func isFence(_ line: Range<Int>) -> Bool {
    let text = source.trimmed(line)
    return text.count == 3 && source.has("---", at: text.lowerBound)
  }

  // MARK: `[#]:` and plain heads

  private mutating func readComments(
    from start: Int, _ fields: inout FieldCollector, into article: inout Article
  ) {
    var lines = Lines(source, from: start)
    end = start
    while let line = lines.next(), source.has("[#]:", at: line.lowerBound) {
      end = lines.position
      guard let (key, value) = pair(in: source.trimmed(line.lowerBound + 4..<line.upperBound))
      else { continue }
      settle(source.extracting(unwrapped(value)), of: key, &fields, into: &article)
    }
  }

  private mutating func readPlain(
    from start: Int, _ fields: inout FieldCollector, into article: inout Article
  ) {
    var lines = Lines(source, from: start)
    var pairs: [(key: Range<Int>, value: Range<Int>)] = []
    var last = start
    while let line = lines.next() {
      let text = source.trimmed(line)
      if text.isEmpty || isFence(text) { break }
      guard let pair = pair(in: text) else { return }
      pairs.append(pair)
      last = lines.position
    }
    guard
      pairs.contains(where: { fields.tree.first(source.extracting($0.key), at: KeyTree.root) >= 0 })
    else { return }
    end = last
    for (key, value) in pairs {
      settle(source.extracting(value), of: key, &fields, into: &article)
    }
  }

  /// `Key: value`; a key is up to 32 letters, digits, blanks, hyphens and underscores.
  private func pair(in line: Range<Int>) -> (key: Range<Int>, value: Range<Int>)? {
    guard let first = line.first, source[first].isASCIILetter else { return nil }
    var index = first
    while index < line.upperBound, index - first <= 32 {
      let byte = source[index]
      if byte == .colon {
        guard index + 1 == line.upperBound || source[index + 1].isBlank else { return nil }
        return (source.trimmed(first..<index), source.trimmed(index + 1..<line.upperBound))
      }
      guard
        byte.isASCIILetter || byte.isASCIIDigit || byte == .space || byte == .hyphen
          || byte == UInt8(ascii: "_")
      else { return nil }
      index += 1
    }
    return nil
  }

  /// `value` without the parentheses or quotation marks around it.
  private func unwrapped(_ value: Range<Int>) -> Range<Int> {
    guard value.count >= 2 else { return value }
    let first = source[value.lowerBound]
    let last = source[value.upperBound - 1]
    let isWrapped =
      first == UInt8(ascii: "(") && last == UInt8(ascii: ")")
      || first == last && (first == .quotationMark || first == .apostrophe)
    return isWrapped ? value.dropFirst().dropLast() : value
  }

  // MARK: YAML

  /// Reads the lines up to the closing fence; a head without one, or whose first line is no key, is
  /// none.
  private mutating func readYAML(
    from start: Int, _ fields: inout FieldCollector, into article: inout Article
  ) {
    var lines = Lines(source, from: start)
    var closing: Range<Int>?
    var firstFilled: Range<Int>?
    while let line = lines.next() {
      let text = source.trimmed(line)
      if isFence(line) || text.count == 3 && source.has("...", at: text.lowerBound) {
        closing = line
        break
      }
      if firstFilled == nil, !text.isEmpty { firstFilled = text }
    }
    guard let closing else { return }
    if let firstFilled {
      guard source[firstFilled.lowerBound] == UInt8(ascii: "#") || key(in: firstFilled) != nil
      else { return }
    } else if closing.lowerBound > start {
      // Two rules with nothing but blank lines between them.
      return
    }
    end = lines.position
    var yaml = YAMLReader(source, from: start, to: closing.lowerBound)
    var value: [UInt8] = []
    while let (key, node) = yaml.nextKey(in: fields.tree) {
      value.removeAll(keepingCapacity: true)
      yaml.appendValue(to: &value)
      settle(value.span, of: key, at: node, &fields, into: &article)
    }
  }

  private func key(in line: Range<Int>) -> Range<Int>? {
    YAMLReader.key(in: source, line)?.key
  }

  // MARK: Slots

  /// Puts `text`, its character references decoded, into every slot that wants the value of `key`.
  private func settle(
    _ text: Span<UInt8>, of key: Range<Int>, at node: Int = KeyTree.root,
    _ fields: inout FieldCollector, into article: inout Article
  ) {
    guard node >= 0 else { return }
    let start = article.bytes.count
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), let (scalar, length) = Entities.decode(text, at: index) {
        article.bytes.append(scalar: scalar)
        index += length
      } else {
        article.bytes.append(text[index])
        index += 1
      }
    }
    let value = start..<article.bytes.count
    // The body of a Markdown article is what follows its head, whatever the head calls itself.
    fields.settle(
      source.extracting(key), at: value, under: node, except: .body, in: &article)
  }
}
