import Bytes
import TestSupport
import Testing

@Suite struct InternerTests {
  /// A string with its tag, as a dictionary would tell them apart.
  private struct Tagged: Hashable {
    var bytes: [UInt8]
    var tag: UInt32
  }

  private func bytes(of interner: borrowing Interner, _ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(copying: interner[number])
    return bytes
  }

  @Test func aDictionaryGivesTheSameNumbers() {
    var generator = Generator(seed: 1)
    var interner = Interner(capacity: 1)
    var numbers: [Tagged: Int] = [:]
    var strings: [[UInt8]] = []
    for _ in 0..<20_000 {
      let key = Tagged(
        bytes: generator.bytes(upTo: 40), tag: UInt32.random(in: 0...3, using: &generator))
      // What stands around the string must not matter, nor how near the end of the text it lies.
      let before = generator.bytes(upTo: 20)
      let text = before + key.bytes + generator.bytes(upTo: 20)
      let number = interner.intern(
        text.span, before.count, before.count + key.bytes.count, tag: key.tag)
      let expected = numbers[key] ?? strings.count
      #expect(number == expected)
      if numbers[key] == nil {
        numbers[key] = expected
        strings.append(key.bytes)
      }
    }
    let count = interner.count
    #expect(count == strings.count)
    for (number, string) in strings.enumerated() {
      let held = bytes(of: interner, number)
      #expect(held == string)
    }
  }

  @Test(arguments: 0...40)
  func aStringIsFoundWhereverItEndsInItsText(length: Int) {
    let string = (0..<length).map { UInt8(0x61 + $0 % 26) }
    var interner = Interner()
    let first = interner.intern(string)
    for padding in 0...24 {
      let text = string + [UInt8](repeating: 0xEE, count: padding)
      let number = interner.intern(text.span, 0, length)
      #expect(number == first)
    }
    let count = interner.count
    #expect(count == 1)
  }

  @Test func nulBytesAndLengthsTellStringsApart() {
    var interner = Interner()
    var seen: Set<Int> = []
    for length in 0...40 {
      seen.insert(interner.intern([UInt8](repeating: 0, count: length)))
      seen.insert(interner.intern([0x61] + [UInt8](repeating: 0, count: length)))
    }
    #expect(seen.count == 82)
  }

  @Test func tagsTellEqualStringsApart() {
    var interner = Interner()
    for string in [[], Array("word".utf8), Array("a word of more than sixteen bytes".utf8)] {
      let numbers = (0...3).map { interner.intern(string.span, tag: UInt32($0)) }
      #expect(Set(numbers).count == 4)
      let again = (0...3).map { interner.intern(string.span, tag: UInt32($0)) }
      #expect(again == numbers)
    }
  }

  @Test func memoryIsReported() {
    var interner = Interner(capacity: 1)
    let before = interner.byteCount
    for number in 0..<5000 { _ = interner.intern(Array("string number \(number)".utf8)) }
    let after = interner.byteCount
    #expect(after > before + 5000 * (24 + 4 + 14))
  }
}
