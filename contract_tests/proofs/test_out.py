"""Out: every input that the spec allows arrives exactly as the caller gave it."""

from __future__ import annotations

import contextlib
import re
from enum import Enum
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

import klantkit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.harness import strategies
from contract_tests.harness.callers import (
    BASE_URL,
    CLASS_STYLES,
    STYLES,
    TOKEN,
    Style,
    argument_names,
    call,
    success,
)
from contract_tests.harness.constraints import variations
from contract_tests.harness.declared import sent_items
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Input, Operation, all_operations
from contract_tests.harness.oracle import arrived_input, bug, request, violations
from contract_tests.harness.prism import Mock
from contract_tests.harness.readers import UnreadableError, read
from contract_tests.harness.recording import RecordingTransport
from contract_tests.harness.shapes import GONE, View, as_text, flatten, python_name, types

pytestmark = [pytest.mark.parametrize("operation", all_operations(), ids=repr)]

#: The only headers that a request may have, beside its parameters and its credential.
HEADERS = {
    "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length",
}  # fmt: skip


def _given(operation: Operation, given: Input) -> dict[str, Any]:
    """The input by path of each field, in a form in which equal means equal by type and value."""
    view, found = operation.request, dict[str, Any]()
    for one in operation.parameters:
        value = given.parameters.get(f"{one.place} {one.name}", [])
        if value != []:
            found[f"{one.place} {one.name}"] = view.canonical(one.schema, _as_sent(view, one.schema, value))
    content = operation.content
    if content is None or given.body is GONE or content.kind in ("text", "binary"):
        return found if given.body is GONE else {**found, "body": given.body}
    if content.kind == "json":
        return found | flatten(view.canonical(content.schema, given.body), "body")
    fields = view.flat(content.schema)["properties"]
    for name, value in given.body.items():
        if value != []:
            found[f"body.{name}"] = view.canonical(fields.get(name), _as_sent(view, fields.get(name), value))
    return found


def _as_sent(view: View, schema: Any, value: Any) -> Any:
    """A value that went through text, which knows no types."""
    items = value if isinstance(value, list) else [value]
    is_file = any(isinstance(item, bytes) for item in items)
    return value if is_file else view.read(schema, [as_text(item) for item in items])


def _whole(operation: Operation, sent: Any) -> dict[str, Any]:
    """Method, path and headers of a request, with those that its parameters do not explain."""
    parameters = {one.name.lower() for one in operation.parameters if one.place == "header"}
    kind, name = operation.credential or ("", "")
    auth = {"bearer": "authorization", "basic": "authorization", "header": name.lower()}.get(kind, "")
    return {
        "method": sent.method,
        "path": [
            None if "{" in template else unquote(segment)  # a parameter, which is compared by its value
            for template, segment in zip_longest(f"/v0{operation.path}".split("/"), sent.path.split("/"), fillvalue="")
        ],
        "other headers": sent.headers.keys() - HEADERS - parameters - {auth},
        "credential": (sent.headers.get(auth), sent.query.get(name) if kind == "query" else None),
    }


def check_out(style: Style, operation: Operation, given: Input, passed: Input | None = None) -> None:
    """Make the call, and compare the request, as parsed by an independent reader, with the input.

    `passed` has the same values in other types.
    """
    capture = success(operation)
    call(style, operation, passed or given, capture)
    made, expected = capture.request, request(operation, BASE_URL, given, TOKEN)
    try:
        sent = read(made)
        arrived, _ = arrived_input(operation, sent)
    except UnreadableError as error:
        pytest.fail(bug(operation, style, "", made, given=given, arrived=f"unreadable: {error}"))
    wanted = _whole(operation, read(expected)) | {"other headers": set()}
    got = _whole(operation, sent)
    assert wanted == got, bug(operation, style, "", made, given=wanted, arrived=got)
    one, other = _given(operation, given), _given(operation, arrived)
    for field in one | other:
        was_given, did_arrive = one.get(field, "nothing"), other.get(field, "nothing")
        assert was_given == did_arrive, bug(operation, style, _rule(field), made, given=was_given, arrived=did_arrive)
    for field, keyword in violations(operation, made):
        pytest.fail(bug(operation, style, field, made, given="valid input", arrived=f"breaks {keyword}"))


def _rule(field: str) -> str:
    """The field's path in the spec: `body.lines[]#0.vatRate` becomes `lines[].vatRate`."""
    plain = field.removeprefix("body").removeprefix(".") if field.startswith("body") else field.partition(" ")[2]
    return "".join(part.lstrip("0123456789") if index else part for index, part in enumerate(plain.split("#")))


def _count(exercised: Exercised, operation: Operation, given: Input) -> None:
    exercised(operation, "parameter", *(key.partition(" ")[2] for key in given.parameters))
    exercised(operation, "body", *sent_items(operation, given.body))


@given(data=st.data())
def test_arrives_unchanged(operation: Operation, exercised: Exercised, data: st.DataObject) -> None:
    drawn = data.draw(strategies.inputs(operation))
    _count(exercised, operation, drawn)
    check_out("class", operation, drawn)


def _required(operation: Operation, full: Input) -> Input:
    """The input with the required parameters and fields alone."""
    needed = {f"{one.place} {one.name}" for one in operation.parameters if one.required}
    parameters = {key: value for key, value in full.parameters.items() if key in needed}
    body = full.body
    if operation.content is not None and operation.is_exploded():
        flat = operation.request.flat(operation.content.schema)
        fewer = {name: value for name, value in body.items() if name in flat.get("required", ())}
        body = fewer if operation.request.is_valid(flat, fewer) else body
    if operation.content is not None and not operation.content.required:
        body = GONE
    return Input(body, parameters, full.file_name)


