"""The report of a run: its contents, and its display in a real, offline browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from klantkit_dev.evidence import Evidence, read, reference, write
from klantkit_dev.schemas import inferred
from klantkit_dev.spec import Spec
from playwright.sync_api import Browser, Page

from contract_tests import report
from contract_tests.harness.browser import watched
from contract_tests.harness.declared import declared
from contract_tests.harness.operations import all_operations
from contract_tests.paths import ROOT, SPECS
from contract_tests.report import Run

MUTANTS = {
    "seed": 4,
    "sample": 12,
    "operators": {"renamed key": {"killed": 8, "survived": 1}, "wrong form": {"killed": 2, "equivalent": 1}},
    "survivors": [{"mutant": "a.py [renamed key] x", "file": "a.py", "operator": "renamed key", "diff": "-<b>\n+c"}],
    "equivalents": [{"mutant": "b.py [wrong form] y", "reason": "It is the same."}],
    "seconds": 60.0,
}

#: The operation in the sample run.
OPERATION = next(one for one in all_operations() if one.name == "create_customer")


def _report(node: str, outcome: Any, *, when: Any = "call", properties: Any = (), text: str = "") -> pytest.TestReport:
    return pytest.TestReport(node, (node, 1, node), {}, outcome, text, when, duration=1.5, user_properties=properties)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the report, with a summary of mutants."""
    monkeypatch.setattr(report, "FOLDER", tmp_path / "report")
    monkeypatch.setattr(report, "MUTANTS", tmp_path / "summary.json")
    (tmp_path / "summary.json").write_text(json.dumps(MUTANTS))
    return tmp_path / "report"


def _run() -> Run:
    """A run in which one constraint was never exercised and one test failed."""
    run = Run(took=61.0)
    tried = [
        [f"{OPERATION.vendor} {OPERATION.name}", kind, item, 3]
        for kind, items in declared(OPERATION).items()
        for item in items
        if item != "city: required"
    ]
    run.pytest_runtest_logreport(_report("test_a.py::test_one[<x>]", "passed"))
    properties = [("exercised", json.dumps(tried)), ("other", "1")]
    run.pytest_runtest_logreport(_report("test_a.py::test_one[<x>]", "passed", when="teardown", properties=properties))
    run.pytest_runtest_logreport(_report("test_b.py::test_two", "failed", text="E  field <fax> differs"))
    run.pytest_runtest_logreport(_report("test_b.py::test_three", "skipped", when="setup"))
    return run


def test_contents_of_the_report(folder: Path) -> None:
    _run().pytest_sessionfinish()
    html, markdown, junit = report.write(1)
    assert (folder / "index.html", folder / "junit.xml") == (html, junit)
    text = html.read_text(encoding="utf-8")
    assert "specs, clients and wire do not agree (exit code 1)" in text
    assert "city: required: never" in text
    assert "city: type: 3" in text
    assert "E  field &lt;fax&gt; differs" in text
    assert "-&lt;b&gt;" in text
    told = markdown.read_text(encoding="utf-8")
    assert "| mijnklantportaal create_customer | 0 of 0 | 7 of 7 | 7 of 7 | 14 of 15 |" in told
    assert "1 failed, 1 passed, 1 skipped in" in told
    assert "12 run (seed 4), 1 survived, 1 proved" in told
    assert "E  field <fax> differs" in told


def test_a_run_that_ended_early_without_mutants(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MUTANTS", folder / "none")
    folder.mkdir()
    html, *_ = report.write(3)
    assert "make mutants" in html.read_text(encoding="utf-8")
    assert "exit code 3" in html.read_text(encoding="utf-8")


def test_every_inferred_fact_is_on_the_page_with_its_line() -> None:
    facts = report._inferred()
    assert len(facts) > 150
    for fact in facts[::20]:
        file, _, line = fact["place"].partition(":")
        text = (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert text.lstrip().startswith("x-inferred:")


@pytest.mark.usefixtures("folder")
def test_the_settled_inferences_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *_ = (
        (path.stem, *fact) for path in sorted(SPECS.glob("*.yaml")) for fact in Spec(path).inferences()
    )
    entries = [
        Evidence(vendor, reference(pointer), fact, verdict, "2026-11-21", "har")
        for (vendor, pointer, reason), verdict in ((first, "confirmed"), (second, "refuted"))
        for fact in inferred(" ".join(reason.split()))
    ]
    table = tmp_path / "evidence.csv"
    table.write_text(",".join(Evidence._fields) + "\n", encoding="utf-8")
    write(entries, table)
    monkeypatch.setattr(report, "read", lambda: read(table))
    _run().pytest_sessionfinish()
    html, markdown, _ = report.write(1)
    said = f"2 of {len(report._inferred())} settled: 1 confirmed, 1 refuted"
    assert f"<b>{said}</b>" in html.read_text(encoding="utf-8")
    assert f"Inferred facts: {said}." in markdown.read_text(encoding="utf-8")
    assert ["confirmed", "refuted", ""] == [fact["verdict"] for fact in report._inferred()[:3]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.usefixtures("folder")
def test_is_readable_in_a_browser(browser: Browser, width: int, scheme: Any) -> None:
    _run().pytest_sessionfinish()
    html, *_ = report.write(1)
    page, asked, said = shown = watched(browser, width, scheme)
    page.goto(html.as_uri())
    assert [html.as_uri()] == asked, "no other requests"
    assert [] == said
    assert shown.fits()
    count = len(list(declared(OPERATION)["constraint"]))
    row = page.locator("#matrix ~ div tbody tr").nth(all_operations().index(OPERATION))
    cell = row.locator('td[data-kind="constraint"]')
    assert f"{count - 1} of {count}" == cell.locator("summary").inner_text()
    assert not cell.get_by_text("city: required: never").is_visible()
    cell.locator("summary").press("Enter")  # with the keyboard
    assert cell.get_by_text("city: required: never").is_visible()
    assert len(all_operations()) == page.locator("td[data-kind=parameter]").count()
    assert page.get_by_text("Survived: a.py [renamed key] x").is_visible()
    assert 2 == page.locator("svg[role=img]").count()
    assert _contrast(page, "body") > 7
    assert _contrast(page, ".bad") > 4.5
    assert _contrast(page, ".soft") > 4.5


def _contrast(page: Page, selector: str) -> float:
    """Contrast ratio of an element's text to the page's background (WCAG 2.2, 1.4.3)."""
    script = "node => [getComputedStyle(node).color, getComputedStyle(document.body).backgroundColor]"
    text, back = (
        _luminance([int(part) for part in colour.strip("rgba()").split(",")[:3]])
        for colour in page.locator(selector).first.evaluate(script)
    )
    return (max(text, back) + 0.05) / (min(text, back) + 0.05)


def _luminance(colour: list[int]) -> float:
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
