"""`make setup`: only what is missing or has changed, and one clear message when it fails."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from klantkit_dev import install

PROJECT = (
    '[project]\nname = "x"\n\n[dependency-groups]\nmock = ["a"]\nrun = [{include-group = "mock"}, "b"]\nbench = []\n'
)


class Steps:
    """Records the steps of an installation in place of running them; what is in `failing` fails."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.failing: BaseException | None = None

    def run(self, _: str, command: Sequence[str | Path], *__: object, **___: object) -> None:
        if self.failing:
            raise self.failing
        self.done.append("npm" if "npm" in str(command[0]) else "uv" if Path(command[0]).name == "uv" else "pip")

        if self.done[-1] == "npm":
            (install.PRISM / "node_modules").mkdir(exist_ok=True)


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """A checkout with nothing installed."""
    for name, folder in (("ROOT", ""), ("VENV", ".venv"), ("CACHE", ".cache"), ("PRISM", "prism")):
        monkeypatch.setattr(install, name, tmp_path / folder)
    monkeypatch.setattr(install, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(install, "NODE", {"mock": tmp_path / "prism"})
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "lock").write_text("uv==1 \\\n    --hash=sha256:0\nvenus==1\n")
    (tmp_path / "prism").mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / "prism" / name).touch()
    recorded = Steps()
    monkeypatch.setattr(install, "_run", recorded.run)

    def create(folder: Path, *, with_pip: bool) -> None:
        assert with_pip
        recorded.done.append("venv")
        packages = folder / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
        packages.mkdir(parents=True)

    monkeypatch.setattr("venv.create", create)
    return recorded


def _installs(steps: Steps, *groups: str) -> list[str]:
    """The steps that an installation of `groups` takes."""
    steps.done.clear()
    assert 0 == install.main(groups)
    return [*steps.done]


def test_this_checkout_is_current() -> None:
    assert {} == install.missing(["dev"])


def test_each_command_has_its_group() -> None:
    makefile = (install.ROOT / "Makefile").read_text()
    groups = tomllib.loads((install.ROOT / "pyproject.toml").read_text())["dependency-groups"]
    used = set(re.findall(r"^[a-z-]+: setup-([a-z-]+)", makefile, re.MULTILINE))
    assert {"run", "contract", "check"} <= used
    assert {"lock"} == used - {*groups}


def test_what_is_installed_is_not_installed_again(steps: Steps) -> None:
    assert ["venv", "pip", "uv", "npm"] == _installs(steps, "run")
    assert [] == _installs(steps, "run")
    assert [] == _installs(steps, "mock")  # a part of it
    assert ["uv"] == _installs(steps, "bench")
    assert [] == _installs(steps)


def test_without_a_group_it_does_not_look_at_them(steps: Steps) -> None:
    """So that `make lock` works when pyproject.toml asks for what is not locked yet."""
    assert ["venv", "pip"] == _installs(steps)
    install.LOCK.write_text(install.LOCK.read_text() + "more==1\n")
    assert [] == _installs(steps)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("pyproject.toml", '"b"', '"c"', ["uv"]),
        ("pyproject.toml", "[dependency-groups]", "[tool.ruff]\nline-length = 1\n[dependency-groups]", []),
        ("lock", "venus==1", "venus==2", ["uv"]),
        ("prism/package-lock.json", "", "{}", ["npm"]),
        (".venv/klantkit-setup", "", "of another interpreter", ["venv", "pip", "uv"]),
    ],
)
def test_an_edit_installs_the_difference(steps: Steps, file: str, old: str, new: str, expected: list[str]) -> None:
    _installs(steps, "run")
    path = install.ROOT / file
    path.write_text(path.read_text().replace(old, new, 1))
    assert expected == _installs(steps, "run")
    assert [] == _installs(steps, "run")


def test_uv_is_bootstrapped_with_its_hashes_alone(steps: Steps) -> None:
    _installs(steps)
    assert "uv==1 \\\n    --hash=sha256:0\n" == (install.CACHE / "uv.txt").read_text()


def test_the_checkout_is_imported_from_its_source_roots(steps: Steps) -> None:
    _installs(steps)
    (path,) = install.VENV.rglob("klantkit.pth")
    assert f"{install.ROOT}/generated\n{install.ROOT}/overlay\n" == path.read_text()


def test_a_failed_download_leaves_what_was_there(steps: Steps, capsys: pytest.CaptureFixture[str]) -> None:
    _installs(steps, "bench")
    steps.failing = install.SetupError("no network")
    assert 1 == install.main(["run"])
    assert "setup: no network\n" == capsys.readouterr().err.splitlines(keepends=True)[-1]
    steps.failing = None
    assert [] == _installs(steps, "bench")
    assert ["uv", "npm"] == _installs(steps, "run")


def test_an_interrupted_setup_starts_afresh(steps: Steps, capsys: pytest.CaptureFixture[str]) -> None:
    _installs(steps, "bench")
    steps.failing = KeyboardInterrupt()
    assert 130 == install.main(["run"])
    assert "interrupted; the next run resumes it" in capsys.readouterr().err
    steps.failing = None
    assert ["venv", "pip", "uv", "npm"] == _installs(steps, "run")


def test_a_failing_step_shows_its_log_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "CACHE", tmp_path)
    script = "import sys; print('no route to host'); sys.exit(3)"
    with pytest.raises(install.SetupError) as raised:
        install._run("Packages", [sys.executable, "-c", script])
    assert "Packages failed (exit 3). Check the network" in str(raised.value)
    assert "no route to host" in str(raised.value)
    with pytest.raises(install.SetupError, match="cannot run"):
        install._run("Prism", [tmp_path / "npm"])


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    assert 1 == install.main(["dev"])
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_uv_uses_the_index_of_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = http://file\nextra-index-url =\n  http://one\n  http://two\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    monkeypatch.setenv("PIP_INDEX_URL", "http://variable")
    monkeypatch.setenv("PIP_FIND_LINKS", "/one /two")
    monkeypatch.setenv("UV_HTTP_TIMEOUT", "5")
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    variables = install.environment.__wrapped__()
    names = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "UV_HTTP_TIMEOUT")
    assert ["http://variable", "http://one http://two", "/one,/two", "5"] == [variables[name] for name in names]
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://own")
    assert "http://own" == install.environment.__wrapped__()["UV_DEFAULT_INDEX"]


def test_imports_the_standard_library_alone() -> None:
    """It runs before anything is installed; -I and -S keep everything else out."""
    subprocess.run([sys.executable, "-I", "-S", "-c", Path(install.__file__).read_text().partition("if __name__")[0]
                    .replace("Path(__file__)", f"Path({install.__file__!r})")], check=True)  # fmt: skip


def test_locks_name_no_address() -> None:
    for lock in (install.LOCK, install.PRISM / "package-lock.json", install.TOOLS / "package-lock.json"):
        text = lock.read_text()
        assert '"resolved"' not in text
        assert not re.search(r"--(extra-)?index-url|--find-links|\.whl|\.tgz|\.tar\.gz", text)
    pinned = [line for line in install.LOCK.read_text().splitlines() if "==" in line and not line.startswith(" ")]
    assert len(pinned) > 40
    assert install.LOCK.read_text().count("--hash=sha256:") >= len(pinned)
