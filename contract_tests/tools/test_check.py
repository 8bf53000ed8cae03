"""`make check`: its output, the lint rules of the specs, and drift."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from klantkit_dev import check, drift, generate, install

#: A spec that keeps every rule.
SPEC = generate.ROOT / "contract_tests" / "data" / "tools" / "members.yaml"

#: The edit that breaks each rule of `redocly.yaml`: the old text, and the new text.
BROKEN_RULES = {
    "names-are-python-names": ("operationId: create_member", "operationId: createMember"),
    "operation-has-its-page": ("      security:\n        - bearerAuth: []\n", ""),
    "statuses-are-named": ("        5XX:\n", "        default:\n"),
    "answers-have-examples": ("            example:\n              name: Ann\n", ""),
    "parameters-are-described": ("          description: Whether the member gets a welcome mail.\n", ""),
    "no-invalid-schema-examples": ('          example: "0201234567"\n', "          example: 201234567\n"),
}


def _lint(spec: Path) -> subprocess.CompletedProcess[str]:
    return check.run([*check.LINT_SPECS, spec])


def test_a_spec_that_keeps_the_rules_passes() -> None:
    assert 0 == _lint(SPEC).returncode


@pytest.mark.parametrize("rule", BROKEN_RULES)
def test_each_rule_of_the_specs(rule: str, tmp_path: Path) -> None:
    old, new = BROKEN_RULES[rule]
    before = SPEC.read_text(encoding="utf-8")
    assert 1 == before.count(old)
    spec = tmp_path / "members.yaml"
    spec.write_text(before.replace(old, new), encoding="utf-8")
    outcome = _lint(spec)
    assert 1 == outcome.returncode
    assert rule in outcome.stdout


def test_output_of_passing_and_failing_checks(capsys: pytest.CaptureFixture[str]) -> None:
    fails = [sys.executable, "-c", "import sys; print('a fault'); sys.exit(3)"]
    passes = [sys.executable, "-c", "print('no word of this')"]
    assert 1 == check.main({"one: fails": fails, "two: passes": passes, "three: is not there": ["./not-there"]})
    out, err = capsys.readouterr()
    assert ["FAILED", "FAILED", "ok"] == sorted(line.split()[0] for line in out.splitlines())
    assert "a fault" in err
    assert "no word of this" not in out + err
    assert "./not-there: No such file or directory; run `make setup`." in err
    assert re.search(r"check: 2 of 3 failed: (one, three|three, one) \(\d+ s\)\.", err)
    assert 0 == check.main({"two: passes": passes})
    assert "all is well" in capsys.readouterr().err


@pytest.fixture
def project(tmp_path: Path, mini_spec: Path) -> Path:
    """A folder with a spec and the package generated from it."""
    (tmp_path / "specs").mkdir()
    shutil.copy(mini_spec, tmp_path / "specs" / "mini.yaml")
    generate.generate(tmp_path / "specs", tmp_path / "generated")
    return tmp_path


def _drift(project: Path) -> list[str]:
    return [fault.removeprefix(f"{project}/") for fault in drift.drift(project / "specs", project / "generated")]


def test_no_drift(project: Path) -> None:
    assert [] == _drift(project)


def test_an_edit_of_the_spec_is_drift(project: Path) -> None:
    spec = project / "specs" / "mini.yaml"
    spec.write_text(spec.read_text().replace("Title of the document.", "Heading of the document."))
    told, difference = _drift(project)
    assert "generated/mini_api/GENERATED.json: generated from other versions of: spec" == told
    assert re.fullmatch(
        r"generated/mini_api/api/\w+/__init__.py:\d+: is '.*Title.*', would be '.*Heading.*'", difference
    )


def test_an_edit_by_hand_is_drift(project: Path) -> None:
    package = project / "generated" / "mini_api"
    module = package / "models" / "error.py"
    made = module.read_text()
    module.write_text(made + "# by hand\n")
    line = len(made.splitlines()) + 1
    assert [f"generated/mini_api/models/error.py:{line}: is '# by hand', would be None"] == _drift(project)
    module.unlink()
    assert ["generated/mini_api/models/error.py: missing"] == _drift(project)
    module.write_text(made)
    (package / "more.py").touch()
    assert ["generated/mini_api/more.py: not generated"] == _drift(project)


def test_other_tools_and_lost_specs_are_drift(project: Path) -> None:
    (project / "generated" / "old_api").mkdir()
    record = project / "generated" / "mini_api" / generate.RECORD
    record.write_text(record.read_text().replace('"openapi-python-client": "', '"openapi-python-client": "0.'))
    assert [
        "generated/old_api: no spec generates it",
        "generated/mini_api/GENERATED.json: generated from other versions of: openapi-python-client",
    ] == _drift(project)
    record.unlink()
    assert "generated/mini_api/GENERATED.json: cannot be read" in _drift(project)[1]


def test_messages_of_the_command(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(drift, "ROOT", project)
    assert 0 == drift.main()
    (project / "generated" / "mini_api" / "more.py").touch()
    assert 1 == drift.main()
    assert "generated/mini_api/more.py: not generated\nRun `make generate`" in capsys.readouterr().err
    (project / "specs" / "mini.yaml").write_text("[")
    assert 1 == drift.main()
    assert "mini.yaml:1:2: not valid YAML" in capsys.readouterr().err


def test_the_layers_know_every_package() -> None:
    layers = tomllib.loads((install.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    generated = {folder.name for folder in (install.ROOT / "generated").iterdir()}
    assert {"contract_tests", "klantkit", "klantkit_dev", "klantkit_types", *generated} == {*layers["root_packages"]}


def test_every_check_is_an_existing_command() -> None:
    for command in check.CHECKS.values():
        assert shutil.which(command[0]), command[0]
        subprocess.run([command[0], "--version"], env={"PATH": str(install.BIN)}, check=True, capture_output=True)
