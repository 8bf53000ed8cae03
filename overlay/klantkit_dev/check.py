"""Everything that can be known of the code without running it: `make check`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from .install import BIN, ROOT, TOOLS

_NODE = TOOLS / "node_modules" / ".bin"

#: Holds specs against the rules of the project; the specs follow.
LINT_SPECS: Sequence[str | Path] = [_NODE / "redocly", "lint", "--config", TOOLS / "redocly.yaml"]

#: Each check and its command, the longest first.
CHECKS: dict[str, Sequence[str | Path]] = {
    "pyright: types": [_NODE / "pyright", "--project", ROOT, "--pythonpath", BIN / "python"],
    "mypy: types": [BIN / "mypy", "--no-error-summary"],
    "drift: generated/ is what the specs give": [BIN / "python", "-m", "klantkit_dev.drift"],
    "pages: names and limits as the vendors have them": [
        BIN / "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "contract_tests/proofs/test_pages.py",
    ],
    "redocly: rules of the specs": [*LINT_SPECS, *sorted((ROOT / "specs").glob("*.yaml"))],
    "zizmor: workflows": [BIN / "zizmor", "--offline", "--quiet", "--persona=auditor", ".github"],
    "ruff: lint": [BIN / "ruff", "check", "--quiet"],
    "ruff: format": [BIN / "ruff", "format", "--check", "--quiet"],
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How a check ended.

    Attributes:
        name: What was checked.
        code: The exit code; 0 when all is well.
        output: Everything that it said.
        seconds: What it took.

    """

    name: str
    code: int
    output: str
    seconds: float


def run(name: str, command: Sequence[str | Path]) -> Outcome:
    """Run one check; a command that is not there is one that failed."""
    started = time.monotonic()
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",  # for node, which the tools of npm want
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    }
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        code, output = done.returncode, done.stdout.decode(errors="replace")
    except OSError as error:
        code, output = 1, f"{command[0]}: {error.strerror}; run `make setup`."
    return Outcome(name, code, output.strip(), time.monotonic() - started)


def main(checks: Mapping[str, Sequence[str | Path]] = CHECKS) -> int:
    """Run all checks side by side, tell of each as it ends, and show what the failed ones said; 1 when one did."""
    started = time.monotonic()
    failed: list[Outcome] = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in as_completed([pool.submit(run, name, command) for name, command in checks.items()]):
            outcome = done.result()
            print(f"{'FAILED' if outcome.code else 'ok    '} {outcome.seconds:5.1f} s  {outcome.name}", flush=True)
            if outcome.code:
                failed.append(outcome)
    for outcome in failed:
        print(f"\n{outcome.name}\n{outcome.output}", file=sys.stderr)
    names = ", ".join(outcome.name.partition(":")[0] for outcome in failed)
    verdict = f"{len(failed)} of {len(checks)} failed: {names}" if failed else "all is well"
    print(f"\ncheck: {verdict} ({time.monotonic() - started:.0f} s).", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
