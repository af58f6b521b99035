/// The known name that a person most likely meant, or nil if none is near.
///
/// Compares without case by optimal string alignment distance (Damerau 1964, restricted to adjacent
/// transpositions); near means at most a third of the longer name's length, and at least 1. Ties go
/// to the name listed first. Names of more than 100 characters are near to none, and only the first
/// 1,000 of `known` are looked at, so that a suggestion costs some milliseconds at most.
public func nearestName(to name: String, among known: [String]) -> String? {
  guard name.utf8.count <= 4 * longestName else { return nil }
  let wanted = Array(name.lowercased().unicodeScalars)
  var best: (distance: Int, name: String)?
  for candidate in known.prefix(1000) where candidate.utf8.count <= 4 * longestName {
    let other = Array(candidate.lowercased().unicodeScalars)
    let longer = max(wanted.count, other.count)
    let farthest = min(max(1, longer / 3), (best?.distance ?? .max) - 1)
    // As many characters have to be added as one is longer.
    guard longer <= longestName, longer - min(wanted.count, other.count) <= farthest else {
      continue
    }
    let distance = alignmentDistance(wanted, other)
    if distance <= farthest { best = (distance, candidate) }
  }
  return best?.name
}

private let longestName = 100

/// The optimal string alignment distance of `a` and `b`.
func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      row[j] = min(last[j] + 1, row[j - 1] + 1, substitution)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
