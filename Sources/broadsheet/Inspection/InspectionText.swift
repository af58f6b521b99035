import Articles
import Diagnostics
import Pipelines
import Settings

/// An inspected batch for people.
struct InspectionText: CustomStringConvertible {
  private(set) var description = ""

  private static let rejectsShown = 5

  init(of batch: BatchInspection, articles: [ArticleExcerpt]) {
    description = batch.file.name.visible + "\n"
    line("container", batch.container?.name)
    let formats = batch.formats.map(\.name).joined(separator: ", ")
    line("format", formats.isEmpty ? nil : formats)
    for summary in batch.summaries { line("", summary.visible) }
    line("size", InspectionText.size(batch))
    line("files", batch.container?.isArchive == true ? "\(batch.files)" : nil)
    line(
      "skipped",
      batch.skippedEntries > 0 ? "\(batch.skippedEntries) files of macOS metadata" : nil)
    line("articles", "\(batch.articles)")
    line("rejects", batch.rejects > 0 ? "\(batch.rejects)" : nil)
    line("dates", batch.unreadableDates > 0 ? "\(batch.unreadableDates) cannot be read" : nil)
    line("markup", InspectionText.markup(of: batch))
    line(
      "language",
      batch.detectedLanguages > 0 ? "found out in \(batch.detectedLanguages) of the articles" : nil)
    line("encoding", InspectionText.encoding(of: batch))
    line("damage", batch.damage.map { "\($0.message) [\($0.code)]".visible })
    line("", batch.damage?.advice?.visible)
    listFields(of: batch)
    listRejects(of: batch)
    for article in articles { show(article) }
  }

  private mutating func line(_ name: String, _ text: String?) {
    guard let text else { return }
    description += "  \(name.padded(to: 12))\(text)\n"
  }

  private static func markup(of batch: BatchInspection) -> String? {
    let (tags, references) = batch.markup
    let parts = [
      tags > 0 ? "HTML in \(tags)" : nil,
      references > 0 ? "character references in \(references)" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ") + " of the articles"
  }

  /// The encodings other than UTF-8, and what could not be decoded; nil if there is neither.
  private static func encoding(of batch: BatchInspection) -> String? {
    let others = zip(TextEncoding.counted, batch.encodings).dropFirst().filter { $0.1 > 0 }
    var parts = others.map { "\($0) in \($1)" }
    if !parts.isEmpty { parts[parts.count - 1] += " of the articles" }
    if batch.replacements > 0 { parts.append("\(batch.replacements) sequences became U+FFFD") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func size(_ batch: BatchInspection) -> String {
    let inflated = ByteSize(bytes: batch.inflatedBytes).rounded
    if batch.file.isStandardInput { return "\(inflated) inflated" }
    let size = ByteSize(bytes: batch.file.bytes).rounded
    return batch.container == .plain ? size : "\(size), \(inflated) inflated"
  }

  private mutating func listFields(of batch: BatchInspection) {
    guard batch.articles > 0 else { return }
    description += "  fields filled\n"
    for (name, count) in zip(batch.fieldNames, batch.filled) where count > 0 {
      let share = (Double(count) / Double(batch.articles) * 1000).rounded(.down) / 10
      let percent = String("\(share) %".reversed()).padded(to: 9)
      description += "    \(name.visible.padded(to: 10))\(String(percent.reversed()))  \(count)\n"
    }
    let empty = zip(batch.fieldNames, batch.filled).filter { $0.1 == 0 }.map(\.0)
    if !empty.isEmpty { description += "    none of \(empty.joined(separator: ", ").visible)\n" }
  }

  private mutating func listRejects(of batch: BatchInspection) {
    guard batch.rejects > 0 else { return }
    description += "  rejected\n"
    let shown = batch.firstRejects.prefix(InspectionText.rejectsShown)
    for reject in shown { description += "    \(reject.fault)\n" }
    if batch.rejects > shown.count {
      description += "    … and \(batch.rejects - shown.count) more\n"
    }
  }

  private mutating func show(_ article: ArticleExcerpt) {
    let entry = article.entry.map { " of \($0.visible)" } ?? ""
    description += "\n  record \(article.record)\(entry)\n"
    for field in article.fields where field.name != Field.body.name {
      guard var text = field.text, !text.isEmpty else { continue }
      if field.name == Field.date.name, let written = article.writtenDate, written != text {
        text += " (written \(written))"
      }
      line("  " + field.name.visible, text.visible)
    }
    if let written = article.writtenDate, article.fields[Field.date.rawValue].text == nil {
      line("  date", "cannot be read: \(written.visible)")
    }
    for paragraph in article.paragraphs {
      // Carriage returns end lines too, and must not show as control pictures.
      let lines = paragraph.split { $0.isNewline }.map { "    " + String($0).visible }
      description += "\n" + lines.joined(separator: "\n") + "\n"
    }
  }
}

extension String {
  /// The text and spaces up to `width` characters.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
