/// Finds the edges of records in one file, as its bytes arrive.
protocol RecordFramer: Sendable {
  /// Looks at the bytes that came since the last call and finishes the records that they complete.
  ///
  /// What it finishes depends on the bytes alone, not on how they were divided over the calls. A
  /// framer that finds out what the parser needs for every record of the file, such as the names
  /// of columns, puts that into `builder.context`.
  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool)

  /// Whether blank lines have record numbers.
  var numbersBlankLines: Bool { get }

  /// Why the file, all of whose bytes were looked at, was cut short: a code, and what it does, as
  /// in “ends before …”; nil if it ends as it may.
  var truncation: Refusal? { get }
}

extension RecordFramer {
  var numbersBlankLines: Bool { false }
  var truncation: Refusal? { nil }
}

/// What a framer has found out about a file and the parser needs for each of its records, in
/// whichever chunk they are.
protocol FileContext: Sendable {
  /// What it says about the file, for people; nil if it says nothing.
  var summary: String? { get }
  /// The encoding that the file declares; nil if it declares none.
  var encoding: String? { get }
}

extension FileContext {
  var summary: String? { nil }
  var encoding: String? { nil }
}
