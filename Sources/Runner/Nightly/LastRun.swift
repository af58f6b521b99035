import Foundation

/// What the last published run counted, as its `run.json` says.
struct LastRun {
  /// The digests of the batches counted, in hexadecimal; none if nothing was published.
  let counted: Set<String>

  /// The run that `latest` leads to in `folder`. A record that cannot be read counts for none.
  init(in folder: String) {
    let file = URL(filePath: "\(folder)/latest/run.json")
    let record = (try? Data(contentsOf: file)).flatMap {
      try? JSONDecoder().decode(Record.self, from: $0)
    }
    counted = Set((record?.batches ?? []).filter(\.wasCounted).map(\.sha256))
  }

  private struct Record: Decodable {
    var batches: [Batch]
  }

  private struct Batch: Decodable {
    var sha256: String
    var damage: String?
    var articles: [String: Int]

    var wasCounted: Bool { damage == nil || articles["read", default: 0] > 0 }
  }
}
