"""`make contract-live`, tested with a local server whose responses differ from the specs."""

from __future__ import annotations

import copy
import http.server
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from klantkit_dev.evidence import Evidence, read
from klantkit_dev.spec import Spec
from rich.console import Console

from contract_tests import live
from contract_tests.harness.callers import client_class
from contract_tests.harness.differences import differences, suggestion
from contract_tests.harness.operations import Operation, numbers, of_spec
from contract_tests.live import LiveError
from contract_tests.paths import SPECS, VENDORS

Body = dict[str, Any]

#: A vendor with several operations.
VENDOR = next(vendor for vendor in VENDORS if len(of_spec(SPECS / f"{vendor}.yaml")) > 1)

#: A spec of our own, which the vendors' pages do not change.
MEMBERS = SPECS.parent / "contract_tests" / "data" / "tools" / "members.yaml"


class StandIn(http.server.ThreadingHTTPServer):
    """A local vendor with a configurable response per path, which records the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        """The base URL, with a version like the vendors' URLs."""
        return f"http://127.0.0.1:{self.server_port}/v9"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: StandIn  # pyright: ignore[reportIncompatibleVariableOverride] - always a StandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        if "content-length" in self.headers:
            self.rfile.read(int(self.headers["content-length"]))
        elif "transfer-encoding" in self.headers:  # chunked; the last chunk is empty
            while size := int(self.rfile.readline(), 16):
                self.rfile.read(size + 2)
            self.rfile.readline()
        self.server.asked.append((self.path, self.headers.get("authorization", "")))
        asked = f"{self.command} {self.path.removeprefix('/v9').partition('?')[0]}"
        # Paths without parameters first: `/customers/search` is not the customer `search`.
        templates = sorted(self.server.answers, key=lambda one: one.count("{"))
        found = next(one for one in templates if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", one), asked))
        status, media_type, content = self.server.answers[found]
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the names that the base class looks for

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Print nothing."""


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A stand-in for all vendors at once, with valid responses."""
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _answer(operation: Operation) -> tuple[int, str, Body]:
    (status,) = operation.successes
    content = operation.answers[status]
    body = operation.response.full(content.schema, content.given) if content else None
    return numbers(status)[0], content.media_type if content else "", copy.deepcopy(cast(Body, body))


def _encoded(body: Body | None) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


def _credential_variable(operation: Operation) -> str:
    vendor = client_class(operation)._vendor
    return f"{vendor.name}_{vendor.credential}".upper()


@pytest.fixture
def named(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Operation]]:
    """A function that configures the stand-in as a vendor's environment, and allows all operations."""

    def name(vendor: str) -> list[Operation]:
        operations = of_spec(SPECS / f"{vendor}.yaml")
        for operation in operations:
            status, media_type, body = _answer(operation)
            stand_in.answers[f"{operation.method.upper()} {operation.path}"] = (status, media_type, _encoded(body))
        for other in VENDORS:
            monkeypatch.delenv(live.url_variable(other), raising=False)
        monkeypatch.setenv(_credential_variable(operations[0]), "s3cret-token")
        monkeypatch.setenv(live.url_variable(vendor), stand_in.url)
        monkeypatch.setenv(live.ALLOW, ",".join(operation.name for operation in operations))
        return operations

    return name


def _run() -> tuple[int, str]:
    console = Console(width=200, record=True, file=io.StringIO())
    return live.run(SPECS, console), console.export_text()


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_false_differences(vendor: str, stand_in: StandIn, named: Callable[[str], list[Operation]]) -> None:
    operations = named(vendor)
    code, told = _run()
    # An example need not have every optional field, and `contract-live` names those that it did not see.
    assert [] == [line for line in told.splitlines() if line.startswith("│") and "may be left out" not in line], code
    assert len(operations) == len(stand_in.asked) + told.count("skipped")
    assert {"Bearer s3cret-token"} >= {authorization for _, authorization in stand_in.asked if authorization}


