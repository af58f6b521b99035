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
      let bytes = text.unicodeScalars.map { UInt8($0.value) }
      digest.update("\(guesser.guess(bytes.span))\n")
    }
    return "libuchardet (system), probe \(digest.finalizeHex().prefix(12))"
  }()

  /// Texts in WINDOWS-1251, KOI8-R, ISO-8859-2, WINDOWS-1253, GB2312 and EUC-JP, a scalar for each
  /// byte: nothing has to be encoded at the start of every run.
  private static let probes = [
    "Â÷åðà âå÷åðîì íà ïëîùàäè îòêðûëàñü ÿðìàðêà", "÷ÞÅÒÁ ×ÅÞÅÒÏÍ ÎÁ ÐÌÏÝÁÄÉ ÏÔËÒÙÌÁÓØ ÑÒÍÁÒËÁ",
    "Vèera veèer se na námìstí otevøel velký trh, pøi¹lo mnoho lidí",
    "×èåò ôï âñÜäõ Üíïéîå óôçí ðëáôåßá ìéá Ýêèåóç", "×òÌìÍíÉÏ£¬³ÇÊÐ¹ã³¡ÉÏ¾Ù°ìÁËÒ»¸öÊÐ³¡",
    "ºòÆü¤ÎÍ¼Êý¡¢»Ô¤¬³«¤«¤ì¤Þ¤·¤¿",
  ]
}

// The handle is owned by this value alone, and libuchardet keeps no state outside it.
extension EncodingGuesser: @unchecked Sendable {}
