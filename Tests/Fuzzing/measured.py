"""Runs a command within limits, and says what it took."""

import collections
import os
import resource
import signal
import subprocess
import tempfile

# The status (negative after a signal), seconds of processor time, peak memory in bytes, what was said
# on standard error and how long that is, and the length of standard output unless it went elsewhere.
Measured = collections.namedtuple("Measured", "status seconds peak said said_bytes printed_bytes")


def measured(command, folder, processor_seconds, out=None, during=None):
    """Runs `command` in `folder`, killed beyond `processor_seconds`, or four times as many of wall time.

    `out` is where standard output goes; `during` is called with the process once it has started.
    """

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out or printed,
            stderr=said,
            preexec_fn=limit,
        )
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(4 * processor_seconds)
        if during:
            during(process)
        _, wait, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
        process.returncode = os.waitstatus_to_exitcode(wait)
        size = said.seek(0, os.SEEK_END)
        said.seek(0)
        text = said.read(1 << 20).decode(errors="replace")
        printed_size = printed.seek(0, os.SEEK_END)
    seconds = usage.ru_utime + usage.ru_stime
    return Measured(process.returncode, seconds, usage.ru_maxrss << 10, text, size, printed_size)