@pytest.mark.parametrize("style", STYLES)
def test_each_style(style: Style, operation: Operation, exercised: Exercised) -> None:
    full = operation.example(full=True)
    for made in (operation.example(), full, _required(operation, full)):
        _count(exercised, operation, made)
        check_out(style, operation, made)


def _enumerated(value: Any) -> Any:
    """A value whose texts and numbers are members of enumerations, which have the name of the member as their text."""
    if isinstance(value, dict):
        return {name: _enumerated(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_enumerated(item) for item in value]
    if type(value) not in (str, int, float):
        return value
    enumeration: Any = Enum  # type checkers read its members from a literal
    return enumeration("Choices", {"MEMBER": value}, type=type(value)).MEMBER


@pytest.mark.parametrize("style", STYLES)
def test_members_of_enumerations_arrive_as_their_values(style: Style, operation: Operation) -> None:
    full = operation.example(full=True)
    passed = Input(_enumerated(full.body), _enumerated(full.parameters), full.file_name)
    check_out(style, operation, full, passed)


def test_each_variation(operation: Operation, exercised: Exercised) -> None:
    """Each field at every level absent, null and extreme, and each parameter, so that none is left to chance."""
    full, view = operation.example(full=True), operation.request
    required = _required(operation, full)
    inputs = []
    for one in operation.parameters:
        key = f"{one.place} {one.name}"
        inputs.append(required._replace(parameters={**required.parameters, key: full.parameters[key]}))
        for _, value in variations(view, one.schema, full.parameters[key], nulls=False):
            if operation.can_send(one, value):
                inputs.append(required._replace(parameters={**required.parameters, key: value}))
    content = operation.content
    if content is not None and content.kind != "binary":
        is_json = content.kind == "json"
        bodies = [body for _, body in variations(view, content.schema, full.body, nulls=is_json)]
        # No body at all is not an empty one, and a file is not text.
        inputs += [
            full._replace(body=body)
            for body in bodies
            if (body or not operation.is_exploded() or content.required) and operation.can_write(body)
        ]
    for made in inputs:
        _count(exercised, operation, made)
        check_out("class", operation, made)


@pytest.mark.parametrize("style", CLASS_STYLES)
def test_what_the_spec_lacks_arrives_beside_the_example(style: Style, operation: Operation) -> None:
    extra = {"x-new": "é", "x-on": True, "x-list": ["a", 2], "x-choice": _enumerated("a"), "x-level": _enumerated(3)}
    extra |= {_enumerated("x-name"): _enumerated(1.5)}
    given = operation.example()
    with_body = operation.is_exploded()
    sent = []
    both: list[dict[str, Any]] = [{}, {"extra_query": extra, **({"extra_body": extra} if with_body else {})}]
    for options in both:
        capture = success(operation)
        call(style, operation, given, capture, **options)
        sent.append(read(capture.request))
    without, beside = sent
    form = {"x-new": ["é"], "x-on": ["true"], "x-list": ["a", "2"], "x-choice": ["a"], "x-level": ["3"]}
    form |= {"x-name": ["1.5"]}
    in_body = extra if operation.content is not None and operation.content.kind == "json" else form
    body = {**without.body, **in_body} if with_body else without.body
    assert (body, {**without.query, **form}) == (beside.body, beside.query)
    assert [(part.headers, part.content) for part in without.files] == [
        (part.headers, part.content) for part in beside.files
    ]


def test_what_the_spec_has_is_refused_beside_the_arguments(operation: Operation) -> None:
    options = {"query": "extra_query", "body": "extra_body"}
    for key, argument in argument_names(operation).items():
        place, _, name = key.partition(" ")
        if place not in options or not name:
            continue
        capture, option = success(operation), dict[str, Any]({options[place]: {name: "x"}})
        said = f"^{operation.resource}.{operation.method_name}: {options[place]} holds '{re.escape(name)}', which is "
        # Of a file that is sent as text, the message has the name of its field in the model.
        with pytest.raises(klantkit.ArgumentError, match=f"{said}the argument ({argument}|{python_name(name)})=."):
            call("class", operation, operation.example(), capture, **option)
        assert [] == capture.requests


#: Path segments that a server or a proxy would read as another path.
EMPTY = ("", ".", "..")


def test_a_path_keeps_its_segments(operation: Operation) -> None:
    for one in operation.parameters:
        if one.place != "path" or types(operation.request.flat(one.schema)) != ["string"]:
            continue
        for text in EMPTY:
            capture, example = success(operation), operation.example()
            given = example._replace(parameters={**example.parameters, f"path {one.name}": text})
            with pytest.raises(klantkit.ArgumentError):
                call("class", operation, given, capture)
            assert [] == capture.requests


#: Bodies that Prism takes for no body at all.
_FALSY: tuple[Any, ...] = (None, False, 0, "")


@given(data=st.data())
def test_the_mock_accepts_inputs(operation: Operation, vendor_mocks: dict[str, Mock], data: st.DataObject) -> None:
    drawn = data.draw(strategies.inputs(operation))._replace(file_name="invoice.pdf")  # other file names crash Prism
    if any(drawn.body is value for value in _FALSY) or drawn.body == 0:
        return
    transport = RecordingTransport()
    with contextlib.suppress(klantkit.APIResponseError):  # an answer that Prism made up may break the spec
        call("class", operation, drawn, transport, vendor_mocks[operation.vendor].url, strict=False)
    (exchange,) = transport.exchanges
    found = [violation for violation in exchange.violations if violation["location"][0] == "request"]
    assert [] == found, bug(operation, "class", "", exchange.request, given=drawn, arrived=found)
    assert exchange.response.status_code < 400, bug(
        operation, "class", "", exchange.request, given=drawn, arrived=exchange.response
    )
