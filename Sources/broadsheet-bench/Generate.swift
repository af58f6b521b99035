import ArgumentParser
import Bytes
import Foundation

/// Makes an archive of any size, the same for the same options.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an archive of gzipped JSON Lines of any size.",
    discussion: """
      The text has the statistics of language and no meaning: words by the law of Zipf and \
      Mandelbrot over a vocabulary that keeps growing, in sentences and paragraphs, with id, \
      title, date (a batch a day), source and language. The same options make the same bytes.
      """)

  @Option(help: "How much to make, inflated: 500MB, 5GB, ...")
  var size: ByteSize

  @Option(help: "What the random numbers begin with.")
  var seed: UInt64 = 1

  @Option(help: "The folder for the batches; made if need be.")
  var output = ".build/bench/generated"

  @Option(help: "The size of a batch, inflated.")
  var batchSize = ByteSize(bytes: 64_000_000)

  @Option(help: "How hard to compress, 1 to 9.")
  var level = 1

  func validate() throws {
    guard (1...9).contains(level) else { throw ValidationError("--level is 1 to 9.") }
    guard batchSize.bytes >= 10_000 else { throw ValidationError("--batch-size is 10KB or more.") }
  }

  func run() throws {
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let start = ContinuousClock.now
    let count = (size.bytes + batchSize.bytes - 1) / batchSize.bytes
    try concurrently(count) { index in
      let share = min(batchSize.bytes, size.bytes - index * batchSize.bytes)
      try SyntheticBatch(seed: seed, index: index, size: share).write(to: output, level: level)
    }
    let seconds = (ContinuousClock.now - start).seconds
    print(
      "\(count) batches in \(output), \(size.bytes / 1_000_000) MB inflated,",
      "\(Int(Double(size.bytes) / 1e6 / seconds)) MB/s")
  }
}

/// One batch of made-up articles, a day's worth.
struct SyntheticBatch {
  let seed: UInt64
  /// The batch's number from 0; its date is as many days after 2020-01-01.
  let index: Int
  /// The inflated size to reach, in bytes; the last article may exceed it.
  let size: Int

  private static let sources = [
    "Morning Ledger", "Evening Tide", "The Coast", "El Faro", "La Gazette", "Northern Wire",
    "Valley Post", "Harbour News", "El Correo del Sur", "Le Matin", "City Desk", "Field Notes",
  ]

  /// The file name of the batch with this number.
  static func name(_ index: Int) -> String {
    "batch-\(String(100_000 + index).dropFirst()).jsonl.gz"
  }

  /// Writes the batch into `folder`.
  func write(to folder: String, level: Int) throws {
    let file = try GzipWriter(path: "\(folder)/\(Self.name(index))", level: level)
    var choice = SplitMix64(state: seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(index))
    var texts = ZipfText.Language.allCases.map { ZipfText(seed: choice.next(), language: $0) }
    let date = Self.date(index)

    var written = 0
    var article = 0
    var block: [UInt8] = []
    block.reserveCapacity(1 << 21)
    while written + block.count < size {
      // Seven articles of ten are in the first language; the first sources print the most.
      let language = max(0, Int(choice.next() % 10) - 6) % 3
      let source = Int(choice.next() % 12) * Int(choice.next() % 12) / 11
      append(
        article, date: date, language: ZipfText.Language.allCases[language],
        source: Self.sources[source], from: &texts[language], to: &block)
      article += 1
      if block.count >= 1 << 20 {
        try file.write(block.span)
        written += block.count
        block.removeAll(keepingCapacity: true)
      }
    }
    try file.write(block.span)
    try file.finish()
  }

  private func append(
    _ article: Int, date: String, language: ZipfText.Language, source: String,
    from text: inout ZipfText, to block: inout [UInt8]
  ) {
    block.append(contentsOf: #"{"id":"\#(index)-\#(article)","title":""#.utf8)
    text.words(4 + text.below(6), into: &block)
    block.append(contentsOf: #"","body":""#.utf8)
    for paragraph in 0..<3 + text.below(10) {
      if paragraph > 0 { block.append(contentsOf: #"\n\n"#.utf8) }
      text.paragraph(into: &block)
    }
    block.append(
      contentsOf: #"","date":"\#(date)","source":"\#(source)","language":"\#(language)"}"#.utf8)
    block.append(UInt8(ascii: "\n"))
  }

  /// The date `days` after 2020-01-01, ISO 8601.
  private static func date(_ days: Int) -> String {
    let newYear = 1_577_836_800.0
    return Date(timeIntervalSince1970: newYear + Double(days) * 86_400)
      .formatted(.iso8601.year().month().day())
  }
}
