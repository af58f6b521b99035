import ArgumentParser

/// A name and a value, separated by the first equals sign.
struct Assignment: ExpressibleByArgument, Hashable {
  var name: String
  var value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }
}
