"""The CI workflows: zizmor reports nothing, and everything that they refer to exists."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from contract_tests.harness.example_database import ARTIFACT
from contract_tests.paths import ROOT

FILES = sorted((ROOT / ".github").rglob("*/*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return document


def _steps(path: Path) -> list[dict[str, Any]]:
    document = _read(path)
    places = [document["runs"]] if "runs" in document else document["jobs"].values()
    return [step for place in places for step in place["steps"]]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> dict[str, Any]:
    return _read(request.param)


def test_list_of_workflows() -> None:
    assert ["ci", "drift", "mutants", "nightly", "watch"] == [path.stem for path in WORKFLOWS]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    strictest = ("--persona=auditor", "--no-ignores", "--strict-collection")
    told = ("--offline", "--no-progress", "--quiet", "--format=json")
    command = [str(zizmor), *told, *strictest, str(ROOT / ".github")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    findings = json.loads(run.stdout)
    assert [] == [(finding["ident"], finding["desc"], finding["locations"]) for finding in findings]
    assert 0 == run.returncode, run.stderr


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    called = {
        target
        for path in FILES
        for step in _steps(path)
        for target in re.findall(r"\bmake ([\w-]+)", step.get("run", ""))
    }
    assert {"changes", "check", "contract", "generate", "mutants", "report", "watch"} == called
    assert set() == called - targets


def test_scripts_exist() -> None:
    called = {step["run"] for path in FILES for step in _steps(path) if step.get("run", "").startswith(".")}
    assert {".ci/run"} == called
    assert all(os.access(ROOT / script, os.X_OK) for script in called)


def test_actions_are_pinned(file: Path) -> None:
    """To a commit, with the version in a comment."""
    used = re.findall(r"^\s*(?:- )?uses: (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert len([step for step in _steps(file) if "uses" in step]) == len(used)
    own = {f"$/{path.parent.relative_to(ROOT)}" for path in FILES if path.name == "action.yml"}
    pinned = re.compile(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [] == [one for one in used if one not in own and not pinned.fullmatch(one)]


def test_an_action_has_one_version() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    pins = set(re.findall(r"uses: (actions/[\w-]+)[\w/-]*@([0-9a-f]{40}) # (\S+)", text))
    assert sorted({name for name, _, _ in pins}) == sorted(name for name, _, _ in pins)


def test_no_url(file: Path) -> None:
    """Package registries are configured on the machine, not in the workflows."""
    assert "://" not in file.read_text(encoding="utf-8")


def test_a_job_has_a_timeout_and_read_only_permissions(workflow: dict[str, Any]) -> None:
    """Only the job that reports in issues may write them."""
    assert {} == workflow["permissions"]
    assert "concurrency" in workflow
    for name, job in workflow["jobs"].items():
        assert {"contents": "read", **({"issues": "write"} if name == "watch" else {})} == job["permissions"]
        assert 0 < job["timeout-minutes"] <= 350  # runners kill a job after 360 without a message
        (checkout,) = (step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
        assert checkout["with"]["persist-credentials"] is False


def test_the_oldest_python_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, *_ = _read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert project["requires-python"] == f">={oldest}"


@pytest.fixture
def nightly() -> list[dict[str, Any]]:
    return _steps(ROOT / ".github" / "workflows" / "nightly.yml")


def test_the_nightly_run_uploads_the_example_database(nightly: list[dict[str, Any]]) -> None:
    (upload,) = (step for step in nightly if step.get("uses", "").startswith("actions/upload-artifact@"))
    kept = {step["with"]["path"] for step in nightly if step.get("uses", "").startswith("actions/cache/")}
    assert ARTIFACT == upload["with"]["name"]
    assert {".hypothesis/examples"} == {upload["with"]["path"], *kept}
    assert upload["with"]["include-hidden-files"] is True


def test_the_nightly_run_is_random_and_stores_failures(nightly: list[dict[str, Any]]) -> None:
    """Hypothesis's CI profile, which is deterministic and stores nothing, must not apply."""
    (command,) = (step["run"] for step in nightly if "make contract" in step.get("run", ""))
    before, _, _ = command.partition("make contract")
    script = (
        "import os; import contract_tests.conftest; from hypothesis import settings as s; "
        "p = s.get_profile(os.environ['PROFILE']); print(p.max_examples, p.derandomize, p.database.path)"
    )
    environment = os.environ | {"CI": "true", "GITHUB_ACTIONS": "true"}
    environment.pop("HYPOTHESIS_STORAGE_DIRECTORY", None)
    environment.pop("KLANTKIT_EXAMPLES", None)
    run = subprocess.run(
        ["/bin/sh", "-c", f'{before} "$0" -c "$1"', sys.executable, script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("", f"1000 False {ROOT / '.hypothesis' / 'examples'}\n") == (run.stderr, run.stdout)
