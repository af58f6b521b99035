import Bytes
import Diagnostics

extension Fault {
  /// The fault of a batch whose stream fails.
  init(_ failure: StreamFailure, batch: String) {
    switch failure {
    case .source(let error): self.init(error, batch: batch)
    case .damaged(let damage, let compression):
      self.init(damage, of: compression, batch: batch, entry: nil)
    }
  }

  /// The fault of a batch that the system does not let us open or read.
  init(_ error: SystemError, batch: String) {
    let place = Place.path(batch)
    switch error.number {
    case SystemError.noSuchFile:
      self.init("batch.not-found", "there is no such file", at: place, exit: .noInput)
    case SystemError.isFolder:
      self.init(
        "batch.is-a-folder", "it is a folder, not a file", at: place,
        advice: "name its files, as in \(batch)/**/*.gz", exit: .noInput)
    case SystemError.notPermitted:
      self.init(
        "batch.unreadable", "reading it is not permitted", at: place, exit: .noInput)
    default:
      self.init(
        "batch.read-failed", "it cannot be read: \(error)", at: place, exit: .inputOutput)
    }
  }

  /// The fault of a batch, or of a file inside it, whose compressed data are damaged; `compression`
  /// is the name of what they are in.
  init(_ damage: CompressionDamage, of compression: String, batch: String, entry: String?) {
    let place =
      entry.map { Place.record(batch: batch, entry: $0, record: nil, byte: nil) } ?? .path(batch)
    let code = "container.\(compression)"
    switch damage {
    case .truncated:
      self.init(
        "\(code)-truncated", "the \(compression) data end too early", at: place,
        advice: "the file was cut short; fetch it again", exit: .data)
    case .corrupt(let why):
      self.init(
        "\(code)-corrupt", "the \(compression) data are damaged: \(why)", at: place,
        advice: "fetch the file again", exit: .data)
    case .trailingGarbage:
      self.init(
        "\(code)-trailing-garbage",
        "after the \(compression) data comes something that is neither \(compression) nor padding",
        at: place, exit: .data)
    case .windowTooLarge(let needed, let limit):
      let smaller = "compress the file again with a smaller window, as `xz -6` and `zstd -19` do"
      // Beside the window, a decoder takes a little more.
      let isWithinReach = needed <= CompressionRegistry.largestWindow + (1 << 20)
      self.init(
        "\(code)-\(Fault.windowTooLarge)",
        "inflating the \(compression) data takes \(needed.mebibytes) of memory, and"
          + " \(limit.mebibytes) are allowed", at: place,
        advice: isWithinReach ? "allow more with `--memory`, or \(smaller)" : smaller, exit: .data)
    case .unsupported(let why):
      self.init(
        "\(code)-unsupported", "the \(compression) data need \(why)", at: place,
        advice: "compress the file again with the usual options", exit: .data)
    }
  }

  /// Whether the batch might be read with more memory.
  public var wantsMemory: Bool { code.hasSuffix("-\(Fault.windowTooLarge)") }

  private static let windowTooLarge = "window-too-large"
}

extension Int {
  /// A number of bytes in mebibytes, rounded up.
  fileprivate var mebibytes: String { "\((self - 1) >> 20 + 1) MiB" }
}

extension Fault {
  /// The fault of a batch that is a damaged archive; `form` is the name of its form, and `why` the
  /// library's sentence.
  init(archive form: String, _ why: String, batch: String, entry: String?) {
    let place =
      entry.map { Place.record(batch: batch, entry: $0, record: nil, byte: nil) } ?? .path(batch)
    let isTruncated = why.hasPrefix("Truncated")
    self.init(
      "container.\(form)-\(isTruncated ? "truncated" : "corrupt")",
      isTruncated
        ? "the \(form) archive ends too early" : "the \(form) archive is damaged: \(why)",
      at: place, advice: "fetch the file again", exit: .data)
  }

  /// The fault of a batch in which there is nothing to read.
  init(emptyBatch batch: String, _ message: String) {
    self.init(
      "batch.empty", message, at: .path(batch),
      advice: "if there was nothing to deliver, leave it out", exit: .data)
  }

  /// The fault of a batch that holds something that is not read.
  init(_ foreign: Foreign, batch: String) {
    self.init(
      "format.unsupported", foreign.reason, at: .path(batch), advice: foreign.conversion,
      exit: .data)
  }
}
