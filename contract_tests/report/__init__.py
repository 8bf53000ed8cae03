"""The report of a run of the contract suite: `make report`.

As a pytest plugin, this module collects what the tests exercise and their outcomes. `write` then writes `index.html`,
one file that needs no network, and `summary.md`, for the summary of a CI run. `contract` uses both.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from klantkit_dev.evidence import count, read, settled

from contract_tests.harness.constraints import GAPS
from contract_tests.harness.declared import declared
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Operation, all_operations, refused, spec_of
from contract_tests.paths import ROOT, SPECS

FOLDER = ROOT / ".cache" / "report"
MUTANTS = ROOT / ".cache" / "mutants" / "summary.json"

#: Maximum number of characters shown per failure, and number of slowest tests shown.
_FAILURE, _SLOWEST = 6000, 15


@dataclass
class Run:
    """The data of a run.

    Attributes:
        exercised: The counts of exercised items.
        outcomes: The number of tests by outcome.
        seconds: The duration of each test.
        failures: The name and message of each failed test.
        started: The start, as UNIX time.
        took: The duration in seconds.
    """

    exercised: Exercised = field(default_factory=Exercised)
    outcomes: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    started: float = field(default_factory=time.time)
    took: float = 0.0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a phase of a test."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.when == "teardown":
            self.exercised.add(report.user_properties)
        if report.failed:
            self.failures.append((report.nodeid, report.longreprtext[-_FAILURE:]))
        if type(report) is pytest.TestReport and (report.when == "call" or not report.passed):  # not for subtests
            self.outcomes[report.outcome] = self.outcomes.get(report.outcome, 0) + 1

    def pytest_sessionfinish(self) -> None:
        """Save everything for the report."""
        self.took = time.time() - self.started
        FOLDER.mkdir(parents=True, exist_ok=True)
        _write(FOLDER / "run.json", json.dumps({**vars(self), "exercised": self.exercised.as_property()[1]}))

    @classmethod
    def read(cls) -> Run:
        """Load the last run; empty if it ended before saving."""
        run = cls()
        path = FOLDER / "run.json"
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            run.exercised.add([("exercised", kept.pop("exercised"))])
            for name, value in kept.items():
                setattr(run, name, value)
        return run


def pytest_configure(config: pytest.Config) -> None:
    """Collect the reports, in pytest's main process only."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Run(), "klantkit-report")


def write(code: int) -> list[Path]:
    """Write the report and the summary of the last run, which ended with this exit code; returns the files."""
    page = _page(Run.read(), code)
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(["html.jinja"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    written = []
    for template, name in (("page.html.jinja", "index.html"), ("page.md.jinja", "summary.md")):
        _write(FOLDER / name, templates.get_template(template).render(page))
        written.append(FOLDER / name)
    return [*written, FOLDER / "junit.xml"]


def _write(path: Path, text: str) -> None:
    """Write a file atomically."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        file.write(text)
    os.replace(file.name, path)  # noqa: PTH105 - the name is a str


def _page(run: Run, code: int) -> dict[str, Any]:
    """The variables of the templates."""
    matrix = [_row(operation, run.exercised) for operation in all_operations()]
    files: dict[str, float] = {}
    for test, seconds in run.seconds.items():
        file = test.partition("::")[0].rpartition("/")[2]
        files[file] = files.get(file, 0.0) + seconds
    return {
        "code": code,
        "outcomes": dict(run.outcomes),
        "started": time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(run.started)),
        "took": run.took,
        "failures": run.failures,
        "matrix": matrix,
        "gaps": sum(not count for row in matrix for items in row["items"].values() for _, count in items),
        "tried": sum(run.exercised.counts.values()),
        "pictures": [
            ("Seconds by file", _longest(files)),
            ("The slowest tests, in seconds", _longest(run.seconds)[:_SLOWEST]),
        ],
        "mutants": json.loads(MUTANTS.read_text(encoding="utf-8")) if MUTANTS.exists() else None,
        "inferred": (inferred := _inferred()),
        "settled": count(fact["verdict"] for fact in inferred),
        "refused": [told for path in sorted(SPECS.glob("*.yaml")) for told in refused(path).values()],
        "untried": GAPS,
    }


def _longest(seconds: dict[str, float]) -> list[tuple[str, float]]:
    """Longest first, with names shortened to the part after the file."""
    return [(name.rpartition("::")[2], took) for name, took in sorted(seconds.items(), key=lambda item: -item[1])]


def _row(operation: Operation, exercised: Exercised) -> dict[str, Any]:
    """A row of the matrix: an operation's declared items, with the count of each."""
    key = f"{operation.vendor} {operation.name}"
    items = {
        kind: [(name, exercised.counts[key, kind, name]) for name in names]
        for kind, names in declared(operation).items()
    }
    return {
        "operation": key,
        "method": operation.method.upper(),
        "path": operation.path,
        "page": operation.page,
        "items": items,
    }


def _inferred() -> list[dict[str, str]]:
    """Every fact of the specs that is not on the vendors' pages."""
    found, evidence = [], read()
    for path in sorted(SPECS.glob("*.yaml")):
        spec = spec_of(path)
        verdicts = settled(spec, evidence)
        for pointer, reason in spec.inferences():
            place = f"{path.parent.name}/{path.name}:{spec.line((*pointer, 'x-inferred'))}"
            what = "/".join(map(str, pointer))
            found.append({"place": place, "what": what, "reason": reason, "verdict": verdicts[pointer]})
    return found
