import Glibc

/// x · ln(x / mean) − (x − mean): how far a count lies from its mean, never negative.
///
/// `excess` is x − mean, given apart because the caller can have it without cancellation. Near the
/// mean the value comes from a series (C. Loader, Fast and accurate computation of binomial
/// probabilities, 2000), elsewhere from the logarithm; the relative error is a few units in the
/// last place. At x = 0 it is the mean.
@inline(__always)
func deviance(_ x: Double, mean: Double, excess: Double) -> Double {
  if x == 0 { return mean }
  if excess.magnitude >= 0.1 * (x + mean) { return x * log(x / mean) - excess }
  let v = excess / (x + mean)
  var sum = excess * v
  var term = 2 * x * v
  let square = v * v
  var divisor = 3.0
  while true {
    term *= square
    let next = sum + term / divisor
    if next == sum { return sum }
    sum = next
    divisor += 2
  }
}

/// The same where only the mean is known.
func deviance(_ x: Double, mean: Double) -> Double {
  deviance(x, mean: mean, excess: x - mean)
}

/// ln(n!) − ((n + ½) ln n − n + ½ ln 2π): what Stirling's formula lacks, for a whole n > 0.
func stirlingError(_ n: Double) -> Double {
  if n <= 15 { return lgamma(n + 1) - ((n + 0.5) * log(n) - n + halfLogTwoPi) }
  let x = 1 / (n * n)
  let series = 1.0 / 12 - x * (1.0 / 360 - x * (1.0 / 1260 - x * (1.0 / 1680 - x / 1188)))
  return series / n
}

/// ½ ln 2π.
let halfLogTwoPi = 0.918_938_533_204_672_741_78
