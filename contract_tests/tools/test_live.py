"""A vendor's environment held against its spec, proved on stand-ins of ours whose answers differ from the spec."""

from __future__ import annotations

import copy
import http.server
import io
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from klantkit_dev.spec import Spec
from rich.console import Console

from contract_tests import live
from contract_tests.harness.differences import differences, suggestion
from contract_tests.harness.operations import Operation, all_operations, of_spec
from contract_tests.live import LiveError
from contract_tests.paths import SPECS, VENDORS

Body = dict[str, Any]


class StandIn(http.server.ThreadingHTTPServer):
    """A vendor on this machine that answers each path as it is told to, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        """Where it is, with a version as the vendors have it."""
        return f"http://127.0.0.1:{self.server_port}/v9"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: StandIn  # pyright: ignore[reportIncompatibleVariableOverride] - the one that it serves
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        if "content-length" in self.headers:
            self.rfile.read(int(self.headers["content-length"]))
        else:  # in chunks, the last of which is empty
            while size := int(self.rfile.readline(), 16):
                self.rfile.read(size + 2)
            self.rfile.readline()
        self.server.asked.append((self.path, self.headers.get("authorization", "")))
        status, media_type, content = self.server.answers[self.path.removeprefix("/v9").partition("?")[0]]
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Say nothing."""


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A vendor whose answers are as its spec says, for all vendors at once where their paths differ."""
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _answer(operation: Operation) -> tuple[int, str, Body]:
    (status,) = operation.successes
    media_type, content = operation.answer(status)
    return int(status), media_type, copy.deepcopy(content["example"])


@pytest.fixture
def named(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Operation]]:
    """Names a vendor's stand-in, with a credential, and allows all that there is."""

    def name(vendor: str) -> list[Operation]:
        operations = of_spec(SPECS / f"{vendor}.yaml")
        for operation in operations:
            status, media_type, body = _answer(operation)
            stand_in.answers[operation.path] = (status, media_type, json.dumps(body).encode())
        for other in VENDORS:
            monkeypatch.delenv(live.url_variable(other), raising=False)
        monkeypatch.setenv(operations[0].kind._vendor.credential_variable, "s3cret-token")
        monkeypatch.setenv(live.url_variable(vendor), stand_in.url)
        monkeypatch.setenv(live.ALLOW, ",".join(operation.name for operation in operations))
        return operations

    return name


def _run() -> tuple[int, str]:
    console = Console(width=200, record=True, file=io.StringIO())
    return live.run(SPECS, console), console.export_text()


@pytest.mark.parametrize("vendor", VENDORS)
def test_nothing_is_invented(vendor: str, stand_in: StandIn, named: Callable[[str], list[Operation]]) -> None:
    operations = named(vendor)
    code, told = _run()
    assert 0 == code, told
    assert len(operations) == told.count("as the spec says") == len(stand_in.asked)
    assert {"Bearer s3cret-token"} >= {authorization for _, authorization in stand_in.asked if authorization}


#: What is planted in an answer of NEXT, and what is to be told of it.
PLANTED: dict[str, tuple[Callable[[Body], Any], list[tuple[str, str]]]] = {
    "renamed": (lambda body: body.update(faxno=body.pop("fax")), [("missing", "fax"), ("unknown", "faxno")]),
    "missing": (lambda body: body.pop("orgno"), [("missing", "orgno")]),
    "unknown": (lambda body: body.update(segment="A"), [("unknown", "segment")]),
    "unknown list": (lambda body: body.update(tags=["a"]), [("unknown", "tags")]),
    "text for a number": (lambda body: body.update(currencyid="1"), [("type", "currencyid")]),
    "number for text": (lambda body: body.update(name=5), [("type", "name")]),
    "null": (lambda body: body.update(name=None), [("type", "name")]),
    "a date as no date": (lambda body: body.update(changed="yesterday"), [("pattern", "changed")]),
    "two at once": (lambda body: body.update(name=None, segment=1), [("type", "name"), ("unknown", "segment")]),
}


def _customer() -> Operation:
    return next(one for one in all_operations() if (one.vendor, one.name) == ("next", "create_customer"))


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_found_and_its_change_mends_the_spec(planted: str, tmp_path: Path) -> None:
    plant, expected = PLANTED[planted]
    operation = _customer()
    status, media_type, body = _answer(operation)
    plant(body)
    content = json.dumps(body).encode()
    found = differences(operation, status, media_type, content)
    assert sorted(expected) == sorted((one.kind, one.field) for one in found)
    changed = tmp_path / "next.yaml"
    changed.write_text(suggestion(operation.spec, found), encoding="utf-8")
    Spec(changed).check()
    (again,) = [one for one in of_spec(changed) if one.name == operation.name]
    # A value, and a field that need not come, leave nothing to change.
    left = expected if planted in ("a date as no date", "missing") else []
    assert left == [(one.kind, one.field) for one in differences(again, status, media_type, content)]


