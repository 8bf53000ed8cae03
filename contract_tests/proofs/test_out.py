"""Out: every input that the spec allows arrives exactly as the caller gave it."""

from __future__ import annotations

import json
import re
from typing import Any

import klantkit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.harness import strategies
from contract_tests.harness.callers import STYLES, TOKEN, Capture, Input, Style, call, example_input, full_input
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Operation, all_operations, numbers
from contract_tests.harness.oracle import bug, violations
from contract_tests.harness.prism import Mock
from contract_tests.harness.readers import read
from contract_tests.harness.recording import AsyncRecordingTransport, RecordingTransport
from contract_tests.harness.shapes import as_form, python_name

pytestmark = [
    pytest.mark.parametrize(
        "operation", all_operations(), ids=lambda operation: f"{operation.vendor} {operation.name}"
    ),
]

#: The only headers that a request may have.
HEADERS = {
    "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length", "authorization",
}  # fmt: skip


def _success(operation: Operation) -> Capture:
    (status,) = operation.successes
    media_type, content = operation.answer(status)
    return Capture(numbers(status)[0], json.dumps(content["example"]).encode(), media_type)


def _flat(value: Any, field: str = "") -> dict[str, Any]:
    """The fields of nested objects and lists by path."""
    if isinstance(value, dict) and value:
        pairs = [(f"{field}.{key}".removeprefix("."), inner) for key, inner in value.items()]
    elif isinstance(value, list) and value:
        pairs = [(f"{field}[]#{index}", inner) for index, inner in enumerate(value)]
    else:
        return {field: value}
    return {name: found for inner in pairs for name, found in _flat(inner[1], inner[0]).items()}


def check_out(style: Style, operation: Operation, given: Input) -> None:
    """Make the call, and compare the request, as parsed by an independent reader, with the input."""
    capture = _success(operation)
    call(style, operation, given, capture)
    request = capture.request
    sent = read(request)
    files = operation.file_fields() & given.body.keys()
    plain = {name: value for name, value in given.body.items() if name not in files}
    is_json = operation.media_type == "application/json"
    expected: dict[str, Any] = {
        "": {
            "method": operation.method.upper(),
            "path": f"/v0{operation.path}",
            "media type": operation.media_type,
            "authorization": [f"Bearer {TOKEN}"] if operation.secured else [],
            "other headers": set(),
            "files": sorted(files),
        },
        **(_flat(plain) if is_json else {name: [as_form(value)] for name, value in plain.items()}),
        **{name: given.body[name] for name in files},
        **{name: [as_form(value)] for name, value in given.query.items()},
    }
    arrived: dict[str, Any] = {
        "": {
            "method": sent.method,
            "path": sent.path,
            "media type": sent.media_type,
            "authorization": sent.authorization,
            "other headers": sent.headers - HEADERS,
            "files": sorted(part.name for part in sent.files),
        },
        **(_flat(sent.body) if is_json else sent.body),
        **{part.name: part.content for part in sent.files},
        **sent.query,
    }
    for field in expected | arrived:
        absent = "nothing"
        was_given, did_arrive = expected.get(field, absent), arrived.get(field, absent)
        assert was_given == did_arrive, bug(
            operation, style, _rule(field), request, given=was_given, arrived=did_arrive
        )
    for field, keyword in violations(operation, request):
        pytest.fail(bug(operation, style, field, request, given="valid input", arrived=f"breaks {keyword}"))


def _rule(field: str) -> str:
    """The field's path in the spec: `lines[]#0.vatRate` becomes `lines[].vatRate`."""
    return re.sub(r"#\d+", "", field)


def _count(exercised: Exercised, operation: Operation, given: Input) -> None:
    exercised(operation, "parameter", *given.query)
    for name in operation.resolve(operation.body_schema)["properties"]:
        state = "absent" if name not in given.body else "null" if given.body[name] is None else "present"
        exercised(operation, "body", f"{name} {state}")


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
def test_arrives_unchanged(style: Style, operation: Operation, exercised: Exercised, data: st.DataObject) -> None:
    drawn = data.draw(strategies.inputs(operation))
    _count(exercised, operation, drawn)
    check_out(style, operation, drawn)


def _one_at_a_time(operation: Operation) -> list[Input]:
    """Inputs with each optional field alone, absent, and null if nullable, so that none is left to chance."""
    schema = operation.resolve(operation.body_schema)
    full, query, _ = full_input(operation)
    required = {name: full[name] for name in schema.get("required", ())}
    found = [Input(required, {}), example_input(operation), Input(required, query)]
    for name, field in schema["properties"].items():
        found.append(Input({**required, name: full[name]}, {}))
        if "null" in field.get("type", ()):
            found.append(Input({**required, name: None}, {}))
        # All fields but this one, unless the spec forbids the rest together.
        without = {other: value for other, value in full.items() if other != name or name in required}
        found += [Input(without, query)] if not _excluded(schema, without) else []
    return found


