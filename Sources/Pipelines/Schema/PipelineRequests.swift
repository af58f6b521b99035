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
    pipeline.checkValues(of: target, at: path + ["target"], &reader)
    switch reference {
    case .groups(let selections):
      pipeline.checkValues(of: selections, at: path + ["reference"], &reader)
    case .list(let list):
      let analysis = Pipeline.Analysis(name: path[1], self)
      pipeline.checkList(list, length: ngrams, of: analysis, at: path, &reader)
    case .rest, .previous: break
    }
  }
}
extension DictionaryRequest: PipelineRequest {
  mutating func resolve(at path: [String], in pipeline: Pipeline, _ reader: inout Reader) {
    check(at: path, fields: pipeline.groupFields, &reader)
    let analysis = Pipeline.Analysis(name: path[1], self)
    pipeline.checkPatterns(of: dictionary, analysis, at: path, &reader)
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
