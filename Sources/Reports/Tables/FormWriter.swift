import Diagnostics
import Dispatch
import Synchronization

/// One form of a table, whichever it is, on its way to its file.
protocol FormWriting: AnyObject, Sendable {
  /// Takes in rows, which are written later; waits while others wait to be written.
  ///
  /// Throws what writing earlier rows threw.
  func write(_ rows: Rows) throws(Fault)
  /// Takes in that there is no further row: the file is finished later, with what is to be known of
  /// the table.
  func close(_ warnings: [TableWarning])
  /// Waits until the file is finished. Throws what writing it threw.
  func finish() throws(Fault) -> WrittenFile
  /// Gives up what is not finished. Once this returns, nothing more is written.
  func abandon()
}

/// Writes a form of a table on a Dispatch queue of its own, while further rows are made and other
/// forms are written.
final class FormWriter<Form: TableForm & ~Copyable>: FormWriting {
  private let width: Int
  /// Nil once the form is finished, has failed, or was given up.
  private let form: Mutex<Form?>
  private let outcome = Mutex<Result<WrittenFile, Fault>?>(nil)
  private let queue = DispatchQueue(label: "broadsheet.tables")
  /// Some rows are being written and others wait.
  private let room = DispatchSemaphore(value: 2)

  /// Writes rows of `width` cells.
  init(_ form: consuming sending Form, width: Int) {
    self.width = width
    self.form = Mutex(form)
  }

  func write(_ rows: Rows) throws(Fault) {
    if case .failure(let fault) = outcome.withLock({ $0 }) { throw fault }
    room.wait()
    queue.async { [self] in
      form.withLock { place in
        guard var form = place.take() else { return }
        do throws(Fault) {
          try form.write(rows, width: width)
          place = consume form
        } catch {
          outcome.withLock { $0 = .failure(error) }
        }
      }
      room.signal()
    }
  }

  func close(_ warnings: [TableWarning]) {
    queue.async { [self] in
      form.withLock { place in
        guard let form = place.take() else { return }
        do throws(Fault) {
          let file = try form.finish(warnings)
          outcome.withLock { $0 = .success(file) }
        } catch {
          outcome.withLock { $0 = .failure(error) }
        }
      }
    }
  }

  func finish() throws(Fault) -> WrittenFile {
    queue.sync {}
    guard let outcome = outcome.withLock({ $0 }) else {
      preconditionFailure("a form is closed before it is finished, and not given up")
    }
    return try outcome.get()
  }

  func abandon() { form.withLock { $0 = nil } }
}
