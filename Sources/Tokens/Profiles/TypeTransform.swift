import Bytes
import Diagnostics

/// Makes terms of raw types: all that a profile does with a word taken alone.
///
/// It is asked once per distinct raw type, and the answer remembered. The steps, in order:
///
/// 1. folding: invisible characters, apostrophes, normal form, case, diacritics (`TypeFolding`);
/// 2. addresses and numbers, if the profile drops them;
/// 3. stop words (`StopWordForms`), compared with the folded form, before lemma and stem: a list
///    names words as they occur in a text, and the stem of a content word can look like a function
///    word;
/// 4. the lemma of the folded form, itself folded;
/// 5. the Snowball stem of that; the stemmer is given the composed form;
/// 6. the profile's normal form, where a lemma or stem has left it;
/// 7. the length limits, in scalars of what has become of the word.
///
/// Addresses take no part in steps 4 and 5. Of punctuation only what
/// is invisible goes. Folding is idempotent;
/// lemmas and stems need not be.
///
/// One value serves one worker. An ASCII word costs some 50 ns, 250 with stop words, 500 with a
/// stemmer too; any other word about a microsecond.
public struct TypeTransform: ~Copyable, Sendable {
  /// Step 1.
  public let folding: TypeFolding
  private let dropsAddresses: Bool
  private let dropsNumbers: Bool
  private let stopWords: StopWordForms
  private let lemmas: [[UInt8]: [UInt8]]
  private var stemmer: Stemmer?
  private let normalForm: TextProfile.NormalForm
  private let minLength: Int
  private let maxLength: Int

  /// The transform of `profile`, with its stop words and lemmas folded and ready for look-up.
  ///
  /// Where several forms of the lemma list fold to one (`Polish`, `polish`), the one that is folded
  /// already counts, else the first.
  ///
  /// - Throws: a fault if there is no such stemmer, or if case is kept before a stemmer: the rules
  ///   of Snowball are for lower-case words and would garble others.
  public init(_ profile: TextProfile) throws(Fault) {
    folding = TypeFolding(profile)
    dropsAddresses = profile.addresses == .drop
    dropsNumbers = profile.numbers == .drop
    normalForm = profile.normalForm
    minLength = profile.minLength
    maxLength = profile.maxLength ?? .max
    stemmer = try TypeTransform.stemmer(of: profile)
    stopWords = StopWordForms(profile)
    lemmas = TypeTransform.table(of: profile.lemmas, spelled: Spellings(profile))
  }

  /// Replaces `term` with the term that `raw` becomes, or says why it is removed.
  ///
  /// - Parameters:
  ///   - raw: the bytes of the token: valid UTF-8.
  ///   - marks: what is known of the token; only `punctuation` and `address` count.
  ///   - term: the term; of no meaning if the token is removed.
  /// - Returns: nil if the token is kept.
  public mutating func term(
    for raw: Span<UInt8>, marks: TokenMarks, into term: inout [UInt8]
  ) -> Removal? {
    if marks.contains(.punctuation) {
      term = raw.isASCII ? [UInt8](copying: raw) : UnicodeText.strippingInvisibles(raw)
      return term.isEmpty ? .empty : nil
    }
    folding.fold(raw, into: &term)
    if marks.contains(.address) {
      if dropsAddresses { return .address }
      if stopWords.contains(term) { return .stopWord }
    } else {
      if dropsNumbers, UnicodeText.isNumber(term.span) { return .number }
      if stopWords.contains(term) { return .stopWord }
      reduce(&term)
    }
    return lengthRemoval(of: term.span)
  }

  /// Steps 4 to 6 alone: replaces `term`, a folded word, with what lemmas and stemmer make of it,
  /// whether it is kept or not.
  public mutating func reduce(_ term: inout [UInt8]) {
    if let lemma = lemmas[term] { term = lemma }
    stem(&term)
  }

  /// Whether some word that the profile keeps has the lemma `term`.
  func hasLemma(_ term: [UInt8]) -> Bool {
    lemmas.contains { form, lemma in
      lemma == term && !stopWords.contains(form)
        && !(dropsNumbers && UnicodeText.isNumber(form.span))
    }
  }

  private mutating func stem(_ term: inout [UInt8]) {
    guard stemmer != nil else { return }
    let isDecomposed = normalForm == .nfd || normalForm == .nfkd
    if isDecomposed { term = UnicodeText.normalized(term.span, .nfc) }
    stemmer?.stem(&term)
    if !term.span.isASCII { term = UnicodeText.normalized(term.span, normalForm) }
  }

  private func lengthRemoval(of term: Span<UInt8>) -> Removal? {
    if term.isEmpty { return .empty }
    // A scalar has one to four bytes: most words need no counting.
    if term.count >= 4 &* minLength, term.count <= maxLength { return nil }
    let length = UnicodeText.scalarCount(term)
    if length < minLength { return .tooShort }
    return length > maxLength ? .tooLong : nil
  }

  private static func stemmer(of profile: TextProfile) throws(Fault) -> Stemmer? {
    guard let algorithm = profile.stemmer else { return nil }
    guard profile.letterCase == .fold else {
      throw Fault(
        "profile.stem-needs-folding",
        "the stemmer `\(algorithm)` is for lower-case words, but the profile keeps case",
        advice: "Use `case: fold`, or a list of lemmas instead of the stemmer.",
        exit: .configuration)
    }
    if let stemmer = Stemmer(algorithm) { return stemmer }
    let near = nearestName(to: algorithm, among: Stemmer.algorithms)
    throw Fault(
      "profile.unknown-stemmer", "there is no stemmer called `\(algorithm)`",
      advice: near.map { "Did you mean `\($0)`?" }
        ?? "There are \(Stemmer.algorithms.joined(separator: ", ")).",
      exit: .configuration)
  }

  private static func table(
    of lemmas: [TextProfile.Lemma], spelled spellings: Spellings
  ) -> [[UInt8]: [UInt8]] {
    var table: [[UInt8]: [UInt8]] = [:]
    table.reserveCapacity(lemmas.count)
    var isExact: Set<[UInt8]> = []
    for lemma in lemmas {
      let exact = Array(lemma.form.utf8)
      for form in spellings.all(of: lemma.form) {
        let winsOver = form == exact && isExact.insert(form).inserted
        if winsOver || table[form] == nil { table[form] = spellings.folding.folded(lemma.lemma) }
      }
    }
    return table
  }
}
