"""Install what a command needs: `make setup` for everything, `make setup-<group>` for one dependency group.

The groups are those of pyproject.toml, the versions and hashes those of the lock files. Python packages go to `.venv`,
Node packages to `node_modules` beside their package.json. Only what is missing or has changed is installed. Downloads
stay in the user's caches of pip, uv and npm, so that the next checkout finds them; nothing else outside this
checkout is touched. This module runs on a bare Python, before any package is installed, and imports the standard
library alone.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

if sys.version_info >= (3, 11):  # an older Python gets the message of main(), not an ImportError
    import tomllib

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PRISM = ROOT / "contract_tests" / "prism"
TOOLS = ROOT / "overlay" / "klantkit_dev" / "node"
LOCK = ROOT / "overlay" / "klantkit_dev" / "requirements.txt"
CACHE = ROOT / ".cache"

#: Node packages belong to a dependency group, and to those that include it.
NODE = {"mock": PRISM, "node-tools": TOOLS}

#: pip's settings as uv calls them: uv does not read pip's configuration, but must use the same package index.
_UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST", "cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY",
}  # fmt: skip

_NETWORK = "Check the network, and that a package registry can be reached from here (a proxy, a mirror)."


class SetupError(Exception):
    """Setup could not finish; the text says what to do."""


def stamps(groups: Sequence[str]) -> dict[Path, str]:
    """The file that records the installation of each part of `groups`, and the digest of what decides its content.

    The parts: the virtual environment, which survives neither another interpreter nor another place; the groups and
    those that they include, which do not depend on the settings of tools; folders of Node packages.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table, every = project["dependency-groups"], list(groups)
    for group in every:  # grows on the way
        every += [entry["include-group"] for entry in table.get(group, []) if isinstance(entry, dict)]
    packages = json.dumps([project["project"], table]).encode() + LOCK.read_bytes()
    inputs = {VENV / "klantkit-setup": f"{sys.version}{ROOT}".encode() + Path(__file__).read_bytes()}
    inputs |= {VENV / f"klantkit-setup-{group}": packages for group in every}
    for folder in (NODE[group] for group in every if group in NODE):
        files = [folder / name for name in ("package.json", "package-lock.json", ".npmrc")]
        inputs[folder / "node_modules" / ".klantkit-setup"] = b"".join(file.read_bytes() for file in files)
    return {path: hashlib.sha256(content).hexdigest() for path, content in inputs.items()}


def missing(groups: Sequence[str]) -> dict[Path, str]:
    """The stamps of what `groups` need and no earlier setup has installed as it is wanted now."""
    found = stamps(groups)
    return {path: digest for path, digest in found.items() if not path.is_file() or path.read_text() != digest}


@functools.lru_cache(maxsize=1)  # runs on an old Python too
def environment() -> dict[str, str]:
    """The environment for pip, uv and npm: `.venv` comes first in PATH, and uv uses the package index of pip."""
    listed = subprocess.run(
        [BIN / "python", "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    found: dict[str, str] = {}
    for line in listed.stdout.splitlines():  # environment variables before files
        key, _, value = line.partition("=")
        if name := _UV_NAMES.get(key.rpartition(".")[2]):
            separator = "," if name == "UV_FIND_LINKS" else " "
            found.setdefault(name, separator.join(ast.literal_eval(value).split()))
    path = {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    # As with pip, every index counts; the hashes say what may be installed.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **found, **os.environ, **path}


def _run(step: str, command: Sequence[str | Path], advice: str = _NETWORK, cwd: Path = ROOT) -> None:
    """Run one step, its output in a log; on failure show the log's end and `advice`.

    Raises:
        SetupError: The command could not be run, or failed.
    """
    print(f"{step} ...", file=sys.stderr, flush=True)
    log = CACHE / "setup.log"
    with log.open("wb") as output:
        try:
            code = subprocess.run(
                command, cwd=cwd, env=environment(), stdout=output, stderr=subprocess.STDOUT, check=False
            ).returncode
        except OSError as error:
            raise SetupError(f"{step}: cannot run {command[0]}: {error}. {advice}") from error
    if code:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise SetupError(f"{step} failed (exit {code}). {advice}\n\nThe end of {log}:\n{tail}")


def _create_venv() -> None:
    """Create a virtual environment that has uv, as locked, and imports from the source roots of the checkout."""
    print("A virtual environment in .venv ...", file=sys.stderr, flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(
            f"Python could not create a virtual environment: {error}. "
            "On Debian and Ubuntu the package python3-venv is needed."
        ) from error
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
    (packages / "klantkit.pth").write_text(f"{ROOT / 'generated'}\n{ROOT / 'overlay'}\n", encoding="utf-8")
    locked = re.search(r"^uv==(.+\n)+?(?=\S)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    (CACHE / "uv.txt").write_text(locked[0] if locked else "uv", encoding="utf-8")
    pip: list[str | Path] = [BIN / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    _run("uv, as locked", [*pip, "-r", CACHE / "uv.txt"])


def install(groups: Sequence[str]) -> None:
    """Install `groups` of dependencies. Each part gets its stamp when it is complete, and none while it is changed.

    Raises:
        SetupError: A step failed; the next run resumes with it.
    """
    CACHE.mkdir(exist_ok=True)
    (base, digest), *_ = stamps(groups).items()
    if base in missing(groups):
        _create_venv()
        base.write_text(digest)
    wanted = missing(groups)
    if any(path.parent == VENV for path in wanted):
        command: list[str | Path] = [BIN / "uv", "pip", "install", "--python", BIN / "python", "--require-hashes"]
        command += ["-c", LOCK, "-r", ROOT / "pyproject.toml", *(f"--group={group}" for group in ("setup", *groups))]
        advice = f"{_NETWORK} After an edit of pyproject.toml, run `make lock` first."
        base.unlink()  # if this process is killed, the next one starts afresh
        try:
            _run(f"Python packages for {', '.join(groups)}, as locked", command, advice)
        except SetupError:  # uv changes nothing before everything is downloaded
            base.write_text(digest)
            raise
        base.write_text(digest)
    for path, digest in wanted.items():
        if path.parent != VENV:
            npm: list[str | Path] = [BIN / "npm", "ci", "--prefer-offline"]
            _run(f"Node packages of {path.parents[1].relative_to(ROOT)}, as locked", npm, cwd=path.parents[1])
        path.write_text(digest)
    print("Everything needed is installed.", file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    """Install the groups named, unless they are installed; print what went wrong and return 1 when it fails."""
    if sys.version_info < (3, 11):
        print(
            f"setup: klantkit needs Python 3.11 or newer, this is {sys.version.split()[0]}. "
            "Name a newer one: make setup PYTHON=python3.12",
            file=sys.stderr,
        )
        return 1
    try:
        if missing(arguments):
            install(arguments)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: interrupted; the next run resumes it.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
