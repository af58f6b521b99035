import Bytes
import Diagnostics

/// The files of a batch, one after the other: those of an archive, or the one that any other batch
/// is.
///
/// Of an archive it gives the regular files. Folders are passed over, and so are the files that
/// macOS adds on its own (`__MACOSX/`, `._name`, `.DS_Store`), which are counted; links, devices,
/// encrypted files and names that lead outside are refused. Of files with one name the last counts,
/// as for whoever unpacks the archive: the others are refused once it is known which they are
/// (`SupersededFiles`); until then the second is a fault.
struct BatchContents: ByteSource, ~Copyable, Sendable {
  /// How much of a stream's beginning is looked at to recognise what it is.
  static let headBytes = 64 << 10

  /// One of the files.
  struct File {
    /// Its name in the archive; nil if the batch is no archive.
    var name: String?
    /// Why it is not to be read.
    var refusal: Refusal?
  }

  /// How the files are wrapped.
  let container: Container
  private let name: String
  /// Where a batch that is no archive is read from; an archive has its own.
  private var stream: ByteStream?
  private var archive: ArchiveReader?
  /// The form of the archive; nil if the batch is none.
  private let form: (any ArchiveForm.Type)?
  /// What was read of the stream to recognise its container.
  private var head: [UInt8]
  private var headUsed = 0
  private var opened = false
  private var entry: String?
  /// How many files of an archive were passed over as metadata of macOS.
  private(set) var skippedEntries = 0
  /// How many files were given.
  private(set) var fileCount = 0
  /// The files that later ones of their names replace; nil if that is not known.
  private let superseded: SupersededFiles?
  /// The names so far, where that is not known.
  private var names = EntryNames()
  /// Why the file now open turned out unreadable; its content then seems empty.
  private(set) var refusal: Refusal?

  /// Opens `file` and recognises its container. Inflating it may take about `windowLimit` bytes of
  /// memory. `superseded` are those of its files that do not count, if it was read for them before.
  init(_ file: BatchFile, windowLimit: Int, superseded: SupersededFiles? = nil) throws(Fault) {
    let reader: FileReader
    do throws(SystemError) {
      reader = try FileReader(path: file.isStandardInput ? nil : file.path)
    } catch {
      throw Fault(error, batch: file.name)
    }
    var stream = ByteStream(reader, windowLimit: windowLimit)
    let head: [UInt8]
    do throws(StreamFailure) {
      head = try stream.next(BatchContents.headBytes)
    } catch {
      throw Fault(error, batch: file.name)
    }
    // Of a file with little or no content only the name says what it should have been.
    if stream.compression == nil,
      let compression = CompressionRegistry.compression(cutShortIn: head, named: file.name)
    {
      throw Fault(.truncated, of: compression.name, batch: file.name, entry: nil)
    }
    self.init(name: file.name, stream, head: head, superseded)
  }

  private init(
    name: String, _ stream: consuming ByteStream, head: [UInt8], _ superseded: SupersededFiles?
  ) {
    self.name = name
    self.superseded = superseded
    self.head = head
    form = ArchiveRegistry.form(beginning: head)
    container = Container(compression: stream.compression, archive: form)
    if let form {
      archive = ArchiveReader(stream, head: head, form: form)
    } else {
      self.stream = consume stream
    }
  }

  /// The number of bytes read of the batch as it is on disk.
  var bytesRead: Int {
    switch archive {
    case .some(let archive): return archive.bytesRead
    case .none: break
    }
    switch stream {
    case .some(let stream): return stream.bytesRead
    case .none: return 0
    }
  }

