import Diagnostics

/// A number of bytes in a human-readable form: `1GiB`, `512 MB`, `65536`.
public struct ByteSize: Sendable, Hashable, CustomStringConvertible {
  /// The number of bytes.
  public var bytes: Int

  /// A size of that many bytes.
  public init(bytes: Int) { self.bytes = bytes }

  /// Reads a number and a unit; nil for any other text, and for sizes that `Int` cannot hold.
  ///
  /// The number may be decimal. The unit is none or `B`; `kB`, `MB`, `GB`, `TB` (powers of 1000);
  /// `KiB`, `MiB`, `GiB`, `TiB` or `K`, `M`, `G`, `T` (powers of 1024). Case and a space before the
  /// unit do not matter.
  public init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard digits.first?.isNumber ?? false, String(digits).isPlainNumber,
      let number = Double(digits),
      let factor = ByteSize.factors[unit],
      let bytes = Int(exactly: (number * factor).rounded())
    else { return nil }
    self.bytes = bytes
  }

  /// The size in the largest unit that divides it, powers of 1024 first: `1GiB`, `500MB`.
  public var description: String {
    for (unit, factor) in [
      ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
      ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000),
    ] where bytes >= factor && bytes.isMultiple(of: factor) {
      return "\(bytes / factor)\(unit)"
    }
    return "\(bytes)"
  }

  /// The size for people, rounded to one decimal: `12.3 MB`.
  public var rounded: String {
    for (unit, factor) in [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
    where Double(bytes) >= factor {
      return "\((Double(bytes) / factor * 10).rounded() / 10) \(unit)"
    }
    return "\(bytes) B"
  }

  private static let factors: [String: Double] = [
    "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12,
    "k": 0x1p10, "kib": 0x1p10, "m": 0x1p20, "mib": 0x1p20, "g": 0x1p30, "gib": 0x1p30,
    "t": 0x1p40, "tib": 0x1p40,
  ]
}

extension Shape<Int> {
  /// A number of bytes, at least 1.
  public static let size = Shape(
    words: "a size such as 16MiB",
    schema: [
      "type": ["integer", "string"], "minimum": 1,
      "pattern": #"^[0-9]+(\.[0-9]+)? ?([kKmMgGtT]([iI]?[bB])?|[bB])?$"#,
    ]
  ) { node, reader in
    guard let text = node.text, let size = ByteSize(text) else {
      reader.expected(
        "a size such as 16MiB", butFound: node,
        advice: "The units are B, kB, MB, GB, TB (of 1000) and KiB, MiB, GiB, TiB (of 1024).")
      return nil
    }
    guard size.bytes > 0 else {
      reader.report("out-of-range", "expected a size of at least 1 byte, found \(text)")
      return nil
    }
    return size.bytes
  } show: {
    .string("\(ByteSize(bytes: $0))")
  }
}
