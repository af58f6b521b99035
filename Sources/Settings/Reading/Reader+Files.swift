import Bytes
import Diagnostics

extension Reader {
  /// Reads the file called `name`, relative to the pipeline's folder, with `parse`.
  ///
  /// Returns nil after a fault has been reported: at `place` if the file cannot be read or is
  /// longer than `limit` bytes, in the file if its content is wrong.
  public mutating func readFile<Value>(
    _ name: String, atMost limit: Int, at place: Place,
    _ parse: ([UInt8], String) throws(Fault) -> Value
  ) -> Value? {
    let path = name.hasPrefix("/") ? name : folder + "/" + name
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileSystem.contents(of: path, atMost: min(limit, sideBytesLeft))
    } catch {
      let isSum = error.isTooLong && sideBytesLeft < limit
      report(
        "unreadable-file", "`\(name.excerpt)` cannot be read: \(error)", at: place,
        advice: isSum
          ? "The files of a pipeline may have \(ByteSize(bytes: SideFile.mostBytes)) together."
          : error.isTooLong
            ? SideFile.advice(onLimit: limit)
            : name.hasPrefix("/") ? nil : "Names are relative to the folder of the pipeline.")
      return nil
    }
    sideBytesLeft -= bytes.count
    do {
      return try parse(bytes, name)
    } catch {
      collect(error)
      return nil
    }
  }
}