#: Edits of the response, and the differences that they must show as.
PLANTED: dict[str, tuple[Callable[[Body], Any], list[tuple[str, str]]]] = {
    "renamed": (lambda body: body.update(phoneno=body.pop("phone")), [("missing", "phone"), ("unknown", "phoneno")]),
    "missing": (lambda body: body.pop("phone"), [("missing", "phone")]),
    "unknown": (lambda body: body.update(segment="A"), [("unknown", "segment")]),
    "unknown list": (lambda body: body.update(tags=["a"]), [("unknown", "tags")]),
    "text for a number": (lambda body: body.update(id="1"), [("type", "id")]),
    "number for text": (lambda body: body.update(name=5), [("type", "name")]),
    "null": (lambda body: body.update(name=None), [("type", "name")]),
    "text that breaks a pattern": (lambda body: body.update(joined="yesterday"), [("pattern", "joined")]),
    "two at once": (lambda body: body.update(name=None, segment=1), [("type", "name"), ("unknown", "segment")]),
    "nested": (lambda body: body["address"].update(street=""), [("unknown", "address.street")]),
}


def _member() -> Operation:
    (operation,) = of_spec(MEMBERS)
    return operation


@pytest.mark.parametrize("planted", PLANTED)
def test_each_difference_is_found_and_its_suggestion_fixes_the_spec(planted: str, tmp_path: Path) -> None:
    plant, expected = PLANTED[planted]
    operation = _member()
    status, media_type, body = _answer(operation)
    plant(body)
    content = _encoded(body)
    found = differences(operation, status, media_type, content)
    assert sorted(expected) == sorted((one.kind, one.field) for one in found)
    changed = tmp_path / "members.yaml"
    changed.write_text(suggestion(operation.spec, found), encoding="utf-8")
    Spec(changed).check()
    (again,) = of_spec(changed)
    # A value, and a field that need not come, leave nothing to change.
    left = expected if planted in ("text that breaks a pattern", "missing") else []
    assert left == [(one.kind, one.field) for one in differences(again, status, media_type, content)]


#: The same for whole responses: status, media type and body; None for the example.
WHOLE: dict[str, tuple[int, str, bytes | None, list[tuple[str, str]]]] = {
    "status": (200, "application/json", None, [("status", "")]),
    "unheard-of status": (418, "application/json", None, [("status", "")]),
    "media type": (201, "application/hal+json", None, [("media type", "")]),
    "no JSON": (201, "application/json", b"<html>", [("unreadable", "")]),
    "an error of another shape": (
        400,
        "application/json",
        b'{"oops": 1}',
        [("unknown", "oops"), ("missing", "message")],
    ),
}


@pytest.mark.parametrize("planted", WHOLE)
def test_whole_answers(planted: str) -> None:
    status, media_type, content, expected = WHOLE[planted]
    operation = _member()
    _, _, body = _answer(operation)
    found = differences(operation, status, media_type, content or _encoded(body))
    assert expected == [(one.kind, one.field) for one in found]


