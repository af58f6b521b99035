import Bytes

/// A row of a table that was read back: its cells, by place.
public struct TableRow: ~Copyable {
  private var bytes = Buffer<UInt8>(capacity: 256)
  private var ends = Buffer<Int>()

  /// A row without cells.
  public init() {}

  /// The number of cells.
  public var count: Int { ends.count }

  /// What a cell says: text without quotation marks and escapes, a number as it is written, nothing
  /// for an empty cell.
  public subscript(cell: Int) -> Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let start = cell == 0 ? 0 : ends[cell - 1]
      return bytes.span.extracting(start..<ends[cell])
    }
  }

  /// The whole number in a cell; nil if there is none, or if it does not fit.
  public func integer(_ cell: Int) -> UInt64? {
    let text = self[cell]
    guard !text.isEmpty else { return nil }
    var value: UInt64 = 0
    for index in text.indices {
      let digit = text[index] &- UInt8(ascii: "0")
      let (product, isLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = product.addingReportingOverflow(UInt64(digit))
      guard digit < 10, !isLarge, !isTooLarge else { return nil }
      value = sum
    }
    return value
  }

  /// The number in a cell; nil if there is none.
  public func number(_ cell: Int) -> Double? { Double(String(copying: self[cell])) }

  mutating func removeAll() {
    bytes.removeAll()
    ends.removeAll()
  }

  /// Appends a byte to the cell that is not ended yet.
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends a character to the cell that is not ended yet.
  public mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(byte) }
  }

  /// Ends a cell.
  public mutating func endCell() { ends.append(bytes.count) }
}
