"""Install everything the checkout needs into the checkout: `make setup`.

Python packages go to `.venv`, Prism to `contract_tests/prism/node_modules`, and what checks and renders the specs to
`overlay/klantkit_dev/node/node_modules`, all exactly as the lock files say. Download caches stay in `.cache`, so that
nothing outside the checkout is touched. Runs on a bare Python, before any package is there, and therefore imports the
standard library alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PRISM = ROOT / "contract_tests" / "prism"
TOOLS = ROOT / "overlay" / "klantkit_dev" / "node"
LOCK = ROOT / "overlay" / "klantkit_dev" / "requirements.lock"
CACHE = ROOT / ".cache"
STAMP = VENV / "klantkit-setup"

#: What decides the result: when one of these changes, setup runs again.
INPUTS = (
    LOCK,
    ROOT / "pyproject.toml",
    *(folder / name for folder in (PRISM, TOOLS) for name in ("package.json", "package-lock.json", ".npmrc")),
    Path(__file__),
)


class SetupError(Exception):
    """Setup could not finish; the text says what to do."""


def fingerprint(inputs: Sequence[Path] = INPUTS) -> str:
    """Digest of what setup installs from, of the interpreter, and of the checkout's place.

    The place counts because a virtual environment does not survive being moved.
    """
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for path in inputs:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether an earlier setup finished and nothing it depends on has changed since."""
    installed = (PRISM / "node_modules" / ".bin" / "prism", TOOLS / "node_modules" / ".bin" / "redocly")
    return STAMP.is_file() and STAMP.read_text() == fingerprint() and all(command.exists() for command in installed)


def _run(step: str, command: Sequence[str | Path], advice: str, cwd: Path = ROOT) -> None:
    """Run one step, its output in a log; on failure show the log's end and `advice`.

    Raises:
        SetupError: The command could not be run, or failed.

    """
    print(f"{step} ...", file=sys.stderr, flush=True)
    log = CACHE / "setup.log"
    environment = os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "PIP_CACHE_DIR": str(CACHE / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "npm_config_cache": str(CACHE / "npm"),
    }
    with log.open("wb") as output:
        try:
            code = subprocess.run(
                command, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False
            ).returncode
        except OSError as error:
            raise SetupError(f"{step}: cannot run {command[0]}: {error}. {advice}") from error
    if code:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise SetupError(f"{step} failed (exit {code}). {advice}\n\nThe end of {log}:\n{tail}")


def install() -> None:
    """Install the lot; a setup that was cut short starts afresh.

    Raises:
        SetupError: A step failed; what is half done is taken up again by the next run.

    """
    if sys.version_info < (3, 11):
        raise SetupError(
            f"klantkit needs Python 3.11 or newer, this is {sys.version.split()[0]}. "
            "Name a newer one: make setup PYTHON=python3.12"
        )
    CACHE.mkdir(exist_ok=True)
    STAMP.unlink(missing_ok=True)
    print("[1/5] A virtual environment in .venv ...", file=sys.stderr, flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(
            f"Python could not make a virtual environment: {error}. "
            "On Debian and Ubuntu the package python3-venv is needed."
        ) from error
    advice = "Is there a network, and is a package registry reachable from here (a proxy, a mirror)?"
    pip: list[str | Path] = [BIN / "python", "-m", "pip", "install", "--quiet"]
    _run("[2/5] Python packages, as locked", [*pip, "--require-hashes", "--no-deps", "-r", LOCK], advice)
    editable = [*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT]
    _run("[3/5] klantkit itself, editable", editable, "This is a fault of the checkout: see the log.")
    _run("[4/5] Prism, as locked", [BIN / "npm", "ci"], advice, cwd=PRISM)
    _run("[5/5] pyright, Redocly and Redoc, as locked", [BIN / "npm", "ci"], advice, cwd=TOOLS)
    STAMP.write_text(fingerprint())
    print("Everything is installed.", file=sys.stderr)


def main() -> int:
    """Install unless an earlier run already did; print what went wrong and return 1 when it fails."""
    try:
        if not is_current():
            install()
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: interrupted; the next `make setup` takes it up again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