#: The same for whole answers: status, media type and body, of any vendor.
WHOLE: dict[str, tuple[str, int, str, Any, list[tuple[str, str]]]] = {
    "status": ("notify", 200, "application/hal+json", None, [("status", "")]),
    "unheard-of status": ("notify", 418, "application/hal+json", None, [("status", "")]),
    "media type": ("notify", 201, "application/json", None, [("media type", "")]),
    "no JSON": ("notify", 201, "application/hal+json", b"<html>", [("unreadable", "")]),
    "nested": ("notify", 201, "application/hal+json", {"address": {"street": ""}}, [("unknown", "address.street")]),
    "an error of another shape": ("notify", 400, "application/json", {"oops": 1}, []),
}


@pytest.mark.parametrize("planted", WHOLE)
def test_whole_answers(planted: str) -> None:
    vendor, status, media_type, change, expected = WHOLE[planted]
    operation = next(one for one in all_operations() if one.vendor == vendor)
    _, _, body = _answer(operation)
    if isinstance(change, dict):
        if status == 400:
            body = change
        else:
            body["address"] |= change["address"]
    content = change if isinstance(change, bytes) else json.dumps(body).encode()
    found = [(one.kind, one.field) for one in differences(operation, status, media_type, content)]
    if expected:
        assert expected == found
    else:
        assert ("unknown", "oops") in found
        assert "missing" in dict(found)


def test_all_of_it_through_prism(
    stand_in: StandIn, named: Callable[[str], list[Operation]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A stand-in whose names differ: everything planted is told, with its place and page, and no value and no token."""
    before = {path: path.read_bytes() for path in SPECS.glob("*.yaml")}
    customer, _ = named("next")
    status, media_type, body = _answer(customer)
    body["faxno"] = body.pop("fax")
    body["changed"] = "Jane Doe"
    body["currencyid"] = "s3cret-value"
    body["segment"] = "s3cret-value"
    stand_in.answers[customer.path] = (status, media_type, json.dumps(body).encode())
    code, told = _run()
    told += capsys.readouterr().err
    assert 1 == code
    for field in ("fax", "faxno", "changed", "currencyid", "segment"):
        assert f" {field} " in told
    assert "string of 12 characters" in told
    assert customer.page in told
    assert "+        faxno:" in told
    assert "next create_token: as the spec says." in told
    assert "specs/next.yaml:" in told
    assert "s3cret" not in told
    assert "Jane" not in told
    assert before == {path: path.read_bytes() for path in SPECS.glob("*.yaml")}, "nothing is applied"


def test_nothing_is_sent_that_is_not_allowed(
    stand_in: StandIn, named: Callable[[str], list[Operation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    named("next")
    monkeypatch.setenv(live.ALLOW, "create_token")
    code, told = _run()
    assert 0 == code
    assert "create_customer: left out" in told
    assert ["/v9/token"] == [path for path, _ in stand_in.asked]
    monkeypatch.delenv(live.ALLOW)
    assert 2 == _run()[1].count("left out")
    assert 1 == len(stand_in.asked)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "set one of " + ", ".join(map(live.url_variable, VENDORS))),
        ("next.example", "is to be an address like https://host/v1"),
        ("https://me:s3cret@next.example", "is to be an address like https://host/v1, without credentials"),
    ],
)
def test_an_address_that_is_none(
    url: str, said: str, named: Callable[[str], list[Operation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    named("next")
    monkeypatch.setenv("KLANTKIT_LIVE_NEXT_URL", url)
    with pytest.raises(LiveError, match=said) as raised:
        _run()
    assert "s3cret" not in str(raised.value)


def test_nobody_there_and_no_credential(
    named: Callable[[str], list[Operation]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named("notify")
    monkeypatch.setenv("KLANTKIT_LIVE_NOTIFY_URL", "http://127.0.0.1:9/v2")
    assert 2 == live.main()
    assert "is its address right" in capsys.readouterr().err
    monkeypatch.delenv("NOTIFY_API_KEY")
    assert 2 == live.main()
    assert "NOTIFY_API_KEY" in capsys.readouterr().err


def test_a_spec_that_is_no_yaml(named: Callable[[str], list[Operation]], tmp_path: Path) -> None:
    named("notify")
    (tmp_path / "notify.yaml").write_text("openapi: [", encoding="utf-8")
    with pytest.raises(LiveError, match="not valid YAML"):
        live.run(tmp_path, Console(quiet=True))
