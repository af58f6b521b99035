/// The units of text that windows and n-grams do not cross, and that can serve as spans.
public enum Unit: String, Sendable, Hashable, CaseIterable {
  case sentence, paragraph, article
}
