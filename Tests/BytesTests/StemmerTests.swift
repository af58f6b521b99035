import Bytes
import Testing

struct StemmerTests {
  /// Pairs of Snowball's published sample vocabularies (snowballstem.org/algorithms).
  static let published: [(algorithm: String, pairs: [(String, String)])] = [
    (
      "english",
      [
        ("consign", "consign"), ("consigned", "consign"), ("consigning", "consign"),
        ("consistency", "consist"), ("consolation", "consol"), ("consolidated", "consolid"),
        ("knackeries", "knackeri"), ("knives", "knive"), ("knightly", "knight"),
        ("running", "run"), ("corporations", "corpor"), ("dying", "die"), ("skies", "sky"),
        ("sky", "sky"), ("news", "news"), ("generate", "generat"), ("general", "general"),
      ]
    ),
    (
      "porter",
      [("generate", "gener"), ("general", "gener"), ("dying", "dy"), ("running", "run")]
    ),
    (
      "spanish",
      [
        ("cheque", "chequ"), ("chequeo", "cheque"), ("chicas", "chic"), ("chico", "chic"),
        ("torear", "tor"), ("toros", "tor"), ("tortilla", "tortill"), ("naciones", "nacion"),
      ]
    ),
    (
      "french",
      [
        ("continu", "continu"), ("continua", "continu"), ("continuation", "continu"),
        ("continuellement", "continuel"), ("continuité", "continu"), ("main", "main"),
        ("maintenaient", "mainten"), ("majestueusement", "majestu"), ("majorité", "major"),
      ]
    ),
    (
      "portuguese",
      [
        ("boa", "boa"), ("boainain", "boainain"), ("boas", "boas"), ("boataria", "boat"),
        ("quilométricas", "quilométr"), ("quilômetros", "quilômetr"), ("quimono", "quimon"),
      ]
    ),
    (
      "german",
      [
        ("aufeinander", "aufeinand"), ("auferlegen", "auferleg"), ("auferstehung", "aufersteh"),
        ("kategorie", "kategori"), ("kater", "kat"), ("katers", "kat"), ("kätzchen", "katzch"),
      ]
    ),
    (
      "russian",
      [
        ("важнейшими", "важн"), ("важно", "важн"), ("важность", "важност"),
        ("павлович", "павлович"), ("падали", "пада"), ("падающий", "пада"),
      ]
    ),
  ]

  @Test(arguments: published)
  func publishedPairs(algorithm: String, pairs: [(String, String)]) throws {
    let found = try #require(stems(of: pairs.map { Array($0.0.utf8) }, by: algorithm))
    for ((form, expected), stem) in zip(pairs, found) {
      #expect(String(decoding: stem, as: UTF8.self) == expected, "\(algorithm): \(form)")
    }
  }

  @Test func namesAreCanonical() {
    for name in ["english", "spanish", "french", "portuguese", "german", "russian"] {
      #expect(Stemmer.algorithms.contains(name))
    }
    #expect(Stemmer.algorithms == Stemmer.algorithms.sorted())
    for name in ["en", "eng", "English", "klingon", ""] {
      #expect(stems(of: [], by: name) == nil)
    }
  }

  @Test func everyAlgorithmTakesAnyBytes() throws {
    let inputs: [[UInt8]] = [
      [], [0], [0xFF, 0xFE], [0xC3], Array("'".utf8), Array("A1".utf8),
      Array(repeating: UInt8(ascii: "s"), count: 10_000),
    ]
    for name in Stemmer.algorithms {
      let found = try #require(stems(of: inputs, by: name))
      for (input, stem) in zip(inputs, found) { #expect(stem.count <= input.count + 1) }
    }
  }

  private func stems(of words: [[UInt8]], by algorithm: String) -> [[UInt8]]? {
    guard var stemmer = Stemmer(algorithm) else { return nil }
    var stems = words
    for index in stems.indices { stemmer.stem(&stems[index]) }
    return stems
  }

  @Test func provenanceIsAProbe() {
    let provenance = Stemmer.provenance
    #expect(provenance.hasPrefix("libstemmer (system), probe "))
    #expect(provenance.split(separator: " ").last?.count == 12)
  }
}
