/// Turns UTF-16 into UTF-8 as it arrives (RFC 2781, RFC 3629). Lone surrogates, and half a code
/// unit at the end, become U+FFFD.
struct UTF16Transcoder {
  private let isBigEndian: Bool
  /// The first byte of a code unit whose second has not come.
  private var halfUnit: UInt8?
  /// A high surrogate whose low one has not come.
  private var high: UInt32?
  /// How many sequences became U+FFFD.
  private(set) var replacements = 0

  /// A transcoder for text that begins with the byte-order mark at the beginning of `head`; nil if
  /// there is none of UTF-16.
  init?(mark head: [UInt8]) {
    if head.starts(with: [0xFF, 0xFE]) {
      isBigEndian = false
    } else if head.starts(with: [0xFE, 0xFF]) {
      isBigEndian = true
    } else {
      return nil
    }
  }

  /// Appends to `output` what `input` completes.
  mutating func transcode(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) {
    for byte in input {
      guard let first = halfUnit else {
        halfUnit = byte
        continue
      }
      halfUnit = nil
      let (upper, lower) = isBigEndian ? (first, byte) : (byte, first)
      take(UInt32(upper) << 8 | UInt32(lower), &output)
    }
  }

  /// Appends to `output` what the end of the text leaves incomplete.
  mutating func finish(into output: inout [UInt8]) {
    if high != nil || halfUnit != nil { replace(&output) }
    high = nil
    halfUnit = nil
  }

  private mutating func take(_ unit: UInt32, _ output: inout [UInt8]) {
    if let lead = high {
      high = nil
      if 0xDC00...0xDFFF ~= unit {
        append(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00), &output)
        return
      }
      replace(&output)
    }
    switch unit {
    case 0xD800...0xDBFF: high = unit
    case 0xDC00...0xDFFF: replace(&output)
    default: append(unit, &output)
    }
  }

  private mutating func replace(_ output: inout [UInt8]) {
    replacements += 1
    append(0xFFFD, &output)
  }

  private func append(_ scalar: UInt32, _ output: inout [UInt8]) {
    func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80:
      output.append(UInt8(scalar))
    case ..<0x800:
      output.append(UInt8(0xC0 | scalar >> 6))
      output.append(continuation(0))
    case ..<0x10000:
      output.append(UInt8(0xE0 | scalar >> 12))
      output.append(continuation(6))
      output.append(continuation(0))
    default:
      output.append(UInt8(0xF0 | scalar >> 18))
      output.append(continuation(12))
      output.append(continuation(6))
      output.append(continuation(0))
    }
  }
}
