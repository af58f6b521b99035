extension UnicodeText {
  /// The Unicode normal forms (UAX #15), and none.
  public enum NormalForm: String, Sendable, Hashable, Codable, CaseIterable {
    case none, nfc, nfd, nfkc, nfkd
  }
}
