import Bytes

/// Categories of words, as a user defines them: which patterns belong to which category, and which
/// category to which.
public struct CategoryDictionary: Sendable, Hashable {
  /// A category, by its path: its name after those of the categories around it, separated by `/`.
  public struct Category: Sendable, Hashable {
    /// Its path.
    public var path: String
    /// The place of the category around it.
    public var parent: Int?
  }

  /// A word or phrase, and the category that it is in.
  ///
  /// Words are separated by spaces. In a word, `*` stands for any characters, `?` for one, and a
  /// backslash takes their meaning away; a lone `*` is any one token.
  public struct Pattern: Sendable, Hashable {
    /// The words.
    public var text: String
    /// The place of the category.
    public var category: Int
    /// The line of the file that it is on, from 1; 0 if it is in none.
    public var line = 0
  }

  /// The file as the pipeline names it.
  public var file: String
  /// The categories, each after the one around it.
  public private(set) var categories: [Category] = []
  /// The patterns, in the order of the file.
  public private(set) var patterns: [Pattern] = []
  private var places: [String: Int] = [:]

  /// A dictionary without categories.
  public init(file: String) { self.file = file }

  /// The place of the category `name` within `parent`, which is added if it is new.
  public mutating func category(named name: String, in parent: Int?) -> Int {
    let path = parent.map { "\(categories[$0].path)/\(name)" } ?? name
    if let place = places[path] { return place }
    places[path] = categories.count
    categories.append(Category(path: path, parent: parent))
    return categories.count - 1
  }

  /// Adds a pattern, which is on `line` of the file, to a category.
  public mutating func add(_ pattern: String, to category: Int, line: Int = 0) {
    patterns.append(Pattern(text: pattern, category: category, line: line))
  }

  /// The category and all around it.
  func lineage(of category: Int) -> [Int] {
    var lineage = [category]
    while let parent = categories[lineage[lineage.count - 1]].parent { lineage.append(parent) }
    return lineage
  }

  /// SHA-256 of categories and patterns, in hexadecimal: what counts depend on, whatever the file
  /// is called and however it is written.
  public var digest: String {
    var digest = Digest()
    for category in categories { digest.update("category \(category.path)\n") }
    for pattern in patterns { digest.update("\(pattern.category) \(pattern.text)\n") }
    return digest.finalizeHex()
  }
}
