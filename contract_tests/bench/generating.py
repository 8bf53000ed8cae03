"""Time `make generate`: everything anew, and nothing to do. Figures are printed, not asserted."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from klantkit_dev.generate import ROOT, generate

RUNS = 5


def main() -> int:
    """Print median and spread of `RUNS` runs each."""
    full = []
    for run in range(RUNS):
        print(f"generating anew, {run + 1} of {RUNS} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            generate(ROOT / "specs", Path(folder))
            full.append(time.perf_counter() - started)
    idle = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(
            [shutil.which("make") or "make", "--no-print-directory", "generate"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        idle.append(time.perf_counter() - started)
    print(f"on {os.cpu_count()} cores, {RUNS} runs each: median (fastest to slowest)")
    for name, times in (("all specs anew", full), ("make generate, nothing to do", idle)):
        print(f"  {name:30} {statistics.median(times):5.2f} s ({min(times):.2f} to {max(times):.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
