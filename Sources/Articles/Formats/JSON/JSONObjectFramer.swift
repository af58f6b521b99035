/// Cuts a JSON array of objects, or objects and arrays one after the other, into objects.
///
/// Brackets, commas and blanks outside objects are passed over; any other value there is refused.
/// Each object becomes a document of its own, so that a damaged one cannot spoil the next.
///
/// An object that is never closed would swallow the others. So where a line begins with `{`, at or
/// left of the column where the open object began, and JSON allows no `{` there (inside a string,
/// or after something other than `:`, `,`, `[` or `{`), the open object is cut before it and left
/// to the parser to refuse. The same happens at the mark that RFC 7464 puts before each text.
struct JSONObjectFramer: RecordFramer {
  private enum State { case between, object, value }

  private var state = State.between
  private var scanner = JSONScanner()
  private var discarding = false
  /// Whether the open value is not JSON, and goes on to the end of its line.
  private var isLine = false
  /// Arrays that were opened outside objects and not closed so far.
  private var openArrays = 0
  /// The last byte that is no blank, wherever it stands.
  private var lastFilled: UInt8 = 0
  /// Whether the file ended inside an object.
  private var endsInObject = false
  /// The column of the next byte, counted in bytes from 0.
  private var column = 0
  /// Whether only blanks stand before it on its line.
  private var lineIsBlank = true
  /// The column where the open object began.
  private var startColumn = 0
  /// The last byte inside the object, but outside strings, that is no blank.
  private var last: UInt8 = 0

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    var index = builder.scanned
    while index < builder.bytes.count {
      if state == .object && scanner.isInPlainString && !lineIsBlank {
        let next = builder.endOfPlainString(from: index)
        column += next - index
        index = next
        if index == builder.bytes.count { break }
      }
      let byte = builder.bytes[index]
      switch state {
      case .between:
        begin(with: byte, at: index, &builder)
      case .object:
        if byte == UInt8(ascii: "{") && lineIsBlank && isMisplaced || byte == .recordSeparator {
          end(before: index, &builder)
          begin(with: byte, at: index, &builder)
        } else {
          let wasInString = scanner.isInString
          if scanner.take(byte) == .closed {
            end(before: index + 1, &builder)
            // An object whose brackets do not match took the array's for its own.
            if byte == UInt8(ascii: "]") { closeArray() }
          } else if !byte.isWhitespace && !(wasInString && scanner.isInString) {
            last = byte
          }
        }
      case .value:
        let isOpen = isLine || scanner.isInString
        _ = scanner.take(byte)
        let ends = byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
        if byte == 0x0A || byte == .recordSeparator || !isOpen && ends {
          end(before: index, &builder)
          if byte == UInt8(ascii: "]") { closeArray() }
        }
      }
      moveColumn(past: byte)
      index += 1
    }
    if let filled = builder.bytes[builder.scanned...].last(where: { !$0.isWhitespace }) {
      lastFilled = filled
    }
    builder.scanned = index
    endsInObject = state == .object
    if state != .between { finish(&builder, atEnd: atEnd) }
  }

  /// A last object without end may have swallowed the array's bracket: then it alone is bad.
  var truncation: Refusal? {
    openArrays > 0 && !(endsInObject && lastFilled == UInt8(ascii: "]"))
      ? Refusal(code: "json.array-truncated", reason: "ends before its JSON array is closed") : nil
  }

  /// Whether JSON allows no `{` where we are, and the column says that a new object begins there.
  private var isMisplaced: Bool {
    guard column <= startColumn else { return false }
    if scanner.isInString { return true }
    switch last {
    case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): return false
    default: return true
    }
  }

  private mutating func closeArray() { openArrays = max(0, openArrays - 1) }

  private mutating func begin(with byte: UInt8, at index: Int, _ builder: inout ChunkBuilder) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), 0x20, 0x09...0x0D, 0,
      .recordSeparator:
      if byte == UInt8(ascii: "[") { openArrays += 1 }
      if byte == UInt8(ascii: "]") { closeArray() }
      builder.skip(to: index + 1)
    case UInt8(ascii: "{"):
      builder.skip(to: index)
      state = .object
      scanner = JSONScanner()
      _ = scanner.take(byte)
      startColumn = column
      last = byte
    default:
      builder.skip(to: index)
      state = .value
      scanner = JSONScanner()
      _ = scanner.take(byte)
      isLine = !JSONObjectFramer.mayBeginValue(byte)
    }
  }

  /// Whether a value of JSON may begin with `byte`; if not, the rest of the line is not JSON.
  private static func mayBeginValue(_ byte: UInt8) -> Bool {
    byte == .quotationMark || byte == .hyphen || byte.isASCIIDigit || byte == UInt8(ascii: "t")
      || byte == UInt8(ascii: "f") || byte == UInt8(ascii: "n")
  }

  /// Ends the open object or value before `index`.
  private mutating func end(before index: Int, _ builder: inout ChunkBuilder) {
    if discarding {
      builder.skip(to: index)
    } else if index - builder.open > builder.limit {
      builder.reject(upTo: index, code: "record.too-long", reason: builder.tooLongReason)
    } else if state == .object {
      builder.accept(upTo: index)
    } else {
      builder.reject(
        upTo: index, code: "json.not-an-object",
        reason: "where an object is expected stands a value")
    }
    discarding = false
    state = .between
  }

  /// Deals with an object or value that has not ended in what came so far.
  private mutating func finish(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if atEnd {
      end(before: builder.bytes.count, &builder)
    } else if discarding {
      builder.dropOpen()
    } else if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    }
  }

  private mutating func moveColumn(past byte: UInt8) {
    if byte == 0x0A {
      column = 0
      lineIsBlank = true
    } else {
      column += 1
      if !byte.isWhitespace && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "[") {
        lineIsBlank = false
      }
    }
  }
}
