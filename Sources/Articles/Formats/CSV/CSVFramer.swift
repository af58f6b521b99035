import Bytes

/// Cuts a table into rows. The first one names the columns, if they have names.
struct CSVFramer: RecordFramer {
  private var scanner: CSVRowScanner
  private var header: CSVHeader
  /// The rows to come that are no records: what Excel reads first, and the names.
  private var awaitsSeparatorLine: Bool
  private var awaitsNames: Bool
  /// Whether the open row is beyond the limit and dropped as it arrives.
  private var discarding = false
  /// How many whole rows there are from the builder's open place on, blank ones left out.
  private var rows = 0
  private var endsInQuotes = false

  init(_ detection: CSVDetection) {
    header = detection.header
    awaitsSeparatorLine = detection.hasSeparatorLine
    awaitsNames = detection.hasHeader
    scanner = CSVRowScanner(header.dialect)
  }

  var truncation: Refusal? {
    endsInQuotes
      ? Refusal(code: "csv.unclosed-quote", reason: "ends inside a cell in quotation marks") : nil
  }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if !awaitsNames, builder.context == nil { builder.context = header }
    var start = builder.open
    while let end = scanner.endOfRow(in: builder.bytes.span, from: builder.scanned) {
      take(start..<end, next: end + 1, &builder)
      start = end + 1
      builder.scanned = start
    }
    builder.scanned = builder.bytes.count
    if atEnd, start < builder.bytes.count || discarding {
      endsInQuotes = scanner.isInQuotes
      if !endsInQuotes { take(start..<builder.bytes.count, next: builder.bytes.count, &builder) }
      start = endsInQuotes ? start : builder.bytes.count
    }
    finish(upTo: start, &builder)
    if discarding {
      builder.dropOpen()
    } else if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    }
  }

  /// Takes a whole row.
  private mutating func take(_ row: Range<Int>, next: Int, _ builder: inout ChunkBuilder) {
    let isBlank = header.dialect.isBlank(builder.bytes.span.extracting(row))
    if discarding {
      builder.skip(to: next)
      discarding = false
    } else if isBlank {
      return
    } else if awaitsSeparatorLine {
      builder.skip(to: next)
      awaitsSeparatorLine = false
    } else if row.count > builder.limit {
      finish(upTo: row.lowerBound, &builder)
      builder.reject(upTo: next, code: "record.too-long", reason: builder.tooLongReason)
    } else if awaitsNames {
      readNames(builder.bytes.span.extracting(row))
      builder.context = header
      builder.skip(to: next)
    } else {
      rows += 1
    }
  }

  /// Finishes the rows before `start`, where the open one begins.
  private mutating func finish(upTo start: Int, _ builder: inout ChunkBuilder) {
    if rows > 0 {
      builder.accept(upTo: start, records: rows)
    } else if start > builder.open {
      builder.skip(to: start)
    }
    rows = 0
  }

  private mutating func readNames(_ row: Span<UInt8>) {
    var cells = CSVCells()
    cells.split(row, header.dialect)
    var names: [[UInt8]] = []
    for cell in cells.all {
      var name: [UInt8] = []
      cells.append(cell, of: row, to: &name)
      names.append(Array(name[...].trimmed))
    }
    header.names = names
    header.width = names.count
    awaitsNames = false
  }
}
