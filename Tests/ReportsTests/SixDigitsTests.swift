import Foundation
import Testing

@testable import Reports

@Test(arguments: [
  (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-12.0, "-12"), (999_999.0, "999999"),
  (1_000_000.0, "1e+06"), (1_234_567.0, "1.23457e+06"), (0.0001, "0.0001"), (0.00001, "1e-05"),
  (0.000123456789, "0.000123457"), (369.0884, "369.088"), (0.30102999566, "0.30103"),
  (999_999.5, "1e+06"), (999_999.4, "999999"), (0.1 + 0.2, "0.3"), (100.5, "100.5"),
  (-1.5e-300, "-1.5e-300"), (.leastNonzeroMagnitude, "5e-324"), (1e100, "1e+100"), (9.999995, "10"),
  (1.000005, "1"), (1.000015, "1.00002"), (100_000.5, "100000"), (100_001.5, "100002"),
  (100_000.50001, "100001"), (1.00001, "1.00001"), (10.0203, "10.0203"), (.infinity, "inf"),
  (-.infinity, "-inf"), (.nan, "\"\""),
])
func sixDigits(value: Double, text: String) throws {
  #expect(try csvNumber(value) == text)
}

/// C rounds the binary value and this rounds the shortest decimal: random doubles never lie so near
/// a half that it shows.
@Test func sixDigitsAgreeWithTheCLibrary() throws {
  var state: UInt64 = 42
  var expected = "x\r\n"
  let text = try table([Column("x", .number, "")], as: .csv(CSVOptions())) {
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let significand = 1 + Double(state >> 11) * 0x1p-53
      let value = Double(
        sign: .plus, exponent: Int(state >> 40) % 120 - 60, significand: significand)
      $0.number(value)
      try $0.endRow()
      expected += String(format: "%.6g\r\n", value)
    }
  }
  #expect(text == expected)
}
