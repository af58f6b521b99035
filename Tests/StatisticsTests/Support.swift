import Foundation
import TestSupport
import Testing

/// Whether two values agree to within `tolerance` of the larger of them and 1.
func agree(_ x: Double?, _ y: Double?, within tolerance: Double) -> Bool {
  guard let x, let y else { return x == nil && y == nil }
  return x == y || abs(x - y) <= tolerance * max(1, abs(x), abs(y))
}

/// Whether `value` is what was printed, with as many decimals as were printed; a printed value may
/// be rounded or cut off.
func prints(_ value: Double?, _ printed: String) -> Bool {
  guard let value, let expected = Double(printed) else { return false }
  let decimals = printed.split(separator: ".").dropFirst().first?.count ?? 0
  return abs(value - expected) <= pow(10, -Double(decimals)) * 0.500001
}

/// A file of reference values, beside the checkout or where BROADSHEET_SHARED says.
struct ReferenceTable {
  let rows: [[String: String]]

  static func isPresent(_ name: String) -> Bool { url(name) != nil }

  private static func url(_ name: String) -> URL? { TestSettings.shared("reference/\(name)") }

  init(_ name: String) throws {
    let lines = try String(contentsOf: #require(Self.url(name)), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let names = try #require(lines.first)
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
  }
}

extension Dictionary where Key == String, Value == String {
  func number(_ column: String) throws -> Double {
    try #require(self[column].flatMap(Double.init))
  }

  func count(_ column: String) throws -> UInt64 {
    try #require(self[column].flatMap { UInt64($0) })
  }
}
