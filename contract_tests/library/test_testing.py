"""`klantkit.testing`, the mocks for users' own tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import anyio
import httpx
import klantkit
import pytest
from klantkit import testing
from klantkit.testing import VendorMock

from contract_tests.harness.callers import STYLES, Style, call, example_input
from contract_tests.harness.operations import Operation, all_operations
from contract_tests.paths import GOLDEN, VENDORS

OPERATIONS = pytest.mark.parametrize(
    "operation", all_operations(), ids=lambda operation: f"{operation.vendor} {operation.name}"
)


@OPERATIONS
@pytest.mark.parametrize("style", STYLES)
def test_every_call_returns_the_example(operation: Operation, style: Style) -> None:
    mock = VendorMock(operation.vendor)
    answer = call(style, operation, example_input(operation), mock.options["transport"])
    (success,) = operation.successes
    _, content = operation.answer(success)
    assert content["example"] == answer.to_dict()
    (sent,) = mock.requests
    assert operation.method.upper() == sent.method
    assert sent.content


@OPERATIONS
def test_every_declared_error_raises_its_class(operation: Operation) -> None:
    mock = VendorMock(operation.vendor)
    errors = [status for status in operation.object["responses"] if not status.startswith("2")]
    for status in errors:
        mock.answer(operation.name, int(status.replace("X", "0")))
        with pytest.raises(klantkit.StatusError) as raised:
            call("class", operation, example_input(operation), mock.options["transport"])
        assert raised.value.error is not None
        assert operation.answer(status)[1]["example"] == raised.value.error.to_dict()
        assert operation.page in str(raised.value)
    call("class", operation, example_input(operation), mock.options["transport"])
    assert len(errors) + 1 == len(mock.requests)


def test_a_response_has_the_spec_s_media_type(notify_mock: VendorMock) -> None:
    with httpx.Client(transport=notify_mock.options["transport"]) as http:
        answer = http.post("https://api.notify.cm/v2/customers")
        assert "application/hal+json" == answer.headers["content-type"]


def test_answers_are_sent_in_order(notify_mock: VendorMock) -> None:
    notify_mock.answer("create_customer", 429, json={"status": 429, "title": "Slow", "detail": "down"},
                       headers={"Retry-After": "7"})  # fmt: skip
    notify_mock.fail("create_customer", httpx.ReadTimeout("slow"))
    notify_mock.answer("create_customer", 418)
    with klantkit.Notify(api_key="test", **notify_mock.options) as notify:

        def create() -> object:
            return notify.customers.create(customer_code="10001", name="Creditpartners B.V.")

        with pytest.raises(klantkit.RateLimitError, match="down") as limited:
            create()
        assert 7.0 == limited.value.retry_after
        with pytest.raises(klantkit.APITimeoutError):
            create()
        with pytest.raises(klantkit.StatusError) as undeclared:
            create()
        assert (418, "") == (undeclared.value.status, undeclared.value.body)
        assert "content-type" not in undeclared.value.headers, "there is no content"
        create()
    assert 4 == len(notify_mock.requests)
    assert b"CustomerCode=10001&Name=Creditpartners+B.V." == notify_mock.requests[0].content


def test_asynchronous_clients(next_mock: VendorMock) -> None:
    async def create() -> str:
        async with klantkit.AsyncNext("test", **next_mock.options) as nxt:
            await nxt.customers.create(name="Test Company AB", customertypeid=1)
        return str(next_mock.requests[0].url)

    assert "https://api.next-tech.com/v1/customer/" == anyio.run(create)
    assert {"name": "Test Company AB", "customertypeid": 1} == json.loads(next_mock.requests[0].content)


def test_an_unknown_operation_name(mijnklantportaal_mock: VendorMock) -> None:
    wrong = "mijnklantportaal has no operation 'create'; it has create_customer, "
    with pytest.raises(ValueError, match=wrong):
        mijnklantportaal_mock.answer("create", 404)
    with pytest.raises(ValueError, match=wrong):
        mijnklantportaal_mock.fail("create", httpx.ReadTimeout("slow"))


def test_an_unknown_url_fails_the_test(notify_mock: VendorMock) -> None:
    with httpx.Client(transport=notify_mock.options["transport"]) as http:
        with pytest.raises(pytest.fail.Exception, match=r"notify has no operation POST /v2/invoices\."):
            http.post("https://api.notify.cm/v2/invoices")
        with pytest.raises(pytest.fail.Exception, match=r"notify has no operation GET /v2/customers\."):
            http.get("https://api.notify.cm/v2/customers")


def test_parameters_of_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(GOLDEN.parent)
    mock = VendorMock("mini")
    mock.answer("replace_document", 200, json={"title": "Minutes"})
    with httpx.Client(transport=mock.options["transport"]) as http:
        assert {"title": "Minutes"} == http.put("http://mini.invalid/v1/documents/7").json()
        assert b"" == http.delete("http://mini.invalid/v1/documents").content
        with pytest.raises(pytest.fail.Exception, match="no operation PUT"):
            http.put("http://mini.invalid/v1/documents/7/pages")


def test_the_plugin_provides_the_fixtures(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["klantkit.testing"]\n')
    names = [f"{vendor}_mock" for vendor in VENDORS]
    assert [] == [name for name in names if not hasattr(testing, name)], "write them into klantkit/testing.py"
    (tmp_path / "test_mine.py").write_text(
        f"def test_mine({', '.join(names)}):\n"
        f"    assert {VENDORS} == [mock._vendor for mock in ({', '.join(names)},) if not mock.requests]\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", str(tmp_path)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in told.stdout, told.stdout
