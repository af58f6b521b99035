import Bytes

/// `a` before `b` in byte order, one byte at a time.
func comesFirst(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }

extension Buffer {
  /// The elements, for comparison.
  var elements: [Element] { (0..<count).map { self[$0] } }
}
