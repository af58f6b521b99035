/// How often something occurs, and in how many articles; or the tokens of articles, and how many
/// these are.
struct OccurrenceCount: BitwiseCopyable {
  var count: UInt64 = 0
  var articles: UInt64 = 0
}
