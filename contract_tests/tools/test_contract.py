"""`make contract`: what it runs, what it says, and what its exit code is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contract_tests import contract
from contract_tests.contract import SuiteError, main
from contract_tests.paths import ROOT, SPECS


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run; it ends with the exit code 0."""
    found: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        found.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.delenv("PROFILE", raising=False)
    monkeypatch.delenv("SEED", raising=False)
    return found


def test_draws_the_same_everywhere(commands: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main([])
    proofs = str(ROOT / "contract_tests" / "proofs")
    assert {"--hypothesis-profile=default", "--hypothesis-seed=0", proofs} <= set(commands[0])
    assert "PROFILE=default SEED=0 make contract" in capsys.readouterr().err


def test_draws_anew_each_night_and_says_what(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROFILE", "nightly")
    main([])
    main([])
    seeds = [argument for command in commands for argument in command if "seed" in argument]
    assert 2 == len(set(seeds))
    assert f"PROFILE=nightly SEED={seeds[0].partition('=')[2]} make contract" in capsys.readouterr().err
    monkeypatch.setenv("SEED", "77")
    main([])
    assert "--hypothesis-seed=77" in commands[-1]


@pytest.mark.parametrize(
    ("name", "value", "said"), [("PROFILE", "slow", "there are quick, default"), ("SEED", "x", "no whole number")]
)
@pytest.mark.usefixtures("commands")
def test_of_no_use(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv(name, value)
    assert 2 == main([])
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "said"), [(0, "agree"), (1, "do not agree"), (5, "nothing is known"), (3, "pytest says why above")]
)
def test_the_exit_code_is_pytest_s(code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, code))
    assert code == main([])
    assert said in capsys.readouterr().err


def test_what_every_test_needs_is_told_once(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "next.yaml").write_text("openapi: [", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(contract, "SPECS", tmp_path)
        assert 2 == main([])
    assert "next.yaml:1:11: not valid YAML" in capsys.readouterr().err
    monkeypatch.setattr(contract, "PRISM", tmp_path / "prism")
    assert 2 == main([])
    assert "prism is missing" in capsys.readouterr().err
    assert [] == commands


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("          in: query", "          in: header", "with a parameter outside the query"),
        (
            '        "201":',
            '        "204": {description: Nothing.}\n        "201":',
            "with more or less than one success",
        ),
        (re.compile(r"      requestBody:\n(        .*\n| *#.*\n)+"), "", "without a body"),
    ],
)
def test_an_operation_that_cannot_be_tested_is_not_left_out(
    old: str | re.Pattern[str], new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (SPECS / "notify.yaml").read_text(encoding="utf-8")
    after = before.replace(old, new, 1) if isinstance(old, str) else old.sub(new, before)
    assert before != after
    (tmp_path / "notify.yaml").write_text(after, encoding="utf-8")
    monkeypatch.setattr(contract, "SPECS", tmp_path)
    with pytest.raises(SuiteError, match=rf"notify\.yaml:27: the suite cannot test an operation {said}"):
        contract.check()


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(contract, "run", stop)
    assert 130 == main([])
    assert "interrupted" in capsys.readouterr().err
