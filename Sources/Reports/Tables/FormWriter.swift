import Diagnostics
import Dispatch
import Synchronization

/// Writes a form of a table on a Dispatch queue of its own, while further rows are made and other
/// forms are written.
final class FormWriter: Sendable {
  private let form: AnyForm
  private let outcome = Mutex<Result<WrittenFile, Fault>?>(nil)
  private let queue = DispatchQueue(label: "broadsheet.tables")
  /// Some rows are being written and others wait.
  private let room = DispatchSemaphore(value: 2)

  /// Writes rows of `width` cells.
  init<Form: TableForm & ~Copyable>(_ form: consuming sending Form, width: Int) {
    self.form = AnyForm(form, width: width)
  }

  /// Takes in rows, which are written later; waits while others wait to be written.
  ///
  /// Throws what writing earlier rows threw.
  func write(_ rows: Rows) throws(Fault) {
    if case .failure(let fault) = outcome.withLock({ $0 }) { throw fault }
    room.wait()
    queue.async { [self] in
      do throws(Fault) {
        try form.write(rows)
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      room.signal()
    }
  }

  /// Takes in that there is no further row: the file is finished later, with what is to be known of
  /// the table.
  func close(_ warnings: [TableWarning]) {
    queue.async { [self] in
      do throws(Fault) {
        guard let file = try form.finish(warnings) else { return }
        outcome.withLock { $0 = .success(file) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
    }
  }

  /// Waits until the file is finished. Throws what writing it threw.
  func finish() throws(Fault) -> WrittenFile {
    queue.sync {}
    guard let outcome = outcome.withLock({ $0 }) else {
      preconditionFailure("a form is closed before it is finished, and not given up")
    }
    return try outcome.get()
  }

  /// Gives up what is not finished. Once this returns, nothing more is written.
  func abandon() { form.abandon() }
}

/// A form, whichever it is.
///
/// Its functions are made where the type of the form is known, so that the compiler can build the
/// loop over the cells for that type. Requirements of a protocol would be called cell by cell.
private struct AnyForm: Sendable {
  let write: @Sendable (Rows) throws(Fault) -> Void
  /// Returns nil if the form has failed or was given up.
  let finish: @Sendable ([TableWarning]) throws(Fault) -> WrittenFile?
  let abandon: @Sendable () -> Void

  init<Form: TableForm & ~Copyable>(_ form: consuming sending Form, width: Int) {
    let place = FormPlace(form)
    write = { (rows) throws(Fault) in
      try place.form.withLock { (place) throws(Fault) in
        guard var form = place.take() else { return }
        try form.write(rows, width: width)
        place = consume form
      }
    }
    finish = { (warnings) throws(Fault) in
      try place.form.withLock { (place) throws(Fault) in
        guard let form = place.take() else { return nil }
        return try form.finish(warnings)
      }
    }
    abandon = { place.form.withLock { $0 = nil } }
  }
}

private final class FormPlace<Form: TableForm & ~Copyable>: Sendable {
  /// Nil once the form is finished, has failed, or was given up.
  let form: Mutex<Form?>

  init(_ form: consuming sending Form) { self.form = Mutex(form) }
}
