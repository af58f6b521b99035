import Foundation
import TestSupport
import Testing

@testable import Statistics

// What is equal in exact arithmetic is equal in tables: the same counts are scored by doubles and
// by whole numbers, and values are compared with each other where the latter agree.

/// Every whole table of up to `n` tokens that has no margin of 0.
private func tables(upTo n: UInt64) -> [Contingency] {
  (2...n).flatMap { n in
    (1..<n).flatMap { r1 in
      (1..<n).flatMap { c1 in
        (max(r1 + c1, n) - n...min(r1, c1)).map { Contingency(o: $0, r1: r1, c1: c1, n: n) }
      }
    }
  }
}

private let smallTables = tables(upTo: 13)

extension Contingency {
  fileprivate var whole: (o: Int128, r1: Int128, c1: Int128, n: Int128, r2: Int128, c2: Int128) {
    (Int128(o), Int128(r1), Int128(c1), Int128(n), Int128(r2), Int128(c2))
  }

  fileprivate var exactDeterminant: Int128 { whole.o * whole.n - whole.r1 * whole.c1 }

  fileprivate func scaled(by factor: UInt64) -> Contingency {
    Contingency(o: o * factor, r1: r1 * factor, c1: c1 * factor, n: n * factor)
  }
}

/// What a measure is a function of, exactly, and which goes one to one with it.
private struct Exact: Sendable {
  let id: String
  /// Whether the whole table may be multiplied.
  let isScaleless: Bool
  let key: @Sendable (Contingency) -> AnyHashable

  init(
    _ id: String, isScaleless: Bool = true, _ key: @escaping @Sendable (Contingency) -> AnyHashable
  ) {
    (self.id, self.isScaleless, self.key) = (id, isScaleless, key)
  }
}

private func signedSquare(_ x: Int128, over divisor: Int128) -> Fraction {
  Fraction(x.signum() * x * x, divisor)
}

private func lessened(_ table: Contingency) -> Int128 {
  let twice = 2 * table.exactDeterminant
  return twice.signum() * max(Int128(twice.magnitude) - table.whole.n, 0)
}

