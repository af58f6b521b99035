import Settings
import Tokens

/// What an analysis is checked against: where it is in its pipeline, and what it reads.
public struct AnalysisContext: Sendable {
  /// The keys that lead to the analysis; what its faults and warnings are about.
  public let path: [String]
  /// The name of the text profile that it reads.
  public let profileName: String
  /// The text profile that it reads; nil if there is none of that name, which has been reported.
  public let profile: TextProfile?
  /// The names of all fields that an article can have.
  public let fields: [String]

  /// The context of the analysis at `path`.
  public init(path: [String], profileName: String, profile: TextProfile?, fields: [String]) {
    self.path = path
    self.profileName = profileName
    self.profile = profile
    self.fields = fields
  }
}
