"""Run a command that must not outlive its parent: `python _guard.py COMMAND...`, standard input a pipe.

The parent keeps the other end of the pipe open and never writes to it. When the parent ends, however it ends,
the pipe closes, and the whole process group of this guard is killed. The guard must lead a group of its own.
"""

import os
import signal
import subprocess
import sys
import threading


def _end_with_parent() -> None:
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    code = child.wait()
    sys.exit(code if code >= 0 else 128 - code)
