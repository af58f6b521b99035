import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Runner

/// What earlier runs have counted is not counted again, and nothing shows that it was not.
@Suite("Nights") struct NightsTests {
  /// An archive of dated batches, and the pipeline that reads it.
  private struct Archive {
    let place: Workplace
    let parts: [String]
    /// More keys of `corpus`.
    var options: String
    /// The text of the pipeline, if it is not the usual one.
    private let given: String?

    init(
      _ count: Int, articles: Int = 6, options: String = "", recipe: String? = nil
    ) throws {
      place = try Workplace()
      parts = GeneratedCorpus(count * articles, sentences: 3).parts(count)
      self.options = options
      given = recipe
    }

    private var recipe: String {
      given ?? """
        version: 1
        corpus: {batches: "archive/*"\(options)}
        text:
          words: {}
          content: {inherits: words, stopwords: [english], numbers: drop}
        analyses:
          terms: {kind: term-frequency, text: words}
          sources: {kind: term-frequency, text: content, group_by: [source, month]}
          bigrams: {kind: term-frequency, text: words, ngrams: 2, min_count: 2}
          pairs: {kind: co-occurrence, text: content, window: 3, min_count: 2}
          lines: {kind: concordance, text: words, query: "the|la", limit: 40, sort: [1R]}
        """
    }

    func write(_ part: Int, as name: String? = nil) throws {
      try place.write(place.gzip(parts[part]), to: name ?? Archive.name(part))
    }

    func remove(_ name: String) throws {
      try FileManager.default.removeItem(atPath: "\(place.path)/\(name)")
    }

    static func name(_ part: Int) -> String { "archive/day-\(1000 + part).jsonl.gz" }

    @discardableResult func run(isFull: Bool = false, to output: String = "Output") throws
      -> FinishedRun
    {
      try place.run(place.pipeline(recipe), to: output, isFull: isFull)
    }

    /// Runs, and expects what a run from nothing would give.
    @discardableResult func night(
      _ what: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> FinishedRun {
      let night = try run()
      night.expectConserved(sourceLocation: sourceLocation)
      let fresh = try run(isFull: true, to: "Fresh")
      night.expectSameTables(as: fresh, what, sourceLocation: sourceLocation)
      #expect(night.articles("read") == fresh.articles("read"), sourceLocation: sourceLocation)
      #expect(night.rejectLines == fresh.rejectLines, sourceLocation: sourceLocation)
      #expect(night.outcome.exit == fresh.outcome.exit, sourceLocation: sourceLocation)
      return night
    }
  }

  private func counted(_ run: FinishedRun) -> Set<String> {
    let batches = run.record["batches"] as? [[String: Any]] ?? []
    return Set(batches.filter { $0["new"] as? Bool == true }.compactMap { $0["name"] as? String })
  }

  @Test("A batch more is all that is read") func oneMore() throws {
    let archive = try Archive(31)
    for part in 0..<30 { try archive.write(part) }
    #expect(try counted(archive.night("the first")).count == 30)
    #expect(try counted(archive.night("nothing new")) == [])
    try archive.write(30)
    #expect(try counted(archive.night("one more")) == [Archive.name(30)])
  }

  @Test("Changed, removed, renamed, restored and repeated batches") func changes() throws {
    let archive = try Archive(30)
    for part in 0..<20 { try archive.write(part) }
    try archive.night("the first")
    try archive.write(25, as: Archive.name(7))
    #expect(try counted(archive.night("changed")).contains(Archive.name(7)))
    try archive.remove(Archive.name(3))
    #expect(!(try counted(archive.night("removed")).contains(Archive.name(3))))
    try archive.remove(Archive.name(11))
    try archive.write(11, as: "archive/renamed.jsonl.gz")
    #expect(try counted(archive.night("renamed")) == [])
    try archive.write(3)
    try archive.night("restored")
    try archive.write(12, as: "archive/copy.jsonl.gz")
    let repeated = try archive.night("repeated")
    #expect(counted(repeated) == [])
    #expect(repeated.articles("duplicates") == 6)
  }

  /// Every kind of analysis, those that follow corpus order too.
  private static let everything =
    Recipe.everything("[archive/*]") + """

        slices: {kind: term-frequency, text: content, min_count: 2, dispersion: {parts: {slices: \
      5}}}
        distances: {kind: term-frequency, text: words, ngrams: 2, min_count: 2,
                    dispersion: {measures: [arf, awt, ald]}}
      """

