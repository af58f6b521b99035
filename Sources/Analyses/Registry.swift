extension AnalysisRegistry {
  /// The kinds of analysis that Broadsheet has: the one list of them.
  public static let standard = AnalysisRegistry(
    [
      TermFrequencyRequest.self, CooccurrenceRequest.self, ConcordanceRequest.self,
      KeynessRequest.self, DictionaryRequest.self, DiversityRequest.self, TrendRequest.self,
    ],
    implicit: ("terms", TermFrequencyRequest(text: "")))
}
