import ArgumentParser

/// A number of bytes as people write it: `64MB`, `1.5GiB`, `4096`.
struct ByteSize: ExpressibleByArgument {
  var bytes: Int

  private static let units: [(suffix: String, factor: Double)] = [
    ("KiB", 0x1p10), ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40),
    ("KB", 1e3), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1), ("", 1),
  ]

  init?(argument: String) {
    guard let unit = Self.units.first(where: { argument.hasSuffix($0.suffix) }),
      let number = Double(argument.dropLast(unit.suffix.count)),
      number > 0, number * unit.factor < 0x1p62
    else { return nil }
    bytes = Int(number * unit.factor)
  }

  init(bytes: Int) { self.bytes = bytes }

  var defaultValueDescription: String { "\(bytes / 1_000_000)MB" }
}
