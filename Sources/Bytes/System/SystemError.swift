import Glibc

/// A system call that failed, by its name and its `errno`.
public struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The call's name, such as `write`.
  public var call: String
  /// The value of `errno`; one of the negative numbers below where this program refuses by itself.
  public var number: Int32

  /// The number of what is no regular file.
  public static let isIrregular: Int32 = -1
  /// The number of a symbolic link that is not followed.
  public static let isLink: Int32 = -2

  /// The failure of `call` with this `errno`.
  public init(call: String, number: Int32) {
    self.call = call
    self.number = number
  }

  /// The failure of `call` that the calling thread has just seen.
  public static func last(_ call: String) -> SystemError {
    SystemError(call: call, number: errno)
  }

  /// The failure of `call` because someone else holds what it needs.
  public static func busy(_ call: String) -> SystemError {
    SystemError(call: call, number: EBUSY)
  }

  /// Whether the device, or the user's share of it, is full.
  public var isNoSpace: Bool { number == ENOSPC || number == EDQUOT }

  /// Whether nothing has that name.
  public var isNotFound: Bool { number == ENOENT || number == ENOTDIR }

  /// Whether the process or the machine has too little of something, which says nothing about the
  /// file.
  public var isExhaustion: Bool { [EMFILE, ENFILE, ENOMEM].contains(number) }

  /// Whether something else than a regular file is there.
  public var isNoFile: Bool { number == SystemError.isIrregular || number == EISDIR }

  /// Whether there is more than may be read.
  public var isTooLong: Bool { number == EFBIG }

  /// Whether nobody reads the other end of a pipe any more.
  public var isClosedPipe: Bool { number == EPIPE }

  /// The system's own words for the error.
  public var description: String {
    if number == SystemError.isIrregular { return "It is not a regular file" }
    if number == SystemError.isLink { return "It is a symbolic link" }
    var text = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
