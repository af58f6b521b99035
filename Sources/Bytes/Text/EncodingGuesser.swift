import CUchardet

/// Guesses the encoding of a text by libuchardet, from the frequencies of its bytes.
///
/// A guess is no more than that: of a few words it is often wrong, and texts of the Western
/// European encodings are taken for those of Central Europe and the Baltic. Check it.
@safe public struct EncodingGuesser: ~Copyable {
  private let handle: OpaquePointer

  /// A guesser without a text.
  public init() {
    guard let made = unsafe uchardet_new() else { preconditionFailure("out of memory") }
    unsafe handle = made
  }

  deinit { unsafe uchardet_delete(handle) }

  /// The name of the encoding that `text` seems to have, in upper case, such as `WINDOWS-1251`;
  /// empty if none does. Costs some 20 ns a byte.
  public mutating func guess(_ text: Span<UInt8>) -> String {
    unsafe uchardet_reset(handle)
    let status = unsafe text.withUnsafeBytes { bytes in
      unsafe uchardet_handle_data(
        handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard status == 0 else { return "" }
    unsafe uchardet_data_end(handle)
    guard let name = unsafe uchardet_get_charset(handle) else { return "" }
    return unsafe String(cString: name).uppercased()
  }

  /// Which libuchardet this is, for the provenance of results.
  ///
  /// The library does not give its version. So it is known by what it does: this is a digest of
  /// its guesses for fixed texts.
  public static let provenance: String = {
    var digest = Digest()
    var guesser = EncodingGuesser()
    for text in probes {
      for name in ["WINDOWS-1251", "KOI8-R", "WINDOWS-1250", "WINDOWS-1253", "GB18030", "EUC-JP"] {
        guard let encoded = encode(text, as: name) else { continue }
        digest.update("\(guesser.guess(encoded.span))\n")
      }
    }
    return "libuchardet (system), probe \(digest.finalizeHex().prefix(12))"
  }()

  private static let probes = [
    "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv.",
    "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια.",
    "人人生而自由，在尊严和权利上一律平等。", "すべての人間は、生まれながらにして自由である。",
    "Tous les êtres humains naissent libres et égaux en dignité et en droits.",
  ]

  private static func encode(_ text: String, as name: String) -> [UInt8]? {
    var encoder = TextDecoder(from: "UTF-8", to: name)
    var encoded: [UInt8] = []
    let bytes = Array(text.utf8)
    guard encoder?.decode(bytes.span, into: &encoded) == 0 else { return nil }
    return encoded
  }
}

// The handle is owned by this value alone, and libuchardet keeps no state outside it.
extension EncodingGuesser: @unchecked Sendable {}
