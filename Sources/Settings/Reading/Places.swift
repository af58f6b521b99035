import Diagnostics

/// Where the values of a file stand, by their paths.
///
/// It is no part of what a file says: any two are equal.
public struct Places: Sendable, Hashable {
  private var places: [[String]: Place]

  /// No place is known.
  public init() { places = [:] }

  init(_ places: [[String]: Place]) { self.places = places }

  /// Where the value at `path` stands, or else the nearest thing around it; nil if nothing is
  /// known.
  public func place(of path: [String]) -> Place? {
    for length in stride(from: path.count, through: 1, by: -1) {
      if let place = places[Array(path.prefix(length))] { return place }
    }
    return nil
  }

  /// Puts what `transform` makes of each place in its stead; nil takes it away.
  public mutating func replace(_ transform: (Place) -> Place?) {
    places = places.compactMapValues(transform)
  }

  /// Always true.
  public static func == (a: Places, b: Places) -> Bool { true }
  /// Adds nothing.
  public func hash(into hasher: inout Hasher) {}
}
