import Glibc

/// Turns text of one encoding into UTF-8 by the C library's iconv(3).
@safe
public struct TextDecoder: ~Copyable {
  private let descriptor: iconv_t

  /// A decoder of `encoding`, by any of its usual names (`windows-1251`, `ISO-8859-15`, `koi8-r`);
  /// nil if the C library does not know it.
  public init?(from encoding: String) {
    // A slash would be an option of iconv (`//TRANSLIT`) and not part of a name; no name is empty.
    guard !encoding.isEmpty, encoding.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F })
    else { return nil }
    // iconv_open answers (iconv_t) -1 when it fails.
    guard let opened = unsafe iconv_open("UTF-8", encoding), Int(bitPattern: opened) != -1
    else { return nil }
    unsafe descriptor = opened
  }

  deinit { unsafe iconv_close(descriptor) }

  /// Appends `source`, decoded, to `target`; each undecodable byte becomes U+FFFD.
  /// Returns how many did.
  public mutating func decode(_ source: Span<UInt8>, into target: inout [UInt8]) -> Int {
    var replaced = 0
    let start = target.count
    // Back to the initial shift state: what came before is another text.
    unsafe iconv(descriptor, nil, nil, nil, nil)
    let block = Buffer<UInt8>(repeating: 0, count: 16 * 1024)
    unsafe source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      // iconv does not write through its input; the C signature only lacks the const.
      var input: UnsafeMutablePointer<CChar>? =
        unsafe UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: CChar.self))
      var left = bytes.count
      var isOpen = true
      while isOpen {
        var output: UnsafeMutablePointer<CChar>? =
          unsafe UnsafeMutableRawPointer(block.base).assumingMemoryBound(to: CChar.self)
        var room = block.count
        // The last call, without input, hands out a character that was waiting for a combining one.
        let isLast = left == 0
        let status =
          unsafe isLast
          ? iconv(descriptor, nil, nil, &output, &room)
          : iconv(descriptor, &input, &left, &output, &room)
        let reason = errno
        target.append(copying: block.span.extracting(first: block.count - room))
        isOpen = !isLast
        if status == -1 && reason != E2BIG && !isLast {
          target.append(contentsOf: [0xEF, 0xBF, 0xBD])
          replaced += 1
          unsafe input = input.map { unsafe $0 + 1 }
          left -= 1
        }
      }
    }
    return replaced + TextDecoder.replaceInvalid(in: &target, from: start)
  }

  /// Replaces each byte from `start` on that is part of no valid UTF-8; returns how many were.
  ///
  /// The C library takes numbers beyond U+10FFFF, which are no characters, for characters.
  private static func replaceInvalid(in target: inout [UInt8], from start: Int) -> Int {
    var valid = UTF8Validation.firstInvalid(in: target.span.extracting(start...))
    guard start + valid < target.count else { return 0 }
    var replaced = 0
    let decoded = target[start...]
    target.removeSubrange(start...)
    var rest = decoded[...]
    while true {
      target.append(contentsOf: rest.prefix(valid))
      rest = rest.dropFirst(valid)
      guard !rest.isEmpty else { return replaced }
      target.append(contentsOf: [0xEF, 0xBF, 0xBD])
      replaced += 1
      rest = rest.dropFirst()
      valid = UTF8Validation.firstInvalid(in: rest.span)
    }
  }
}

// The descriptor belongs to one value, which cannot be copied; iconv lets a descriptor wander
// between threads as long as one at a time uses it, which `mutating` guarantees.
extension TextDecoder: @unchecked Sendable {}
