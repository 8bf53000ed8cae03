"""In: every response that the spec allows is parsed into the right type, and serializes to the same JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import attrs
import httpx
import klantkit
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contract_tests.harness import strategies
from contract_tests.harness.callers import CLASS_STYLES, STYLES, TOKEN, Capture, Style, call, example_input
from contract_tests.harness.constraints import broken_responses
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Operation, all_operations, numbers
from contract_tests.harness.prism import Mock
from contract_tests.harness.recording import curl_command
from contract_tests.harness.shapes import python_name, to_python
from contract_tests.paths import SPECS


def _named(operation: Operation, *rest: str) -> Any:
    return pytest.param(operation, *rest, id=" ".join([operation.vendor, operation.name, *rest]))


OPERATIONS = [_named(operation) for operation in all_operations()]
ANSWERS = [_named(operation, status) for operation in all_operations() for status in operation.object["responses"]]

#: The statuses with an error class of their own; the README shows the class tree.
ERRORS: dict[int, type[klantkit.StatusError]] = {
    400: klantkit.BadRequestError,
    401: klantkit.AuthenticationError,
    403: klantkit.PermissionDeniedError,
    404: klantkit.NotFoundError,
    409: klantkit.ConflictError,
    422: klantkit.UnprocessableEntityError,
    429: klantkit.RateLimitError,
}

UNKNOWN: dict[str, Any] = {"klantkitUnknown": {"deep": [1, None, "text", True, 1.5, {}]}}


def _texts(value: Any) -> list[str]:
    """Every string inside a JSON value."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [text for one in inner for text in _texts(one)]
    return [value] if isinstance(value, str) else []


Tell = Callable[[str, object, object], str]


def _teller(style: Style, operation: Operation, status: str, request: httpx.Request) -> Tell:
    """A function that describes a disagreement with everything needed to reproduce it."""

    def tell(field: str, sent: object, got: object) -> str:
        pointer: list[str | int] = ["paths", operation.path, operation.method, "responses", status]
        place = os.path.relpath(operation.spec.place(pointer), SPECS.parent)
        return "\n".join(
            [
                f"a response to {operation.method.upper()} {operation.path} of {operation.vendor}",
                f"  call     {operation.name}, {style}",
                f"  field    {field or 'the response as a whole'}",
                f"  sent     {sent!r}",
                f"  got      {got!r}",
                f"  rule     {place}: the response for {status}",
                f"  page     {operation.page}",
                f"  request  {curl_command(request)}",
            ]
        )

    return tell


def check_fields(operation: Operation, schema: dict[str, Any], body: dict[str, Any], value: Any, tell: Tell) -> None:
    """Check that each field has the JSON's value in the Python type of its format, and that unknown fields are kept."""
    properties = operation.resolve(schema)["properties"]
    for name, field in properties.items():
        got = getattr(value, python_name(name))
        if name not in body:
            assert "Unset" == type(got).__name__, tell(name, "nothing", got)
        elif "$ref" in field:
            assert operation.model(field) is type(got), tell(name, body[name], got)
            check_fields(operation, field, body[name], got, tell)
        elif field.get("type") == "array" and "$ref" in field["items"]:
            assert len(body[name]) == len(got), tell(name, body[name], got)
            for inner, one in zip(body[name], got, strict=True):
                check_fields(operation, field["items"], inner, one, tell)
        elif "anyOf" not in field:
            expected = to_python(operation, field, body[name])
            assert (type(expected), expected) == (type(got), got), tell(name, body[name], got)
    unknown = {name: body[name] for name in body.keys() - properties.keys()}
    assert unknown == value.additional_properties, tell("unknown fields", unknown, value.additional_properties)


