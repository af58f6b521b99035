/// One thing that is measured: a pipeline with one analysis, and what it may cost.
struct Workload {
  /// The analysis's name in the pipeline, and so of its table.
  let name: String
  /// The analysis, as in the pipeline.
  let analysis: String
  /// Further arguments of `broadsheet run`.
  var arguments: [String] = []
  /// The most wall time, as a multiple of the yardstick's.
  let wallTarget: Double
  /// The most resident memory, in bytes; nil for no target.
  var memoryTarget: Int?
  /// The workload that counts the same without what this one adds: its cost is shown beside that
  /// one's. It is measured in the first rounds only, for it takes long.
  var plain: String?
  /// In how many rounds it is measured, at most.
  var rounds: Int { plain == nil ? .max : 2 }

  /// The workloads of the benchmark, on a corpus that holds every article `times` times.
  ///
  /// The pairs' threshold grows with the corpus, so that every corpus has the same rows.
  static func all(query: String, times: Int) -> [Workload] {
    [
      Workload(
        name: "terms", analysis: "{kind: term-frequency, text: words}",
        wallTarget: 1.0, memoryTarget: 300_000_000),
      Workload(
        name: "dispersion",
        analysis: """
          {kind: term-frequency, text: words, min_count: \(5 * times), \
          dispersion: {measures: [dp, juilland_d, arf]}}
          """,
        arguments: ["--memory", "1GiB"], wallTarget: 10.0, memoryTarget: 1_100_000_000,
        plain: "terms"),
      Workload(
        name: "pairs",
        analysis: """
          {kind: co-occurrence, text: words, window: 5, within: sentence, \
          min_count: \(5 * times), top: 10000}
          """,
        arguments: ["--memory", "1GiB"], wallTarget: 5.0, memoryTarget: 1_000_000_000),
      Workload(
        name: "positions",
        analysis: """
          {kind: co-occurrence, text: words, window: 5, within: sentence, positions: true, \
          min_count: \(5 * times), top: 10000}
          """,
        arguments: ["--memory", "1GiB"], wallTarget: 30.0, memoryTarget: 1_100_000_000,
        plain: "pairs"),
      Workload(
        name: "concordance", analysis: "{kind: concordance, text: words, query: \"\(query)\"}",
        wallTarget: 0.9),
    ]
  }

  /// The pipeline file, with batches relative to its own place.
  func pipeline(corpus: String) -> String {
    """
    version: 1
    name: \(name)-\(corpus)
    corpus: {batches: ["\(corpus)/*.jsonl.gz"]}
    text: {words: {case: fold, normalize: nfc, hyphens: keep}}
    analyses:
      \(name): \(analysis)
    reports: {keep: 1}

    """
  }
}
