import Articles
import Bytes
import Statistics

/// What a segment holds of an article's diversity: integers, and the fields that a row repeats.
struct DiversityLine {
  /// The fields, in order.
  static let metadata: [Field] = [.id, .title, .date, .source]

  /// The values of `metadata`; empty where the article has none.
  var values: [[UInt8]] = []
  var spectrum = FrequencySpectrum(counts: [])
  var windows: (count: UInt64, types: UInt64) = (0, 0)
  var segments: (count: UInt64, types: UInt64) = (0, 0)
  var forwards = RunningDiversity.Factors(complete: 0, restTypes: 0, restTokens: 0)
  var backwards = RunningDiversity.Factors(complete: 0, restTypes: 0, restTokens: 0)

  init() {}

  /// Reads a line; nil if it is damaged.
  init?(_ bytes: Span<UInt8>) {
    var place = 0
    func next() -> UInt64? { bytes.readVarint(&place) }
    for _ in DiversityLine.metadata {
      guard let length = next(), length <= bytes.count - place else { return nil }
      values.append((place..<place + Int(length)).map { bytes[$0] })
      place += Int(length)
    }
    var numbers: [UInt64] = []
    while place < bytes.count {
      guard let number = next() else { return nil }
      numbers.append(number)
    }
    guard numbers.count >= 10, numbers.count.isMultiple(of: 2) else { return nil }
    windows = (numbers[0], numbers[1])
    segments = (numbers[2], numbers[3])
    forwards = .init(complete: numbers[4], restTypes: numbers[5], restTokens: numbers[6])
    backwards = .init(complete: numbers[7], restTypes: numbers[8], restTokens: numbers[9])
    var types: [UInt64: UInt64] = [:]
    for pair in stride(from: 10, to: numbers.count, by: 2) {
      types[numbers[pair]] = numbers[pair + 1]
    }
    spectrum = FrequencySpectrum(typesByCount: types)
  }

  /// Appends the line to `buffer`; the values are those of `article`.
  func append(to buffer: inout Buffer<UInt8>, _ article: borrowing Article) {
    for field in DiversityLine.metadata {
      let range = article.range(of: field) ?? 0..<0
      buffer.appendVarint(UInt64(range.count))
      buffer.append(contentsOf: article.bytes.span.extracting(range))
    }
    for number in [windows.count, windows.types, segments.count, segments.types] {
      buffer.appendVarint(number)
    }
    for reading in [forwards, backwards] {
      buffer.appendVarint(reading.complete)
      buffer.appendVarint(reading.restTypes)
      buffer.appendVarint(reading.restTokens)
    }
    for (count, types) in spectrum.typesByCount {
      buffer.appendVarint(count)
      buffer.appendVarint(types)
    }
  }
}
