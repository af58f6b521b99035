import Testing

@testable import Statistics

private func parts(_ counts: [UInt64], _ sizes: [UInt64]) throws -> PartDispersion {
  try #require(
    PartDispersion(zip(counts, sizes).map { PartDispersion.Part(count: $0, size: $1) }))
}

@Test func gries2008() throws {
  let a = try parts([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
  #expect(prints(a.dp, ".18") && prints(a.dpNormalized, ".2195"))
  #expect(prints(a.juillandD, ".7852") && prints(a.carrollD2, ".9379"))
  #expect(prints(a.rosengrenS, ".9498") && prints(a.divergence, ".1370"))
}

@Test func theSameCountsInEqualParts() throws {
  let a = try parts([1, 2, 3, 4, 5], [10, 10, 10, 10, 10])
  #expect(prints(a.dp, ".20") && prints(a.juillandD, ".7643") && prints(a.rosengrenS, ".937"))
  #expect(prints(a.lyneD3, ".944") && prints(a.carrollUm, "14.108"))
}

@Test func carroll1970() throws {
  let a = try parts([2, 1, 1, 1, 0], [10, 10, 10, 10, 10])
  #expect(prints(a.carrollD2, ".8277") && prints(a.carrollUm, "4.31"))
}

@Test func anEvenSpreadIsTheBest() throws {
  let even = try parts([1, 2, 3], [100, 200, 300])
  #expect(agree(even.dp, 0, within: 1e-15) && agree(even.divergence, 0, within: 1e-15))
  #expect(agree(even.juillandD, 1, within: 1e-7) && agree(even.juillandU, 6, within: 1e-6))
  #expect(agree(even.carrollD2, 1, within: 1e-15) && agree(even.carrollUm, 6, within: 1e-15))
  #expect(agree(even.rosengrenS, 1, within: 1e-15) && agree(even.lyneD3, 1, within: 1e-15))
  let one = try parts([0, 0, 6], [200, 200, 200])
  #expect(agree(one.dpNormalized, 1, within: 1e-15) && agree(one.juillandD, 0, within: 1e-15))
  #expect(agree(one.carrollD2, 0, within: 1e-15))
}

@Test func dispersionDependsNeitherOnOrderNorOnGrouping() throws {
  let sizes: [UInt64] = [9, 13, 13, 7, 13, 21, 9]
  let counts: [UInt64] = [1, 2, 2, 0, 2, 5, 1]
  let forwards = try parts(counts, sizes)
  let backwards = try parts(counts.reversed(), sizes.reversed())
  #expect(forwards == backwards && forwards.juillandD == backwards.juillandD)
  let grouped = try #require(
    PartDispersion([
      .init(count: 2, size: 13, times: 3), .init(count: 1, size: 9, times: 2),
      .init(count: 0, size: 7), .init(count: 5, size: 21),
    ]))
  #expect(grouped.count == forwards.count && grouped.partCount == 7 && grouped.size == 85)
  #expect(agree(grouped.dp, forwards.dp, within: 1e-15))
  #expect(agree(grouped.carrollD2, forwards.carrollD2, within: 1e-15))
}

@Test func partsWithoutTheTermHaveNoDispersion() {
  #expect(PartDispersion([.init(count: 0, size: 5, times: 9)]) == nil)
  #expect(PartDispersion([.init(count: 3, size: 5)]) == nil)
  #expect(PartDispersion([.init(count: 3, size: 5), .init(count: 0, size: 0)]) == nil)
}

@Test func evenDistancesKeepTheFrequency() throws {
  let even = try #require(
    DistanceDispersion(positions: (0..<20).map { $0 * 50 + 7 }, size: 1000))
  #expect(even.count == 20 && even.size == 1000)
  #expect(agree(even.averageReducedFrequency, 20, within: 1e-14))
  #expect(agree(even.waitingTimeFrequency, 20, within: 1e-14))
  #expect(agree(even.logarithmicDistanceFrequency, 20, within: 1e-14))
  #expect(agree(even.averageWaitingTime, 25.5, within: 1e-14))
  #expect(agree(even.averageLogarithmicDistance, 1.6989700043360187, within: 1e-14))
}

@Test func aClusterCountsLittleMoreThanOnce() throws {
  // Distances 1, 1, 1 and 97 over the end; v = 25.
  let cluster = try #require(DistanceDispersion(positions: [40, 41, 42, 43], size: 100))
  #expect(agree(cluster.averageReducedFrequency, 28.0 / 25, within: 1e-15))
  #expect(agree(cluster.waitingTimeFrequency, 10_000.0 / 9412, within: 1e-15))
  #expect(cluster == DistanceDispersion(histogram: [1: 3, 97: 1]))
  #expect(DistanceDispersion(positions: [], size: 100) == nil)
}
