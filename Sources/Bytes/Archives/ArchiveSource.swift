import Glibc

/// What libarchive reads from: a stream in blocks, or a file at any place.
///
/// It is a class because the library keeps its address, and is owned by one `ArchiveReader`.
@safe final class ArchiveSource {
  private static let blockBytes = 256 << 10

  private let form: any ArchiveForm.Type
  private var stream: ByteStream
  private var head: [UInt8]
  /// Where the library's block lies until it asks for the next.
  private let block: UnsafeMutableBufferPointer<UInt8>
  /// Whether the file itself is read, at `place`, rather than the stream.
  let isSeekable: Bool
  private var place = 0
  private var bytesByPlace = 0
  /// The last bytes that the stream gave: as many as an archive's end may have.
  private var tail: [UInt8] = []
  /// Why a read failed, which the library does not report.
  private(set) var failure: StreamFailure?

  init(_ stream: consuming ByteStream, head: [UInt8], form: any ArchiveForm.Type) {
    self.form = form
    isSeekable = form.hasDirectory && stream.fileSize != nil && stream.compression == nil
    self.stream = stream
    self.head = head
    unsafe block = .allocate(capacity: ArchiveSource.blockBytes)
  }

  deinit { unsafe block.deallocate() }

  /// The number of bytes read of the file. By place, some are read twice and some not at all, so it
  /// is only about that.
  var bytesRead: Int { isSeekable ? min(bytesByPlace, stream.fileSize ?? 0) : stream.bytesRead }

  /// Points `pointer` to the next block and gives its length: 0 at the end, -1 for a failure.
  @unsafe func nextBlock(_ pointer: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    unsafe pointer.pointee = UnsafeRawPointer(block.baseAddress)
    do throws(StreamFailure) {
      return try fillBlock()
    } catch {
      failure = error
      return -1
    }
  }

  private func fillBlock() throws(StreamFailure) -> Int {
    var room = unsafe OutputSpan(buffer: block, initializedCount: 0)
    if isSeekable {
      do throws(SystemError) {
        let count = try stream.readFile(at: place, into: &room)
        place += count
        bytesByPlace += count
      } catch {
        throw .source(error)
      }
    } else if !head.isEmpty {
      room.append(copying: head.span)
      head = []
    } else {
      try stream.read(into: &room)
    }
    keepTail(of: room.span)
    return unsafe room.finalize(for: block)
  }

  private func keepTail(of bytes: Span<UInt8>) {
    let length = form.endBytes
    let fresh = bytes.extracting(last: length)
    tail.removeFirst(max(0, tail.count + fresh.count - length))
    tail.append(addingCapacity: fresh.count) { $0.append(copying: fresh) }
  }

  /// Moves the place that is read next; -1 if there is no such place.
  func seek(to offset: Int, from whence: Int32) -> Int64 {
    let size = stream.fileSize ?? 0
    let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? place : size
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0, target <= size else { return -1 }
    place = target
    return Int64(target)
  }

  /// Whether the stream, read to its end, ends as its form must. What was read by place was found
  /// by the record at its end.
  var endsAsItShould: Bool { isSeekable || form.isEnd(tail) }

  /// Reads the stream to its end, which verifies it.
  func drain() throws(ArchiveFailure) {
    guard !isSeekable else { return }
    do throws(StreamFailure) {
      while try fillBlock() > 0 {}
    } catch {
      throw .stream(error)
    }
  }

  func finishDigest() throws(ArchiveFailure) -> [UInt8] {
    do throws(StreamFailure) {
      return try stream.finishDigest()
    } catch {
      throw .stream(error)
    }
  }
}
