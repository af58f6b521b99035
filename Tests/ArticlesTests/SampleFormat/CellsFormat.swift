@testable import Articles

/// A sample of a format: a row a line, cells between separators, their names in the first line.
///
/// The names are the context of a file: its framer reads them once, and its parser needs them for
/// every row, in whichever chunk the row is.
enum CellsFormat: String, ArticleFormat {
  case tildes, hashes

  static let all = [CellsFormat.tildes, .hashes]

  var name: String { rawValue }

  var separator: UInt8 {
    switch self {
    case .tildes: UInt8(ascii: "~")
    case .hashes: UInt8(ascii: "#")
    }
  }

  /// A first line of two known names, or more.
  static func recognised(in sample: TextSample) -> CellsFormat? {
    all.first { format in
      sample.opening.fields(format.separator).count { FieldNames.contains($0.trimmed) } > 1
    }
  }

  func framer(of sample: TextSample, _ options: FormatOptions) -> any RecordFramer {
    CellsFramer(separator: separator)
  }

  func parser(_ options: ParsingOptions) -> any FormatParser { CellsParser(separator: separator) }
}

/// The names of the cells of a file.
struct CellNames: FileContext {
  var names: [[UInt8]]
}

struct CellsFramer: RecordFramer {
  let separator: UInt8
  private var discarding = false

  init(separator: UInt8) { self.separator = separator }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    while let feed = builder.firstLineFeed(from: builder.scanned) {
      end(at: feed, next: feed + 1, &builder)
      builder.scanned = feed + 1
    }
    builder.scanned = builder.bytes.count
    if atEnd, builder.openCount > 0 || discarding {
      end(at: builder.bytes.count, next: builder.bytes.count, &builder)
    } else if discarding {
      builder.dropOpen()
    } else if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    }
  }

  private mutating func end(at end: Int, next: Int, _ builder: inout ChunkBuilder) {
    let line = builder.bytes[builder.open..<end]
    if discarding || line.isBlank {
      builder.skip(to: next)
    } else if builder.context == nil {
      builder.context = CellNames(names: line.fields(separator).map { Array($0.trimmed) })
      builder.skip(to: next)
    } else if line.count > builder.limit {
      builder.reject(upTo: next, code: "record.too-long", reason: builder.tooLongReason)
    } else {
      builder.accept(upTo: next)
    }
    discarding = false
  }
}

struct CellsParser: FormatParser {
  let separator: UInt8
  private var names: [[UInt8]] = []

  init(separator: UInt8) { self.separator = separator }

  mutating func begin(_ document: Chunk.Document) {
    names = (document.context as? CellNames)?.names ?? []
  }

  func read(
    _ record: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    var line: [UInt8] = []
    for index in record.trimmed(0..<record.count) { line.append(record[index]) }
    let cells = line[...].fields(separator)
    guard cells.count == names.count else {
      throw RecordFlaw(
        code: "cells.count", description: "\(cells.count) cells, and not \(names.count), begin",
        byte: 0)
    }
    for (name, cell) in zip(names, cells) {
      let start = article.bytes.count
      article.bytes.append(contentsOf: cell)
      fields.settle(name.span, at: start..<article.bytes.count, in: &article)
    }
  }

  func names(in record: Span<UInt8>) -> [String]? {
    names.map { String(decoding: $0, as: UTF8.self) }
  }
}
