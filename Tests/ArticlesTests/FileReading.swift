import Diagnostics
import TestSupport

@testable import Articles

/// What a file holds, as far as it is the same however it is cut.
struct FileReading: Equatable {
  /// The fields of each article.
  private(set) var articles: [[String: String]] = []
  private(set) var rejects: [Reject] = []
  /// The code of the fault that ended the reading.
  private(set) var fault: String?
  /// What the last file is like.
  private(set) var summary: String?
  private(set) var chunks = 0

  static func == (a: FileReading, b: FileReading) -> Bool {
    // What came before damage depends on the chunks, and does not count.
    a.fault == b.fault && (a.fault != nil || a.articles == b.articles && a.rejects == b.rejects)
  }

  /// Reads a file called `name` that holds `bytes`, each chunk by a parser of its own, as several
  /// workers do.
  init(
    _ bytes: [UInt8], name: String, in folder: TemporaryFolder, fields: [(String, String)] = [],
    chunk: Int = 1 << 20, limit: Int = 1 << 20, _ settings: (inout FormatOptions) -> Void = { _ in }
  ) throws {
    var options = ReadingOptions(chunkBytes: chunk, maxArticleBytes: limit)
    settings(&options.formats)
    let mapping = FieldMapping(fields.map { FieldMapping.Entry(name: $0.0, key: $0.1) })
    let file = try folder.file(name, bytes)
    do throws(Fault) {
      var reader = try BatchReader(file, options: options)
      while let chunk = try reader.next() { try take(chunk, mapping, batch: name) }
    } catch {
      fault = error.code
    }
  }

  private mutating func take(
    _ chunk: Chunk, _ mapping: FieldMapping, batch: String
  ) throws(Fault) {
    chunks += 1
    rejects += chunk.rejects
    var parser = try RecordParser(mapping: mapping)
    var article = Article()
    let names = Field.allCases.map(\.name) + mapping.extra
    for document in chunk.documents {
      summary = document.summary
      parser.begin(document, batch: batch)
      reading: while true {
        switch parser.next(in: chunk.bytes.span, into: &article) {
        case .article:
          var fields: [String: String] = [:]
          for (slot, name) in names.enumerated() { fields[name] = article.string(slot: slot) }
          articles.append(fields)
        case .reject(let reject): rejects.append(reject)
        case .end: break reading
        }
      }
    }
  }
}
