import CZlib
import Diagnostics
import Glibc
import TestSupport

@testable import Articles
@testable import Bytes

extension Container {
  static let gzip = Container(compression: Gzip.self, archive: nil)
  static let tar = Container(compression: nil, archive: Tar.self)
  static let tarGzip = Container(compression: Gzip.self, archive: Tar.self)
  static let zip = Container(compression: nil, archive: Zip.self)
}

extension TemporaryFolder {
  /// Writes a file and gives it as a batch.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) throws -> BatchFile {
    try write(bytes, to: name)
    return BatchFile(path: "\(path)/\(name)", name: name, bytes: bytes.count)
  }

  /// Writes a file of text and gives it as a batch.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> BatchFile { try file(name, Array(text.utf8)) }
}

/// `bytes` as one gzip member, compressed by zlib.
func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = unsafe z_stream()
  let status = unsafe deflateInit2_(
    &stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  precondition(status == Z_OK)
  defer { unsafe deflateEnd(&stream) }
  var input = bytes
  let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
  return unsafe [UInt8](unsafeUninitializedCapacity: bound + 64) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      let status = unsafe deflate(&stream, Z_FINISH)
      precondition(status == Z_STREAM_END)
    }
    count = unsafe output.count - Int(stream.avail_out)
  }
}

func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

/// A record as the tests compare it: what does not depend on how chunks were cut.
struct FramedRecord: Equatable, CustomStringConvertible {
  var record: Int
  var entry: String?
  var format: Format
  var byte: Int
  var text: String

  var description: String {
    "#\(record) \(entry ?? "") \(format) @\(byte): \(text.debugDescription)"
  }
}

/// All that a batch gave.
struct ReadBatch: Equatable {
  var records: [FramedRecord] = []
  var rejects: [Reject] = []
  var container: Container?
  var digest: [UInt8] = []
  var inflatedBytes = 0
  var skippedEntries = 0
}

/// Reads a batch to its end. Each line of JSON Lines is a record, unless it is blank.
func readAll(_ file: BatchFile, _ options: ReadingOptions = ReadingOptions()) throws -> ReadBatch {
  var reader = try BatchReader(file, options: options)
  var all = ReadBatch()
  all.container = reader.container
  while let chunk = try reader.next() {
    all.rejects += chunk.rejects
    for document in chunk.documents {
      all.records += records(of: document, in: chunk)
    }
  }
  all.digest = reader.digest ?? []
  all.inflatedBytes = reader.inflatedBytes
  all.skippedEntries = reader.skippedEntries
  return all
}

private func records(of document: Chunk.Document, in chunk: Chunk) -> [FramedRecord] {
  let bytes = chunk.bytes[document.range]
  func record(_ number: Int, _ slice: ArraySlice<UInt8>) -> FramedRecord {
    FramedRecord(
      record: number, entry: document.entry, format: document.format,
      byte: document.byteOffset + slice.startIndex - bytes.startIndex,
      text: String(decoding: slice, as: UTF8.self))
  }
  guard document.format == .jsonLines else { return [record(document.firstRecord, bytes)] }
  var number = document.firstRecord
  var found: [FramedRecord] = []
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    if !line.isEmpty { found.append(record(number, line)) }
    number += 1
  }
  return found
}

/// The code of the fault with which reading `file` ends; nil if it ends well.
func faultCode(_ file: BatchFile, _ options: ReadingOptions = ReadingOptions()) -> String? {
  do {
    _ = try readAll(file, options)
    return nil
  } catch let fault as Fault {
    return fault.code
  } catch {
    return "\(error)"
  }
}