def same(operation: Operation, schema: dict[str, Any], one: Any, other: Any) -> bool:
    """Whether two JSON values are equal; date-times and UUIDs are compared by value (`Z` equals `+00:00`)."""
    schema = operation.resolve(schema)
    if isinstance(one, dict) and isinstance(other, dict):
        properties = schema.get("properties", {})
        return one.keys() == other.keys() and all(
            same(operation, properties.get(name, {}), one[name], other[name]) for name in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(
            same(operation, schema.get("items", {}), *pair) for pair in zip(one, other, strict=True)
        )
    if schema.get("format") == "date-time" and isinstance(one, str) and isinstance(other, str):
        return bool(to_python(operation, schema, one) == to_python(operation, schema, other))
    if schema.get("format") == "uuid" and isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()  # RFC 9562, 4: case-insensitive on input, lower case on output
    return type(one) is type(other) and bool(one == other)


def check_in(style: Style, operation: Operation, status: str, number: int, body: dict[str, Any]) -> None:
    """Answer a call with `body`, and check that it is returned or raised as the spec says."""
    media_type, content = operation.answer(status)
    transport = Capture(number, json.dumps(body).encode(), media_type)
    value: Any
    error: klantkit.StatusError | None = None
    try:
        value = call(style, operation, example_input(operation), transport)
    except klantkit.StatusError as raised:
        error, value = raised, raised.error
    tell = _teller(style, operation, status, transport.request)
    raises = status not in operation.successes and "class" in style
    assert raises == (error is not None), tell("", f"{number} {body}", error or value)
    if error is not None:
        assert ERRORS.get(number, klantkit.ServerError) is type(error), tell("", number, error)
        assert (number, operation.path, operation.method.upper()) == (error.status, error.path, error.method)
        assert json.loads(error.body) == body or len(error.body) == error.MAX_BODY, tell("", body, error.body)
        assert operation.path in str(error)
    schema = content["schema"]
    assert operation.model(schema) is type(value), tell("", f"{number} {body}", value)
    check_fields(operation, schema, body, value, tell)
    written = value.to_dict()
    assert same(operation, schema, body, written), tell("written back", body, written)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("operation", "status"), ANSWERS)
@given(data=st.data())
def test_round_trip(style: Style, operation: Operation, status: str, exercised: Exercised, data: st.DataObject) -> None:
    body = data.draw(strategies.answers(operation, status)) | data.draw(st.sampled_from([{}, UNKNOWN]))
    # Hypothesis also draws constants from our source code, and errors mask the token if a server repeats it.
    assume(not any(TOKEN in text for text in _texts(body)))
    exercised(operation, "response", f"{status} {operation.answer(status)[0]}")
    check_in(style, operation, status, data.draw(st.sampled_from(numbers(status))), body)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("operation", "status"), ANSWERS)
def test_each_field_of_the_example_by_itself(
    style: Style, operation: Operation, status: str, exercised: Exercised
) -> None:
    """The example without each optional field, and with null for each nullable one, so that none is left to chance."""
    _, content = operation.answer(status)
    example, schema = content["example"], operation.resolve(content["schema"])
    bodies = [example, example | UNKNOWN]
    for name, field in schema["properties"].items():
        if name not in schema.get("required", ()):
            bodies.append({other: value for other, value in example.items() if other != name})
        if "null" in field.get("type", ()):
            bodies.append({**example, name: None})
    for body in bodies:
        for number in numbers(status):
            exercised(operation, "response", f"{status} {operation.answer(status)[0]}")
            check_in(style, operation, status, number, body)


@pytest.mark.parametrize(("operation", "status"), ANSWERS)
def test_the_vendor_s_words_are_in_the_error(operation: Operation, status: str) -> None:
    if status in operation.successes:
        return
    media_type, content = operation.answer(status)
    words = " ".join(json.dumps(content["example"], ensure_ascii=False).split())
    with pytest.raises(klantkit.StatusError) as raised:
        transport = Capture(numbers(status)[0], json.dumps(content["example"]).encode(), media_type)
        call("class", operation, example_input(operation), transport)
    assert words[:100] in str(raised.value)
    error: Any = raised.value.error
    assert set(_texts(content["example"])) == set(_texts(error.to_dict()))


class _Preferring(httpx.HTTPTransport):
    """Adds a Prefer header, which selects the mock's response."""

    def __init__(self, preference: str) -> None:
        super().__init__()
        self._preference = preference

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["Prefer"] = self._preference
        return super().handle_request(request)