private func choose(_ n: Int128, _ k: Int128) -> Int128 {
  k < 0 || k > n ? 0 : (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
}

private func probability(_ table: Contingency, _ isCounted: (Int128, Int128) -> Bool) -> Fraction {
  let (o, r1, c1, n, r2, _) = table.whole
  func ways(_ k: Int128) -> Int128 { choose(r1, k) * choose(r2, c1 - k) }
  let counted = (0...min(r1, c1)).filter { isCounted($0, ways($0)) }
  _ = o
  return Fraction(counted.reduce(0) { $0 + ways($1) }, choose(n, c1))
}

/// Π (Oij / Eij)^Oij.
private func likelihood(_ table: Contingency) -> PrimePowers {
  var powers = PrimePowers()
  let (o12, o21, o22) = (UInt64(table.o12), UInt64(table.o21), UInt64(table.o22))
  for cell in [table.o, o12, o21, o22, table.n] { powers.multiply(cell, Int(cell)) }
  for sum in [table.r1, table.c1, UInt64(table.r2), UInt64(table.c2)] {
    powers.multiply(sum, -Int(sum))
  }
  return powers
}

/// (O / E)^O.
private func jointLikelihood(_ table: Contingency) -> PrimePowers {
  var powers = PrimePowers()
  for factor in [table.o, table.n] { powers.multiply(factor, Int(table.o)) }
  for factor in [table.r1, table.c1] { powers.multiply(factor, -Int(table.o)) }
  return powers
}

private func risk(_ table: Contingency) -> Fraction {
  let (inside, outside) = (max(2 * table.whole.o, 1), max(2 * Int128(table.o21), 1))
  return Fraction(inside * table.whole.r2, outside * table.whole.r1)
}

private let exactMeasures: [Exact] = [
  Exact("mi") { Fraction($0.whole.o * $0.whole.n, $0.whole.r1 * $0.whole.c1) },
  Exact("mi2", isScaleless: false) {
    Fraction($0.whole.o * $0.whole.o * $0.whole.n, $0.whole.r1 * $0.whole.c1)
  },
  Exact("mi3", isScaleless: false) {
    Fraction($0.whole.o * $0.whole.o * $0.whole.o * $0.whole.n, $0.whole.r1 * $0.whole.c1)
  },
  Exact("local_mi", isScaleless: false) { jointLikelihood($0) },
  Exact("npmi") {
    [
      Fraction($0.whole.o * $0.whole.n, $0.whole.r1 * $0.whole.c1),
      Fraction($0.whole.n, $0.whole.o),
    ]
  },
  Exact("mi_log_f", isScaleless: false) {
    [Fraction($0.whole.o * $0.whole.n, $0.whole.r1 * $0.whole.c1), Fraction($0.whole.o)]
  },
  Exact("average_mi", isScaleless: false) { likelihood($0) },
  Exact("mu") { Fraction($0.whole.o * $0.whole.n, $0.whole.r1 * $0.whole.c1) },
  Exact("mutual_expectation") {
    Fraction(2 * $0.whole.o * $0.whole.o, $0.whole.n * ($0.whole.r1 + $0.whole.c1))
  },
  Exact("log_likelihood", isScaleless: false) {
    [AnyHashable(likelihood($0)), AnyHashable($0.exactDeterminant.signum())]
  },
  Exact("simple_ll", isScaleless: false) {
    [AnyHashable(jointLikelihood($0)), AnyHashable(Fraction($0.exactDeterminant, $0.whole.n))]
  },
  Exact("t_score", isScaleless: false) {
    signedSquare($0.exactDeterminant, over: $0.whole.n * $0.whole.n * $0.whole.o)
  },
  Exact("z_score", isScaleless: false) {
    signedSquare($0.exactDeterminant, over: $0.whole.n * $0.whole.r1 * $0.whole.c1)
  },
  Exact("z_yates", isScaleless: false) {
    signedSquare(lessened($0), over: $0.whole.n * $0.whole.r1 * $0.whole.c1)
  },
  Exact("berry_rogghe_z", isScaleless: false) {
    signedSquare($0.exactDeterminant, over: $0.whole.r1 * $0.whole.c1 * $0.whole.c2)
  },
  Exact("chi_squared", isScaleless: false) {
    signedSquare($0.exactDeterminant, over: $0.whole.r1 * $0.whole.r2 * $0.whole.c1 * $0.whole.c2)
      * Fraction($0.whole.n)
  },
  Exact("chi_squared_yates", isScaleless: false) {
    signedSquare(lessened($0), over: $0.whole.r1 * $0.whole.r2 * $0.whole.c1 * $0.whole.c2)
      * Fraction($0.whole.n)
  },
  Exact("fisher", isScaleless: false) { table in
    probability(table) { k, _ in k >= table.whole.o }
  },
  Exact("fisher_left", isScaleless: false) { table in
    probability(table) { k, _ in k <= table.whole.o }
  },
  Exact("fisher_two_sided", isScaleless: false) { table in
    let (o, r1, c1, _, r2, _) = table.whole
    let limit = choose(r1, o) * choose(r2, c1 - o)
    return probability(table) { _, ways in ways <= limit }
  },
  Exact("specificity", isScaleless: false) { table in
    [
      table.exactDeterminant < 0
        ? probability(table) { k, _ in k <= table.whole.o }
        : probability(table) { k, _ in k >= table.whole.o },
      Fraction(table.exactDeterminant < 0 ? -1 : 1),
    ]
  },
  Exact("poisson_p", isScaleless: false) {
    [Fraction($0.whole.o), Fraction($0.whole.r1 * $0.whole.c1, $0.whole.n)]
  },
  Exact("poisson_stirling", isScaleless: false) {
    [AnyHashable(jointLikelihood($0)), AnyHashable($0.o)]
  },
  Exact("dice") { Fraction(2 * $0.whole.o, $0.whole.r1 + $0.whole.c1) },
  Exact("log_dice") { Fraction(2 * $0.whole.o, $0.whole.r1 + $0.whole.c1) },
  Exact("jaccard") { Fraction($0.whole.o, $0.whole.r1 + $0.whole.c1 - $0.whole.o) },
  Exact("min_sensitivity") { Fraction($0.whole.o, max($0.whole.r1, $0.whole.c1)) },
  Exact("gmean") { Fraction($0.whole.o * $0.whole.o, $0.whole.r1 * $0.whole.c1) },
  Exact("delta_p_forward") { Fraction($0.exactDeterminant, $0.whole.r1 * $0.whole.r2) },
  Exact("delta_p_backward") { Fraction($0.exactDeterminant, $0.whole.c1 * $0.whole.c2) },
  Exact("liddell") { Fraction($0.exactDeterminant, $0.whole.c1 * $0.whole.c2) },
  Exact("phi_squared") {
    Fraction(
      $0.exactDeterminant * $0.exactDeterminant,
      $0.whole.r1 * $0.whole.r2 * $0.whole.c1 * $0.whole.c2)
  },
  Exact("odds_ratio") {
    Fraction($0.whole.o * Int128($0.o22), Int128($0.o12) * Int128($0.o21))
  },
  Exact("odds_ratio_discounted", isScaleless: false) {
    Fraction(
      (2 * $0.whole.o + 1) * (2 * Int128($0.o22) + 1),
      (2 * Int128($0.o12) + 1) * (2 * Int128($0.o21) + 1))
  },
  Exact("lambda", isScaleless: false) {
    Fraction(
      (2 * $0.whole.o + 1) * (2 * Int128($0.o22) + 1),
      (2 * Int128($0.o12) + 1) * (2 * Int128($0.o21) + 1))
  },
  Exact("lambda_z", isScaleless: false) {
    [
      Fraction(
        (2 * $0.whole.o + 1) * (2 * Int128($0.o22) + 1),
        (2 * Int128($0.o12) + 1) * (2 * Int128($0.o21) + 1)),
      Fraction(1, 2 * $0.whole.o + 1) + Fraction(1, 2 * Int128($0.o12) + 1)
        + Fraction(1, 2 * Int128($0.o21) + 1) + Fraction(1, 2 * Int128($0.o22) + 1),
    ]
  },
  Exact("relative_risk") {
    Fraction($0.whole.o * $0.whole.r2, Int128($0.o21) * $0.whole.r1)
  },
  Exact("log_ratio", isScaleless: false) { risk($0) },
  Exact("log_ratio_walter", isScaleless: false) {
    Fraction(
      (2 * $0.whole.o + 1) * (2 * $0.whole.r2 + 1),
      (2 * $0.whole.r1 + 1) * (2 * Int128($0.o21) + 1))
  },
  Exact("clr", isScaleless: false) {
    [
      risk($0),
      Fraction(2, max(2 * $0.whole.o, 1)) + Fraction(2, max(2 * Int128($0.o21), 1))
        + Fraction(-1, $0.whole.r1) + Fraction(-1, $0.whole.r2),
    ]
  },
  Exact("lrc", isScaleless: false) {
    [Fraction($0.whole.o), Fraction(Int128($0.o21)), Fraction($0.whole.r2, $0.whole.r1)]
  },
]

@Suite("Equal values are equal")
struct TieTests {
  @Test("of association", arguments: exactMeasures.map(\.id))
  func association(id: String) throws {
    let measure = try #require(AssociationMeasure.named(id))
    let exact = try #require(exactMeasures.first { $0.id == id })
    var values: [AnyHashable: Double?] = [:]
    var keys: [Double: AnyHashable] = [:]
    for table in smallTables {
      let key = exact.key(table)
      for factor in exact.isScaleless ? [1, 3, 7, 999_983, 1_000_000_007] as [UInt64] : [1] {
        let value = measure.settled(measure.score(table.scaled(by: factor)))
        if let known = values[key] {
          #expect(known == value, "\(id) of \(table) × \(factor)")
        } else {
          values[key] = value
          // What differs is not made equal, either.
          if measure.precision == .exact, let value {
            #expect(keys.updateValue(key, forKey: value) == nil, "\(id) of \(table)")
          }
        }
      }
      if table.exactDeterminant == 0, let neutral = measure.neutral {
        #expect(measure.settled(measure.score(table)) == neutral, "\(id) of \(table)")
      }
    }
    #expect(exactMeasures.count == AssociationMeasure.all.count)
    #expect(values.count > 40)
  }

  @Test("of symmetric measures, whichever word is the node", arguments: AssociationMeasure.all)
  func symmetry(measure: AssociationMeasure) {
    guard measure.isSymmetric else { return }
    var generator = Generator(seed: 5)
    for _ in 0..<3000 {
      let n = UInt64.random(in: 10...1_000_000_000, using: &generator)
      let r1 = UInt64.random(in: 1...n, using: &generator)
      let c1 = UInt64.random(in: 1...n, using: &generator)
      let o = min(UInt64.random(in: 0...2000, using: &generator), r1, c1)
      let table = Contingency(o: o, r1: r1, c1: c1, n: n)
      #expect(
        measure.settled(measure.score(table)) == measure.settled(measure.score(table.transposed)),
        "\(measure.id) \(table)")
    }
  }

  @Test("of keyness, in corpora of any size and either way round", arguments: KeynessMeasure.all)
  func keyness(measure: KeynessMeasure) {
    let settings = KeynessMeasure.Settings()
    func value(_ a: UInt64, _ n1: UInt64, _ b: UInt64, _ n2: UInt64) -> Double? {
      measure.settled(
        measure.score(FrequencyComparison(a: a, n1: n1, b: b, n2: n2), settings))
    }
    let quotients = [
      "percent_diff", "odds_ratio", "relative_risk", "difference_coefficient", "log_ratio",
    ]
    for n1: UInt64 in [7, 10, 21] {
      for n2: UInt64 in [7, 12] {
        for a in 0...n1 {
          for b in 0...n2 where a + b > 0 && a + b < n1 + n2 {
            let own = value(a, n1, b, n2)
            if quotients.contains(measure.id), a > 0, b > 0 {
              for k: UInt64 in [3, 49, 1_000_003] {
                #expect(value(k * a, k * n1, k * b, k * n2) == own, "\(measure.id) \(a) \(b) \(k)")
              }
            }
            if a * n2 == b * n1 {
              let even = measure.direction == .ratio ? 1.0 : 0
              let isSure = ["bic", "ell", "log_ratio_lower", "log_ratio_upper"].contains(measure.id)
              if !isSure { #expect(own == even, "\(measure.id) \(a) \(n1) \(b) \(n2)") }
            }
            let mirrored = value(b, n2, a, n1)
            switch measure.id {
            case "bic", "ell": #expect(mirrored == own)
            case "log_likelihood", "log_likelihood_2", "chi_squared", "log_ratio",
              "difference_coefficient":
              #expect(mirrored == own.map { 0 - $0 }, "\(measure.id) \(a) \(n1) \(b) \(n2)")
            default: break
            }
          }
        }
      }
    }
  }

  // MARK: Dispersion

  /// Lengths of which all are divisors.
  private static let unit: Int128 = 27_720

  @Test("of dispersion over parts")
  func parts() throws {
    var generator = Generator(seed: 11)
    let measures = ["dp", "dp_norm", "juilland_d", "lyne_d3"]
    var values: [String: [Fraction: Double]] = [:]
    var shared = 0
    for _ in 0..<40_000 {
      let number = Int.random(in: 2...4, using: &generator)
      let sizes = (0..<number).map { _ in UInt64.random(in: 1...6, using: &generator) }
      let counts = sizes.map { UInt64.random(in: 0...$0, using: &generator) }
      guard let parts = PartDispersion(zip(counts, sizes).map { .init(count: $0, size: $1) })
      else { continue }
      let (f, size) = (Int128(parts.count), Int128(parts.size))
      let (v, s) = (counts.map { Int128($0) }, sizes.map { Int128($0) })
      let p = zip(v, s).map { $0 * TieTests.unit / $1 }
      let sum = p.reduce(0, +)
      let squares = p.reduce(0) { $0 + $1 * $1 }
      let deviations = zip(v, s).reduce(Int128(0)) { sum, part in
        sum + Int128((part.0 * size - part.1 * f).magnitude)
      }
      let chi = zip(v, s).reduce(Fraction(0)) { $0 + Fraction($1.0 * $1.0, $1.1) }
      let keys = [
        "dp": Fraction(deviations, 2 * f * size),
        "dp_norm": Fraction(deviations, 2 * f * (size - (s.min() ?? 0))),
        "juilland_d": Fraction(
          Int128(number) * squares - sum * sum, (Int128(number) - 1) * sum * sum),
        "lyne_d3": chi * Fraction(size, f * f),
      ]
      for id in measures {
        let measure = try #require(DispersionMeasure.named(id))
        guard case .parts(let score) = measure.basis, let key = keys[id] else { continue }
        let value = try #require(measure.settled(score(parts)))
        if let known = values[id, default: [:]].updateValue(value, forKey: key) {
          shared += 1
          #expect(known == value, "\(id) of \(counts) in \(sizes)")
        }
        if id == "juilland_d" {
          if key == Fraction(0) { #expect(value == 1) }
          if key == Fraction(1) { #expect(value == 0) }
        }
        if id == "lyne_d3", key == Fraction(5) { #expect(value == 0) }
      }
    }
    #expect(shared > 10_000)
  }

  @Test("of dispersion at its bounds, with parts of any number and size")
  func bounds() throws {
    var generator = Generator(seed: 12)
    for number in [2, 3, 7, 10, 49, 1000] {
      for factor: UInt64 in [1, 3, 7, 1_000_003] {
        let sizes = (0..<number).map { _ in UInt64.random(in: 1...1000, using: &generator) }
        let even = PartDispersion(sizes.map { .init(count: factor * $0, size: 7 * factor * $0) })
        let place = Int.random(in: 0..<number, using: &generator)
        let lone = PartDispersion(
          sizes.enumerated().map { .init(count: $0 == place ? factor : 0, size: $1 * factor) })
        for measure in DispersionMeasure.all {
          guard case .parts(let score) = measure.basis else { continue }
          let best = measure.settled(even.map(score))
          switch measure.id {
          case "dp", "dp_norm", "kl": #expect(best == 0, "\(measure.id) \(number) \(factor)")
          case "juilland_d", "carroll_d2", "rosengren_s", "lyne_d3":
            #expect(best == 1, "\(measure.id) \(number) \(factor)")
          default:
            #expect(best == Double(try #require(even).count), "\(measure.id) \(number) \(factor)")
          }
          if ["juilland_d", "juilland_u", "carroll_d2"].contains(measure.id) {
            #expect(measure.settled(lone.map(score)) == 0, "\(measure.id) \(number) \(factor)")
          }
        }
      }
    }
  }

  @Test("of dispersion over distances")
  func distances() throws {
    var generator = Generator(seed: 13)
    var values: [String: [Fraction: Double]] = [:]
    for _ in 0..<20_000 {
      let number = Int.random(in: 1...5, using: &generator)
      let distances = (0..<number).map { _ in UInt64.random(in: 1...8, using: &generator) }
      let spread = try #require(
        DistanceDispersion(
          histogram: Dictionary(grouping: distances) { $0 }.mapValues { UInt64($0.count) }))
      let (f, n) = (Int128(number), Int128(spread.size))
      let squares = distances.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
      let keys = [
        "arf": Fraction(distances.reduce(Int128(0)) { $0 + min(f * Int128($1), n) }, n),
        "awt": Fraction(n + squares, 2 * n), "awt_frequency": Fraction(n * n, squares),
      ]
      for (id, key) in keys {
        let measure = try #require(DispersionMeasure.named(id))
        guard case .distances(let score) = measure.basis else { continue }
        let value = try #require(measure.settled(score(spread)))
        let known = values[id, default: [:]].updateValue(value, forKey: key)
        #expect(known ?? value == value, "\(id) of \(distances)")
        // A whole value is whole.
        if key.divisor == 1 { #expect(value == Double(Int64(key.dividend))) }
      }
    }
    for measure in DispersionMeasure.all where measure.usesDistances {
      guard case .distances(let score) = measure.basis else { continue }
      for (distance, times) in [(1, 49), (7, 3), (1000, 999)] as [(UInt64, UInt64)] {
        let even = measure.settled(DistanceDispersion(histogram: [distance: times]).map(score))
        if measure.id != "awt", measure.id != "ald" { #expect(even == Double(times)) }
        if measure.id == "ald", distance == 1 { #expect(even == 0) }
      }
    }
  }

  // MARK: Diversity

  @Test("of diversity")
  func diversity() throws {
    var values: [String: [Fraction: Double?]] = [:]
    for first: UInt64 in 0...9 {
      for second: UInt64 in 0...6 {
        for third: UInt64 in 0...4 where first + second + third > 0 {
          let spectrum = FrequencySpectrum(typesByCount: [1: first, 2: second, 5: third])
          let (n, v) = (Int128(spectrum.tokenCount), Int128(spectrum.typeCount))
          let squares = Int128(first) + 4 * Int128(second) + 25 * Int128(third)
          let keys = [
            "ttr": Fraction(v, n), "guiraud_r": Fraction(v * v, n), "cttr": Fraction(v * v, 2 * n),
            "yule_k": Fraction(squares - n, n * n), "yule_i": Fraction(v * v, squares - v),
            "simpson_d": Fraction(squares - n, n * (n - 1)),
            "herdan_vm": Fraction(v * squares - n * n, v * n * n),
            "hapax_share": Fraction(Int128(first), v), "sichel_s": Fraction(Int128(second), v),
          ]
          for (id, key) in keys {
            let measure = try #require(DiversityMeasure.named(id))
            guard case .spectrum(let score) = measure.basis else { continue }
            let value = measure.settled(score(spectrum, .natural))
            let known = values[id, default: [:]].updateValue(value, forKey: key)
            #expect((known ?? value) == value, "\(id) of \(first), \(second), \(third)")
            if key == Fraction(0), let value { #expect(value == 0 && value.sign == .plus) }
          }
          // Where every type has one count.
          if (first > 0 ? 1 : 0) + (second > 0 ? 1 : 0) + (third > 0 ? 1 : 0) == 1 {
            #expect(spectrum.herdanVm == 0)
          }
        }
      }
    }
  }

  @Test("of diversity at its bounds")
  func diversityBounds() throws {
    for types: UInt64 in [2, 3, 7, 50, 99, 1000] {
      let once = FrequencySpectrum(typesByCount: [1: types])
      for id in ["ttr", "herdan_c", "maas", "yule_k", "simpson_d", "herdan_vm", "hdd"] {
        let measure = try #require(DiversityMeasure.named(id))
        let value: Double? =
          if case .spectrum(let score) = measure.basis { score(once, .ten) } else {
            once.hypergeometricD(draws: min(types, 42))
          }
        let expected = ["ttr", "herdan_c", "hdd"].contains(id) ? 1.0 : 0
        #expect(measure.settled(value) == expected, "\(id) of \(types)")
      }
    }
    // (ln 8 / ln 2) / (ln 64 / ln 2), and 2 / 4.
    let herdan = try #require(DiversityMeasure.named("herdan_c"))
    #expect(
      herdan.settled(FrequencySpectrum(counts: [57] + Array(repeating: 1, count: 7)).herdanC) == 0.5
    )
    #expect(herdan.settled(FrequencySpectrum(counts: [7, 1, 1]).herdanC) == 0.5)
    let mtld = try #require(DiversityMeasure.named("mtld"))
    #expect(
      mtld.settled(
        RunningDiversity.lexicalDiversity(
          .init(complete: 0, restTypes: 4, restTokens: 5),
          .init(complete: 0, restTypes: 4, restTokens: 5), tokens: 5, threshold: 720)) == 7)
  }

  // MARK: Trends

  @Test("of the probability of a burst")
  func bursts() throws {
    // Three of three in a tenth of the tokens: 10^-3. Five of five: 10^-5.
    for (count, level) in [(3, 0.001), (5, 0.00001), (10, 1e-10)] as [(UInt64, Double)] {
      let rates = RateComparison(count: count, of: 100, against: 0, of: 900)
      #expect(try #require(rates).upperTail == level)
    }
    let even = RateComparison(count: 1, of: 70, against: 0, of: 70)
    #expect(try #require(even).upperTail == 0.5)
    #expect(RateComparison(count: 0, of: 7, against: 3, of: 9)?.upperTail == 1)
    let expected = RateComparison(count: 1, of: 49, against: 3, of: 147)
    #expect(expected?.expected == 1)
  }
}

@Suite("Numbers to so many digits")
struct PrecisionOfValuesTests {
  @Test func roundsToSignificantDigits() {
    #expect((2.0 / 3).rounded(toDigits: 12) == 0.666666666667)
    #expect((-2e30 / 3).rounded(toDigits: 12) == -6.66666666667e29)
    #expect((2e-30 / 3).rounded(toDigits: 12) == 6.66666666667e-31)
    #expect((2e-306 / 3).rounded(toDigits: 3) == 6.67e-307)
    #expect(1.0.nextDown.rounded(toDigits: 12) == 1 && 1.0.nextUp.rounded(toDigits: 12) == 1)
    #expect(1e-5.nextDown.rounded(toDigits: 12) == 1e-5 && 1e22.nextUp.rounded(toDigits: 9) == 1e22)
    #expect((-1.1e-16).rounded(toDigits: 12, of: 1).sign == .plus)
    #expect(
      1.1e-16.rounded(toDigits: 12, of: 1) == 0 && 1.24e-7.rounded(toDigits: 9, of: 1) == 1.2e-7)
    #expect((-0.0).rounded(toDigits: 12).sign == .plus)
    #expect(Double.infinity.rounded(toDigits: 12) == .infinity)
    #expect((-Double.infinity).rounded(toDigits: 12, of: 1) == -.infinity)
    #expect(Double.nan.rounded(toDigits: 12).isNaN)
  }

  @Test func quotientsOfLargeNumbers() {
    var generator = Generator(seed: 17)
    for _ in 0..<20_000 {
      let x = UInt128(UInt64.random(in: 1...(1 << 40), using: &generator))
      let y = UInt128(UInt64.random(in: 1...(1 << 40), using: &generator))
      let k = UInt128(UInt64.random(in: 1...(1 << 62), using: &generator))
      // Doubles divide small numbers with one rounding.
      let exact = Double(UInt64(x)) / Double(UInt64(y))
      let (p, q) = (DoubleDouble(k * x), DoubleDouble(k * y))
      #expect((p / q).value == exact)
      #expect(
        (p * p / (q * q) * DoubleDouble(y)).value == (DoubleDouble(x * x) / DoubleDouble(y)).value)
      #expect(
        DoubleDouble.logarithm(of: p, over: q)
          == 0 - DoubleDouble.logarithm(of: DoubleDouble(y), over: DoubleDouble(x)))
      #expect((p + q - p - q).value == 0)
    }
    #expect(DoubleDouble.logarithm(of: product(7, 1), over: product(7, 1)) == 0)
    #expect(DoubleDouble.binaryLogarithm(of: product(3, 1 << 40), over: product(3, 1)) == 40)
  }
}
