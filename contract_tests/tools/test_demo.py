"""`make run`: the five ids, the upload as it was sent, and one reason when something fails."""

from __future__ import annotations

import re

import pytest

from contract_tests import demo
from contract_tests.harness.prism import MockError
from contract_tests.harness.recording import Exchange


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
    assert 6 == len(re.findall(r"│ +\d+ │\n", shown)), "every call has its milliseconds"
    assert "POST /customer-invoices HTTP/1.1" in shown
    assert 'name="pdf"; filename="invoice.pdf"\nContent-Type: application/pdf\n\n%PDF-1.4' in shown
    assert "bytes more" in shown
    assert "Authorization: Bearer ***" in shown
    assert "a-token" not in shown


def test_fails_with_one_reason(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MockError("Prism is missing; run `make setup`.")

    monkeypatch.setattr(demo, "mocks", fail)
    assert 1 == demo.main()
    assert "run: Prism is missing; run `make setup`.\n" == capsys.readouterr().err


def test_a_request_that_the_mock_objects_to_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken request that gets a declared answer all the same."""
    monkeypatch.setattr(Exchange, "violations", [{"message": "too long"}])
    assert 1 == demo.main()
    assert "the mock objects to what was sent" in capsys.readouterr().err
