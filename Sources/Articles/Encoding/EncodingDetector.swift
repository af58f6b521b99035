import Bytes

/// Decides in which encoding a record is that is not valid UTF-8. The bytes of the record alone
/// decide, so that it is the same however the file was cut.
struct EncodingDetector: ~Copyable, Sendable {
  /// How many bytes of a record are looked at, from the first that is not ASCII.
  private static let sampleBytes = 16 << 10
  /// What is tried if libuchardet knows nothing, in this order.
  private static let tried = ["windows-1251", "koi8-r", "euc-jp", "cp932"]

  /// The encodings that a record may have; empty for all that can be told.
  private let allowed: [String]
  private let mayBeUTF8: Bool
  private var guesser = EncodingGuesser()
  private var decoder: TextDecoder?
  private var decoderName = ""
  private var decoded: [UInt8] = []

  /// A detector of the encodings `names`, or of all if `auto` is among them.
  init(among names: [String]) {
    let isOpen = names.isEmpty || names.contains(TextEncoding.auto)
    let utf8 = TextEncoding.place(of: "utf-8")
    let others = isOpen ? [] : names.filter { TextEncoding.place(of: $0) != utf8 }
    // UTF-8 alone: whatever a record is, it was to be that.
    allowed = others.isEmpty && !isOpen ? ["utf-8"] : others
    mayBeUTF8 = isOpen || others.count < names.count
  }

  /// The name of the encoding of `record`.
  mutating func encoding(of record: Span<UInt8>) -> String {
    if mayBeUTF8, Self.isDamagedUTF8(record) { return "utf-8" }
    if allowed.count == 1 { return allowed[0] }
    if allowed.isEmpty, !Self.hasEvidence(record) { return TextEncoding.fallback }
    let sample = record.extracting(Self.sample(of: record))
    let guess = guesser.guess(sample)
    return allowed.isEmpty ? told(sample, guess) : chosen(sample, guess)
  }

  /// Whether more than half of what is not ASCII is whole sequences of UTF-8. No text in another
  /// encoding is like that, so what is not was damaged.
  static func isDamagedUTF8(_ record: Span<UInt8>) -> Bool {
    var whole = 0
    var other = 0
    var index = 0
    while true {
      index = Scan.firstNonASCII(in: record, from: index)
      guard index < record.count else { break }
      let length = UTF8Validation.sequenceLength(in: record, at: index)
      if length > 0 { whole += length } else { other += 1 }
      index += max(length, 1)
    }
    return whole > other
  }

  /// Whether `record` has at least 8 bytes that are not ASCII. Fewer tell nothing.
  private static func hasEvidence(_ record: Span<UInt8>) -> Bool {
    var count = 0
    var index = 0
    while count < 8 {
      index = Scan.firstNonASCII(in: record, from: index) + 1
      guard index <= record.count else { return false }
      count += 1
    }
    return true
  }

  /// The part of `record` that is looked at: it begins with the first character that is not ASCII,
  /// and ends between two characters.
  private static func sample(of record: Span<UInt8>) -> Range<Int> {
    let start = Scan.firstNonASCII(in: record, from: 0)
    guard record.count - start > sampleBytes else { return start..<record.count }
    // Below 0x30 no byte is the second one of a character.
    var end = start + sampleBytes
    while end > start + 1, record[end - 1] >= 0x30 { end -= 1 }
    return start..<(end > start + 1 ? end : start + sampleBytes)
  }

  // MARK: Without names

  private mutating func told(_ sample: Span<UInt8>, _ guess: String) -> String {
    if let member = EncodingFamily.members.first(where: { $0.guess == guess }),
      member.family.isTold
    {
      let isCentral = member.family == .central
      let name = isCentral ? central(sample, member.name) : member.name
      if isPlausible(sample, as: name, member.family),
        !member.family.isLatin || halvesAgree(sample, member.family)
      {
        return name
      }
    }
    for name in Self.tried {
      guard let family = EncodingFamily.family(of: name) else { continue }
      if isPlausible(sample, as: name, family) { return name }
    }
    return TextEncoding.fallback
  }

  /// Which of two encodings of Central Europe `sample` is in: libuchardet takes Polish in one for
  /// the other, which has signs in the places of letters.
  private mutating func central(_ sample: Span<UInt8>, _ guess: String) -> String {
    var best = guess
    var letters = -1
    for name in [guess, "windows-1250", "iso-8859-2"] where isDecodable(sample, as: name) {
      let evidence = ScriptEvidence(decoded, .central)
      guard !evidence.isDamaged, evidence.own > letters else { continue }
      (best, letters) = (name, evidence.own)
    }
    return best
  }

  /// Whether both halves of `sample` look like texts of `family`, too: the guesses for the Latin
  /// script are good only if they stay the same.
  private mutating func halvesAgree(_ sample: Span<UInt8>, _ family: EncodingFamily) -> Bool {
    let middle = sample.count / 2
    for half in [0..<middle, middle..<sample.count] {
      let guess = guesser.guess(sample.extracting(half))
      guard EncodingFamily.members.first(where: { $0.guess == guess })?.family == family else {
        return false
      }
    }
    return true
  }

  // MARK: Among those named

  private mutating func chosen(_ sample: Span<UInt8>, _ guess: String) -> String {
    guard let first = allowed.first else { return TextEncoding.fallback }
    let member = EncodingFamily.members.first { $0.guess == guess }
    if let member {
      let place = TextEncoding.place(of: member.name)
      let same = allowed.first { TextEncoding.place(of: $0) == place }
      let related = allowed.first { EncodingFamily.family(of: $0) == member.family }
      if let name = same ?? related, isDecodable(sample, as: name) { return name }
    }
    for name in allowed {
      guard let family = EncodingFamily.family(of: name), !family.isLatin else { continue }
      if isPlausible(sample, as: name, family) { return name }
    }
    for name in allowed where EncodingFamily.family(of: name)?.isLatin ?? true {
      if isDecodable(sample, as: name) { return name }
    }
    return first
  }

  private mutating func isPlausible(
    _ sample: Span<UInt8>, as name: String, _ family: EncodingFamily
  ) -> Bool {
    isDecodable(sample, as: name) && family.isPlausible(decoded)
  }

  /// Makes `decoded` what `sample` is in the encoding called `name`; false if it has bytes without
  /// meaning.
  private mutating func isDecodable(_ sample: Span<UInt8>, as name: String) -> Bool {
    if decoderName != name {
      decoder = TextDecoder(from: name)
      decoderName = name
    }
    decoded.removeAll(keepingCapacity: true)
    return decoder?.decode(sample, into: &decoded) == 0
  }
}
