import Diagnostics

/// The places of a file's values, by their paths.
///
/// Places are not part of a value: any two are equal.
public struct Places: Sendable, Hashable {
  private var places: [[String]: Place]

  /// No places.
  public init() { places = [:] }

  init(_ places: [[String]: Place]) { self.places = places }

  /// The place of the value at `path`, or of the nearest value around it; nil if none is known.
  public func place(of path: [String]) -> Place? {
    for length in stride(from: path.count, through: 1, by: -1) {
      if let place = places[Array(path.prefix(length))] { return place }
    }
    return nil
  }

  /// Replaces each place with the result of `transform`; nil removes it.
  public mutating func replace(_ transform: (Place) -> Place?) {
    places = places.compactMapValues(transform)
  }

  /// Always true.
  public static func == (a: Places, b: Places) -> Bool { true }
  /// Does nothing.
  public func hash(into hasher: inout Hasher) {}
}
