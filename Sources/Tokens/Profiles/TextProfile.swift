/// How the tokens of a text become terms: a named profile of a pipeline, resolved.
///
/// `TypeTransform` says in which order its switches act.
public struct TextProfile: Sendable, Hashable, Codable {
  /// What becomes of case.
  public enum Case: String, Sendable, Hashable, Codable, CaseIterable { case fold, keep }
  /// The Unicode normal forms, and none.
  public typealias NormalForm = UnicodeText.NormalForm
  /// Whether something is kept or dropped.
  public enum Disposal: String, Sendable, Hashable, Codable, CaseIterable { case keep, drop }
  /// What becomes of combining marks.
  public enum Diacritics: String, Sendable, Hashable, Codable, CaseIterable { case keep, strip }
  /// What removed tokens leave.
  public enum Gaps: String, Sendable, Hashable, Codable, CaseIterable { case keep, close }

  /// Where tokens end.
  public var segmentation = Segmentation()
  /// Full case folding (Unicode `CaseFolding.txt`, C + F), or the case as written.
  public var letterCase = Case.fold
  /// The Unicode normal form of terms.
  public var normalForm = NormalForm.nfc
  /// Whether non-spacing marks (General_Category Mn) are removed: é becomes e, ø stays. What is
  /// left is composed. In scripts that write vowels as marks, these go too.
  public var diacritics = Diacritics.keep
  /// What becomes of ’ and its kin inside a word: `keep` leaves them, the default makes them '.
  public var unifiesApostrophes = true
  /// What becomes of tokens that are numbers (`UnicodeText.isNumber`).
  public var numbers = Disposal.keep
  /// What becomes of URLs, e-mail addresses, #hashtags and @mentions.
  public var addresses = Disposal.keep
  /// Shortest and longest kept term, in Unicode scalars, after lemma and stem.
  public var minLength = 1
  /// The longest kept term, as `minLength`; nil for any.
  public var maxLength: Int?
  /// Stop words, as in their lists; they are cut and folded by this profile before they
  /// are compared with the folded token, before its lemma and stem. Where case is kept, one without
  /// capitals stands for all its spellings. Sorted, without repetition.
  public var stopWords: [String] = []
  /// The Snowball algorithm (`english`), or nil. It needs folded case.
  public var stemmer: String?
  /// Form to lemma, looked up after folding and before stemming. Sorted by form.
  public var lemmas: [Lemma] = []
  /// Whether removed tokens leave gaps that windows and n-grams do not bridge.
  public var gaps = Gaps.keep
  /// Which fields are read, each its own span.
  public var readsTitle = true
  /// Whether the body is read.
  public var readsBody = true
  /// Whether the dateline is read.
  public var readsDateline = false

  /// The default profile.
  public init() {}

  /// Whether some words become other words: whether there are lemmas or a stemmer.
  public var reducesWords: Bool { stemmer != nil || !lemmas.isEmpty }

  /// A form and its lemma.
  public struct Lemma: Sendable, Hashable, Codable {
    /// The form, as the list spells it.
    public var form: String
    /// What it becomes.
    public var lemma: String
    /// The lemma of `form`.
    public init(form: String, lemma: String) {
      self.form = form
      self.lemma = lemma
    }
  }
}

/// Why a token is not kept.
public enum Removal: Int, Sendable, Hashable, CaseIterable {
  case stopWord, number, address, tooShort, tooLong, empty
}
