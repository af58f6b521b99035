/// Gives every distinct byte string a number: 0 for the first one met, then 1, 2, …
///
/// An open-addressing table with linear probing. Strings of up to 16 bytes, which nearly all tokens
/// are, lie in the table itself as two words, so that a look-up touches one cache line and compares
/// exactly; longer ones are found by a 64-bit hash and then compared byte by byte. The bytes of all
/// strings lie one after the other in an arena.
@frozen
public struct Interner: ~Copyable, Sendable {
  @frozen @usableFromInline
  struct Slot: BitwiseCopyable, Sendable {
    /// The first eight bytes, or the hash of a long string.
    @usableFromInline var low: UInt64
    /// The next eight bytes, or zero.
    @usableFromInline var high: UInt64
    /// Length and tag: equal strings with different tags are different.
    @usableFromInline var shape: UInt32
    /// The number plus one; zero marks an empty slot.
    @usableFromInline var number: UInt32

    @inlinable init(low: UInt64, high: UInt64, shape: UInt32, number: UInt32) {
      self.low = low
      self.high = high
      self.shape = shape
      self.number = number
    }
  }

  @usableFromInline var slots: Buffer<Slot>
  @usableFromInline var mask: Int
  /// Where string i starts in `arena`; one more than there are strings.
  @usableFromInline var edges: Buffer<UInt32>
  @usableFromInline var arena: Buffer<UInt8>

  /// The longest string that can be interned, in bytes.
  public static var longest: Int { 1 << 29 }

