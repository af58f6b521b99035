import Bytes
import TestSupport
import Testing

@Suite struct WordTests {
  @Test func decimalDigits() {
    var generator = Generator(seed: 1)
    var values: [UInt64] = [0, .max, .max - 1]
    for power in 0..<20 {
      let ten = (0..<power).reduce(UInt64(1)) { value, _ in value * 10 }
      values += [ten - 1, ten, ten + 1]
    }
    for _ in 0..<20_000 { values.append(generator.next() >> UInt64(generator.below(64))) }
    for value in values {
      var buffer = Buffer<UInt8>(capacity: 1)
      buffer.appendDecimal(value)
      #expect(String(decoding: buffer.elements, as: UTF8.self) == value.description)
    }
    for value in [0, 7, -1, -120, .max, .min] {
      var buffer = Buffer<UInt8>()
      buffer.appendDecimal(value)
      #expect(String(decoding: buffer.elements, as: UTF8.self) == value.description)
    }
  }

  @Test func everyNumberOfFourDigits() {
    var buffer = Buffer<UInt8>()
    var expected = ""
    for value in 0..<10_000 {
      buffer.appendDecimal(value)
      expected += value.description
    }
    #expect(buffer.elements == Array(expected.utf8))
  }

  @Test func aWordIsAppendedAsFarAsAsked() {
    var buffer = Buffer<UInt8>(capacity: 1)
    for count in 0...8 { buffer.append(word: 0x0807_0605_0403_0201, count: count) }
    #expect(buffer.elements == (0...8).flatMap { (0..<$0).map { UInt8($0 + 1) } })
  }

  /// Bytes of every kind at every place in texts of every length.
  @Test(arguments: 0...20)
  func whetherAnyByteIsSpecial(length: Int) {
    for place in 0..<max(1, length) {
      for byte in 0...255 as ClosedRange<UInt8> {
        var text = [UInt8](repeating: 0x61, count: length)
        if length > 0 { text[place] = byte }
        let holdsComma = Scan.anyWord(of: text.span) { Scan.flags($0, equal: 0x2C) != 0 ? 1 : 0 }
        #expect(holdsComma == text.contains(0x2C))
        let holdsHigh = Scan.anyWord(of: text.span) { Scan.flags($0, equal: 0xE2) }
        #expect(holdsHigh == text.contains(0xE2))
        let holdsControl = Scan.anyWord(of: text.span) { Scan.flags($0, below: 0x20) }
        #expect(holdsControl == text.contains { $0 < 0x20 })
      }
    }
  }
}