  @Test("Every kind of analysis, night after night") func everyKind() throws {
    let archive = try Archive(20, articles: 4, recipe: Self.everything)
    for part in 0..<12 { try archive.write(part) }
    try archive.night("the first")
    try archive.write(12)
    #expect(try counted(archive.night("one more")) == [Archive.name(12)])
    try archive.write(13, as: Archive.name(4))
    try archive.night("changed")
    try archive.remove(Archive.name(2))
    try archive.night("removed")
    try archive.remove(Archive.name(6))
    try archive.write(6, as: "archive/a-new-name.jsonl.gz")
    #expect(try counted(archive.night("renamed")) == [])
    try archive.write(2)
    try archive.write(14, as: "archive/before-all.jsonl.gz")
    try archive.night("restored, and one before all others")
  }

  @Test("A batch that came back while its leaf lay aside is not read") func setAside() throws {
    let archive = try Archive(12)
    for part in 0..<6 { try archive.write(part) }
    try archive.run()
    // A night of its own gives it a leaf of its own.
    try archive.write(8)
    try archive.run()
    try archive.remove(Archive.name(8))
    try archive.run()
    try archive.write(8)
    #expect(try counted(archive.night("back again")) == [])
  }

  @Test("Batches that have left go on counting if they are to") func keepRemoved() throws {
    let archive = try Archive(10, options: ", keep_removed: true")
    for part in 0..<8 { try archive.write(part) }
    let first = try archive.run()
    for part in 0..<5 { try archive.remove(Archive.name(part)) }
    let second = try archive.run()
    second.expectSameTables(as: first, "five have left")
    #expect(counted(second) == [])
    #expect(second.articles("read") == 48)
    // What is replaced by other bytes has not left: it is counted as it is now.
    try archive.write(9, as: Archive.name(6))
    let third = try archive.run()
    #expect(counted(third) == [Archive.name(6)])
    #expect(third.articles("read") == 48)
    let full = try archive.run(isFull: true)
    full.expectSameTables(as: third, "all that is left counted anew")
  }

  @Test("Rejects stay, and only new ones are told") func rejects() throws {
    let archive = try Archive(6)
    for part in 0..<4 { try archive.write(part) }
    try archive.place.write("{\"title\": \"broken\n", to: "archive/broken.jsonl")
    try archive.place.write(
      Array(archive.place.gzip(archive.parts[5]).dropLast(20)), to: "archive/cut.jsonl.gz")
    let first = try archive.night("the first")
    #expect(first.outcome.rejects == 2)
    #expect(first.outcome.newRejects == 2)
    let second = try archive.night("the second")
    #expect(counted(second) == [])
    #expect(second.outcome.rejects == 2)
    #expect(second.outcome.newRejects == 0)
    #expect(second.outcome.firstRejects == [])
  }

  @Test("A batch that wants more memory stays a reject until there is more") func windows() throws {
    let place = try Workplace()
    try place.write(GeneratedCorpus(20).text, to: "a.jsonl")
    // A frame of Zstandard (RFC 8878) with a window of 32 MiB and one block, which is raw.
    let text = Array(GeneratedCorpus(60).text.utf8).prefix(8000).split(separator: 0x0A).dropLast()
    let block = text.flatMap { $0 + [0x0A] }
    let size = block.count << 3 | 1
    let lengths = (0..<3).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
    try place.write([0x28, 0xB5, 0x2F, 0xFD, 0, 15 << 3] + lengths + block, to: "b.jsonl.zst")
    func run(memory: Int) throws -> FinishedRun {
      try place.run(
        try place.pipeline(
          """
          version: 1
          corpus: {batches: ['*.jsonl', '*.zst'], max_article: 1MiB}
          analyses: {terms: {kind: term-frequency}}
          """), memory: memory, isFull: false)
    }
    let first = try run(memory: 128 << 20)
    #expect(first.rejects.map { $0["code"] as? String } == ["container.zstd-window-too-large"])
    #expect(first.outcome.newRejects == 1)
    let second = try run(memory: 128 << 20)
    #expect(counted(second) == [])
    #expect(second.outcome.newRejects == 0)
    let third = try run(memory: 512 << 20)
    #expect(counted(third).contains("b.jsonl.zst"))
    #expect(third.rejects.isEmpty)
    #expect(try counted(run(memory: 600 << 20)) == [])
    let fourth = try run(memory: 128 << 20)
    #expect(fourth.outcome.rejects == 1)
    fourth.expectSameTables(as: first, "with as little memory as before")
  }

