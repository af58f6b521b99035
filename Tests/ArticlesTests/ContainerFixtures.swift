import CArchive

/// A member of an archive that a test makes.
struct Member {
  var name: String
  var bytes: [UInt8]
  var linkTarget: String?

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  init(_ name: String, linkTo target: String) {
    self.init(name, [])
    linkTarget = target
  }
}

/// The forms in which a test makes archives.
enum ArchiveStyle: CaseIterable, Sendable {
  case ustar, pax, gnu, v7, zip, storedZip, encryptedZip
}

/// An archive of `members`, written by libarchive.
func archive(_ style: ArchiveStyle, _ members: [Member]) -> [UInt8] {
  guard let writer = unsafe archive_write_new() else { preconditionFailure("out of memory") }
  defer { unsafe archive_write_free(writer) }
  switch style {
  case .ustar: unsafe archive_write_set_format_ustar(writer)
  case .pax:
    unsafe archive_write_set_format_pax(writer)
    // Names go in as they are, since in the C locale the library cannot turn them into UTF-8.
    unsafe archive_write_set_options(writer, "pax:hdrcharset=BINARY")
  case .gnu: unsafe archive_write_set_format_gnutar(writer)
  case .v7: unsafe archive_write_set_format_v7tar(writer)
  case .zip, .storedZip, .encryptedZip: unsafe archive_write_set_format_zip(writer)
  }
  if style == .storedZip { unsafe archive_write_set_options(writer, "zip:compression=store") }
  if style == .encryptedZip {
    unsafe archive_write_set_options(writer, "zip:encryption=zipcrypt")
    unsafe archive_write_set_passphrase(writer, "secret")
  }
  // The default blocking would pad to 10 KiB, and every truncation is tried.
  unsafe archive_write_set_bytes_per_block(writer, 512)
  var room = [UInt8](repeating: 0, count: members.reduce(1 << 16) { $0 + $1.bytes.count + 4096 })
  var used = 0
  unsafe room.withUnsafeMutableBytes { memory in
    let opened = unsafe archive_write_open_memory(writer, memory.baseAddress, memory.count, &used)
    precondition(opened == ARCHIVE_OK)
    for member in members { unsafe write(member, to: writer) }
    let closed = unsafe archive_write_close(writer)
    precondition(closed == ARCHIVE_OK)
  }
  return Array(room[..<used])
}

@unsafe private func write(_ member: Member, to writer: OpaquePointer) {
  guard let entry = unsafe archive_entry_new() else { preconditionFailure("out of memory") }
  defer { unsafe archive_entry_free(entry) }
  unsafe archive_entry_set_pathname(entry, member.name)
  unsafe archive_entry_set_perm(entry, 0o644)
  if let target = member.linkTarget {
    unsafe archive_entry_set_filetype(entry, UInt32(0o120000))
    unsafe archive_entry_set_symlink(entry, target)
  } else if member.name.hasSuffix("/") {
    unsafe archive_entry_set_filetype(entry, UInt32(0o040000))
  } else {
    unsafe archive_entry_set_filetype(entry, UInt32(0o100000))
    unsafe archive_entry_set_size(entry, Int64(member.bytes.count))
  }
  let status = unsafe archive_write_header(writer, entry)
  precondition(status >= ARCHIVE_WARN, "no header for \(member.name)")
  unsafe member.bytes.withUnsafeBytes { bytes in
    _ = unsafe archive_write_data(writer, bytes.baseAddress, bytes.count)
  }
}
