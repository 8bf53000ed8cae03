"""Run every check of the code that does not run the code itself: `make check`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .install import BIN, ROOT, TOOLS

_NODE = TOOLS / "node_modules" / ".bin"

#: Checks specs against the rules of the project; takes the specs as arguments.
LINT_SPECS: Sequence[str | Path] = [_NODE / "redocly", "lint", "--config", TOOLS / "redocly.yaml"]

#: Each check and its command, the longest first.
CHECKS: dict[str, Sequence[str | Path]] = {
    "pyright: types": [_NODE / "pyright", "--project", ROOT, "--pythonpath", BIN / "python"],
    "mypy: types": [BIN / "mypy", "--no-error-summary"],
    "drift: generated/ is what the specs generate": [BIN / "python", "-m", "klantkit_dev.drift"],
    "pages: names and limits as on the vendors' pages": [
        BIN / "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "contract_tests/house/test_pages.py",
    ],
    "import-linter: layers": [BIN / "lint-imports", "--no-cache", "--no-logo"],
    "redocly: rules of the specs": [*LINT_SPECS, *sorted((ROOT / "specs").glob("*.yaml"))],
    "zizmor: workflows": [BIN / "zizmor", "--offline", "--quiet", "--persona=auditor", ".github"],
    "ruff: lint": [BIN / "ruff", "check", "--quiet"],
    "ruff: format": [BIN / "ruff", "format", "--check", "--quiet"],
}  # fmt: skip


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run one check, with standard error in its output; a missing command is a failed check."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",  # node, for pyright and Redocly
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    }
    try:
        return subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError as error:
        return subprocess.CompletedProcess([], 1, f"{command[0]}: {error.strerror}; run `make setup`.")


def main(checks: Mapping[str, Sequence[str | Path]] = CHECKS) -> int:
    """Run all checks in parallel, print each result as it comes, then the output of those that failed; 1 if any did."""
    started = time.monotonic()
    failed: dict[str, str] = {}

    def run_timed(name: str) -> None:
        begun = time.monotonic()
        done = run(checks[name])
        print(f"{'FAILED' if done.returncode else 'ok    '} {time.monotonic() - begun:5.1f} s  {name}", flush=True)
        if done.returncode:
            failed[name] = done.stdout.strip()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(run_timed, checks))
    for name, output in failed.items():
        print(f"\n{name}\n{output}", file=sys.stderr)
    names = ", ".join(name.partition(":")[0] for name in failed)
    verdict = f"{len(failed)} of {len(checks)} failed: {names}" if failed else "all is well"
    print(f"\ncheck: {verdict} ({time.monotonic() - started:.0f} s).", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
