import Bytes
import Diagnostics

/// The files of an archive that do not count because a later one has the same name.
///
/// `tar -r` and `tar -u` append a new version of a file to an archive, and unpacking leaves the
/// last. Which one that is shows at the archive's end only. As hardly any archive has two files of
/// one name, it is read as if it had none; a reader that meets the second stops with the fault
/// `unknown`, and the archive is read again from the beginning with what this type has found.
public struct SupersededFiles: Sendable, Hashable {
  /// The code of the fault with which reading stops.
  public static let unknown = "archive.repeated-name"

  /// Their places among the files of the archive, from 1.
  let numbers: Set<Int>

  /// Looks through the archive `file`, which inflates it once. That may take about `windowLimit`
  /// bytes of memory; `mayGoOn` is asked now and then. Of a damaged archive, the files before the
  /// damage are known.
  public init(
    in file: BatchFile, windowLimit: Int = CompressionRegistry.largestWindow,
    mayGoOn: () throws(Fault) -> Void = {}
  ) throws(Fault) {
    var contents = try BatchContents(
      file, windowLimit: windowLimit, superseded: SupersededFiles())
    var names = EntryNames()
    var numbers: Set<Int> = []
    while let next = try? contents.next() {
      try mayGoOn()
      // Links do not replace text.
      guard let name = next.name, next.refusal?.code != "entry.not-a-file" else { continue }
      if let earlier = names.insert(name, number: contents.fileCount) { numbers.insert(earlier) }
    }
    self.numbers = numbers
  }

  private init() { numbers = [] }
}

/// The names of an archive's files, each by 64 bits of a digest: a million names take some twenty
/// megabytes.
struct EntryNames {
  private var numbers: [UInt64: Int] = [:]

  /// Notes that the file `number` is called `name`; gives the number of the last one that was.
  mutating func insert(_ name: String, number: Int) -> Int? {
    let path = name.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    var digest = Digest()
    digest.update(Array(path.joined(separator: "/".utf8)).span)
    let key = digest.finalize().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return numbers.updateValue(number, forKey: key)
  }
}
