/// The normal forms of Unicode Standard Annex #15, on rows of scalars.
enum Normalization {
  private static let canonical = ScalarMap(mappings: UnicodeTables.canonical)
  private static let compatible = ScalarMap(mappings: UnicodeTables.compatible)

  /// Composites by the pair that they compose from: first scalar in the high half, second in the
  /// low.
  private static let composed: [UInt64: UInt32] = {
    var pairs: [UInt64: UInt32] = [:]
    for (composite, parts) in ScalarMap(mappings: UnicodeTables.composed).entries {
      guard let first = parts.first, let second = parts.last else { continue }
      pairs[pair(first, second)] = composite
    }
    return pairs
  }()

  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// Whether `text` is in `form` for certain (the quick check of UAX #15, section 9).
  static func isNormalized(_ text: Span<UInt8>, _ form: UnicodeText.NormalForm) -> Bool {
    var last: UInt8 = 0
    return text.allScalars { scalar in
      let properties = ScalarClass(scalar)
      let combining = properties.combining
      guard properties.isStable(in: form), combining == 0 || combining >= last else { return false }
      last = combining
      return true
    }
  }

  /// The decomposition of `text` in canonical order.
  static func decomposed(_ text: Span<UInt8>, compatibly: Bool) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.count)
    let form: UnicodeText.NormalForm = compatibly ? .nfkd : .nfd
    _ = text.allScalars { scalar in
      if ScalarClass(scalar).isStable(in: form) {
        scalars.append(scalar)
      } else if let syllable = Hangul.decomposed(scalar) {
        scalars.append(contentsOf: syllable)
      } else if compatibly, let sequence = compatible[scalar] {
        scalars.append(contentsOf: sequence)
      } else if let sequence = canonical[scalar] {
        scalars.append(contentsOf: sequence)
      } else {
        scalars.append(scalar)
      }
      return true
    }
    order(&scalars)
    return scalars
  }

  /// Sorts each run of non-starters by combining class, keeping the order of equals.
  private static func order(_ scalars: inout [UInt32]) {
    // An insertion sort: runs are short, and nearly always in order.
    for index in scalars.indices.dropFirst() {
      let scalar = scalars[index]
      let combining = ScalarClass(scalar).combining
      guard combining != 0 else { continue }
      var slot = index
      while slot > 0, ScalarClass(scalars[slot - 1]).combining > combining {
        scalars[slot] = scalars[slot - 1]
        slot -= 1
      }
      scalars[slot] = scalar
    }
  }

  /// The canonical composition of a decomposed row in canonical order.
  static func composed(_ scalars: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    var starter: Int?
    var last: UInt8 = 0
    for scalar in scalars {
      let combining = ScalarClass(scalar).combining
      if let starter {
        // Nothing of the same or a higher class, and no other starter, may be between.
        let isAdjacent = starter == result.count - 1
        if isAdjacent || (last != 0 && last < combining),
          let composite = composite(of: result[starter], scalar)
        {
          result[starter] = composite
          continue
        }
      }
      if combining == 0 { starter = result.count }
      last = combining
      result.append(scalar)
    }
    return result
  }

  private static func composite(of first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.composed(first, second) ?? composed[pair(first, second)]
  }
}

/// Hangul syllables, which compose by arithmetic (The Unicode Standard, section 3.12).
private enum Hangul {
  static let syllables: UInt32 = 0xAC00
  static let leads: UInt32 = 0x1100
  static let vowels: UInt32 = 0x1161
  static let trails: UInt32 = 0x11A7
  static let leadCount: UInt32 = 19
  static let vowelCount: UInt32 = 21
  /// One more than there are trailing consonants: 0 stands for none.
  static let trailCount: UInt32 = 28

  static func decomposed(_ scalar: UInt32) -> [UInt32]? {
    guard scalar >= syllables, scalar < syllables + leadCount * vowelCount * trailCount else {
      return nil
    }
    let index = scalar - syllables
    let open = [
      leads + index / (vowelCount * trailCount),
      vowels + index / trailCount % vowelCount,
    ]
    let trail = index % trailCount
    return trail == 0 ? open : open + [trails + trail]
  }

  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= leads, first < leads + leadCount, second >= vowels, second < vowels + vowelCount {
      return syllables + ((first - leads) * vowelCount + second - vowels) * trailCount
    }
    if first >= syllables, first < syllables + leadCount * vowelCount * trailCount,
      (first - syllables) % trailCount == 0, second > trails, second < trails + trailCount
    {
      return first + second - trails
    }
    return nil
  }
}
