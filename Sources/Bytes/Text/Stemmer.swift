import CStemmer

/// A Snowball stemmer: the rules of one language by which the forms of a word become one stem.
///
/// The rules are those of the system's libstemmer. They are written for composed (NFC), lower-case
/// words: capitals are not read as letters, and several algorithms use them for marks of their own.
/// A stem is not a word, and the stem of a stem may be shorter still.
@safe public struct Stemmer: ~Copyable {
  private let handle: OpaquePointer

  /// The stemmer of `algorithm`, one of `algorithms`; nil for any other name.
  ///
  /// The ISO 639 codes that libstemmer takes besides (`en`, `eng`) are refused, so that a language
  /// has one spelling in pipelines and fingerprints.
  public init?(_ algorithm: String) {
    guard Stemmer.algorithms.contains(algorithm) else { return nil }
    guard let made = unsafe sb_stemmer_new(algorithm, nil) else {
      preconditionFailure("out of memory")
    }
    unsafe handle = made
  }

  deinit { unsafe sb_stemmer_delete(handle) }

  /// Replaces `word`, in UTF-8, with its stem. Costs a fraction of a microsecond.
  public mutating func stem(_ word: inout [UInt8]) {
    guard let size = Int32(exactly: word.count) else { return }
    guard let stem = unsafe sb_stemmer_stem(handle, word, size) else {
      preconditionFailure("out of memory")
    }
    let length = Int(unsafe sb_stemmer_length(handle))
    word.removeAll(keepingCapacity: true)
    unsafe word.append(contentsOf: UnsafeBufferPointer(start: stem, count: length))
  }
}

// The handle is owned by this value alone, and libstemmer keeps no state outside it.
extension Stemmer: @unchecked Sendable {}

extension Stemmer {
  /// The names of the algorithms (`english`, `russian`), sorted.
  public static let algorithms: [String] = {
    var names: [String] = []
    guard var entry = unsafe sb_stemmer_list() else { return [] }
    while let name = unsafe entry.pointee {
      names.append(unsafe String(cString: name))
      unsafe entry += 1
    }
    return names.sorted()
  }()

  /// Which libstemmer this is, for the provenance of results.
  ///
  /// The library does not give its version, neither in its header nor at run time. So it is known
  /// by what it does: this is a digest of the stems that every algorithm makes of fixed probe
  /// words. Unequal probes mean another version for certain; equal ones, the same algorithms and
  /// the same stems of those words.
  public static let provenance: String = {
    var digest = Digest()
    for algorithm in algorithms {
      digest.update("\(algorithm)\n")
      guard var stemmer = Stemmer(algorithm) else { continue }
      for probe in probes {
        var word = Array(probe.utf8)
        stemmer.stem(&word)
        digest.update(word.span)
        digest.update("\n")
      }
    }
    return "libstemmer (system), probe \(digest.finalizeHex().prefix(12))"
  }()

  private static let probes = [
    "running", "corporations", "generously", "skis", "dying", "evening", "pasting", "news",
    "universe", "university", "replied", "organisation", "conditional", "ably", "hopefully",
    "corriendo", "naciones", "gobiernos", "rápidamente", "presidencia", "llegó", "haciéndolo",
    "continuellement", "majestueusement", "mangées", "œuvres", "aiguë", "l'homme", "évènements",
    "quilométricas", "governação", "trabalhando", "irmãs", "häuser", "aufeinander", "größe",
    "universität", "schönheit", "fraeulein", "huizen", "gelopen", "lichamelijk", "kvinnorna",
    "havnedistriktene", "undersøgelserne", "taloissa", "juoksemassa", "almáknak", "correndo",
    "abbandonata", "copiilor", "важнейшими", "государства", "ёлками", "καταστροφή", "الكتاب",
    "كتابات", "evlerimizden", "वाक्यों", "நாடுகளில்", "քաղաքներից", "namų", "knjigama", "etxeetan",
  ]
}
