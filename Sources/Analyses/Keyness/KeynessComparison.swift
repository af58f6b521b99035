import Bytes
import Statistics

/// One target and its reference, as sums over the groups that terms were counted by.
struct KeynessComparison {
  /// What a side sums up.
  enum Side {
    case groups([Int])
    /// Everything outside the target.
    case rest
    /// The frequency list.
    case list
  }

  /// The group whose name the rows show; nil where there is one comparison only.
  var name: Int?
  var target: [Int]
  var reference: Side
  /// The tokens of both sides.
  var targetTotal: UInt64 = 0
  var referenceTotal: UInt64 = 0

  init(name: Int? = nil, target: [Int], reference: Side) {
    self.name = name
    self.target = target
    self.reference = reference
  }

  /// The counts of both sides, from those of each group, their sum, and that of the list.
  @inline(__always)
  func counts(_ groups: [UInt64], all: UInt64, list: UInt64) -> (a: UInt64, b: UInt64) {
    let a = KeynessComparison.sum(groups, of: target)
    switch reference {
    case .groups(let others): return (a, KeynessComparison.sum(groups, of: others))
    case .rest: return (a, all - a)
    case .list: return (a, list)
    }
  }

  @inline(__always)
  private static func sum(_ counts: [UInt64], of groups: [Int]) -> UInt64 {
    var sum: UInt64 = 0
    for group in groups { sum &+= counts[group] }
    return sum
  }
}

extension KeynessRequest {
  /// The comparisons asked for among groups of these names, which are in byte order, and these
  /// numbers of tokens. Those with an empty side are left out: there is nothing to compare.
  func comparisons(
    names: [[[UInt8]]], tokens: [UInt64], listTotal: UInt64
  ) -> [KeynessComparison] {
    var comparisons: [KeynessComparison] = []
    if groupBy.isEmpty {
      let all = Array(tokens.indices)
      let chosen = all.filter { matches(target, names[$0]) }
      let side: KeynessComparison.Side? =
        switch reference {
        case .rest: .rest
        case .list: .list
        case .groups(let selection): .groups(all.filter { matches(selection, names[$0]) })
        case .previous: chosen.first.flatMap { previous(of: $0, names) }.map { .groups([$0]) }
        }
      if let side { comparisons = [KeynessComparison(target: chosen, reference: side)] }
    } else {
      for group in names.indices {
        let side: KeynessComparison.Side? =
          switch reference {
          case .rest: .rest
          case .list: .list
          case .groups(let selection):
            .groups(names.indices.filter { $0 != group && matches(selection, names[$0]) })
          case .previous: previous(of: group, names).map { .groups([$0]) }
          }
        if let side {
          comparisons.append(KeynessComparison(name: group, target: [group], reference: side))
        }
      }
    }
    let all = tokens.reduce(0, +)
    for index in comparisons.indices {
      let (a, b) = comparisons[index].counts(tokens, all: all, list: listTotal)
      (comparisons[index].targetTotal, comparisons[index].referenceTotal) = (a, b)
    }
    return comparisons.filter { $0.targetTotal > 0 && $0.referenceTotal > 0 }
  }

  /// Whether the group called `name` is among all of `selections`.
  func matches(_ selections: [GroupSelection], _ name: [[UInt8]]) -> Bool {
    selections.allSatisfy { selection in
      guard let place = dimensions.firstIndex(of: selection.dimension) else { return false }
      return selection.values.contains { $0.utf8.elementsEqual(name[place]) }
    }
  }

  /// The group before `group` in the last dimension, which is time, and like it in all others;
  /// groups without a date come before none and after none.
  private func previous(of group: Int, _ names: [[[UInt8]]]) -> Int? {
    guard group > 0, isDated(names[group]) else { return nil }
    let before = names[group - 1]
    return isDated(before) && before.dropLast() == names[group].dropLast() ? group - 1 : nil
  }

  private func isDated(_ name: [[UInt8]]) -> Bool {
    name.last?.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
  }
}