@pytest.mark.parametrize("preference", ["dynamic=false", "dynamic=true, seed=1", "dynamic=true, seed=2"])
@pytest.mark.parametrize(("operation", "status"), ANSWERS)
def test_a_response_of_the_mock_is_parsed(
    operation: Operation, status: str, preference: str, vendor_mocks: dict[str, Mock], exercised: Exercised
) -> None:
    number = numbers(status)[0]
    transport = _Preferring(f"code={number}, {preference}")
    media_type, content = operation.answer(status)
    exercised(operation, "response", f"{status} {media_type}")
    url = vendor_mocks[operation.vendor].url
    value: Any
    if status in operation.successes:
        value = call("class", operation, example_input(operation), transport, url)
    else:
        with pytest.raises(klantkit.StatusError) as raised:
            call("class", operation, example_input(operation), transport, url)
        assert number == raised.value.status
        value = raised.value.error
    assert operation.model(content["schema"]) is type(value)
    if "false" in preference:
        assert content["example"] == value.to_dict()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_status_that_the_spec_does_not_declare(style: Style, operation: Operation) -> None:
    """A 2xx is a success, any other status an error; function style returns None, as the generator has it."""
    declared = operation.object["responses"].keys()
    success = next(iter(operation.successes))
    media_type, content = operation.answer(success)
    for number in (200, 201, 202, 299, 302, 418, 499, 600):
        if not declared.isdisjoint({str(number), f"{number // 100}XX"}):
            continue
        transport = Capture(number, json.dumps(content["example"]).encode(), media_type)
        if "function" in style:
            assert call(style, operation, example_input(operation), transport) is None
        elif number < 300:
            value = call(style, operation, example_input(operation), transport)
            assert content["example"] == value.to_dict()
        else:
            with pytest.raises(klantkit.StatusError) as raised:
                call(style, operation, example_input(operation), transport)
            assert (klantkit.StatusError, number) == (type(raised.value), raised.value.status)


@pytest.mark.parametrize("style", CLASS_STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_success_without_a_body(style: Style, operation: Operation) -> None:
    for number in (200, 201, 204):
        with pytest.raises(klantkit.ContractError, match="most likely carried out"):
            call(style, operation, example_input(operation), Capture(number, b"", ""), strict=False)


#: The keywords that decide which type a value is read as. The client does not check the others.
READ = {"required", "type", "format"}


def check_departure(style: Style, operation: Operation, status: str, field: str, body: dict[str, Any]) -> None:
    """The field alone is left out of the value, listed, and kept as sent; with `strict_answers` it is an error."""
    media_type, content = operation.answer(status)

    def read(answer: dict[str, Any], *, strict: bool) -> Any:
        transport = Capture(numbers(status)[0], json.dumps(answer).encode(), media_type)
        return call(style, operation, example_input(operation), transport, strict=strict)

    value = read(body, strict=False)
    with pytest.raises(klantkit.ContractError) as raised:
        read(body, strict=True)
    assert (body, value) == (raised.value.data, raised.value.value)
    assert [field] == [problem.field.replace("[0]", "[]") for problem in raised.value.problems]
    assert same(operation, content["schema"], body, value.to_dict()), field
    complete = read(content["example"], strict=True)
    name = field.partition(".")[0].partition("[")[0]
    others = {
        other
        for other in attrs.asdict(value, recurse=False)
        if other not in (python_name(name), "additional_properties")
    }
    assert [] == [other for other in others if getattr(complete, other) != getattr(value, other)]
    if name == field:
        assert klantkit.UNSET is getattr(value, python_name(name))
        assert ({name: body[name]} if name in body else {}) == value.additional_properties


@pytest.mark.parametrize("style", CLASS_STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_constraint_of_a_response_broken_alone(style: Style, operation: Operation) -> None:
    for status in operation.successes:
        for field, keyword, body in broken_responses(operation, status):
            if keyword in READ:
                check_departure(style, operation, status, field, body)
