import Bytes

/// Turns UTF-16 and UTF-32 into UTF-8 as they arrive (RFC 2781, RFC 3629). Lone surrogates, what is
/// no character, and a part of a code unit at the end become U+FFFD.
struct WideTranscoder {
  let encoding: WideEncoding
  /// The bytes of a code unit that is not whole yet, and how many there are.
  private var unit: UInt32 = 0
  private var unitBytes = 0
  /// A high surrogate whose low one has not come.
  private var high: UInt32?
  /// How many sequences became U+FFFD.
  private(set) var replacements = 0

  /// A transcoder of text behind its byte-order mark.
  init(_ encoding: WideEncoding) { self.encoding = encoding }

  /// Appends to `output` what `input` completes.
  mutating func transcode(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) {
    for byte in input {
      if encoding.isBigEndian {
        unit = unit << 8 | UInt32(byte)
      } else {
        unit |= UInt32(byte) << UInt32(8 * unitBytes)
      }
      unitBytes += 1
      guard unitBytes == encoding.width else { continue }
      take(unit, &output)
      unit = 0
      unitBytes = 0
    }
  }

  /// Appends to `output` what the end of the text leaves incomplete.
  mutating func finish(into output: inout [UInt8]) {
    if high != nil || unitBytes > 0 { replace(&output) }
    high = nil
    unit = 0
    unitBytes = 0
  }

  private mutating func take(_ unit: UInt32, _ output: inout [UInt8]) {
    if let lead = high {
      high = nil
      if 0xDC00...0xDFFF ~= unit {
        output.append(scalar: 0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00))
        return
      }
      replace(&output)
    }
    switch unit {
    case 0xD800...0xDBFF where encoding.width == 2: high = unit
    case 0xD800...0xDFFF, 0x110000...: replace(&output)
    default: output.append(scalar: unit)
    }
  }

  private mutating func replace(_ output: inout [UInt8]) {
    replacements += 1
    output.append(scalar: 0xFFFD)
  }
}
