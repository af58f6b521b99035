/// The values nearest to each of a few wanted ones, sought in one pass over any number of values.
///
///     var nearest = NearestValues(to: ["Rhc"])
///     for value in values { nearest.look(at: value.utf8Span.span) }
///     nearest.found[0]  // ["RHC"]
///
/// Values are compared without case, as names are by `nearestName`; near is a distance of a third
/// of the wanted value's length, of one at least and three at most. Of the values seen the nearest
/// are kept, a few at most, those of one distance in byte order: they do not depend on the order in
/// which values come. Holds no more than the wanted values and what is found; most values cost some
/// nanoseconds for each wanted one.
public struct NearestValues: Sendable {
  /// The most values found for a wanted one.
  public static let most = 3

  fileprivate struct Wanted: Sendable {
    var scalars: [Unicode.Scalar]
    var bytes: Int
    var letters: UInt64?
    var limit: Int
    var found: [(distance: Int, value: String)] = []
  }

  private var wanted: [Wanted]

  /// A search for what is near each of `values`, at a distance of `farthest` at most.
  public init(to values: [String], farthest: Int = 3) {
    wanted = values.map { value in
      let scalars = Array(value.lowercased().unicodeScalars)
      let third = min(max(1, scalars.count / 3), farthest)
      return Wanted(
        scalars: scalars, bytes: value.utf8.count,
        letters: NearestValues.letters(of: value.utf8Span.span),
        limit: scalars.count < 2 ? 0 : third)
    }
  }

  /// What is nearest to each wanted value: nothing, one value or several at one distance.
  public var found: [[String]] { wanted.map { $0.found.map(\.value) } }

  /// Takes in one value, which is UTF-8. Returns whether it is near any wanted one.
  @discardableResult
  public mutating func look(at value: Span<UInt8>) -> Bool {
    let letters = NearestValues.letters(of: value)
    var scalars: [Unicode.Scalar]?
    var text = ""
    var isNear = false
    for place in wanted.indices where mayBeNear(wanted[place], value.count, letters) {
      if scalars == nil {
        text = String(decoding: value.indices.map { value[$0] }, as: UTF8.self)
        scalars = Array(text.lowercased().unicodeScalars)
      }
      let distance = alignmentDistance(wanted[place].scalars, scalars ?? [])
      guard distance <= wanted[place].limit else { continue }
      isNear = true
      wanted[place].take(text, at: distance)
    }
    return isNear
  }

  /// Whether a value of so many bytes and these letters may be within the limit.
  private func mayBeNear(_ wanted: Wanted, _ bytes: Int, _ letters: UInt64?) -> Bool {
    // One change may make or take a scalar of four bytes.
    guard abs(bytes - wanted.bytes) <= 4 * max(1, wanted.limit) else { return false }
    guard let one = wanted.letters, let other = letters else { return true }
    return (one ^ other).nonzeroBitCount <= 2 * wanted.limit
  }

  /// The characters that a value has, a bit for each kind, case aside; nil if it is not ASCII
  /// alone.
  private static func letters(of value: Span<UInt8>) -> UInt64? {
    var letters: UInt64 = 0
    for index in value.indices {
      let byte = value[index]
      guard byte < 0x80 else { return nil }
      letters |= 1 << UInt64(byte &- 0x41 < 26 ? (byte | 0x20) & 63 : byte & 63)
    }
    return letters
  }
}

extension NearestValues.Wanted {
  fileprivate mutating func take(_ value: String, at distance: Int) {
    if let best = found.first {
      if distance > best.distance
        || found.contains(where: { $0.value.utf8.elementsEqual(value.utf8) })
      {
        return
      }
      if distance < best.distance { found = [] }
    }
    let place = found.firstIndex { value.utf8.lexicographicallyPrecedes($0.value.utf8) }
    found.insert((distance, value), at: place ?? found.endIndex)
    if found.count > NearestValues.most { found.removeLast() }
  }
}