  /// Goes on to the next file; nil if there is none.
  mutating func next() throws(Fault) -> File? {
    let first = !opened
    opened = true
    refusal = nil
    guard let form else {
      fileCount = 1
      return first ? File(name: nil) : nil
    }
    if form.isEmpty(head) { return nil }
    if first, let document = PackagedDocument.foreign(beginning: head) {
      throw Fault(document, batch: name)
    }
    entry = nil
    if first { try openArchive() }
    while let found = try nextEntry() {
      guard found.kind != .folder else { continue }
      var file = BatchContents.judge(found)
      let name = file.name ?? ""
      if file.refusal == nil, EntryName.isSystemMetadata(name) {
        skippedEntries += 1
        continue
      }
      fileCount += 1
      if found.kind == .file { try checkName(name, &file) }
      entry = file.name
      return file
    }
    return nil
  }

  private mutating func openArchive() throws(Fault) {
    do throws(ArchiveFailure) {
      try archive?.open()
    } catch {
      throw fault(error)
    }
  }

  private mutating func nextEntry() throws(Fault) -> ArchiveEntry? {
    do throws(ArchiveFailure) {
      return try archive?.next()
    } catch {
      throw fault(error)
    }
  }

  /// Refuses the file if a later one has its name; throws if an earlier one has it and that was not
  /// known.
  private mutating func checkName(_ name: String, _ file: inout File) throws(Fault) {
    if let superseded {
      if superseded.numbers.contains(fileCount) {
        file.refusal = Refusal(
          code: "entry.superseded",
          reason: "a later file of the archive has the same name, and counts instead")
      }
    } else if names.insert(name, number: fileCount) != nil {
      throw Fault(
        SupersededFiles.unknown,
        "it holds several files called `\(name)`, of which the last counts",
        at: .path(self.name),
        advice: "what comes through a pipe cannot be read again: name a file instead",
        exit: .data)
    }
  }

  private static func judge(_ found: ArchiveEntry) -> File {
    let name = EntryName.tidied(found.name)
    let refusal: Refusal? =
      if EntryName.isUnsafe(name) {
        Refusal(
          code: "entry.unsafe-path", reason: "the name is absolute or leads outside the archive")
      } else if EntryName.isSystemMetadata(name) {
        nil
      } else if found.kind == .other {
        Refusal(code: "entry.not-a-file", reason: "it is a link or a device, not a regular file")
      } else if found.isEncrypted {
        Refusal(code: "entry.encrypted", reason: "the file is encrypted")
      } else {
        nil
      }
    return File(name: name, refusal: refusal)
  }

  /// Appends bytes of the file until `room` is full or the file ends; room left means that it has
  /// ended, and that it ended as it should.
  mutating func read(into room: inout OutputSpan<UInt8>) throws(Fault) {
    guard form == nil else { return try readEntry(into: &room) }
    let count = min(head.count - headUsed, room.freeCapacity)
    room.append(copying: head.span.extracting(headUsed..<headUsed + count))
    headUsed += count
    do throws(StreamFailure) {
      try stream?.read(into: &room)
    } catch {
      throw Fault(error, batch: name)
    }
  }

  private mutating func readEntry(into room: inout OutputSpan<UInt8>) throws(Fault) {
    guard refusal == nil else { return }
    do throws(ArchiveFailure) {
      try archive?.read(into: &room)
    } catch {
      guard case .unsupportedEntry(let why) = error else { throw fault(error) }
      refusal = Refusal(code: "entry.unsupported-compression", reason: why)
    }
  }

  /// Verifies what follows the last file, and gives the SHA-256 of the batch as it is on disk.
  mutating func finish() throws(Fault) -> [UInt8] {
    do throws(ArchiveFailure) {
      if let digest = try archive?.finish() { return digest }
    } catch {
      throw fault(error)
    }
    do throws(StreamFailure) {
      return try stream?.finishDigest() ?? []
    } catch {
      throw Fault(error, batch: name)
    }
  }

  private func fault(_ failure: ArchiveFailure) -> Fault {
    switch failure {
    case .stream(let failure): Fault(failure, batch: name)
    case .damaged(let why), .unsupportedEntry(let why):
      Fault(archive: form?.name ?? "", why, batch: name, entry: entry)
    }
  }
}
