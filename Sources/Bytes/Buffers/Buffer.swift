import CVector
import Glibc

/// A growable row of trivially copyable elements, owned by one value and never shared.
///
/// It is what an array is without reference counting, copy-on-write and exclusivity checks, which
/// cost more than the work itself in a loop that touches every token. Indexing is checked.
@safe @frozen
public struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var filled: Int
  @usableFromInline var room: Int

  /// An empty buffer with room for `capacity` elements.
  @inlinable
  public init(capacity: Int = 16) {
    precondition(MemoryLayout<Element>.alignment <= 16, "malloc aligns to 16 bytes")
    room = Swift.max(capacity, 1)
    unsafe base = memory(room &* MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: room)
    filled = 0
  }

  /// A buffer of `count` copies of `element`.
  @inlinable
  public init(repeating element: Element, count: Int) {
    self.init(capacity: count)
    unsafe base.initialize(repeating: element, count: count)
    filled = count
  }

  @inlinable
  deinit { unsafe release(base) }

  /// The number of elements.
  @inlinable public var count: Int { filled }

  /// The number of elements for which memory is held.
  @inlinable public var capacity: Int { room }

  /// Whether there are no elements.
  @inlinable public var isEmpty: Bool { filled == 0 }

  /// The memory held, in bytes.
  @inlinable public var byteCount: Int { room &* MemoryLayout<Element>.stride }

  /// The memory that will be held once `extra` elements are appended, in bytes.
  @inlinable
  public func byteCount(adding extra: Int) -> Int {
    let larger = filled &+ extra > room ? Swift.max(filled &+ extra, room &* 2) : room
    return larger &* MemoryLayout<Element>.stride
  }

  /// Appends one element; amortised constant time.
  @inlinable @inline(__always)
  public mutating func append(_ element: Element) {
    if filled == room { grow(to: filled &+ 1) }
    unsafe (base + filled).initialize(to: element)
    filled &+= 1
  }

  /// Appends all of `elements`.
  @inlinable
  public mutating func append(contentsOf elements: Span<Element>) {
    reserve(filled + elements.count)
    unsafe elements.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + filled).initialize(from: start, count: source.count)
    }
    filled &+= elements.count
  }

  /// Appends the elements of `other` that are in `range`.
  @inlinable
  public mutating func append(contentsOf other: borrowing Buffer, in range: Range<Int>) {
    append(contentsOf: other.span.extracting(range))
  }

  /// Makes room for `capacity` elements in all.
  @inlinable
  public mutating func reserve(_ capacity: Int) {
    if capacity > room { grow(to: capacity) }
  }

  @usableFromInline
  mutating func grow(to needed: Int) {
    room = Swift.max(needed, room * 2)
    // Large pieces are moved by remapping their pages: nothing is copied, and old and new never
    // stand side by side.
    unsafe base = memory(room &* MemoryLayout<Element>.stride, inPlaceOf: base)
      .bindMemory(to: Element.self, capacity: room)
  }

  /// Removes every element; keeps the memory unless told otherwise.
  @inlinable
  public mutating func removeAll(keepingCapacity keep: Bool = true) {
    filled = 0
    if !keep {
      unsafe release(base)
      room = 1
      unsafe base = memory(MemoryLayout<Element>.stride)
        .bindMemory(to: Element.self, capacity: 1)
    }
  }

  /// Removes the elements from index `count` on.
  @inlinable
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= filled, "truncation beyond the end")
    filled = count
  }

  /// Grows to `count` elements, the new ones being copies of `element`; never shrinks.
  @inlinable
  public mutating func extend(to count: Int, with element: Element) {
    guard count > filled else { return }
    reserve(count)
    unsafe (base + filled).initialize(repeating: element, count: count - filled)
    filled = count
  }

  /// The element at `index`, which is checked.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: filled), "index out of range")
      return unsafe base[index]
    }
    @inline(__always)
    _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: filled), "index out of range")
      yield unsafe &base[index]
    }
  }

  /// Asks the processor to fetch the element at `index`, which may be any number, ahead of its use.
  @inlinable @inline(__always)
  public func prefetch(_ index: Int) {
    // An address outside the buffer is never read by this, so it needs no check.
    let offset = UInt(bitPattern: index &* MemoryLayout<Element>.stride)
    unsafe cvector_prefetch(UnsafeRawPointer(bitPattern: UInt(bitPattern: base) &+ offset))
  }

  /// The elements, for reading.
  @inlinable
  public var span: Span<Element> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeStart: base, count: filled)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The elements, for changing in place.
  @inlinable
  public var mutableSpan: MutableSpan<Element> {
    @_lifetime(&self)
    mutating get {
      let span = unsafe MutableSpan(_unsafeStart: base, count: filled)
      return unsafe _overrideLifetime(span, mutating: &self)
    }
  }
}

/// `count` bytes of memory, with the content of `old` as far as it fits, which is released.
@usableFromInline
func memory(_ count: Int, inPlaceOf old: UnsafeMutableRawPointer? = nil) -> UnsafeMutableRawPointer
{
  guard let made = unsafe realloc(old, Swift.max(count, 1)) else {
    preconditionFailure("out of memory")
  }
  return unsafe made
}

@usableFromInline
func release(_ memory: UnsafeMutableRawPointer) { unsafe free(memory) }

// A buffer owns its memory alone, so handing it over hands over everything.
extension Buffer: @unchecked Sendable where Element: Sendable {}
