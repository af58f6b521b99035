import Bytes

/// The last number of every column, and its digits.
///
/// In a table that is ranked by a count, what follows from the count is the same in long runs of
/// rows; comparing bits costs less than finding digits.
struct LastNumbers: ~Copyable {
  private var numbers: Buffer<UInt64>
  private var lengths: Buffer<Int>
  private var digits: Buffer<UInt8>

  /// No form of a number has more bytes.
  private static let longest = 32

  /// Nothing known yet of `columns` columns.
  init(columns: Int) {
    numbers = Buffer(repeating: 0, count: columns)
    lengths = Buffer(repeating: 0, count: columns)
    digits = Buffer(repeating: 0, count: columns * LastNumbers.longest)
  }

  /// Appends `value` to `page` as it is there already, or as `write` writes it.
  @inline(__always)
  mutating func append(
    _ value: Double, column: Int, to page: inout Buffer<UInt8>,
    _ write: (inout Buffer<UInt8>, Double) -> Void
  ) {
    let place = column * LastNumbers.longest
    if numbers[column] == value.bitPattern, lengths[column] > 0 {
      return page.append(contentsOf: digits, in: place..<place + lengths[column])
    }
    let start = page.count
    write(&page, value)
    numbers[column] = value.bitPattern
    lengths[column] = page.count - start
    for index in start..<page.count { digits[place + index - start] = page[index] }
  }
}
