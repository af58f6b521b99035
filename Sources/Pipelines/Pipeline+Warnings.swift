import Diagnostics

extension Pipeline {
  /// What is likely a slip though the pipeline can be run: an entry of a list that matches no word, a
  /// term that the profile hardly makes.
  public struct Warning: Sendable, Hashable {
    /// What is the matter, and where.
    public var fault: Fault
    /// What it is about.
    public var subject: Subject
    /// Whether counts tell if it is a slip: a run then says nothing where they show that it is none.
    public var isSettledByCounts: Bool

    /// What a warning is about.
    public enum Subject: Sendable, Hashable {
      /// The text profile of this name, and all analyses that use it.
      case profile(String)
      /// The analysis of this name.
      case analysis(String)
    }
  }

  /// The warnings that counts do not settle.
  public var lastingWarnings: [Warning] { warnings.filter { !$0.isSettledByCounts } }

  /// All that can be said of the pipeline before anything is counted.
  public var allWarnings: [Fault] { batchWarnings + warnings.map(\.fault) }

  /// Those of them that concern the table of the analysis called `name`.
  public func lastingWarnings(ofAnalysis name: String) -> [Fault] {
    let text = analyses.first { $0.name == name }?.request.text
    return lastingWarnings.filter { warning in
      switch warning.subject {
      case .profile(let profile): profile == text
      case .analysis(let analysis): analysis == name
      }
    }.map(\.fault)
  }
}

/// Where the values of a pipeline stand in its file, by their paths.
///
/// It is no part of what a pipeline is: any two are equal.
public struct Places: Sendable, Hashable {
  private var places: [[String]: Place]

  init(_ places: [[String]: Place] = [:]) { self.places = places }

  /// Where the value at `path` stands, or else the nearest thing around it; nil if nothing is known.
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
