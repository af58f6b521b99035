import Bytes
import Foundation
import Partials
import TestSupport
import Testing

@Suite struct RecordSorterTests {
  private func sorted(
    _ records: [[UInt8]], limit: Int?, memory: Int, spills: Bool? = nil, folder: String
  ) throws -> [[UInt8]] {
    var sorter = RecordSorter(folder: folder, name: "records", memory: memory, limit: limit)
    for record in records { try sorter.add(record.span) }
    let count = sorter.count
    #expect(count == records.count)
    if let spills { #expect(try (files(in: folder) > 0) == spills) }
    var scanned: [[UInt8]] = []
    for _ in 0..<2 {
      scanned = []
      try sorter.scan { record in
        var bytes: [UInt8] = []
        bytes.append(copying: record)
        scanned.append(bytes)
      }
    }
    var result: [[UInt8]] = []
    try sorter.forEach { record in
      var bytes: [UInt8] = []
      bytes.append(copying: record)
      result.append(bytes)
    }
    #expect(scanned == result)
    return result
  }

  private func files(in folder: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder).count
  }

  private func check(_ records: [[UInt8]], limit: Int?, memory: Int, spills: Bool) throws {
    try withTemporaryFolder { folder in
      let order = records.sorted { $0.lexicographicallyPrecedes($1) }
      let expected = Array(order.prefix(limit ?? .max))
      let result = try sorted(
        records, limit: limit, memory: memory, spills: spills, folder: folder)
      #expect(result == expected)
      #expect(try files(in: folder) == 0)
    }
  }

  @Test(arguments: [nil, 0, 1, 10, 700, 2000, 5000, Int.max])
  func inMemory(limit: Int?) throws {
    var generator = Generator(seed: 1)
    let records = (0..<4000).map { _ in generator.bytes(upTo: 6) }
    try check(records, limit: limit, memory: 1 << 30, spills: false)
  }

  /// Memory is at least 1 MiB, so these records of some 1 kB fill it several times over.
  @Test(arguments: [nil, 1, 20, 700, 100_000])
  func withRunsOnDisk(limit: Int?) throws {
    var generator = Generator(seed: 2)
    let tail = [UInt8](repeating: 0x7A, count: 1000)
    let records = (0..<1500).map { _ in generator.bytes(upTo: 5) + tail }
    try check(records, limit: limit, memory: 0, spills: limit.map { $0 >= 700 } ?? true)
  }

  /// Records as reports make them: a falling count that many share, then numbers.
  @Test(arguments: [nil, 100])
  func rankedNumbers(limit: Int?) throws {
    var generator = Generator(seed: 5)
    let records = (0..<25_000).map { number in
      let count = UInt64(1) << UInt64(generator.below(3) == 0 ? generator.below(40) : 0)
      return (~count).bigEndianBytes + UInt32(number).bigEndianBytes + count.bigEndianBytes
    }
    try check(records, limit: limit, memory: 1 << 30, spills: false)
    try check(records.shuffled(using: &generator), limit: limit, memory: 1 << 30, spills: false)
    try check(records, limit: limit, memory: 0, spills: limit == nil)
  }

  /// What several sorters took in comes out of one, in memory and from files.
  @Test(arguments: [nil, 0, 1, 300, 2500, 100_000], [0, 1 << 30])
  func sortedApart(limit: Int?, memory: Int) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 9)
      let tail = [UInt8](repeating: 0x7A, count: 900)
      let records = (0..<6000).map { number in
        (number < 4000 ? [0x60] : generator.bytes(upTo: 3)) + [UInt8(number % 5)] + tail
      }
      var sorter = RecordSorter(folder: folder, name: "all", memory: memory, limit: limit)
      for (place, part) in [0..<2500, 2500..<2500, 2500..<6000].enumerated() {
        var other = RecordSorter(
          folder: folder, name: "part-\(place)", memory: memory, limit: limit)
        for record in records[part] { try other.add(record.span) }
        sorter.add(other.settled())
      }
      let count = sorter.count
      #expect(count == records.count)
      if limit == nil { #expect(try (files(in: folder) > 0) == (memory == 0)) }
      var result: [[UInt8]] = []
      try sorter.forEach { record in
        var bytes: [UInt8] = []
        bytes.append(copying: record)
        result.append(bytes)
      }
      let order = records.sorted { $0.lexicographicallyPrecedes($1) }
      #expect((result == Array(order.prefix(limit ?? .max))) as Bool)
      #expect(try files(in: folder) == 0)
    }
  }

  @Test func equalRecordsComeAsOftenAsTheyWentIn() throws {
    let long = [UInt8](repeating: 0x61, count: 1500)
    let records = (0..<1000).map { $0 % 2 == 0 ? long : long + [0] }
    try check(records, limit: nil, memory: 0, spills: true)
    try check(records, limit: 700, memory: 0, spills: true)
    try check(Array(repeating: [], count: 100), limit: 40, memory: 0, spills: false)
  }

  @Test func recordsThatAgreeInTheirFirstSixteenBytes() throws {
    var generator = Generator(seed: 3)
    let records = (0..<1000).map { _ in
      [UInt8](repeating: 0x62, count: 16) + generator.bytes(upTo: 3)
        + [UInt8](repeating: 0x63, count: 1500) + generator.bytes(upTo: 8)
    }
    try check(records, limit: nil, memory: 0, spills: true)
  }

  /// However many segments there are, few are open at once: fewer still where records are long.
  @Test(arguments: [(records: 60, length: 100_000, open: 3), (2000, 5_000, 14)])
  func runsAreMergedInGroups(records: Int, length: Int, open: Int) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 4)
      var sorter = RecordSorter(folder: folder, name: "records", memory: 0)
      for _ in 0..<records {
        let first = generator.bytes(upTo: 3)
        try sorter.add((first + [UInt8](repeating: 0x79, count: length - first.count)).span)
      }
      #expect(try files(in: folder) > open)
      var last: [UInt8] = []
      var count = 0
      var opened = 0
      try sorter.forEach { record in
        if count == 0 { opened = (try? files(in: folder)) ?? .max }
        count += 1
        let first = (0..<4).map { record[$0] }
        #expect(!first.lexicographicallyPrecedes(last))
        last = first
      }
      #expect(count == records)
      #expect(opened <= open)
    }
  }

  @Test(arguments: [20, 1000])
  func recordsAreForgottenOnceTheyAreRead(records: Int) throws {
    try withTemporaryFolder { folder in
      var sorter = RecordSorter(folder: folder, name: "records", memory: 0)
      for round in 0..<2 as Range<UInt8> {
        let record = [UInt8](repeating: round, count: 2000)
        for _ in 0..<records { try sorter.add(record.span) }
        var count = 0
        try sorter.forEach { record in
          count += 1
          #expect(record[0] == round)
        }
        #expect(count == records)
      }
    }
  }
}

extension FixedWidthInteger {
  fileprivate var bigEndianBytes: [UInt8] {
    stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: self >> Self($0))
    }
  }
}
