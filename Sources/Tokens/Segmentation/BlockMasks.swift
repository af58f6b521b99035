import Bytes

/// What stands where in a block of 64 bytes that starts at a word boundary; one bit a byte.
///
/// The rules of Unicode Standard Annex #29 shrink to a few lines here, because only letters with
/// case, ASCII digits and signs without influence take part:
///
///     text   Mr. Li's e-mail: 3.5 km, no?
///     runs   11..1111.111111..111.11..11.    ' - . stand between letters or between digits
///     stops  ..1........................1    a sentence may end
///
/// Everything else is `foreign` and left to the rules themselves. The last bytes of a block lack
/// what follows them: only runs that end, and events that stand, before `view` count.
struct BlockMasks {
  /// The first byte, and the one after the last, of each run of bytes that is a token and has not
  /// been taken yet.
  private(set) var starts: UInt64
  private(set) var ends: UInt64
  /// Stops that were found to end a sentence.
  var sentenceEnds: UInt64 = 0
  /// Terminators that may end a sentence or belong to an abbreviation.
  private(set) var stops: UInt64 = 0
  /// Newlines that may end a paragraph.
  let newlines: UInt64
  /// Bytes that a run may not touch, and the first byte of what may be an address.
  private(set) var foreign: UInt64

  /// The number of bytes of a block of which enough is known of what follows them.
  static var view: Int { ByteBlock.width - 4 }

  /// What of a segmentation matters to blocks.
  struct Rules: Sendable {
    var joinsHyphens: Bool
    var joinsApostrophes: Bool
    var findsAddresses: Bool
    var stopsAtNewlines: Bool
    /// Full stops after words matter for abbreviations, every terminator for sentences.
    var stopsAtAbbreviations: Bool
    var stopsAtTerminators: Bool
  }

  @inline(__always)
  init(_ block: ByteBlock, _ rules: Rules) {
    let digits = block.positions(in: UInt8(ascii: "0")...UInt8(ascii: "9"))
    let dots = block.positions(of: UInt8(ascii: "."))
    let commas = block.positions(of: UInt8(ascii: ","))
    let high = block.positions(in: 0x80...0xFF)
    let quotes = rules.joinsApostrophes ? block.positions(of: UInt8(ascii: "'")) : 0
    let hyphens = rules.joinsHyphens ? block.positions(of: UInt8(ascii: "-")) : 0
    let wide = high == 0 ? Wide() : Wide(block, high)
    let letters = block.letters | wide.letters
    let words = letters | digits
    let inLetters = letters << 1 & letters >> 1
    let inDigits = digits << 1 & digits >> 1
    let inWords = words << 1 & words >> 1

    // WB6, WB7, WB11, WB12 and the hyphens.
    var middles = quotes | dots | commas | hyphens
    var joined = (quotes | dots) & inLetters | (quotes | dots | commas) & inDigits
    joined |= hyphens & inWords
    foreign = wide.foreign

    let rare = block.positions(
      of: UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: ":"),
      UInt8(ascii: ";"))
    if rare != 0 {
      let colons = block.positions(of: UInt8(ascii: ":"))
      let semicolons = block.positions(of: UInt8(ascii: ";"))
      middles |= colons | semicolons
      joined |= colons & inLetters | semicolons & inDigits
      foreign |= block.positions(of: UInt8(ascii: "_"))
      if rules.findsAddresses {
        let slashes = block.positions(of: UInt8(ascii: "/"))
        foreign |= block.positions(of: UInt8(ascii: "@"), UInt8(ascii: "#"))
        foreign |= colons & slashes >> 1 & slashes >> 2
      }
    }
    if wide.apostrophes != 0 && rules.joinsApostrophes {
      let firsts = wide.apostrophes
      let inside = firsts & (letters << 1 & letters >> 3 | digits << 1 & digits >> 3)
      joined |= inside | inside << 1 | inside << 2
      foreign |= firsts & words << 1 & foreign >> 3
    }
    // Whether a middle joins to something foreign, the rules decide.
    foreign |= middles & words << 1 & wide.foreign >> 1

    let runs = words | joined
    starts = runs & ~(runs << 1)
    ends = ~runs & runs << 1

    if rules.findsAddresses && dots & words << 1 & words >> 1 != 0 {
      let w = block.positions(of: UInt8(ascii: "w"), UInt8(ascii: "W"))
      foreign |= starts & w & w >> 1 & w >> 2 & dots >> 3
    }
    if rules.stopsAtTerminators {
      stops = (dots | block.positions(of: UInt8(ascii: "!"), UInt8(ascii: "?"))) & ~joined
    } else if rules.stopsAtAbbreviations {
      stops = dots & words << 1 & ~joined
    }
    stops &= ~foreign

    let breaks = block.positions(of: UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    // No blank line opens right before a letter or digit.
    newlines = rules.stopsAtNewlines ? breaks : breaks & ~(words >> 1)
  }

  /// Everything at which more is to be done than to append runs.
  var events: UInt64 { stops | newlines | foreign }

  /// Where the run starts that ends right before `bit`, or nil if none does.
  @inline(__always)
  func run(endingAt bit: UInt64) -> Int? {
    guard ends & bit != 0 else { return nil }
    return 63 &- (starts & (bit &- 1)).leadingZeroBitCount
  }

  /// Makes the byte at `bit` part of the run that ends right before it.
  @inline(__always)
  mutating func extendRun(over bit: UInt64) {
    ends = ends & ~bit | bit << 1
  }

  /// Removes the runs that end within `view`, a number of first bytes, and returns them.
  @inline(__always)
  mutating func takeRuns(endingIn view: UInt64) -> (starts: UInt64, ends: UInt64) {
    let taken = ends & view
    // Runs do not overlap: those that start before the last end in view are those that end there.
    let before: UInt64 = taken == 0 ? 0 : (~0 >> 1) >> UInt64(taken.leadingZeroBitCount)
    defer {
      starts &= ~before
      ends &= ~view
    }
    return (starts & before, taken)
  }
}

/// The bytes of a block beyond ASCII.
private struct Wide {
  /// Both bytes of two-byte letters with case: U+00C0–017F but × and ÷, U+0400–047F.
  var letters: UInt64 = 0
  /// The first byte of ‘ and ’, which may stand inside a word.
  var apostrophes: UInt64 = 0
  /// The bytes of all others but signs of no influence on words: ¡ « » ¿ – — “ ” … and no-break
  /// spaces.
  var foreign: UInt64 = 0

  init() {}

  @inline(__always)
  init(_ block: ByteBlock, _ high: UInt64) {
    var pairs = block.positions(of: 0xC3) & ~(block.positions(of: 0x97, 0xB7) >> 1)
    pairs |= block.positions(in: 0xC4...0xC5) | block.positions(in: 0xD0...0xD1)
    letters = pairs | pairs << 1
    foreign = high & ~letters
    guard foreign != 0 else { return }

    let latin = block.positions(of: 0xC2) & block.positions(of: 0xA0, 0xA1, 0xAB, 0xBB, 0xBF) >> 1
    let general = block.positions(of: 0xE2) & block.positions(of: 0x80) >> 1
    apostrophes = general & block.positions(of: 0x98, 0x99) >> 2
    let signs = general & block.positions(of: 0x93, 0x94, 0x9C, 0x9D, 0xA6) >> 2 | apostrophes
    foreign &= ~(latin | latin << 1 | signs | signs << 1 | signs << 2)
  }
}
