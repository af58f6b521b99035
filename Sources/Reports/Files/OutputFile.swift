import Bytes
import Diagnostics

/// A file being written, or standard output, or memory: bytes gather in 256 KiB and go out in one
/// call; their count and SHA-256 digest are kept along the way.
///
/// It belongs to one writer at a time. A file that is dropped without `finish` lacks its last
/// bytes.
public struct OutputFile: ~Copyable, Sendable {
  /// How many bytes gather before they are written.
  static let room = 256 << 10
  /// How many bytes are sent to the device at a time, of a file that is synchronised in the end.
  private static let parcel: UInt64 = 8 << 20

  /// The path or name, as faults print it.
  public let name: String
  /// The bytes that wait to be written.
  var pending: Buffer<UInt8>
  private var descriptor: OutputDescriptor?
  private let isSynchronized: Bool
  private let isKeptInMemory: Bool
  private let publication: Publication?
  private var digest = Digest()
  private var byteCount: UInt64 = 0
  /// How many of them are on their way to the device.
  private var bytesSent: UInt64 = 0
  private var content: [UInt8] = []

  /// Creates the file at `path`, in place of one that is there; a symbolic link is not followed.
  ///
  /// Throws `output.cannot-create` if it cannot.
  public init(path: String) throws(Fault) {
    self.init(
      name: path, descriptor: try Self.create(path, replacing: true), isSynchronized: false)
  }

  /// Creates the file `name` in the folder of a publication, where there is none yet; it is
  /// synchronised with the device when it is finished.
  init(path: String, name: String, of publication: Publication) throws(Fault) {
    self.init(
      name: name, descriptor: try Self.create(path, replacing: false), isSynchronized: true,
      publication: publication)
  }

  private init(
    name: String, descriptor: consuming OutputDescriptor?, isSynchronized: Bool,
    publication: Publication? = nil
  ) {
    self.name = name
    self.isSynchronized = isSynchronized
    self.publication = publication
    isKeptInMemory = descriptor == nil
    pending = Buffer(capacity: isKeptInMemory ? 4096 : Self.room + 4096)
    self.descriptor = descriptor
  }

  private static func create(_ path: String, replacing: Bool) throws(Fault) -> OutputDescriptor {
    do {
      return try OutputDescriptor(creating: path, replacing: replacing)
    } catch {
      throw Fault.cannotCreate(path, error)
    }
  }

  /// The process's standard output.
  public static func standardOutput() -> OutputFile {
    OutputFile(
      name: "standard output", descriptor: .standardOutput, isSynchronized: false)
  }

  /// A file that stays in memory; `finish` hands over its content.
  public static func inMemory(name: String = "memory") -> OutputFile {
    OutputFile(name: name, descriptor: nil, isSynchronized: false)
  }

  /// Appends `bytes`.
  public mutating func write(_ bytes: Span<UInt8>) throws(Fault) {
    pending.append(contentsOf: bytes)
    try writeIfFull()
  }

  /// Appends the UTF-8 form of `text`.
  public mutating func write(_ text: String) throws(Fault) {
    try write(text.utf8Span.span)
  }

  /// Writes the pending bytes if there are many.
  @inline(__always)
  mutating func writeIfFull() throws(Fault) {
    if pending.count >= Self.room { try flush() }
  }

  /// Writes the pending bytes out, so that a reader of the file sees them.
  ///
  /// Throws `output.no-space` where the device is full, `output.closed-pipe` where the reader of a
  /// pipe has gone, and `output.write-failed` otherwise.
  public mutating func flush() throws(Fault) {
    do {
      try descriptor?.write(pending.span)
    } catch {
      throw Fault.writeFailed(name, error)
    }
    Self.take(pending, into: &digest)
    byteCount += UInt64(pending.count)
    if isSynchronized, byteCount - bytesSent >= Self.parcel {
      descriptor?.beginSynchronizing(Int(byteCount - bytesSent), at: Int(bytesSent))
      bytesSent = byteCount
    }
    if isKeptInMemory {
      for index in 0..<pending.count { content.append(pending[index]) }
    }
    pending.removeAll()
  }

  /// Two fields at once: as two arguments the compiler can tell that they do not overlap.
  private static func take(_ pending: borrowing Buffer<UInt8>, into digest: inout Digest) {
    digest.update(pending.span)
  }

  /// Writes all out, synchronises and closes; a file of a publication is complete from here on.
  public consuming func finish() throws(Fault) -> WrittenFile {
    try flush()
    do {
      if isSynchronized { try descriptor?.synchronize() }
      try descriptor?.close()
    } catch {
      throw Fault.writeFailed(name, error)
    }
    publication?.complete(name)
    return WrittenFile(
      name: name, byteCount: byteCount, sha256: digest.finalizeHex(), content: content)
  }
}

/// What became of an output file.
public struct WrittenFile: Sendable, Hashable {
  /// The file's path; in a publication, its name in the folder.
  public var name: String
  /// How many bytes were written.
  public var byteCount: UInt64
  /// The SHA-256 digest of all that was written, as 64 hexadecimal digits.
  public var sha256: String
  /// What was written, of a file in memory; empty for every other.
  public var content: [UInt8]
}

extension Fault {
  /// `path` cannot be created.
  static func cannotCreate(_ path: String, _ error: SystemError) -> Fault {
    if error.isNoSpace { return noSpace(path, exit: .cannotCreate) }
    return Fault(
      "output.cannot-create", "cannot create the output: \(error)", at: .path(path),
      exit: .cannotCreate)
  }

  /// Writing to `path` failed.
  static func writeFailed(_ path: String, _ error: SystemError) -> Fault {
    if error.isNoSpace { return noSpace(path, exit: .inputOutput) }
    if error.isClosedPipe {
      return Fault(
        closedPipe, "nobody reads the output any more", at: .path(path), exit: .closedPipe)
    }
    return Fault(
      "output.write-failed", "cannot write the output: \(error) (\(error.call))",
      at: .path(path), exit: .inputOutput)
  }

  /// The code of the fault that a pipe's reader has gone, as `head` does when it has enough.
  public static let closedPipe = "output.closed-pipe"

  private static func noSpace(_ path: String, exit: ExitStatus) -> Fault {
    Fault(
      "output.no-space", "no space is left for the output", at: .path(path),
      advice: "Free some space, or write elsewhere.", exit: exit)
  }
}
