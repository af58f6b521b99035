import Analyses
import Articles
import Bytes
import Diagnostics
import Foundation
import Partials
import Reports
import TestSupport
import Tokens

extension Article {
  /// An article with these fields.
  static func made(_ fields: [Field: String]) -> Article {
    var article = Article()
    for field in Field.allCases {
      if let text = fields[field] { article.set(field, text) }
    }
    return article
  }

  /// An article that is a body and no more.
  static func body(_ text: String) -> Article { made([.body: text]) }
}

extension CountingPlan {
  /// A plan for one analysis over the profile `words`.
  init(
    _ request: any AnalysisRequest, _ profile: TextProfile = TextProfile(), fields: [String] = []
  )
    throws
  {
    try self.init([("analysis", request)], profiles: [("words", profile)], fields: fields)
  }

  /// How articles are counted: every case gives the same tables.
  enum Counting {
    /// All in one segment.
    case atOnce
    /// A worker for each part, whose bounds are given, with a segment each.
    case inParts([Int])
    /// One worker with so little memory that it writes segments in the middle of articles.
    case inLittleMemory
  }

  /// Counts `articles`; returns the segments written to `folder`.
  func count(_ articles: [Article], _ counting: Counting = .atOnce, folder: String) throws
    -> [String]
  {
    var segments: [String] = []
    func nextSegment() -> String {
      segments.append("\(folder)/segment-\(segments.count)")
      return segments[segments.count - 1]
    }
    var corpus = CorpusCounts()
    func write(_ tally: inout Tally) throws(Fault) {
      _ = try tally.writeSegment(to: nextSegment(), corpus: corpus)
      corpus = CorpusCounts()
    }
    func fold(_ part: ArraySlice<Article>, memory: Int) throws {
      var tally = try Tally(self, memory: memory)
      for (place, article) in zip(part.indices, part) {
        var article = article
        if article.record == 0 { article.record = place + 1 }
        try tally.fold(article) { (tally) throws(Fault) in
          _ = try tally.writeSegment(to: nextSegment(), corpus: CorpusCounts())
        }
        corpus.read += 1
        corpus.counted += 1
        if tally.isFull { try write(&tally) }
      }
      try write(&tally)
    }
    switch counting {
    case .atOnce: try fold(articles[...], memory: 256 << 20)
    case .inParts(let cuts):
      for (start, end) in zip([0] + cuts, cuts + [articles.count]) {
        try fold(articles[start..<end], memory: 256 << 20)
      }
    case .inLittleMemory: try fold(articles[...], memory: 0)
    }
    return segments
  }

  /// The tables of all analyses over `segments`, as JSON.
  func tables(of segments: [String], folder: String) throws -> [[UInt8]] {
    let readers = try segments.map {
      try SegmentReader(path: $0, shape: shape, fingerprint: baseFingerprint)
    }
    let merge = try SegmentMerge(readers, shape: shape, folder: folder, memory: 1 << 20)
    let reporter = try Reporter(
      self, merge, batches: [0], folder: folder, memory: 64 << 20, jobs: 3
    ) {
      for place in 0..<$0 { $1(place) }
    }
    return try analyses.map { analysis in
      var table = TableWriter(reporter.heading(of: analysis, parameters: [:]))
      table.addJSON(to: .inMemory())
      try reporter.write(analysis, to: &table)
      return try table.finish()[0].content
    }
  }

  /// The table of the only analysis over `articles`.
  func table(_ articles: [Article]) throws -> Table {
    try withTemporaryFolder { folder in
      try Table(tables(of: count(articles, folder: folder), folder: folder)[0])
    }
  }
}

/// A table as a reader of its JSON sees it.
struct Table {
  let columns: [String]
  let corpus: [String: Any]
  let warnings: [String]
  private let cells: [[Any]]

  init(_ json: [UInt8]) throws {
    let object = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] ?? [:]
    columns = (object["columns"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    corpus = object["corpus"] as? [String: Any] ?? [:]
    warnings = object["warnings"] as? [String] ?? []
    cells = object["rows"] as? [[Any]] ?? []
  }

  /// The number of rows.
  var count: Int { cells.count }

  /// One column of text.
  func texts(_ column: String) -> [String] { values(column).map { $0 as? String ?? "?" } }

  /// One column of integers.
  func integers(_ column: String) -> [Int] { values(column).map { $0 as? Int ?? -1 } }

  /// One column of numbers; nil for an empty cell.
  func numbers(_ column: String) -> [Double?] {
    values(column).map { ($0 as? NSNumber)?.doubleValue }
  }

  /// Rows of some columns as text, cells separated by spaces.
  func rows(_ names: String...) -> [String] {
    cells.indices.map { row in
      names.map { "\(values($0)[row])" }.joined(separator: " ")
    }
  }

  private func values(_ column: String) -> [Any] {
    guard let place = columns.firstIndex(of: column) else { return [] }
    return cells.map { $0[place] }
  }
}
