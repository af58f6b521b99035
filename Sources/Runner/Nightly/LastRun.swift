import Bytes
import Foundation

/// The counts of the last published run, from its `run.json`.
struct LastRun {
  /// The digests of the batches counted, in hexadecimal; none if nothing was published.
  let counted: Set<String>

  /// The run that `latest` leads to in `folder`. A record that cannot be read is ignored.
  init(in folder: String) {
    let bytes = try? FileSystem.contents(
      of: "\(folder)/latest/run.json", atMost: PublishedRun.longestRecord)
    let record = bytes.flatMap { try? JSONDecoder().decode(Record.self, from: Data($0)) }
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
