import Glibc

/// The z above which a standard normal variable lies with probability `tail`, 10^-300 ≤ tail ≤ ½.
///
/// Newton's method on ln(erfc), which is concave, so that every step stays on the near side.
func normalQuantile(upperTail tail: Double) -> Double {
  let target = log(tail)
  var z = 0.0
  for _ in 0..<100 {
    let probability = 0.5 * erfc(z * 0.5.squareRoot())
    let density = exp(-0.5 * z * z - halfLogTwoPi)
    let step = (log(probability) - target) * probability / density
    z += step
    if step.magnitude <= 1e-15 * max(1, z) { break }
  }
  return z
}

/// ln(x / (1 − x)) at the x below which a beta variable with parameters `a` and `b` (whole, above
/// zero) lies with probability exp(`logProbability`).
///
/// The logit, unlike x, keeps its digits near both ends. Newton's method on ln I(x) inside a
/// bracket that it narrows; the cost is that of some ten continued fractions.
func betaQuantileLogit(logProbability: Double, a: Double, b: Double) -> Double {
  var low = -Double.infinity
  var high = Double.infinity
  var u = log(a / b)
  for _ in 0..<200 {
    let (value, slope) = logIncompleteBeta(logit: u, a: a, b: b)
    let difference = value - logProbability
    if difference > 0 { high = u } else { low = u }
    var next = u - difference / slope
    if !next.isFinite || next <= low || next >= high {
      let stride = 2 * max(1, u.magnitude)
      if low.isInfinite {
        next = u - stride
      } else if high.isInfinite {
        next = u + stride
      } else {
        next = (low + high) / 2
      }
    }
    let step = (next - u).magnitude
    u = next
    if step <= 2e-16 * max(1, u.magnitude) { break }
  }
  return u
}

/// ln I(a, b) of the regularised incomplete beta function at the x with the given `logit`, and its
/// derivative by the logit.
func logIncompleteBeta(logit u: Double, a: Double, b: Double) -> (value: Double, slope: Double) {
  let x = 1 / (1 + exp(-u))
  let y = 1 / (1 + exp(u))
  // x^a y^b / B(a, b), as a binomial probability.
  let logKernel = logBinomial(a, of: a + b, p: x, q: y) + log(a / (a + b)) + log(b)
  let value: Double
  if x < (a + 1) / (a + b + 2) {
    value = logKernel - log(a) + log(betaFraction(x, a, b))
  } else {
    value = logComplement(min(0, logKernel - log(b) + log(betaFraction(y, b, a))))
  }
  return (value, exp(logKernel - value))
}

/// The continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), by Lentz's
/// method; converges in some √max(a, b) steps for x below its mean.
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  func guarded(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / guarded(1 - (a + b) * x / (a + 1))
  var result = d
  var m = 1.0
  while m < 1e7 {
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    result *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    let factor = d * c
    result *= factor
    if (factor - 1).magnitude <= 1e-16 { break }
    m += 1
  }
  return result
}
