import Bytes
import Testing

@Suite struct VarintTests {
  private static let values: [UInt64] =
    [0, 1, 127, 128, 300, 16_383, 16_384, .max - 1, .max]
    + (0..<64).flatMap { [1 << $0, (1 << $0) - 1] }

  private func encoded(_ values: [UInt64]) -> [UInt8] {
    var buffer = Buffer<UInt8>()
    for value in values { buffer.appendVarint(value) }
    return buffer.elements
  }

  @Test func roundTrip() {
    let bytes = encoded(VarintTests.values)
    var place = 0
    for value in VarintTests.values {
      let read = bytes.span.readVarint(&place)
      #expect(read == value)
    }
    #expect(place == bytes.count)
    let beyond = bytes.span.readVarint(&place)
    #expect(beyond == nil)
  }

  @Test func sizes() {
    #expect(encoded([127]).count == 1)
    #expect(encoded([128]).count == 2)
    #expect(encoded([.max]).count == 10)
  }

  @Test func aNumberCutShortIsNone() {
    for value in VarintTests.values {
      let whole = encoded([value])
      for length in 0..<whole.count {
        let cut = Array(whole.prefix(length))
        var place = 0
        let read = cut.span.readVarint(&place)
        #expect(read == nil)
        #expect(place == 0)
      }
    }
  }

  @Test func aNumberBeyond64BitsIsNone() {
    let nines = [UInt8](repeating: 0xFF, count: 9)
    for last in 2...255 as ClosedRange<UInt8> {
      let bytes = nines + [last, 0]
      var place = 0
      let read = bytes.span.readVarint(&place)
      #expect(read == nil)
      #expect(place == 0)
    }
    let endless = [UInt8](repeating: 0x80, count: 30)
    var place = 0
    let read = endless.span.readVarint(&place)
    #expect(read == nil)
  }

  @Test func fixedWidths() {
    var buffer = Buffer<UInt8>()
    buffer.append(0xEE)
    buffer.append32(0x0403_0201)
    buffer.append64(0x0807_0605_0403_0201)
    buffer.append(utf8: "é")
    #expect(buffer.elements == [0xEE, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 0xC3, 0xA9])
    let (small, large) = (buffer.span.load32(at: 1), buffer.span.load64(at: 5))
    #expect(small == 0x0403_0201)
    #expect(large == 0x0807_0605_0403_0201)
  }

  @Test func aBufferGrowsAndShrinks() {
    var buffer = Buffer<UInt32>(capacity: 0)
    for number in 0..<1000 as Range<UInt32> { buffer.append(number) }
    #expect(buffer.elements == Array(0..<1000))
    buffer.truncate(to: 3)
    buffer.extend(to: 5, with: 7)
    buffer.extend(to: 2, with: 8)
    #expect(buffer.elements == [0, 1, 2, 7, 7])
    buffer[1] = 9
    var other = Buffer(repeating: UInt32(4), count: 2)
    other.append(contentsOf: buffer, in: 1..<4)
    #expect(other.elements == [4, 4, 9, 2, 7])
    buffer.removeAll(keepingCapacity: false)
    let (isEmpty, held) = (buffer.isEmpty, buffer.byteCount)
    #expect(isEmpty && held == 4)
  }
}
