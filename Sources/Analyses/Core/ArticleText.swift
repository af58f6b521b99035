/// The article being counted, as one text profile has it: what counters read.
final class ArticleText {
  /// Its tokens, shared by profiles that cut it alike.
  let tokens: Box<ArticleTokens>
  /// Its terms, if they are made.
  var terms: ArticleTerms
  /// The numbers of articles.
  let numbers: ArticleNumbers

  init(_ tokens: Box<ArticleTokens>, _ terms: consuming ArticleTerms, _ numbers: ArticleNumbers) {
    self.tokens = tokens
    self.terms = terms
    self.numbers = numbers
  }
}

/// Holds a value that cannot be copied, so that several can share it.
final class Box<Value: ~Copyable> {
  var value: Value
  init(_ value: consuming Value) { self.value = value }
}
