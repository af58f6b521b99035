import Articles
import Foundation
import TestSupport
import Testing

/// Real articles beside the checkout, which are no part of the repository.
enum Corpora {
  static let folder = TestSettings.shared("corpora")

  /// The files of the archive at `path`, each with its name.
  static func files(in path: String) throws -> [(name: String, bytes: [UInt8])] {
    let archive = try #require(folder).appendingPathComponent(path)
    let temporary = TemporaryFolder()
    let target = URL(filePath: temporary.path)
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-xzf", archive.path, "-C", target.path]
    try tar.run()
    tar.waitUntilExit()
    try #require(tar.terminationStatus == 0)
    let walk = try #require(
      FileManager.default.enumerator(at: target, includingPropertiesForKeys: [.isRegularFileKey]))
    return try walk.compactMap { $0 as? URL }
      .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
      .map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
  }
}

@Suite(.enabled(if: Corpora.folder != nil, "the shared corpora are not beside the checkout"))
struct RecordParserCorpusTests {
  @Test func seedArticle() throws {
    let file = try #require(Corpora.folder).appendingPathComponent("seed/radio-habana-cuba.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let article = try article(text, as: .markdown)
    let heading = try #require(text.split(separator: "\n").first { $0.hasPrefix("# ") })
    #expect(
      article.string(.title) == heading.trimmingCharacters(in: CharacterSet(charactersIn: "#* ")))
    #expect(article.string(.place) == "Baghdad")
    #expect(article.string(.date) == "--03-06")
    #expect(article.string(.agency) == "RHC")
    #expect(article.string(.dateline) == "Baghdad, March 6 (RHC)--")
    #expect(article.string(.source) == "Radio Habana Cuba")
    #expect(article.string(.id) == "249786")
    #expect(article.string(.section) == "noticias/internacionales")
    #expect(article.string(.language) == "en")
    let url = try #require(article.string(.url))
    #expect(text.contains("<\(url)>"))
    // The paragraphs between the two rules, without marks and without the dateline.
    let between = text.components(separatedBy: "\n---\n")
    try #require(between.count == 3)
    let body = between[1].trimmingCharacters(in: .whitespacesAndNewlines)
      .replacingOccurrences(of: "Baghdad, March 6 (RHC)-- ", with: "")
    #expect(article.string(.body) == body)
    #expect(article.string(.body)?.components(separatedBy: "\n\n").count == 12)
  }

  @Test(arguments: [
    ("en/md-18f/posts-2014-2017.tar.gz", 357, 270), ("en/md-digitalgov/news-2014.tar.gz", 417, 417),
    ("en/md-lctt/lctt-en-2016H1.tar.gz", 184, 0), ("fr/md-geotribu/articles.tar.gz", 419, 419),
    ("zh/md-cctv/xwlb-2023-01-04.tar.gz", 120, 0),
    ("zh/md-lctt/lctt-zh-201405-201706.tar.gz", 140, 0),
  ])
  func markdownSpecimens(path: String, count: Int, dated: Int) throws {
    let files = try Corpora.files(in: path)
    #expect(files.count == count)
    var dates = 0
    // One file is in UTF-16, which is UTF-8 before a parser sees it.
    for (name, bytes) in files where !bytes.starts(with: [0xFF, 0xFE]) {
      let parsed = try parse(bytes, as: .markdown)
      #expect(parsed.unreadableDates == 0, "\(name)")
      let article = try #require(parsed.articles.first, "\(name)")
      #expect(article.string(.title)?.isEmpty == false, "\(name)")
      #expect(article.string(.body)?.isEmpty == false, "\(name)")
      dates += article.string(.date) == nil ? 0 : 1
    }
    #expect(dates == dated)
  }

  @Test(arguments: [
    ("en/txt-bbc/bbc-business-tech.tar.gz", 911, false),
    ("es/txt-presidencia-mx/2019-04_2024-11.tar.gz", 47, true),
  ])
  func textSpecimens(path: String, count: Int, hasHead: Bool) throws {
    let files = try Corpora.files(in: path)
    #expect(files.count == count)
    for (name, bytes) in files {
      let article = try #require(try parse(bytes, as: .text).articles.first, "\(name)")
      #expect(article.string(.title)?.isEmpty == false, "\(name)")
      #expect((article.string(.date) != nil) == hasHead, "\(name)")
      #expect((article.string(.source) != nil) == hasHead, "\(name)")
    }
  }
}
