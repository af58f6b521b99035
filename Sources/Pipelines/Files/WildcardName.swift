/// A pattern for one name, without folders and braces.
struct WildcardName {
  private enum Piece {
    case character(Character)
    case any, anyOne
    case oneOf([ClosedRange<Character>], inverted: Bool)
  }

  private var pieces: [Piece] = []

  init(_ pattern: String) {
    var rest = Substring(pattern)
    while let character = rest.popFirst() {
      switch character {
      case "*": pieces.append(.any)
      case "?": pieces.append(.anyOne)
      case "\\": pieces.append(.character(rest.popFirst() ?? "\\"))
      case "[": pieces.append(WildcardName.set(&rest) ?? .character("["))
      default: pieces.append(.character(character))
      }
    }
  }

  /// The rest of a set after its bracket; nil, and nothing is consumed, if the bracket does not
  /// close.
  private static func set(_ rest: inout Substring) -> Piece? {
    var body = rest
    let inverted = body.first == "!" || body.first == "^"
    if inverted { body.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let lower = body.popFirst() {
      if lower == "]", !ranges.isEmpty {
        rest = body
        return .oneOf(ranges, inverted: inverted)
      }
      if body.first == "-", let upper = body.dropFirst().first, upper != "]", lower <= upper {
        body.removeFirst(2)
        ranges.append(lower...upper)
      } else {
        ranges.append(lower...lower)
      }
    }
    return nil
  }

  /// The only name that matches, if the pattern has no wildcard.
  var literal: String? {
    var name = ""
    for piece in pieces {
      guard case .character(let character) = piece else { return nil }
      name.append(character)
    }
    return name
  }

  private var beginsWithDot: Bool {
    if case .character(".")? = pieces.first { true } else { false }
  }

  func matches(_ name: String) -> Bool {
    if name.hasPrefix("."), !beginsWithDot { return false }
    // Greedy with one backtracking point: after a later `*`, an earlier one needs no retry.
    let characters = Array(name)
    var (at, piece) = (0, 0)
    var retry: (at: Int, piece: Int)?
    while at < characters.count {
      if piece < pieces.count, case .any = pieces[piece] {
        retry = (at, piece + 1)
        piece += 1
      } else if piece < pieces.count, WildcardName.matches(pieces[piece], characters[at]) {
        at += 1
        piece += 1
      } else if let last = retry {
        retry = (last.at + 1, last.piece)
        (at, piece) = (last.at + 1, last.piece)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { if case .any = $0 { true } else { false } }
  }

  private static func matches(_ piece: Piece, _ character: Character) -> Bool {
    switch piece {
    case .character(let wanted): wanted == character
    case .any, .anyOne: true
    case .oneOf(let ranges, let inverted):
      ranges.contains { $0.contains(character) } != inverted
    }
  }
}
