"""The published files: the wheel works alone, on each Python, with the lowest and the newest dependencies."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from klantkit_dev.check import CHECKS
from klantkit_dev.install import BIN, ROOT, environment

from contract_tests.harness import leading
from contract_tests.paths import INVOICE, VENDORS

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
DEPENDENCIES = PYPROJECT.partition("\ndependencies = [")[2].partition("]")[0]
PYTHONS = ("3.11", "3.12", "3.13")
PACKAGES = ("klantkit", "klantkit_types", *(f"{vendor}_api" for vendor in VENDORS))

#: Runs the README's examples in an environment with only the wheel; `leading.py` is copied next to it.
EXAMPLE = """
import importlib, json, sys

from leading import led

with led(json.loads(sys.argv[2])) as sent, open(sys.argv[1], encoding="utf-8") as example:
    exec(compile(example.read(), "README.md", "exec"))
for package in sys.argv[3:]:
    where = importlib.import_module(package).__file__
    assert where.startswith(sys.prefix), where
for kind in (klantkit.__all__ if (klantkit := importlib.import_module("klantkit")) else ()):
    getattr(klantkit, kind)
print(len(sent), "calls")
"""

#: A caller's code; type checkers must report an error in each line marked WRONG, and no others.
CALLER = """
from uuid import UUID

from klantkit import MijnKlantportaal, Notify
from notify_api.models import Customer

with Notify(api_key="test") as notify:
    customer: Customer = notify.customers.create(customer_code="1", name="A")
    found: UUID = customer.id
    notify.customers.create(customer_code=1, name="A")  # WRONG
    notify.customers.create(customer_code="1")  # WRONG
    notify.customers.find()  # WRONG
    wrong: int = customer.name  # WRONG
with MijnKlantportaal("test", timeout="soon") as portal:  # WRONG
    pass
"""


def _run(command: Sequence[str | Path], **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | variables
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with wheel and sdist, as `make dist` builds them."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([BIN / "hatchling", "build", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


def _interpreter(version: str) -> str | None:
    """The path of a Python of this version; None if it is not installed."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    candidates = [str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"))]
    for candidate in (*candidates, shutil.which(f"python{version}"), sys.executable):
        if candidate is not None:
            told = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout
            if told.startswith(f"Python {version}."):
                return candidate
    return None


def _environment(folder: Path, wheel: Path, python: str, resolution: str = "highest") -> Path:
    """Create an environment with the wheel and its dependencies, without extras; returns the path of its Python."""
    uv: list[str | Path] = [BIN / "uv", "--quiet"]
    index = {name: value for name, value in environment().items() if name.startswith("UV_")}
    _run([*uv, "venv", "--python", python, folder])
    executable = folder / "bin" / "python"
    versions = folder / "versions.txt"
    compiled = _run(
        [*uv, "pip", "compile", ROOT / "pyproject.toml", "--python", executable, "--resolution", resolution],
        **index,
    )
    versions.write_text(compiled, encoding="utf-8")
    _run([*uv, "pip", "install", "--python", executable, "--constraint", versions, wheel], **index)
    return executable


@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_works_alone(
    version: str, resolution: str, wheel: Path, mock_urls: dict[str, str], tmp_path: Path
) -> None:
    python = _interpreter(version)
    if python is None:
        pytest.skip(f"Python {version} is not installed")
    executable = _environment(tmp_path / "env", wheel, python, resolution)
    lowest = dict(re.findall(r'"([\w-]+)>=([\d.]+),', DEPENDENCIES))
    versions = (tmp_path / "env" / "versions.txt").read_text(encoding="utf-8")
    at_lowest = {
        name
        for name, least in lowest.items()
        if re.search(rf"^{name}=={re.escape(least)}(\.0)*$", versions, re.MULTILINE)
    }
    assert (set(lowest) == at_lowest) == (resolution == "lowest-direct"), versions
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "example.py").write_text("\n".join(examples), encoding="utf-8")
    (tmp_path / "run.py").write_text(EXAMPLE, encoding="utf-8")
    shutil.copy(INVOICE, tmp_path / "invoice.pdf")
    shutil.copy(leading.__file__, tmp_path)
    urls = json.dumps(mock_urls)
    command = [executable, "-W", "error", tmp_path / "run.py", tmp_path / "example.py", urls, *PACKAGES]
    shell = f'cd "{tmp_path}" && exec "$@"'
    assert _run(["sh", "-c", shell, "sh", *map(str, command)]).endswith("\n7 calls\n")


def test_a_caller_is_type_checked(wheel: Path, tmp_path: Path) -> None:
    executable = _environment(tmp_path / "env", wheel, sys.executable)
    caller = tmp_path / "caller.py"
    caller.write_text(CALLER, encoding="utf-8")
    wrong = {number for number, line in enumerate(CALLER.splitlines(), 1) if line.endswith("# WRONG")}
    (pyright,) = (command[0] for name, command in CHECKS.items() if name.startswith("pyright"))
    commands: list[list[str | Path]] = [
        [BIN / "mypy", "--strict", "--cache-dir", tmp_path / "mypy", "--python-executable", executable, caller],
        [pyright, "--pythonpath", executable, caller],
    ]
    for command in commands:
        environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
        assert 1 == done.returncode, done.stderr
        assert wrong == {int(line) for line in re.findall(r"caller\.py:(\d+).*error", done.stdout)}, done.stdout


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 1_000_000


def test_contents_of_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {*PACKAGES} == {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    for package in PACKAGES:
        assert f"{package}/py.typed" in names
        assert not package.endswith("_api") or f"{package}/openapi.json" in names
    assert [] == [
        name for name in names if not name.endswith((".py", "py.typed", ".json")) and ".dist-info" not in name
    ]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_sdist_builds_the_same_wheel(dist: Path, wheel: Path, tmp_path: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    subprocess.run([BIN / "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=unpacked, check=True)
    (again,) = tmp_path.glob("*.whl")
    assert zipfile.ZipFile(wheel).namelist() == zipfile.ZipFile(again).namelist()
    assert {"README.md", "LICENSE", "specs", "contract_tests", "Makefile"} <= {path.name for path in unpacked.iterdir()}


def test_dependencies_match_imports() -> None:
    """Each declared dependency is imported somewhere in the wheel, and each import is declared."""
    imported = set()
    for folder in (ROOT / "overlay" / "klantkit", ROOT / "generated"):
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Import():
                        imported |= {name.name.partition(".")[0] for name in node.names}
                    case ast.ImportFrom(module=str(module), level=0):
                        imported.add(module.partition(".")[0])
    third_party = imported - sys.stdlib_module_names - {*PACKAGES}
    project = PYPROJECT.partition("[dependency-groups]")[0]
    declared = {name.replace("-", "_") for name in re.findall(r'"([\w-]+)>=[\d.]+,<[\d.]+"', project)}
    # httpcore imports sniffio; klantkit.testing is only imported by pytest.
    assert third_party == (declared - {"hatchling", "sniffio"}) | {"pytest"}
