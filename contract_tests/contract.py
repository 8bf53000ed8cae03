"""Run the contract suite: `make contract`, and `make report` for its page.

`SPECS` is a folder of other OpenAPI documents to prove in place of our own: their packages are generated into a
temporary folder, and their clients are made from the specs. An operation that is left out makes the run red unless
`refused.toml` beside the specs has its reason.

`PROFILE` sets the number of generated inputs (`quick`, `default` or `nightly`, see `conftest`), `SEED` seeds their
generation. The same seed generates the same inputs everywhere; `nightly` uses a random seed by default.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from klantkit_dev.generate import GenerateError, generate, listed, unlisted
from klantkit_dev.spec import Spec, SpecError

from .harness.operations import of_spec, refused
from .harness.prism import NODE, PRISM
from .paths import ROOT, SPECS

PROFILES = ("quick", "default", "nightly")


_run = subprocess.run


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


def check() -> list[str]:
    """Check what every test needs, so that a problem is reported once and not by each test.

    Returns:
        The operations that are left out without a reason in `refused.toml`, and entries there without an operation.

    Raises:
        SuiteError: A spec is unreadable or not valid OpenAPI, has no operation to test, or Prism is not installed.
    """
    paths = sorted(SPECS.glob("*.yaml"))
    try:
        for path in paths:
            Spec(path).check(house=SPECS == ROOT / "specs")
        left_out = {path.stem: refused(path) for path in paths}
        reasons = listed(SPECS)
    except (SpecError, GenerateError) as error:
        raise SuiteError(f"{error}\nFix it first.") from error
    for stem, operations in left_out.items():
        for name, told in operations.items():
            reason = reasons.get(stem, {}).get(name)
            print(f"{told} ({reason})" if reason else told, file=sys.stderr)
    if not any(map(of_spec, paths)):
        raise SuiteError(f"{SPECS} has no operation to test.")
    for needed in (NODE, PRISM):
        if not needed.exists():
            raise SuiteError(f"{needed} is missing, so the mocks cannot start; run `make clean setup`.")
    return unlisted(SPECS, left_out)


def run(extra: Sequence[str] = ()) -> int:
    """Run the suite and print the command that repeats the run; returns pytest's exit code.

    Raises:
        SuiteError: `PROFILE` or `SEED` is invalid, or something that every test needs is missing.
    """
    profile, seed = settings()
    faults = check()
    is_own = SPECS == ROOT / "specs"
    again = f"PROFILE={profile} SEED={seed} make contract{'' if is_own else f' SPECS={SPECS}'}"
    print(f"Profile {profile}, seed {seed}. To repeat this run: {again}", file=sys.stderr, flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *extra, "-n", str(max(2, os.cpu_count() or 1))]
    command += ["--dist", "worksteal"]  # some tests take a thousand times as long as others
    command += [f"--hypothesis-profile={profile}", f"--hypothesis-seed={seed}"]
    command += [str(ROOT / "contract_tests" / folder) for folder in (["proofs", "house"] if is_own else ["proofs"])]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    match code:
        case pytest.ExitCode.OK if faults:
            outcome = "operations are left out without a reason:\n" + "\n".join(faults)
            code = pytest.ExitCode.TESTS_FAILED
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


def run_others(specs: Path, arguments: Sequence[str]) -> int:
    """Generate the packages of other specs, and run the suite on them in a process of its own; returns its exit code.

    Raises:
        SuiteError: There are no specs, or one cannot be generated.
    """
    with tempfile.TemporaryDirectory(prefix="klantkit-contract-") as folder:
        try:
            generate(specs, Path(folder), house=False)
        except (GenerateError, SpecError, OSError) as error:
            raise SuiteError(f"{error}") from error
        path = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")]))
        own = {"SPECS": "", "KLANTKIT_SPECS": str(specs), "KLANTKIT_PACKAGES": folder, "PYTHONPATH": path}
        command = [sys.executable, "-m", "contract_tests.contract", *arguments]
        return _run(command, cwd=ROOT, env=os.environ | own, check=False).returncode


def main(arguments: list[str] | None = None) -> int:
    """Run the suite; returns pytest's exit code, 2 for invalid settings, or 130 when interrupted."""
    parser = argparse.ArgumentParser(prog="contract", description="Run the contract suite.")
    parser.add_argument("--report", action="store_true", help="also write a report of the run to .cache/report")
    options = parser.parse_args(arguments)
    try:
        if specs := os.environ.get("SPECS"):
            return run_others(Path(specs).resolve(), sys.argv[1:] if arguments is None else arguments)
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
