"""`make contract`: the command that it runs, its messages and its exit code."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contract_tests import contract
from contract_tests.contract import main
from contract_tests.paths import DATA, ROOT


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Records the commands instead of running them; their exit code is 0."""
    found: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        found.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.delenv("PROFILE", raising=False)
    monkeypatch.delenv("SEED", raising=False)
    return found


def test_default_runs_use_a_fixed_seed(commands: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main([])
    proofs = str(ROOT / "contract_tests" / "proofs")
    assert {"--hypothesis-profile=default", "--hypothesis-seed=0", proofs} <= set(commands[0])
    assert "PROFILE=default SEED=0 make contract" in capsys.readouterr().err


def test_nightly_runs_use_and_print_a_random_seed(
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
    ("name", "value", "said"),
    [("PROFILE", "slow", "must be one of quick, default"), ("SEED", "x", "must be a whole number")],
)
@pytest.mark.usefixtures("commands")
def test_invalid_settings(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv(name, value)
    assert 2 == main([])
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "said"), [(0, "agree"), (1, "do not agree"), (5, "no tests were found"), (3, "see pytest's message above")]
)
def test_the_exit_code_is_pytest_s(code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, code))
    assert code == main([])
    assert said in capsys.readouterr().err


def test_common_problems_are_reported_once(
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


def test_an_operation_that_is_left_out_makes_the_run_red_without_a_reason(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (DATA / "tools" / "members.yaml").read_text(encoding="utf-8")
    more = "  /more:\n    get:\n      parameters: [{name: a, in: cookie, schema: {type: string}}]\n"
    more += "      responses: {'204': {description: Nothing.}}\ncomponents:\n"
    (tmp_path / "members.yaml").write_text(before.replace("components:\n", more, 1), encoding="utf-8")
    monkeypatch.setattr(contract, "SPECS", tmp_path)
    told = "GET /more is left out: the suite cannot test it: the parameter a is a cookie"
    assert 1 == main([])
    assert 2 == len(re.findall(rf"members\.yaml:\d+: {told}", capsys.readouterr().err))
    reason = '["members"]\n"GET /more" = "no cookies"\n'
    (tmp_path / "refused.toml").write_text(reason, encoding="utf-8")
    assert 0 == main([])
    assert f"{told} (no cookies)\n" in capsys.readouterr().err
    (tmp_path / "refused.toml").write_text(f'{reason}"GET /gone" = "no"\n[other]\n', encoding="utf-8")
    assert 1 == main([])
    assert {"members: GET /gone is not left out", "there is no other.yaml"} == set(
        re.findall(r"refused\.toml: (.*?)(?: \(\d+ s\)\.)?$", capsys.readouterr().err, re.MULTILINE)
    )
    assert 3 == len(commands)


def test_other_specs_are_generated_and_proved_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[dict[str, str]] = []

    def run(_: list[str], env: dict[str, str], **__: Any) -> subprocess.CompletedProcess[str]:
        ran.append(env)
        assert "more" in (Path(env["KLANTKIT_PACKAGES"]) / "plain_api" / "api" / "default" / "__init__.py").read_text()
        return subprocess.CompletedProcess([], 5)

    monkeypatch.setenv("SPECS", str(tmp_path))
    assert 2 == main([])
    assert "no *.yaml here" in capsys.readouterr().err
    text = (DATA / "plain.yaml").read_text(encoding="utf-8").replace("/lost-things", "/more")
    (tmp_path / "plain.yaml").write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(contract, "_run", run)
        assert 5 == main([])
    assert ["", str(tmp_path)] == [ran[0][name] for name in ("SPECS", "KLANTKIT_SPECS")]
    assert ran[0]["PYTHONPATH"].startswith(ran[0]["KLANTKIT_PACKAGES"])
    assert not Path(ran[0]["KLANTKIT_PACKAGES"]).exists(), "temporary"


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(contract, "run", stop)
    assert 130 == main([])
    assert "interrupted" in capsys.readouterr().err
