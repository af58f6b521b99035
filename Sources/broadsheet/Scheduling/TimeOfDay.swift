import ArgumentParser

/// An hour and a minute of the day, in local time.
struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  let hour: Int
  let minute: Int

  /// Reads a time such as `02:30`; nil if `text` is none.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      text.utf8.allSatisfy({ (0x30...0x3a).contains($0) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    (self.hour, self.minute) = (hour, minute)
  }

  var description: String {
    "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { (a.hour, a.minute) < (b.hour, b.minute) }
}

extension TimeOfDay: ExpressibleByArgument {
  init?(argument: String) { self.init(argument) }
}

/// Days of the week.
struct Weekdays: Sendable, Hashable {
  /// The days as numbers, 0 for Sunday; sorted.
  let numbers: [Int]

  private static let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// Reads days such as `mon-fri` or `sat,sun`; nil if `text` is none. A range may cross the end of
  /// the week.
  init?(_ text: String) {
    var days: Set<Int> = []
    for part in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Weekdays.names.firstIndex(of: String($0)) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
      else { return nil }
      for step in 0...(last - first + 7) % 7 { days.insert((first + step) % 7) }
    }
    numbers = days.sorted()
  }

  /// `Mon,Tue`, in the notation of systemd.
  var names: String {
    numbers.map { Weekdays.names[$0].capitalized }.joined(separator: ",")
  }
}

extension Weekdays: ExpressibleByArgument {
  init?(argument: String) { self.init(argument) }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
