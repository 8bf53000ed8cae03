"""Run the contract suite: `make contract`, and `make report` for its page.

`PROFILE` says how hard to try (`quick`, `default` or `nightly`, see `conftest`), `SEED` which inputs to draw. The same
seed draws the same everywhere; `nightly` draws a new one each time.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest
from klantkit_dev.spec import Spec, SpecError

from .harness.operations import of_spec
from .harness.prism import NODE, PRISM
from .paths import ROOT, SPECS

PROFILES = ("quick", "default", "nightly")

#: Workers for each core: many tests wait for a server that is slow on purpose.
_WORKERS = 1.5


class SuiteError(Exception):
    """The suite cannot be run as asked for; the text says what to do."""


def settings() -> tuple[str, int]:
    """The profile and the seed that the environment asks for.

    Raises:
        SuiteError: There is no such profile, or the seed is no number.

    """
    profile = os.environ.get("PROFILE") or "default"
    if profile not in PROFILES:
        raise SuiteError(f"There is no PROFILE={profile}; there are {', '.join(PROFILES)}.")
    seed = os.environ.get("SEED") or ("0" if profile != "nightly" else str(random.getrandbits(32)))
    if not seed.isdecimal():
        raise SuiteError(f"SEED={seed} is no whole number.")
    return profile, int(seed)


def check() -> None:
    """Look at what every test needs, so that what is missing is told once and not by each of them.

    Raises:
        SuiteError: A spec cannot be read, is no OpenAPI document, or has an operation that the suite cannot test; or
            Prism is not installed.

    """
    for path in sorted(SPECS.glob("*.yaml")):
        try:
            Spec(path).check()
            of_spec(path)
        except SpecError as error:
            raise SuiteError(f"{error}\nMend the spec first.") from error
    for needed in (NODE, PRISM):
        if not needed.exists():
            raise SuiteError(f"{needed} is missing, so that there can be no mocks; run `make clean setup`.")


def run(extra: Sequence[str] = ()) -> int:
    """Run the suite, and tell how to run it again just so; the exit code is pytest's.

    Raises:
        SuiteError: `PROFILE` or `SEED` is of no use, or something that every test needs is missing.

    """
    profile, seed = settings()
    check()
    again = f"PROFILE={profile} SEED={seed} make contract"
    print(f"Profile {profile}, seed {seed}. To run just this again: {again}", file=sys.stderr, flush=True)
    workers = max(2, int(_WORKERS * (os.cpu_count() or 1)))
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *extra]
    command += ["-n", str(workers), "--dist", "worksteal"]  # tests differ in time a thousandfold
    command += [f"--hypothesis-profile={profile}", f"--hypothesis-seed={seed}", str(ROOT / "contract_tests" / "proofs")]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    match code:
        case pytest.ExitCode.OK:
            outcome = "specs, clients and wire agree"
        case pytest.ExitCode.TESTS_FAILED:
            outcome = f"they do not agree; each failure above says where. Again: {again}"
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            outcome = "there is no test, so nothing is known"
        case _:
            outcome = f"the suite could not be run; pytest says why above. Again: {again}"
    print(f"contract: {outcome} ({time.monotonic() - started:.0f} s).", file=sys.stderr)
    return code


def main(arguments: list[str] | None = None) -> int:
    """Run the suite; its exit code is pytest's, 2 when it cannot be run as asked for, 130 when interrupted."""
    parser = argparse.ArgumentParser(prog="contract", description="Run the contract suite.")
    parser.add_argument("--report", action="store_true", help="write the page of the run to .cache/report as well")
    options = parser.parse_args(arguments)
    try:
        if not options.report:
            return run()
        from .report import FOLDER, write  # what it needs takes time to import

        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "run.json").unlink(missing_ok=True)
        code = run(["-p", "contract_tests.report", f"--junitxml={FOLDER / 'junit.xml'}"])
        for path in write(code):
            print(f"report: {path.relative_to(ROOT)}", file=sys.stderr)
    except SuiteError as error:
        print(f"contract: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("contract: interrupted.", file=sys.stderr)
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