  @Test("Another threshold, order or narrower context counts nothing anew") func otherReports()
    throws
  {
    let place = try Workplace()
    try place.write(GeneratedCorpus(60).text, to: "a.jsonl")
    func run(_ analyses: String) throws -> FinishedRun {
      try place.run(
        try place.pipeline("version: 1\ncorpus: {batches: a.jsonl}\nanalyses: {\(analyses)}"),
        isFull: false)
    }
    let terms = "terms: {kind: term-frequency}"
    let pairs = "pairs: {kind: co-occurrence}"
    let lines = "lines: {kind: concordance, query: the, context: 10}"
    #expect(try counted(run("\(terms), \(pairs), \(lines)")) == ["a.jsonl"])
    let other = [
      "terms: {kind: term-frequency, min_count: 3, top: 10}",
      "pairs: {kind: co-occurrence, measures: [mi], min_count: 4}",
      "lines: {kind: concordance, query: the, context: 3, sort: [1L], limit: 5}",
    ]
    #expect(try counted(run(other.joined(separator: ", "))) == [])
    // What is counted for more analyses serves for fewer, in any order.
    #expect(try counted(run(other[1])) == [])
    #expect(try counted(run("\(lines), \(terms)")) == [])
    #expect(try counted(run("\(terms), more: {kind: term-frequency, ngrams: 2}")) == ["a.jsonl"])
  }

  @Test("A damaged leaf or cache is made anew") func damage() throws {
    let archive = try Archive(120, articles: 2, options: ", keep_removed: true")
    for part in 0..<120 { try archive.write(part) }
    let first = try archive.run()
    let folder = "\(archive.place.path)/Output/p/.state/leaves"
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let caches = files.filter { $0.hasSuffix(".cache") }.sorted()
    let leaves = files.filter { $0.hasSuffix(".leaf") }.sorted()
    #expect(leaves.count == 120)
    #expect(caches.count == 1)
    for name in [caches[0], leaves[5], leaves[77]] { try flip("\(folder)/\(name)") }
    try Data().write(to: URL(filePath: "\(folder)/\(leaves[9])"))
    let second = try archive.run()
    second.expectSameTables(as: first, "after damage")
    #expect(second.outcome.warnings.contains { $0.code == "leaves.damaged" })
  }

  @Test("A damaged leaf that is to be taken away costs a merge, and no truth") func lentDamage()
    throws
  {
    // A leaf for each batch, and the batches count no longer than they are there.
    var archive = try Archive(40, articles: 2, options: ", keep_removed: true")
    for part in 0..<40 { try archive.write(part) }
    try archive.run()
    archive.options = ""
    try archive.remove(Archive.name(3))
    let before = try archive.night("one has left")
    #expect((before.record["leaves"] as? [String: Any])?["caches_made"] as? Int == 0)
    let aside = "\(archive.place.path)/Output/p/.state/leaves/aside"
    let lent = try FileManager.default.contentsOfDirectory(atPath: aside)
    #expect(lent.count == 1)
    for name in lent { try flip("\(aside)/\(name)") }
    let after = try archive.night("what has left is damaged")
    #expect(after.outcome.warnings.contains { $0.code == "leaves.damaged" })
    #expect(counted(after) == [])
  }

  /// Changes a bit in the middle of a file.
  private func flip(_ path: String) throws {
    let url = URL(filePath: path)
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 3] ^= 0x40
    try bytes.write(to: url)
  }

  @Test(
    "Any sequence of changes gives what a run from nothing gives",
    arguments: [(1, nil, 12), (2, nil, 12), (3, everything, 4)] as [(UInt64, String?, Int)])
  func sequences(seed: UInt64, recipe: String?, shortSteps: Int) throws {
    var random = Generator(seed: seed)
    let archive = try Archive(140, articles: 2, recipe: recipe)
    var there: [String: Int] = [:]
    var gone: [(String, Int)] = []
    var next = 0
    func add(_ name: String, _ part: Int) throws {
      try archive.write(part, as: name)
      there[name] = part
    }
    for _ in 0..<20 {
      try add(Archive.name(next), next)
      next += 1
    }
    try archive.run()
    let steps = TestSettings.isLong ? 100 : shortSteps
    for step in 0..<steps {
      for _ in 0...random.below(3) {
        let names = there.keys.sorted()
        let name = names[random.below(names.count)]
        switch random.below(6) {
        case 0, 1:
          try add(Archive.name(1000 + next), next % 140)
          next += 1
        case 2:
          try add(name, next % 140)
          next += 1
        case 3 where names.count > 3:
          try archive.remove(name)
          gone.append((name, there.removeValue(forKey: name) ?? 0))
        case 4:
          try archive.remove(name)
          try add("archive/renamed-\(next)-\(step).jsonl.gz", there.removeValue(forKey: name) ?? 0)
          next += 1
        case 5 where !gone.isEmpty:
          let (name, part) = gone.remove(at: random.below(gone.count))
          try add(name, part)
        default: break
        }
      }
      try archive.night("step \(step)")
    }
  }
}