  /// An empty interner with room for about `capacity` strings before it grows.
  public init(capacity: Int = 1024) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Buffer(repeating: Slot(low: 0, high: 0, shape: 0, number: 0), count: size)
    mask = size - 1
    edges = Buffer(capacity: capacity + 1)
    edges.append(0)
    arena = Buffer(capacity: capacity * 8)
  }

  /// The number of distinct strings.
  @inlinable public var count: Int { edges.count &- 1 }

  /// The memory held, in bytes.
  @inlinable public var byteCount: Int { slots.byteCount &+ edges.byteCount &+ arena.byteCount }

  /// The bytes of string `number`.
  @inlinable
  public subscript(number: Int) -> Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let start = Int(edges[number])
      let end = Int(edges[number &+ 1])
      let span = arena.span.extracting(start..<end)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The number of `text[start..<end]`, interning it if it is new.
  ///
  /// `tag` (0 to 3) parts equal strings of different nature. Amortised constant time, linear in the
  /// string's length.
  @inlinable @inline(__always)
  public mutating func intern(_ text: Span<UInt8>, _ start: Int, _ end: Int, tag: UInt32 = 0)
    -> Int
  {
    find(look(text, start, end, tag: tag), text: text, start: start, end: end)
  }

  /// What a look-up of a string needs to know of it.
  @frozen
  public struct Key: BitwiseCopyable {
    @usableFromInline var low: UInt64
    @usableFromInline var high: UInt64
    @usableFromInline var shape: UInt32
    /// Where the look-up starts; its complement for a string that is not in the table as it is.
    @usableFromInline var hash: Int

    @inlinable
    init(low: UInt64, high: UInt64, shape: UInt32, hash: Int) {
      self.low = low
      self.high = high
      self.shape = shape
      self.hash = hash
    }

    /// A key of nothing.
    @inlinable
    public init() { self.init(low: 0, high: 0, shape: 0, hash: -1) }
  }

  /// Prepares the look-up of `text[start..<end]` and fetches the memory that it will touch: with
  /// some look-ups prepared ahead, none waits for memory. Finish it with `find`.
  @inlinable @inline(__always)
  public func look(_ text: Span<UInt8>, _ start: Int, _ end: Int, tag: UInt32 = 0) -> Key {
    let length = end &- start
    let shape = UInt32(truncatingIfNeeded: length) | tag &<< 30
    guard length <= 16, length > 0 else { return lookLong(text, start, end, shape) }
    var low: UInt64
    var high: UInt64 = 0
    if start &+ 16 <= text.count {
      low = text.load64(at: start)
      if length <= 8 {
        low &= ~0 &>> UInt64(64 &- 8 &* length)
      } else {
        high = text.load64(at: start &+ 8) & (~0 &>> UInt64(128 &- 8 &* length))
      }
    } else {
      (low, high) = Interner.words(text, start, end)
    }
    let hash = Int(truncatingIfNeeded: Interner.mix(low, high, shape) &>> 1)
    slots.prefetch(hash & mask)
    return Key(low: low, high: high, shape: shape, hash: hash)
  }

  /// The key of a string that is empty or longer than 16 bytes.
  @usableFromInline @inline(never)
  func lookLong(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ shape: UInt32) -> Key {
    let low = Interner.longHash(text, start, end)
    let hash = Int(truncatingIfNeeded: Interner.mix(low, 0, shape) &>> 1)
    slots.prefetch(hash & mask)
    return Key(low: low, high: 0, shape: shape, hash: ~hash)
  }

  /// The number of `text[start..<end]`, for which `look` made `key`.
  @inlinable @inline(__always)
  public mutating func find(_ key: Key, text: Span<UInt8>, start: Int, end: Int) -> Int {
    guard key.hash >= 0 else { return findLong(key, text.extracting(start..<end)) }
    var place = key.hash & mask
    while true {
      let slot = slots[place]
      if slot.low == key.low, slot.high == key.high, slot.shape == key.shape, slot.number != 0 {
        return Int(slot.number) &- 1
      }
      if slot.number == 0 { break }
      place = (place &+ 1) & mask
    }
    return insert(
      Slot(low: key.low, high: key.high, shape: key.shape, number: 0), at: place,
      bytes: text.extracting(start..<end))
  }

  /// The number of the whole of `text`.
  @inlinable
  public mutating func intern(_ text: Span<UInt8>, tag: UInt32 = 0) -> Int {
    intern(text, 0, text.count, tag: tag)
  }

  /// The number of the whole of `text`, an array that the caller holds.
  public mutating func intern(_ text: [UInt8]) -> Int { intern(text.span) }

  @inlinable @inline(__always)
  static func mix(_ low: UInt64, _ high: UInt64, _ shape: UInt32) -> UInt64 {
    let a = low ^ 0x9E37_79B9_7F4A_7C15
    let b = (high &+ UInt64(shape) &* 0xA24B_AED4_963E_E407) ^ 0xC2B2_AE3D_27D4_EB4F
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The words of a string of 1 to 16 bytes that lies near the end of its text: loads that overlap
  /// within the string, so that none reaches beyond it.
  @inlinable
  static func words(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> (UInt64, UInt64) {
    let length = end &- start
    if length >= 8 {
      let low = text.load64(at: start)
      // The last eight bytes, less those that the first word has.
      let high = length == 8 ? 0 : text.load64(at: end &- 8) &>> UInt64(8 &* (16 &- length))
      return (low, high)
    }
    if length >= 4 {
      let first = UInt64(text.load32(at: start))
      let last = UInt64(text.load32(at: end &- 4))
      return (first | last &<< UInt64(8 &* (length &- 4)), 0)
    }
    var low = UInt64(text[start])
    if length > 1 { low |= UInt64(text[start &+ 1]) &<< 8 }
    if length > 2 { low |= UInt64(text[start &+ 2]) &<< 16 }
    return (low, 0)
  }

  /// Strings that are empty or longer than 16 bytes.
  @usableFromInline @inline(never)
  mutating func findLong(_ key: Key, _ text: Span<UInt8>) -> Int {
    precondition(text.count <= Interner.longest, "string too long to intern")
    var place = ~key.hash & mask
    while true {
      let slot = slots[place]
      if slot.number == 0 { break }
      if slot.low == key.low, slot.shape == key.shape,
        equalBytes(self[Int(slot.number) - 1], text)
      {
        return Int(slot.number) - 1
      }
      place = (place &+ 1) & mask
    }
    return insert(
      Slot(low: key.low, high: 0, shape: key.shape, number: 0), at: place, bytes: text)
  }

  static func longHash(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0x2545_F491_4F6C_DD1D
    var place = start
    while place + 8 <= end {
      hash = mix(hash ^ text.load64(at: place), hash, 8)
      place += 8
    }
    return mix(hash ^ text.orderedPrefix(at: place, end: end), hash, 7)
  }

  @usableFromInline @inline(never)
  mutating func insert(_ slot: Slot, at place: Int, bytes: Span<UInt8>) -> Int {
    let number = count
    arena.append(contentsOf: bytes)
    precondition(arena.count <= Int(UInt32.max), "interner holds more than 4 GiB")
    edges.append(UInt32(arena.count))
    slots[place] = Slot(
      low: slot.low, high: slot.high, shape: slot.shape, number: UInt32(number + 1))
    if count * 2 > slots.count { rehash() }
    return number
  }

  private mutating func rehash() {
    let size = slots.count * 2
    var larger = Buffer(repeating: Slot(low: 0, high: 0, shape: 0, number: 0), count: size)
    mask = size - 1
    for index in 0..<slots.count where slots[index].number != 0 {
      let slot = slots[index]
      var place =
        Int(truncatingIfNeeded: Interner.mix(slot.low, slot.high, slot.shape) &>> 1) & mask
      while larger[place].number != 0 { place = (place &+ 1) & mask }
      larger[place] = slot
    }
    slots = larger
  }
}