def _excluded(schema: dict[str, Any], body: dict[str, Any]) -> bool:
    """Whether the body has all fields that the schema forbids together."""
    return "not" in schema and set(schema["not"]["required"]) <= body.keys()


@pytest.mark.parametrize("style", STYLES)
def test_each_optional_field_by_itself(style: Style, operation: Operation, exercised: Exercised) -> None:
    for one in _one_at_a_time(operation):
        _count(exercised, operation, one)
        check_out(style, operation, one)


@pytest.mark.parametrize("style", STYLES)
def test_boundaries(style: Style, operation: Operation) -> None:
    """The shortest and longest string and the smallest and largest number, one field at a time."""
    schema = operation.resolve(operation.body_schema)
    full = full_input(operation).body
    required = {name: full[name] for name in schema.get("required", ())}
    for name, field in schema["properties"].items():
        for value in _extremes(field):
            check_out(style, operation, Input({**required, name: value}, {}))


def _extremes(field: dict[str, Any]) -> list[Any]:
    types = field.get("type", ())
    if "string" in types and not {"pattern", "format", "enum", "const"} & field.keys():
        longest = field.get("maxLength", 5000)
        return ["x" * field.get("minLength", 0), "x" * longest, "é" * longest, "\U0001f9fe" * longest]
    if "integer" in types:
        return [
            field.get("minimum", -(2**53) + 1),
            field.get("minimum", 0),
            field.get("maximum", 2**53 - 1),
        ]
    if "number" in types:
        return [0.1, field.get("minimum", -1e15), field.get("maximum", 1e15), 12.345678901234567]
    return []


@pytest.mark.parametrize("style", STYLES[:2])
def test_what_the_spec_lacks_arrives_beside_the_example(style: Style, operation: Operation) -> None:
    given, extra = example_input(operation), {"x-new": "é", "x-on": True, "x-list": ["a", 2]}
    sent = []
    both: list[dict[str, Any]] = [{}, {"extra_body": extra, "extra_query": extra}]
    for options in both:
        capture = _success(operation)
        call(style, operation, given, capture, **options)
        sent.append(read(capture.request))
    without, beside = sent
    form = {"x-new": ["é"], "x-on": ["true"], "x-list": ["a", "2"]}
    in_body = extra if operation.media_type == "application/json" else form
    assert ({**without.body, **in_body}, {**without.query, **form}) == (beside.body, beside.query)
    assert [(part.headers, part.content) for part in without.files] == [
        (part.headers, part.content) for part in beside.files
    ]


@pytest.mark.parametrize("style", STYLES[:2])
def test_what_the_spec_has_is_refused_beside_the_arguments(style: Style, operation: Operation) -> None:
    fields, parameters = operation.resolve(operation.body_schema)["properties"], operation.example_parameters()
    clashes = [("extra_body", name) for name in fields] + [("extra_query", name) for name in parameters]
    for option, name in clashes:
        capture, options = _success(operation), dict[str, Any]({option: {name: "x"}})
        said = f"^{operation.resource}.{operation.method_name}: {option} holds '{name}', which is the argument "
        with pytest.raises(klantkit.ArgumentError, match=f"{said}{python_name(name)}=."):
            call(style, operation, example_input(operation), capture, **options)
        assert [] == capture.requests


@given(data=st.data())
def test_the_mock_accepts_inputs(operation: Operation, vendor_mocks: dict[str, Mock], data: st.DataObject) -> None:
    drawn = data.draw(strategies.inputs(operation))._replace(file_name="invoice.pdf")  # other file names crash Prism
    transport = RecordingTransport()
    call("class", operation, drawn, transport, vendor_mocks[operation.vendor].url)
    (exchange,) = transport.exchanges
    assert [] == exchange.violations, bug(
        operation, "class", "", exchange.request, given=drawn, arrived=exchange.violations
    )


@pytest.mark.parametrize("style", STYLES)
def test_the_mock_accepts_the_example_in_each_style(
    style: Style, operation: Operation, vendor_mocks: dict[str, Mock]
) -> None:
    transport = AsyncRecordingTransport() if "async" in style else RecordingTransport()
    call(style, operation, example_input(operation), transport, vendor_mocks[operation.vendor].url)
    (exchange,) = transport.exchanges
    assert [] == exchange.violations, bug(
        operation, style, "", exchange.request, given="the example", arrived=exchange.violations
    )
