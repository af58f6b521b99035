import Testing

/// Runs of whole pipelines. One after the other: each uses as many threads as it has workers.
@Suite(.serialized, .timeLimit(.minutes(20)))
enum RunnerTests {}
