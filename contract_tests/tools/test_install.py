"""`make setup`: instant when there is nothing to do, one clear message when it can't be done."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from klantkit_dev import install


def test_this_checkout_is_current() -> None:
    assert install.is_current()


def test_any_input_makes_it_stale(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("one")
    before = install.fingerprint([lock])
    assert before == install.fingerprint([lock])
    lock.write_text("two")
    assert before != install.fingerprint([lock])


def test_a_setup_cut_short_is_not_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "STAMP", tmp_path / "stamp")
    assert not install.is_current()
    (tmp_path / "stamp").write_text("an older one")
    assert not install.is_current()
    (tmp_path / "stamp").write_text(install.fingerprint())
    assert install.is_current()
    monkeypatch.setattr(install, "PRISM", tmp_path)
    assert not install.is_current()


def test_a_failing_step_shows_its_log_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "CACHE", tmp_path)
    script = "import sys; print('no route to host'); sys.exit(3)"
    with pytest.raises(install.SetupError) as raised:
        install._run("[2/4] Packages", [sys.executable, "-c", script], "Is there a network?")
    said = str(raised.value)
    assert "[2/4] Packages failed (exit 3). Is there a network?" in said
    assert "no route to host" in said
    with pytest.raises(install.SetupError, match="cannot run"):
        install._run("[4/4] Prism", [tmp_path / "npm"], "Is there a network?")


def test_failure_leaves_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise install.SetupError("no network")

    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "stamp").write_text(install.fingerprint())
    monkeypatch.setattr(install, "CACHE", tmp_path)
    monkeypatch.setattr(install, "VENV", tmp_path / "venv")
    monkeypatch.setattr(install, "STAMP", tmp_path / "venv" / "stamp")
    monkeypatch.setattr("venv.create", lambda *_, **__: (tmp_path / "venv").mkdir())
    monkeypatch.setattr(install, "_run", fail)
    with pytest.raises(install.SetupError):
        install.install()
    assert not install.is_current()


def test_an_old_python_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Old(tuple[int, ...]):
        __slots__ = ()

    monkeypatch.setattr(install, "is_current", lambda: False)
    monkeypatch.setattr(sys, "version_info", Old((3, 10, 1)))
    assert 1 == install.main()
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


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
