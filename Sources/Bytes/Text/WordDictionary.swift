import CICU
import Synchronization

/// Finds the words of scripts that are written without blanks: Han, kana, Thai, Lao, Khmer and
/// Burmese.
///
/// The dictionaries are those of the system's ICU, which its word iterator consults.
public final class WordDictionary: Sendable {
  private let state = Mutex(State())

  /// A dictionary. Costs nothing until it is asked; then some tens of microseconds, and the pages
  /// of ICU's data that it reads.
  public init() {}

  /// Appends to `ends` where each word of `text` ends, counted from its start.
  ///
  /// `text` is valid UTF-8 of such scripts, whose last end is that of the text. Costs some 100 ns a
  /// character, and memory for a few thousand of them, however long the text is.
  public func cut(_ text: Span<UInt8>, into ends: inout [Int]) {
    state.withLock { $0.cut(text, into: &ends) }
  }

  /// Which ICU this is, for the provenance of results: `72.1`.
  public static let version: String = {
    var parts: [UInt8] = [0, 0, 0, 0]
    unsafe cicu_version(&parts)
    return "\(parts[0]).\(parts[1])"
  }()
}

/// An iterator of ICU, and the text that it reads. Used by one thread at a time, under the lock.
@safe private struct State: ~Copyable {
  /// The number of UTF-16 units that are looked at together. ICU's memory grows with the text, and
  /// a hostile text has no end.
  private static let window = 4096
  /// The number of units at the end of a window whose words might look otherwise with more behind
  /// them, and are cut again.
  private static let overlap = 64

  private var iterator: OpaquePointer?
  private var units: [UInt16] = []
  /// Where the character of each unit ends, in bytes.
  private var offsets: [Int] = []
  /// Where words end, in units; empty until there is an iterator.
  private var found: [Int32] = []

  deinit {
    if let iterator = unsafe iterator { unsafe cicu_close(iterator) }
  }

  mutating func cut(_ text: Span<UInt8>, into ends: inout [Int]) {
    if unsafe iterator == nil {
      unsafe iterator = cicu_open_words()
      found = [Int32](repeating: 0, count: State.window)
    }
    var start = 0
    while start < text.count {
      let isLast = read(text, from: start)
      let count = words(isLast: isLast)
      for end in found.prefix(count) {
        start = offsets[Int(end) - 1]
        ends.append(start)
      }
    }
  }

  /// Decodes what follows `start`, up to a window; returns whether that is all.
  private mutating func read(_ text: Span<UInt8>, from start: Int) -> Bool {
    units.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var index = start
    while index < text.count && units.count < State.window - 1 {
      let (scalar, end) = text.scalar(at: index)
      index = end
      if scalar < 0x10000 {
        units.append(UInt16(scalar))
      } else {
        units.append(UInt16(0xD7C0 + scalar >> 10))
        units.append(UInt16(0xDC00 + scalar & 0x3FF))
        offsets.append(index)
      }
      offsets.append(index)
    }
    return index == text.count
  }

  /// Finds the words of the window, and returns how many stand: at least one, the window itself
  /// where ICU has no answer.
  private mutating func words(isLast: Bool) -> Int {
    var count = 0
    if let iterator = unsafe iterator {
      count = Int(unsafe cicu_words(iterator, units, Int32(units.count), &found))
    }
    guard count > 0 else {
      found[0] = Int32(units.count)
      return 1
    }
    guard !isLast else { return count }
    while count > 1 && Int(found[count - 1]) > units.count - State.overlap { count -= 1 }
    return count
  }
}
