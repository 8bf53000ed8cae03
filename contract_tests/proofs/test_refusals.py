"""Refusals: an input that breaks one constraint is refused, by the client before sending or by the mock."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx
import klantkit
import pytest

from contract_tests.harness.callers import Capture, argument_names, call
from contract_tests.harness.constraints import GAPS as UNTRIED
from contract_tests.harness.constraints import Broken, broken_inputs, keywords
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Operation, all_operations
from contract_tests.harness.oracle import bug, request, violations
from contract_tests.harness.prism import Mock
from contract_tests.harness.readers import read_multipart
from contract_tests.harness.recording import NO_TLS, Exchange
from contract_tests.harness.shapes import GONE
from contract_tests.paths import INVOICE

OPERATIONS = [pytest.param(operation, id=repr(operation)) for operation in all_operations()]


def _send(sent: httpx.Request, http: httpx.Client | None = None) -> Exchange:
    sent.read()
    if http is not None:
        return Exchange(sent, http.send(sent))
    with httpx.Client(verify=NO_TLS) as own:
        return Exchange(sent, own.send(sent))


def _places(exchange: Exchange) -> set[str]:
    """The field of each violation that Prism reports, in lower case."""
    found = set()
    for violation in exchange.violations:
        side, *path = violation["location"]
        if side != "request":
            continue
        found.add("".join("[]" if name.isdecimal() else f".{name}" for name in path[1:]).removeprefix(".").lower())
    return found


def _is_enforced_by_prism(operation: Operation, one: Broken) -> bool:
    """Whether Prism reports the violation: not if it takes an empty value for none, or its response has no body."""
    value = one.given.body if one.place == "body" else one.given.parameters.get(f"{one.place} {one.field}", GONE)
    return operation.method != "head" and value not in (None, False, 0, "", [""])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_mock_refuses_each_invalid_input(
    operation: Operation, vendor_mocks: dict[str, Mock], exercised: Exercised
) -> None:
    """Prism and our own oracle both report the violation at its place, in a request built without the client."""
    with httpx.Client(verify=NO_TLS) as http:
        for one in broken_inputs(operation):
            exercised(operation, "constraint", one.name)
            sent = request(operation, vendor_mocks[operation.vendor].url, one.given)
            assert (one.field, one.keyword) in violations(operation, sent), bug(
                operation, "by hand", one.field, sent, given=one.given, arrived=violations(operation, sent)
            )
            if not _is_enforced_by_prism(operation, one):
                continue
            exchange = _send(sent, http)
            field = one.field.lower()
            enclosing = {field, field.rpartition(".")[0], re.sub(r"\[\].*$", "", field), ""}
            assert [place for place in _places(exchange) if place in enclosing or place.startswith(f"{field}[")], bug(
                operation, f"by hand: {one.name}", one.field, sent, given=one.given, arrived=exchange.violations
            )


#: What a client raises without sending anything.
REFUSED = (klantkit.ArgumentError, klantkit.UploadError, TypeError)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_client_refuses_or_sends_unchanged(operation: Operation) -> None:
    """An invalid input that the client does not refuse is sent unchanged, so that the server refuses it."""
    names = argument_names(operation)
    for one in broken_inputs(operation):
        capture = Capture(418, b"{}", "application/json")
        with pytest.raises((*REFUSED, klantkit.StatusError)) as raised:
            call("class", operation, one.given, capture)
        if isinstance(raised.value, klantkit.StatusError):  # it was sent
            found = violations(operation, capture.request)
            if one.keyword == "required" and found == [] and _is_constant(operation, one):
                continue  # a constant field is sent by default
            assert (one.field, one.keyword) in found, bug(
                operation, f"class: {one.name}", one.field, capture.request, given=one.given, arrived=found
            )
        else:
            assert [] == capture.requests
            first, *inner = one.field.replace("[]", "").split(".")
            known = {names.get(f"{one.place} {first}", first), first, *inner}  # a model names its own field alone
            assert any(_letters(name) in _letters(str(raised.value)) for name in known), str(raised.value)


def _is_constant(operation: Operation, one: Broken) -> bool:
    assert operation.content is not None
    full = operation.example(full=True).body
    places = operation.request.places(operation.content.schema, full)
    return any("const" in place.schema for place in places if place.field == one.field)


def _letters(name: str) -> str:
    """The name in a form common to Python and the wire."""
    return re.sub(r"[_\[\]-]", "", name).lower()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_keyword_is_tried_or_a_known_gap(operation: Operation) -> None:
    """A keyword of the spec that no invalid input breaks is on the list of gaps, with its reason."""
    view, full = operation.request, operation.example(full=True)
    tried = {(one.place, one.field, one.keyword) for one in broken_inputs(operation)}
    missing = []
    places = [
        (one.place, one.name, one.schema, full.parameters[f"{one.place} {one.name}"]) for one in operation.parameters
    ]
    if operation.content is not None and operation.content.kind == "json":
        places.append(("body", "", operation.content.schema, full.body))
    for where, name, schema, value in places:
        for place in view.places(schema, value):
            known = {keyword for kind, field, keyword in tried if kind == where and field == (name or place.field)}
            for keyword in keywords(place.schema):
                limit = place.schema[keyword]
                # An empty parameter, and an optional body without fields, are not sent.
                smallest = int(where != "body" or not place.field) if keyword.startswith("min") else 0
                trivial = limit in (smallest, 0, False) or keyword in ("required", "format", "type", "default")
                if keyword not in known and keyword not in UNTRIED and not trivial:
                    missing.append(f"{where} {place.field or name}: {keyword}")
    assert [] == missing


class Gap(NamedTuple):
    """An invalid request that Prism accepts.

    Attributes:
        issue: The URL of the issue at Prism.
        found: The keyword that our own oracle reports.
        make: Builds the invalid request and names the field; None if it does not apply to the operation.

    """

    issue: str
    found: str
    make: Callable[[Operation, str], tuple[httpx.Request, str] | None]


def _with_field(operation: Operation, url: str) -> tuple[httpx.Request, str] | None:
    given = operation.example()
    if not operation.is_exploded() or given.body is GONE or operation.content is None:
        return None
    more = {**given.body, "unheardOf": "1"}
    is_open = operation.request.is_valid(operation.content.schema, more)
    return (request(operation, url, given._replace(body=more)), "unheardOf") if is_open else None


def _with_query(operation: Operation, url: str) -> tuple[httpx.Request, str]:
    sent = request(operation, url, operation.example())
    changed = httpx.Request(
        sent.method, sent.url.copy_merge_params({"unheardOf": "1"}), headers=sent.headers, content=sent.content
    )
    return changed, "unheardOf"


def _with_credential(operation: Operation, url: str) -> tuple[httpx.Request, str] | None:
    if operation.credential is None or operation.credential.kind != "bearer":
        return None
    return request(operation, url, operation.example(), "a b"), "Authorization"


def _with_file(*file: Any) -> Callable[[Operation, str], tuple[httpx.Request, str] | None]:
    def make(operation: Operation, url: str) -> tuple[httpx.Request, str] | None:
        if not operation.file_fields() or operation.content is None:
            return None
        name = min(operation.file_fields())
        if not operation.content.object.get("encoding", {}).get(name, {}).get("contentType"):
            return None
        sent = request(operation, url, operation.example())
        parts = {part.name: (None, part.content) for part in read_multipart(sent.headers["content-type"], sent.content)}
        headers = {key: value for key, value in sent.headers.items() if not key.startswith("content")}
        return httpx.Request(sent.method, sent.url, headers=headers, files={**parts, name: file}), name

    return make


PRISM = "https://github.com/stoplightio/prism/issues/"

GAPS = {
    "an unknown field": Gap(PRISM + "835", "unknown", _with_field),
    "an unknown parameter": Gap(PRISM + "2187", "unknown", _with_query),
    "a credential with a space": Gap(PRISM + "425", "security", _with_credential),
    "a file without content": Gap(PRISM + "2008", "empty", _with_file("a.pdf", b"", "application/pdf")),
    "a file of another media type": Gap(
        PRISM + "2008", "contentType", _with_file("a.pdf", INVOICE.read_bytes(), "text/html")
    ),
    "a file without a name": Gap(PRISM + "2008", "filename", _with_file(None, INVOICE.read_bytes(), "application/pdf")),
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_our_own_oracle_closes_the_gaps_of_prism(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    for name, gap in GAPS.items():
        made = gap.make(operation, vendor_mocks[operation.vendor].url)
        if made is not None:
            sent, field = made
            assert set() == _places(_send(sent)), f"Prism reports {name} now: remove it from GAPS, see {gap.issue}"
            assert [(field, gap.found)] == violations(operation, sent)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_our_own_oracle_accepts_the_example(operation: Operation) -> None:
    for full in (False, True):
        assert [] == violations(operation, request(operation, "http://vendor.invalid", operation.example(full=full)))
