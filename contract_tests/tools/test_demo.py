"""`make run`: the five results, the upload as sent, and one message on failure."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from contract_tests import demo
from contract_tests.harness.prism import MockError
from contract_tests.harness.recording import Exchange
from contract_tests.paths import ROOT


def test_prints_the_created_ids_and_the_upload(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == demo.main()
    shown = capsys.readouterr().out
    for created in (
        r"│ 200 +│ cst_\w+ ",
        r"│ 200 +│ inv_\w+ ",
        r"│ 200 +│ off_\w+ ",
        r"│ NEXT .*│ 200 +│ \d+ ",
        r"│ 201 +│ [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12} ",
    ):
        assert re.search(created, shown), shown
    assert 6 == len(re.findall(r"│ +\d+ │\n", shown)), "every call has a duration"
    assert "POST /customer-invoices HTTP/1.1" in shown
    assert 'name="pdf"; filename="invoice.pdf"\nContent-Type: application/pdf\n\n%PDF-1.4' in shown
    assert "bytes more" in shown
    assert "Authorization: Bearer ***" in shown
    assert "a-token" not in shown


def test_fails_with_one_message(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MockError("Prism is missing; run `make setup`.")

    monkeypatch.setattr(demo, "mocks", fail)
    assert 1 == demo.main()
    assert "run: Prism is missing; run `make setup`.\n" == capsys.readouterr().err


def test_fails_on_a_violation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An invalid request that nevertheless gets a declared response."""
    monkeypatch.setattr(Exchange, "violations", [{"message": "too long"}])
    assert 1 == demo.main()
    assert "the mock reports violations" in capsys.readouterr().err


def test_needs_no_library_that_make_run_does_not_install() -> None:
    script = "import sys; sys.modules['hypothesis'] = sys.modules['pytest'] = None; import contract_tests.demo"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
