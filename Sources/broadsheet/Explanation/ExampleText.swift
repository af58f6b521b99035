import ArgumentParser
import Diagnostics
import Reports
import Statistics

/// A small text in parts, the example for dispersion and diversity.
struct ExampleText: Sendable {
  private let parts: [[Substring]]
  private var words: [Substring] { parts.flatMap(\.self) }

  /// Reads words separated by spaces, and parts separated by `|`.
  ///
  /// Throws if there is no word.
  @Sendable
  init(_ text: String) throws {
    self.init(text.split(separator: "|"))
    guard !parts.isEmpty else {
      throw ValidationError("Separate words by spaces, and parts by a bar: 'a b a | c a'.")
    }
  }

  private init(_ texts: [Substring]) {
    parts = texts.map { $0.split(separator: " ") }.filter { !$0.isEmpty }
  }

  /// The fifty letters in five parts with which Gries (2008) illustrates measures of dispersion.
  static let standard = ExampleText([
    "b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t",
    "b a h a a b e a x a t",
  ])

  // MARK: Dispersion

  /// The most frequent word, whose dispersion is shown; among several, the first by its characters.
  private var term: Substring {
    counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  private var counts: [Substring: UInt64] { words.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  /// `measure` of the most frequent word.
  func worked(_ measure: DispersionMeasure) -> WorkedExample {
    let (term, words) = (term, words)
    let known = "\(term): f = \(counts[term] ?? 0), N = \(words.count)"
    let json: JSONObject = [
      "text": .string(parts.map { $0.joined(separator: " ") }.joined(separator: " | ")),
      "term": .string(String(term)),
    ]
    switch measure.basis {
    case .parts(let value):
      let spread = parts.map { part in
        PartDispersion.Part(count: UInt64(part.count { $0 == term }), size: UInt64(part.count))
      }
      let listed = spread.map { "\($0.count)/\($0.size)" }.joined(separator: ", ")
      return WorkedExample(
        counts: "\(known), n = \(parts.count), vi/size \(listed)", json: json,
        value: measure.settled(PartDispersion(spread).map(value)))
    case .distances(let value):
      let places = words.indices.filter { words[$0] == term }
      let next = places.dropFirst() + places.prefix(1).map { $0 + words.count }
      let listed = zip(places, next).map { "\($1 - $0)" }.joined(separator: ", ")
      return WorkedExample(
        counts: "\(known), di \(listed)", json: json,
        value: DistanceDispersion(positions: places.map(UInt64.init), size: UInt64(words.count))
          .map { measure.settled(value($0)) } ?? nil)
    }
  }

  // MARK: Diversity

  // Sizes small enough for so short a text.
  private static let window = 10
  private static let draws: UInt64 = 42
  private static let factor = 720

  /// `measure` of the text as a whole.
  func worked(_ measure: DiversityMeasure) -> WorkedExample {
    let (words, counts) = (words, counts)
    let numbers = Dictionary(
      uniqueKeysWithValues: counts.keys.enumerated().map { ($1, UInt32($0)) })
    let running = RunningDiversity(
      tokens: words.compactMap { numbers[$0] }, typeCount: numbers.count)
    let spectrum = FrequencySpectrum(counts: counts.values)
    let (setting, value): ((name: String, value: JSONValue), Double?) =
      switch measure.basis {
      case .spectrum(let value): (("log", "e"), value(spectrum, .natural))
      case .movingWindows:
        (("window", .integer(Self.window)), running.movingWindows(of: Self.window).ratio)
      case .segments:
        (("segment", .integer(Self.window)), running.segments(of: Self.window).ratio)
      case .factors:
        (
          ("factor", .number(Double(Self.factor) / 1000)),
          running.lexicalDiversity(threshold: Self.factor)
        )
      case .samples:
        (("draws", .integer(Int(Self.draws))), spectrum.hypergeometricD(draws: Self.draws))
      }
    let classes = spectrum.typesByCount.map { "V\($0.count) = \($0.types)" }
    return WorkedExample(
      counts: "V = \(counts.count), N = \(words.count), \(classes.joined(separator: ", "))"
        + (setting.name == "log" ? "" : ", \(setting.name) \(setting.value.compact)"),
      json: JSONObject([
        .init("text", .string(words.joined(separator: " "))), .init(setting.name, setting.value),
      ]),
      value: measure.settled(value))
  }
}
