"""Run the contract suite: `make contract`, and `make report` for its page.

`PROFILE` sets the number of generated inputs (`quick`, `default` or `nightly`, see `conftest`), `SEED` seeds their
generation. The same seed generates the same inputs everywhere; `nightly` uses a random seed by default.
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

#: Workers per core: many tests wait for a deliberately slow server.
_WORKERS = 1.5


class SuiteError(Exception):
    """The suite cannot run with these settings; the message says what to do."""


def settings() -> tuple[str, int]:
    """Read the profile and the seed from the environment.

    Raises:
        SuiteError: The profile is unknown, or the seed is not a number.

    """
    profile = os.environ.get("PROFILE") or "default"
    if profile not in PROFILES:
        raise SuiteError(f"PROFILE must be one of {', '.join(PROFILES)}, not {profile}.")
    seed = os.environ.get("SEED") or ("0" if profile != "nightly" else str(random.getrandbits(32)))
    if not seed.isdecimal():
        raise SuiteError(f"SEED must be a whole number, not {seed}.")
    return profile, int(seed)


def check() -> None:
    """Check what every test needs, so that a problem is reported once and not by each test.

    Raises:
        SuiteError: A spec is unreadable or not valid OpenAPI, or has an operation that the suite cannot test; or
            Prism is not installed.

    """
    for path in sorted(SPECS.glob("*.yaml")):
        try:
            Spec(path).check()
            of_spec(path)
        except SpecError as error:
            raise SuiteError(f"{error}\nFix the spec first.") from error
    for needed in (NODE, PRISM):
        if not needed.exists():
            raise SuiteError(f"{needed} is missing, so the mocks cannot start; run `make clean setup`.")


def run(extra: Sequence[str] = ()) -> int:
    """Run the suite and print the command that repeats the run; returns pytest's exit code.

    Raises:
        SuiteError: `PROFILE` or `SEED` is invalid, or something that every test needs is missing.

    """
    profile, seed = settings()
    check()
    again = f"PROFILE={profile} SEED={seed} make contract"
    print(f"Profile {profile}, seed {seed}. To repeat this run: {again}", file=sys.stderr, flush=True)
    workers = max(2, int(_WORKERS * (os.cpu_count() or 1)))
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *extra]
    command += ["-n", str(workers), "--dist", "worksteal"]  # some tests take a thousand times as long as others
    command += [f"--hypothesis-profile={profile}", f"--hypothesis-seed={seed}", str(ROOT / "contract_tests" / "proofs")]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    match code:
        case pytest.ExitCode.OK:
            outcome = "specs, clients and wire agree"
        case pytest.ExitCode.TESTS_FAILED:
            outcome = f"specs, clients and wire do not agree; see each failure above. To repeat: {again}"
        case pytest.ExitCode.NO_TESTS_COLLECTED:
            outcome = "no tests were found"
        case _:
            outcome = f"the suite could not run; see pytest's message above. To repeat: {again}"
    print(f"contract: {outcome} ({time.monotonic() - started:.0f} s).", file=sys.stderr)
    return code


def main(arguments: list[str] | None = None) -> int:
    """Run the suite; returns pytest's exit code, 2 for invalid settings, or 130 when interrupted."""
    parser = argparse.ArgumentParser(prog="contract", description="Run the contract suite.")
    parser.add_argument("--report", action="store_true", help="also write a report of the run to .cache/report")
    options = parser.parse_args(arguments)
    try:
        if not options.report:
            return run()
        from .report import FOLDER, write  # slow to import

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