def test_the_whole_command_with_prism(
    stand_in: StandIn, named: Callable[[str], list[Operation]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each difference is shown with its place and page, and without the values of the response and the token."""
    before = {path: path.read_bytes() for path in SPECS.glob("*.yaml")}
    operation, other, *_ = named(VENDOR)
    status, media_type, body = _answer(operation)
    renamed, retyped, *_ = (name for name, value in body.items() if isinstance(value, str))
    body["fieldno"] = body.pop(renamed)
    body[retyped] = ["Jane Doe"]
    body["segment"] = "s3cret-value"
    stand_in.answers[f"{operation.method.upper()} {operation.path}"] = (status, media_type, _encoded(body))
    code, told = _run()
    told += capsys.readouterr().err
    assert 1 == code
    for field in (renamed, "fieldno", retyped, "segment"):
        assert f" {field} " in told
    assert "array of 1" in told
    assert "string of 12 characters" in told
    assert operation.page in told
    assert "+        fieldno:" in told
    assert f"{VENDOR} {other.name}: agrees with the spec." in told
    assert f"specs/{VENDOR}.yaml:" in told
    assert "s3cret" not in told
    assert "Jane" not in told
    assert before == {path: path.read_bytes() for path in SPECS.glob("*.yaml")}, "no file is changed"


def test_inferred_facts_are_confirmed_or_refuted(
    stand_in: StandIn, named: Callable[[str], list[Operation]], tmp_path: Path
) -> None:
    create = next(one for one in named("notify") if one.name == "create_customer")
    (tmp_path / "evidence.csv").write_text(",".join(Evidence._fields) + "\n", encoding="utf-8")
    _, media_type, body = _answer(create)
    body["id"] = "s3cret-value"
    stand_in.answers[f"POST {create.path}"] = (200, media_type, _encoded(body))
    console = Console(width=200, record=True, file=io.StringIO())
    assert 1 == live.run(SPECS, console, evidence=tmp_path / "evidence.csv")
    told, found = console.export_text(), read(tmp_path / "evidence.csv")
    assert "s3cret" not in told
    refuted = {(one.pointer, one.fact) for one in found if one.verdict == "refuted"}
    expected = {
        ("#/paths/~1customers/post/responses/201", "status with Overwrite"),
        ("#/components/schemas/Customer/properties/id", "UUID"),
    }
    assert expected == refuted
    assert {("notify", "live", datetime.now(UTC).date().isoformat())} == {
        (one.vendor, one.source, one.date) for one in found
    }
    for one in found:
        line = next(line for line in told.splitlines() if f" {one.pointer} " in line and f" {one.fact} " in line)
        assert one.verdict in line


def test_operations_that_are_not_allowed_are_not_called(
    stand_in: StandIn, named: Callable[[str], list[Operation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = named(VENDOR)
    safe = [one for one in operations if one.object.get("x-live") == "safe"]
    allowed, skipped, *_ = (one for one in operations if one not in safe)
    monkeypatch.setenv(live.ALLOW, allowed.name)
    _, told = _run()
    assert f"{skipped.name}: skipped" in told
    assert 1 + len(safe) == len(stand_in.asked)
    monkeypatch.delenv(live.ALLOW)
    assert len(operations) - len(safe) == _run()[1].count("skipped")
    assert 1 + 2 * len(safe) == len(stand_in.asked)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "set one of " + ", ".join(map(live.url_variable, VENDORS))),
        ("next.example", "must be a URL like https://host/v1"),
        ("https://me:s3cret@next.example", "must be a URL like https://host/v1, without credentials"),
    ],
)
def test_invalid_urls(
    url: str, said: str, named: Callable[[str], list[Operation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    named(VENDOR)
    monkeypatch.setenv(live.url_variable(VENDOR), url)
    with pytest.raises(LiveError, match=said) as raised:
        _run()
    assert "s3cret" not in str(raised.value)


def test_an_unreachable_environment_and_a_missing_credential(
    named: Callable[[str], list[Operation]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operation, *_ = named(VENDOR)
    monkeypatch.setenv(live.url_variable(VENDOR), "http://127.0.0.1:9/v2")
    assert 2 == live.main()
    assert "check its URL" in capsys.readouterr().err
    variable = _credential_variable(operation)
    monkeypatch.delenv(variable)
    assert 2 == live.main()
    assert variable in capsys.readouterr().err


def test_a_spec_that_is_not_yaml(named: Callable[[str], list[Operation]], tmp_path: Path) -> None:
    named(VENDOR)
    (tmp_path / f"{VENDOR}.yaml").write_text("openapi: [", encoding="utf-8")
    with pytest.raises(LiveError, match="not valid YAML"):
        live.run(tmp_path, Console(quiet=True))
