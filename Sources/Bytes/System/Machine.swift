import CMalloc
import Glibc

/// What the machine has.
public enum Machine {
  /// The processors that are online; at least 1.
  public static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The memory of the machine, in bytes.
  public static var memory: Int {
    max(1, sysconf(Int32(_SC_PHYS_PAGES))) * max(1, sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The most memory that this process has had resident, in bytes.
  public static var peakMemory: Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// Seconds of processor time that this process has used.
  public static var processorSeconds: Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    return user + Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
  }

  /// Makes large pieces of memory go back to the system when they are released, for good.
  ///
  /// By default the C library raises the size from which it does so up to 32 MiB, and keeps what is
  /// smaller for later: tables that come and go would then hold a third more than they say they do.
  /// To be called once, before there is more than one thread.
  public static func returnLargeMemory() {
    mallopt(M_MMAP_THRESHOLD, 4 << 20)
  }

  /// The folder for what need not outlive the process: `TMPDIR`, else `/tmp`.
  public static var temporaryFolder: String {
    guard let value = unsafe getenv("TMPDIR"), unsafe value.pointee != 0 else { return "/tmp" }
    return unsafe String(cString: value)
  }

  /// The number of this process.
  public static var processNumber: Int { Int(getpid()) }

  /// Seconds of a clock that only moves forward.
  public static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Nanoseconds since 1970 by the wall clock, as file systems record time.
  public static var wallNanoseconds: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
