import Bytes
import Diagnostics
import Synchronization

/// Bytes that are written once and then read anywhere: in memory where they fit, else in the pages
/// of a file without a name.
///
/// What grows with the number of distinct terms is in one of these, so that no number of terms
/// takes more memory than there is. Readers hold a few pages each; see `PageReader`.
public final class PagedBytes: Sendable {
  /// All bytes, if they are in memory.
  fileprivate let resident: Buffer<UInt8>
  /// Where each page is in the file.
  fileprivate let pages: Buffer<UInt32>
  fileprivate let file: PageFile?

  private init(
    _ resident: consuming Buffer<UInt8>, _ pages: consuming Buffer<UInt32>, _ file: PageFile?
  ) {
    self.resident = resident
    self.pages = pages
    self.file = file
  }

  /// The memory held, in bytes.
  var byteCount: Int { resident.byteCount + pages.byteCount }

  /// Collects the bytes, in order.
  public struct Builder: ~Copyable {
    /// What is not in the file.
    private var pending = Buffer<UInt8>()
    private var pages = Buffer<UInt32>()
    private let file: PageFile?

    /// A builder that fills pages of `file`; in memory if there is none.
    init(file: PageFile?) { self.file = file }

    /// A builder for `byteCount` bytes, in memory if that is at most `memory`, else in a file in
    /// `folder`.
    public init(byteCount: Int, folder: String, memory: Int) throws(Fault) {
      self.init(file: byteCount <= memory ? nil : try PageFile(in: folder))
    }

    /// Appends a number of four bytes; all numbers of one list are of the same size.
    @inline(__always)
    mutating func append32(_ number: UInt32) throws(Fault) {
      pending.append32(number)
      if file != nil, pending.count == PageFile.pageSize { try endPage() }
    }

    /// Appends a number of eight bytes; all numbers of one list are of the same size.
    public mutating func append64(_ number: UInt64) throws(Fault) {
      pending.append64(number)
      if file != nil, pending.count == PageFile.pageSize { try endPage() }
    }

    private mutating func endPage() throws(Fault) {
      guard let file else { return }
      pages.append(try file.append(pending.span))
      pending.removeAll()
    }

    /// The bytes, for reading.
    public consuming func finish() throws(Fault) -> PagedBytes {
      if file != nil, !pending.isEmpty {
        pending.extend(to: PageFile.pageSize, with: 0)
        try endPage()
        pending.removeAll(keepingCapacity: false)
      }
      return PagedBytes(pending, pages, file)
    }
  }
}

/// A file without a name, of pages that several lists fill in turn.
final class PageFile: Sendable {
  static let pageSize = 1 << 12

  private let file: File
  private let pages = Mutex<UInt32>(0)

  /// An empty file in `folder`.
  init(in folder: String) throws(Fault) { file = try File.nameless(in: folder) }

  /// Appends a page; returns its number.
  func append(_ page: Span<UInt8>) throws(Fault) -> UInt32 {
    try pages.withLock { (pages) throws(Fault) in
      try file.write(page)
      pages += 1
      return pages - 1
    }
  }

  /// Copies page `number` to the bytes of `buffer` from `start` on.
  func read(_ number: UInt32, into buffer: inout Buffer<UInt8>, at start: Int) throws(Fault) {
    try file.read(
      PageFile.pageSize, at: Int(number) * PageFile.pageSize, over: &buffer, from: start)
  }
}

/// Reads numbers out of `PagedBytes`. For one thread at a time.
///
/// A number in memory costs a load; another one a look at the few pages that are held, or a read of
/// the file.
public final class PageReader {
  private let bytes: PagedBytes
  private let mask: Int
  /// The pages that are held, each at the place that its number gives it.
  private var held = Buffer<UInt8>(capacity: 1)
  /// The number of the page at each place; −1 for none.
  private var numbers = Buffer<Int>(capacity: 1)

  /// A reader of `bytes` that holds `pages` pages, a power of two.
  public init(_ bytes: PagedBytes, pages: Int = PageReader.fewPages) {
    self.bytes = bytes
    mask = pages - 1
    guard bytes.file != nil else { return }
    numbers.extend(to: pages, with: -1)
    held.extend(to: pages * PageFile.pageSize, with: 0)
  }

  /// The pages that a reader holds unless it is told otherwise.
  public static let fewPages = 8

  /// The memory that a reader of pages in a file takes, in bytes.
  public static func byteCount(pages: Int = fewPages) -> Int { pages * (PageFile.pageSize + 8) }

  /// The four bytes at `offset`, a multiple of four, as a number.
  @inline(__always)
  func load32(at offset: Int) throws(Fault) -> UInt32 {
    if bytes.file == nil { return PageReader.load32(bytes.resident, at: offset) }
    return PageReader.load32(held, at: try place(of: offset))
  }

  /// The eight bytes at `offset`, a multiple of eight, as a number.
  @inline(__always)
  public func load64(at offset: Int) throws(Fault) -> UInt64 {
    if bytes.file == nil { return PageReader.load64(bytes.resident, at: offset) }
    return PageReader.load64(held, at: try place(of: offset))
  }

  // Statics take what they read as an argument: a property's span would borrow all of it.

  @inline(__always)
  private static func load32(_ held: borrowing Buffer<UInt8>, at place: Int) -> UInt32 {
    held.span.load32(at: place)
  }

  @inline(__always)
  private static func load64(_ held: borrowing Buffer<UInt8>, at place: Int) -> UInt64 {
    held.span.load64(at: place)
  }

  /// Where the byte at `offset` stands among the pages that are held, once its page is.
  private func place(of offset: Int) throws(Fault) -> Int {
    let page = offset / PageFile.pageSize
    let start = (page & mask) * PageFile.pageSize
    if numbers[page & mask] != page {
      numbers[page & mask] = -1
      try bytes.file?.read(bytes.pages[page], into: &held, at: start)
      numbers[page & mask] = page
    }
    return start + offset % PageFile.pageSize
  }
}
