import CYaml

/// Reads a text of YAML 1.1 event by event, as libyaml understands it.
///
/// What it has read, it forgets: to build values of the events, and to bound them, is the caller's.
@safe public struct YAMLParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>

  /// A place in the text, both from 1; `column` counts Unicode scalars.
  public struct Mark: Sendable, Hashable {
    /// The line.
    public var line: Int
    /// The column.
    public var column: Int

    /// The place at `line` and `column`.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    fileprivate init(_ mark: yaml_mark_t) {
      self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
  }

  /// What comes next in a text.
  public enum Event: Sendable, Hashable {
    case documentStart, documentEnd, end
    /// A text; `isPlain` if it is written without quotation marks, and no block.
    case scalar(String, isPlain: Bool, anchor: String?)
    case sequenceStart(anchor: String?)
    case sequenceEnd
    case mappingStart(anchor: String?)
    case mappingEnd
    /// The value again that an anchor marked.
    case alias(String)
  }

  /// Why a text is no YAML.
  public struct Failure: Error, Sendable, Hashable {
    /// What was being read, and where it began.
    public var context: (text: String, mark: Mark)? {
      contextText.map { ($0, contextMark) }
    }
    /// What is wrong.
    public var problem: String
    /// Where.
    public var mark: Mark
    /// The character that cannot be in YAML at all, if that is the problem; `mark` is
    /// meaningless then.
    public var character: UInt32?

    fileprivate var contextText: String?
    fileprivate var contextMark: Mark
  }

  /// A parser of `text`, which is UTF-8.
  public init(_ text: String) {
    unsafe parser = .allocate(capacity: 1)
    let status = unsafe yaml_parser_initialize(parser)
    precondition(status == 1, "out of memory")
    let bytes = text.utf8
    unsafe self.text = .allocate(capacity: max(1, bytes.count))
    _ = unsafe self.text.initialize(from: bytes)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, self.text.baseAddress, bytes.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe text.deallocate()
  }

  /// The next event, and where it begins.
  public mutating func next() throws(Failure) -> (event: Event, mark: Mark) {
    while true {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
      defer { unsafe yaml_event_delete(&event) }
      if let read = unsafe YAMLParser.read(event) {
        return (read, unsafe Mark(event.start_mark))
      }
    }
  }

  /// What an event of libyaml says; nil for the beginning of the text.
  @unsafe private static func read(_ event: yaml_event_t) -> Event? {
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_END_EVENT: return .end
    case YAML_ALIAS_EVENT: return .alias(unsafe name(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .scalar(
        unsafe String(decoding: bytes, as: UTF8.self),
        isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE,
        anchor: unsafe name(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      return .sequenceStart(anchor: unsafe name(event.data.sequence_start.anchor))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      return .mappingStart(anchor: unsafe name(event.data.mapping_start.anchor))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return nil
    }
  }

  @unsafe private static func name(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
    guard let bytes = unsafe bytes else { return nil }
    return unsafe String(decodingCString: bytes, as: UTF8.self)
  }

  private func failure() -> Failure {
    let state = unsafe parser.pointee
    return Failure(
      problem: unsafe state.problem.map { unsafe String(cString: $0) } ?? "out of memory",
      mark: unsafe Mark(state.problem_mark),
      character: unsafe state.error == YAML_READER_ERROR
        ? UInt32(truncatingIfNeeded: state.problem_value) : nil,
      contextText: unsafe state.context.map { unsafe String(cString: $0) },
      contextMark: unsafe Mark(state.context_mark))
  }
}
