import CArchive
import Glibc

/// Why an archive could not be read on.
public enum ArchiveFailure: Error, Sendable, Hashable {
  /// The stream under the archive failed.
  case stream(StreamFailure)
  /// The archive is damaged; the text is the library's.
  case damaged(String)
  /// This entry cannot be read, but the archive goes on; the text is the library's.
  case unsupportedEntry(String)
}

/// A file, folder or link in an archive.
public struct ArchiveEntry: Sendable, Hashable {
  /// What it is; links and devices are `other`.
  public enum Kind: Sendable { case file, folder, other }

  /// Its path in the archive; bytes that are not UTF-8 have become U+FFFD.
  public var name: String
  /// What it is.
  public var kind: Kind
  /// Whether its content is encrypted.
  public var isEncrypted: Bool
}

/// The entries of an archive, one after the other, read by libarchive.
///
/// An archive with a directory is read by it if the file can be read at any place, as it must be to
/// be read exactly; any other is read as it streams by. Nothing is held but a block of input and
/// libarchive's window.
@safe public struct ArchiveReader: ~Copyable {
  private let archive: OpaquePointer
  private let source: ArchiveSource

  /// Will read an archive from `stream`, of which `head` was read already.
  public init(_ stream: consuming ByteStream, head: [UInt8], form: any ArchiveForm.Type) {
    guard let made = unsafe archive_read_new() else { preconditionFailure("out of memory") }
    unsafe archive = made
    source = ArchiveSource(stream, head: head, form: form)
    unsafe form.support(on: archive, isSeekable: source.isSeekable)
  }

  deinit { unsafe archive_read_free(archive) }

  /// The number of bytes read of the archive as it is on disk.
  public var bytesRead: Int { source.bytesRead }

  /// Reads the archive's first block. Call it once, before `next`.
  public mutating func open() throws(ArchiveFailure) {
    unsafe archive_read_set_callback_data(archive, Unmanaged.passUnretained(source).toOpaque())
    unsafe archive_read_set_read_callback(archive) { _, source, block in
      guard let source = unsafe source, let block = unsafe block else { return -1 }
      let owner = unsafe Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue()
      return unsafe owner.nextBlock(block)
    }
    if source.isSeekable {
      unsafe archive_read_set_seek_callback(archive) { _, source, offset, whence in
        guard let source = unsafe source else { return -1 }
        let owner = unsafe Unmanaged<ArchiveSource>.fromOpaque(source).takeUnretainedValue()
        return owner.seek(to: Int(offset), from: whence)
      }
    }
    guard unsafe archive_read_open1(archive) >= ARCHIVE_WARN else { throw failure() }
  }

  /// Goes on to the next entry, leaving what is unread of this one; nil at the archive's end.
  public mutating func next() throws(ArchiveFailure) -> ArchiveEntry? {
    var entry: OpaquePointer?
    let status = withUTF8Names { unsafe archive_read_next_header(archive, &entry) }
    if status == ARCHIVE_EOF { return nil }
    // A warning is about the name or the attributes.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
      throw failure()
    }
    return withUTF8Names { unsafe ArchiveEntry(reading: entry) }
  }

  /// Appends bytes of the entry until `output` is full or the entry ends; room left means that it
  /// has ended, with the length and the checksum that the archive states.
  public mutating func read(into output: inout OutputSpan<UInt8>) throws(ArchiveFailure) {
    while !output.isFull {
      let count = unsafe output.withUnsafeMutableBufferPointer { buffer, filled in
        guard let base = buffer.baseAddress else { return 0 }
        let count = unsafe archive_read_data(archive, base + filled, buffer.count - filled)
        filled += max(count, 0)
        return count
      }
      if count == 0 { return }
      if count < 0 { throw failure() }
    }
  }

  /// Reads what follows the last entry, which verifies the stream's end, and gives the SHA-256 of
  /// the whole file. Call it once `next` has given nil, and only once.
  public mutating func finish() throws(ArchiveFailure) -> [UInt8] {
    try source.drain()
    guard source.endsAsItShould else { throw .damaged("Truncated archive: no end mark") }
    return try source.finishDigest()
  }

  /// What to report of the library's last error.
  private func failure() -> ArchiveFailure {
    if let failure = source.failure { return .stream(failure) }
    guard let text = unsafe archive_error_string(archive) else { return .damaged("unknown error") }
    let message = unsafe String(cString: text)
    // The directory is at the end of the file, without which the library does not recognise it.
    if message == "Unrecognized archive format" && source.isSeekable {
      return .damaged("Truncated archive: no directory")
    }
    return message.hasPrefix("Unsupported ZIP compression method")
      ? .unsupportedEntry(message) : .damaged(message)
  }
}

// The library's handle and the source are owned by this value alone and not bound to a thread.
extension ArchiveReader: @unchecked Sendable {}

extension ArchiveEntry {
  @unsafe fileprivate init(reading entry: OpaquePointer) {
    if let name = unsafe archive_entry_pathname(entry) {
      self.name = unsafe String(cString: name)
    } else {
      name = "\u{FFFD}"
    }
    let isLink = unsafe archive_entry_hardlink(entry) != nil
    switch unsafe archive_entry_filetype(entry) & 0o170000 {
    case 0o040000: kind = .folder
    case 0o100000 where !isLink: kind = .file
    default: kind = .other
    }
    isEncrypted = unsafe archive_entry_is_encrypted(entry) != 0
  }
}

/// The locale in which the library leaves UTF-8 names as they are; without it, it can only read
/// ASCII.
private nonisolated(unsafe) let utf8Names = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil)

/// Runs `body` in that locale, on this thread alone.
private func withUTF8Names<Result>(_ body: () -> Result) -> Result {
  guard let locale = unsafe utf8Names else { return body() }
  let before = unsafe uselocale(locale)
  defer { unsafe uselocale(before) }
  return body()
}
