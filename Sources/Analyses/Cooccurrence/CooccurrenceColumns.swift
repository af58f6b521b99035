import Reports
import Statistics

/// The columns of a co-occurrence table, as a request asks for them.
struct CooccurrenceColumns: Sendable {
  /// What is in a column.
  enum Content: Sendable, Hashable {
    case rank, node, collocate
    case count, r1, c1, n, expected
    case articles
    /// The number of pairs compared, m.
    case compared
    case weighted
    /// The hits on one side of the node.
    case left, right
    /// The hits at a position, by its place in a row's counts.
    case position(Int)
    /// A score, by the measure's place.
    case measure(Int)
  }

  /// What is in each column of `columns`.
  let contents: [Content]
  let columns: [Column]
  /// The measures, not yet corrected for comparisons.
  let measures: [AssociationMeasure]

  /// The columns of a request with every default in place.
  init(_ request: CooccurrenceRequest) {
    measures = request.scoredMeasures
    var contents: [Content] = []
    var columns: [Column] = []
    let names = request.dialect?.columnNames ?? [:]
    func add(_ content: Content, _ name: String, _ kind: Column.Kind, _ summary: String) {
      contents.append(content)
      columns.append(Column(names[name] ?? name, kind, summary))
    }
    let isOrdered = request.ordered ?? true
    add(.rank, "rank", .integer, "place in the table, from 1")
    add(
      .node, isOrdered ? "node" : "term1", .text, isOrdered ? "the node, u" : "the first term, u")
    add(
      .collocate, isOrdered ? "collocate" : "term2", .text,
      isOrdered ? "the collocate, v" : "the second term, v")
    add(.count, "count", .integer, "O, the joint frequency")
    add(.r1, "r1", .integer, "R1, the row total of u")
    add(.c1, "c1", .integer, "C1, the column total of v")
    add(.n, "n", .integer, "N, the total of the table")
    add(.expected, "expected", .number, "E = R1 · C1 / N")
    if request.minArticles != nil {
      add(.articles, "articles", .integer, "articles that hold the pair")
    }
    if measures.contains(where: \.correctsForComparisons) {
      add(.compared, "compared", .integer, "m, the pairs compared: those that min_count leaves")
    }
    if let weights = request.weights, weights != .none {
      add(.weighted, "weighted", .number, "the hits weighted by their distance")
    }
    if request.positions == true, case .window(let left, let right) = request.span {
      add(.left, "left", .integer, "hits with v before u")
      add(.right, "right", .integer, "hits with v after u")
      for (place, offset) in Positions(left: left, right: right).offsets.enumerated() {
        let side = offset < 0 ? "before" : "after"
        let tokens = offset.magnitude == 1 ? "1 token" : "\(offset.magnitude) tokens"
        add(
          .position(place), (offset < 0 ? "left_" : "right_") + "\(offset.magnitude)", .integer,
          "hits with v \(tokens) \(side) u")
      }
    }
    for (place, measure) in measures.enumerated() {
      contents.append(.measure(place))
      columns.append(Column(measure.id, .number, measure.title))
    }
    self.contents = contents
    self.columns = columns
  }

  /// The names of the columns that can be compared or ranked by, the joint frequency first.
  var numericNames: [String] {
    zip(contents, columns).filter { ![.rank, .node, .collocate].contains($0.0) }.map(\.1.name)
  }

  /// What is in the column called `name`.
  func content(named name: String) -> Content? {
    columns.firstIndex { $0.name == name }.map { contents[$0] }
  }
}

extension CooccurrenceRequest {
  /// The measures asked for: the dialect's, or those of the catalogue.
  fileprivate var scoredMeasures: [AssociationMeasure] {
    guard let dialect else { return measures.compactMap { AssociationMeasure.named($0) } }
    var positions = 0
    if case .window(let left, let right) = span { positions = left + right }
    let known = dialect.measures(span: positions)
    return measures.compactMap { name in known.first { $0.id == name } }
  }
}
