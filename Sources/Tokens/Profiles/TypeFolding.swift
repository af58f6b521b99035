/// The part of a profile that makes spellings of a word alike: apostrophes, normal form, case,
/// diacritics. What cannot be seen is no part of a spelling under any profile.
///
/// It is what tokens, stop words, lemmas and the words that a user asks for have in common, so that
/// they can be compared by their bytes.
public struct TypeFolding: Sendable {
  private let letterCase: TextProfile.Case
  private let normalForm: TextProfile.NormalForm
  private let diacritics: TextProfile.Diacritics
  private let unifiesApostrophes: Bool

  /// The folding of `profile`.
  public init(_ profile: TextProfile) {
    letterCase = profile.letterCase
    normalForm = profile.normalForm
    diacritics = profile.diacritics
    unifiesApostrophes = profile.unifiesApostrophes
  }

  /// Replaces `folded` with the folding of `raw`, which is valid UTF-8.
  ///
  /// In this order: invisible characters go (`InvisibleScalars`), ’ and its kin become ', the
  /// normal form, the case, the diacritics, and the normal form again, since folding can leave it
  /// (ΐ folds to three scalars). This is repeated until nothing changes (ŉ folds to ʼn, which
  /// begins with an apostrophe), so that the folding of a folding is itself. ASCII takes a short
  /// way to the same result.
  public func fold(_ raw: Span<UInt8>, into folded: inout [UInt8]) {
    if raw.isASCII {
      foldASCII(raw, into: &folded)
    } else {
      foldByTables(raw, into: &folded)
    }
  }

  /// The folding of `word`.
  public func folded(_ word: String) -> [UInt8] {
    var folded: [UInt8] = []
    fold(word.utf8Span.span, into: &folded)
    return folded
  }

  /// The folding of `word`, which is valid UTF-8.
  func folded(_ word: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    fold(word.span, into: &folded)
    return folded
  }

  /// In ASCII, only capitals fold.
  func foldASCII(_ raw: Span<UInt8>, into folded: inout [UInt8]) {
    folded.removeAll(keepingCapacity: true)
    folded.reserveCapacity(raw.count)
    let folds = letterCase == .fold
    for index in raw.indices {
      let byte = raw[index]
      let isCapital = folds && byte &- 0x41 < 26
      folded.append(isCapital ? byte | 0x20 : byte)
    }
  }

  func foldByTables(_ raw: Span<UInt8>, into folded: inout [UInt8]) {
    folded = pass(raw)
    while true {
      let next = pass(folded.span)
      if next == folded { return }
      folded = next
    }
  }

  private func pass(_ text: Span<UInt8>) -> [UInt8] {
    var result = UnicodeText.strippingInvisibles(text)
    if unifiesApostrophes { result = Apostrophes.unified(result.span) }
    let normalizes = normalForm != .none
    if normalizes { result = UnicodeText.normalized(result.span, normalForm) }
    if letterCase == .fold { result = UnicodeText.caseFolded(result.span) }
    if diacritics == .strip { result = UnicodeText.strippingMarks(result.span) }
    if normalizes { result = UnicodeText.normalized(result.span, normalForm) }
    return result
  }
}

/// The marks that stand for an apostrophe inside a word.
enum Apostrophes {
  static let ascii: UInt8 = 0x27

  /// `text` with ‘ ’ ＇ ʼ as ': besides ' itself, the marks that UAX #29 allows in a word.
  static func unified(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    _ = text.allScalars { scalar in
      switch scalar {
      case 0x2018, 0x2019, 0x02BC, 0xFF07: result.append(ascii)
      default: result.append(scalar: scalar)
      }
      return true
    }
    return result
  }
}
