import Analyses

extension TermFrequencyRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    pipeline.check(self, at: path, &reader)
  }
}
extension ConcordanceRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    pipeline.check(self, at: path, &reader)
  }
}
extension KeynessRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    check(at: path, fields: pipeline.groupFields, &reader)
  }
}
extension DictionaryRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    check(at: path, fields: pipeline.groupFields, &reader)
  }
}
extension DiversityRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    pipeline.check(self, at: path, &reader)
  }
}
extension TrendRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    pipeline.check(self, at: path, &reader)
  }
}
extension CooccurrenceRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    pipeline.check(&self, at: path, &reader)
    self = resolved
  }
}
