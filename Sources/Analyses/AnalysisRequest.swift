/// An analysis as a pipeline asks for it.
public enum AnalysisRequest: Sendable, Hashable, Codable {
  case termFrequency(TermFrequencyRequest)
  case cooccurrence(CooccurrenceRequest)
  case concordance(ConcordanceRequest)
  case keyness(KeynessRequest)
  case dictionary(DictionaryRequest)
  case diversity(DiversityRequest)
  case trend(TrendRequest)

  /// The kind's name in pipelines and reports.
  public var kind: String {
    switch self {
    case .termFrequency: "term-frequency"
    case .cooccurrence: "co-occurrence"
    case .concordance: "concordance"
    case .keyness: "keyness"
    case .dictionary: "dictionary"
    case .diversity: "diversity"
    case .trend: "trend"
    }
  }

  /// The name of the text profile that the analysis reads.
  public var text: String {
    get {
      switch self {
      case .termFrequency(let request): request.text
      case .cooccurrence(let request): request.text
      case .concordance(let request): request.text
      case .keyness(let request): request.text
      case .dictionary(let request): request.text
      case .diversity(let request): request.text
      case .trend(let request): request.text
      }
    }
    set {
      switch self {
      case .termFrequency(var request):
        request.text = newValue
        self = .termFrequency(request)
      case .cooccurrence(var request):
        request.text = newValue
        self = .cooccurrence(request)
      case .concordance(var request):
        request.text = newValue
        self = .concordance(request)
      case .keyness(var request):
        request.text = newValue
        self = .keyness(request)
      case .dictionary(var request):
        request.text = newValue
        self = .dictionary(request)
      case .diversity(var request):
        request.text = newValue
        self = .diversity(request)
      case .trend(var request):
        request.text = newValue
        self = .trend(request)
      }
    }
  }
}
