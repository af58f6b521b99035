import Bytes

/// The forms under which the stop words of a profile are looked up.
///
/// A list goes through the profile that it serves. Its words are cut as text is cut, so that under
/// `apostrophes: split` the word `don't` removes `don` and `t`, and each piece is folded. Where
/// case is kept, a word without capitals stands for all its spellings (`the` removes `The`), and
/// one with capitals for itself alone (`US` leaves `us`).
struct StopWordForms: Sendable {
  private var forms: Set<[UInt8]> = []
  /// The words that stand for all their spellings, with their case folded.
  private var caseless: Set<[UInt8]> = []
  /// The profile's folding, and case besides; nil where it folds case anyway.
  private let caseFolding: TypeFolding?

  init(_ profile: TextProfile) {
    if profile.letterCase == .keep {
      var folding = profile
      folding.letterCase = .fold
      caseFolding = TypeFolding(folding)
    } else {
      caseFolding = nil
    }
    guard !profile.stopWords.isEmpty else { return }
    let spellings = Spellings(profile)
    var cutter = WordCutter(profile.segmentation)
    for word in profile.stopWords {
      for piece in cutter.pieces(of: word) {
        forms.formUnion(spellings.all(of: piece))
        if let caseFolding, !piece.hasCapital {
          caseless.formUnion(spellings.all(of: piece).map { caseFolding.folded($0) })
        }
      }
    }
  }

  /// Whether `folded`, a word folded by the profile, is removed.
  func contains(_ folded: [UInt8]) -> Bool {
    if forms.contains(folded) { return true }
    guard let caseFolding, !caseless.isEmpty else { return false }
    return caseless.contains(caseFolding.folded(folded))
  }
}

/// The forms under which a word of a list is looked up.
struct Spellings {
  let folding: TypeFolding
  private let apostrophesDiffer: Bool

  init(_ profile: TextProfile) {
    folding = TypeFolding(profile)
    apostrophesDiffer = !profile.unifiesApostrophes
  }

  /// The folded `word`; where apostrophes are kept as written, also its twin with ’ for ', since
  /// lists spell `don't` and printed text `don’t`.
  func all(of word: String) -> [[UInt8]] {
    let folded = folding.folded(word)
    guard apostrophesDiffer, folded.contains(Apostrophes.ascii) else { return [folded] }
    var twin: [UInt8] = []
    for byte in folded {
      if byte == Apostrophes.ascii { twin.append(scalar: 0x2019) } else { twin.append(byte) }
    }
    return [folded, twin]
  }
}

extension String {
  /// Whether a letter of it is a capital.
  fileprivate var hasCapital: Bool {
    unicodeScalars.contains {
      $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
    }
  }
}
