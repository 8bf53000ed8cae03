"""The files, targets and names that CONTRIBUTING, CHANGELOG and the other documents mention exist."""

from __future__ import annotations

import builtins
import re
from datetime import date

import klantkit
import pytest

from contract_tests.paths import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(params=["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"])
def text(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_newest_section_is_the_version() -> None:
    sections = re.findall(r"^## \[([\d.]+)\] - (\S+)$", CHANGELOG, re.MULTILINE)
    assert len(re.findall(r"^## (?!\[Unreleased\]$)", CHANGELOG, re.MULTILINE)) == len(sections)
    versions = [tuple(map(int, version.split("."))) for version, _ in sections]
    assert sorted(versions, reverse=True) == versions
    (newest, _), *_ = sections
    assert klantkit.__version__ == newest
    for _, day in sections[1:]:
        date.fromisoformat(day)
    assert sections[0][1] == "unreleased" or date.fromisoformat(sections[0][1])


def test_the_newest_changes_are_of_known_kinds() -> None:
    kinds = re.findall(r"^### (\w+)$", CHANGELOG, re.MULTILINE)
    assert set() == set(kinds) - {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert kinds


def test_targets_exist(text: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z-]+)`", text)) | set(re.findall(r"^ *make ([a-z-]+)", text, re.MULTILINE))
    assert set() == named - set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def test_files_exist(text: str) -> None:
    """Except those of the fictitious vendor in the example."""
    named = re.findall(r"`((?:\.ci|contract_tests|docs|overlay|specs|generated)/[\w./-]+)`", text)
    assert [] == [path for path in named if "fourth" not in path and not (ROOT / path).exists()]


def test_public_names_exist(text: str) -> None:
    named = (
        set(re.findall(r"`(?:Async)?([A-Z][a-z]+[A-Z]\w+)`", text)) - {"AsyncFourth", "FileModel"} - {*dir(builtins)}
    )
    assert [] == sorted(name for name in named if not hasattr(klantkit, name))


def test_tests_exist(text: str) -> None:
    for file, test in re.findall(r"`(test_\w+\.py)::(\w+)`", text):
        source = (ROOT / "contract_tests" / "library" / file).read_text(encoding="utf-8")
        assert f"def {test}(" in source
