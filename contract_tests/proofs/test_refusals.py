"""Refusals: an input that breaks one constraint is refused, by the client before sending or by the mock."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx
import klantkit
import pytest

from contract_tests.harness.callers import Capture, Style, call, example_input
from contract_tests.harness.constraints import Broken, broken_inputs
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Operation, all_operations, request
from contract_tests.harness.oracle import bug, violations
from contract_tests.harness.prism import Mock
from contract_tests.harness.readers import read_multipart
from contract_tests.harness.recording import NO_TLS, Exchange
from contract_tests.paths import INVOICE

OPERATIONS = [pytest.param(operation, id=f"{operation.vendor} {operation.name}") for operation in all_operations()]

#: Every constraint of every operation, with the inputs that break it.
MATRIX: dict[tuple[Operation, str], list[Broken]] = {}
for _operation in all_operations():
    for _broken in broken_inputs(_operation):
        MATRIX.setdefault((_operation, _broken.name), []).append(_broken)

CONSTRAINTS = [
    pytest.param(operation, broken, id=f"{operation.vendor} {operation.name} {name}")
    for (operation, name), broken in MATRIX.items()
]


def _send(sent: httpx.Request) -> Exchange:
    sent.read()
    with httpx.Client(verify=NO_TLS) as http:
        return Exchange(sent, http.send(sent))


def _places(exchange: Exchange) -> set[tuple[str, str]]:
    """Field and keyword of each violation that Prism reports, the field as Prism writes it."""
    found = set()
    for violation in exchange.violations:
        _, _, *path = violation["location"]
        field = "".join("[]" if name.isdecimal() else f".{name}" for name in path).removeprefix(".")
        found.add((field, violation["code"]))
    return found


def _place(broken: Broken) -> tuple[str, str]:
    """Field and keyword that Prism must report; for missing and mutually exclusive fields, the enclosing object."""
    field = broken.field if broken.keyword not in ("required", "not") else broken.field.rpartition(".")[0]
    return (field.lower() if field in broken.given.query else field), broken.keyword


@pytest.mark.parametrize(("operation", "broken"), CONSTRAINTS)
def test_the_mock_refuses_each_invalid_input(
    operation: Operation, broken: list[Broken], vendor_mocks: dict[str, Mock], exercised: Exercised
) -> None:
    """Prism and our own oracle both report the violation at its place, in a request built without the client."""
    for one in broken:
        exercised(operation, "constraint", one.name)
        sent = request(operation, vendor_mocks[operation.vendor].url, one.given.body, one.given.query)
        exchange = _send(sent)
        assert _place(one) in _places(exchange), bug(
            operation, "by hand", one.field, sent, given=one.given, arrived=exchange.violations
        )
        assert 422 == exchange.response.status_code
        field = "" if one.keyword == "not" else one.field
        assert (field, one.keyword) in violations(operation, sent)


@pytest.mark.parametrize("style", ["class", "async class"])
@pytest.mark.parametrize(("operation", "broken"), CONSTRAINTS)
def test_the_client_refuses_or_sends_unchanged(style: Style, operation: Operation, broken: list[Broken]) -> None:
    """An invalid input that the client does not refuse is sent unchanged, so that the mock refuses it."""
    for one in broken:
        capture = Capture(418, b"{}", "application/json")
        with pytest.raises((klantkit.ArgumentError, TypeError, klantkit.StatusError)) as raised:
            call(style, operation, one.given, capture)
        if isinstance(raised.value, klantkit.StatusError):  # it was sent
            field = "" if one.keyword == "not" else one.field
            found = violations(operation, capture.request)
            if one.keyword == "required" and "const" in operation.rule(one.field)[1]:
                assert [] == found, "a constant field is sent by default"
                continue
            assert (field, one.keyword) in found, bug(
                operation, style, one.field, capture.request, given=one.given, arrived=found
            )
        else:
            assert [] == capture.requests
            assert _letters(one.field.rpartition(".")[2]) in _letters(str(raised.value))


def _letters(name: str) -> str:
    """The name in a form common to Python and the wire."""
    return re.sub(r"[_\[\]]", "", name).lower()


class Gap(NamedTuple):
    """An invalid request that Prism accepts.

    Attributes:
        issue: The URL of the issue at Prism.
        found: The field and keyword that our own oracle reports.
        make: Builds the invalid request; None if it does not apply to the operation.

    """

    issue: str
    found: tuple[str, str]
    make: Callable[[Operation, str], httpx.Request | None]


def _given(operation: Operation, url: str, **changes: Any) -> httpx.Request:
    body, query, _ = example_input(operation)
    return request(operation, url, body | changes, query)


def _with_query(operation: Operation, url: str) -> httpx.Request:
    body, query, _ = example_input(operation)
    return request(operation, url, body, query | {"unheardOf": "1"})


def _with_credential(text: str) -> Callable[[Operation, str], httpx.Request | None]:
    def make(operation: Operation, url: str) -> httpx.Request | None:
        body, query, _ = example_input(operation)
        return request(operation, url, body, query, text) if operation.secured else None

    return make


def _with_file(*file: Any) -> Callable[[Operation, str], httpx.Request | None]:
    def make(operation: Operation, url: str) -> httpx.Request | None:
        if not operation.file_fields():
            return None
        (name,) = operation.file_fields()
        sent = _given(operation, url)
        parts = {part.name: (None, part.content) for part in read_multipart(sent.headers["content-type"], sent.content)}
        headers = {"Authorization": "Bearer test"}
        return httpx.Request(sent.method, sent.url, headers=headers, files={**parts, name: file})

    return make


PRISM = "https://github.com/stoplightio/prism/issues/"

GAPS = {
    "an unknown field": Gap(
        PRISM + "835", ("unheardOf", "unknown"), lambda operation, url: _given(operation, url, unheardOf="1")
    ),
    "an unknown parameter": Gap(PRISM + "2187", ("unheardOf", "unknown"), _with_query),
    "a credential with a space": Gap(PRISM + "425", ("Authorization", "security"), _with_credential("Bearer a b")),
    "a file without content": Gap(PRISM + "2008", ("pdf", "empty"), _with_file("a.pdf", b"", "application/pdf")),
    "a file of another media type": Gap(
        PRISM + "2008", ("pdf", "contentType"), _with_file("a.pdf", INVOICE.read_bytes(), "text/html")
    ),
    "a file without a name": Gap(
        PRISM + "2008", ("pdf", "filename"), _with_file(None, INVOICE.read_bytes(), "application/pdf")
    ),
}


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("gap", [pytest.param(gap, id=name) for name, gap in GAPS.items()])
def test_our_own_oracle_closes_a_gap_of_prism(gap: Gap, operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    sent = gap.make(operation, vendor_mocks[operation.vendor].url)
    if sent is None:
        pytest.skip("does not apply to this operation")
    assert set() == _places(_send(sent)), f"Prism reports it now: remove the gap from GAPS, see {gap.issue}"
    assert [gap.found] == violations(operation, sent)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_our_own_oracle_accepts_the_example(operation: Operation) -> None:
    assert [] == violations(operation, _given(operation, "http://vendor.invalid"))
