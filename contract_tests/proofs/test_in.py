"""In: every response that the spec allows is parsed into the right type, and serializes to the same JSON."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

import attrs
import httpx
import klantkit
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contract_tests.harness import strategies
from contract_tests.harness.callers import CLASS_STYLES, STYLES, TOKEN, Capture, Style, answering, call
from contract_tests.harness.constraints import broken_values, variations, with_unknown
from contract_tests.harness.declared import response
from contract_tests.harness.exercised import Exercised
from contract_tests.harness.operations import Operation, all_operations, numbers
from contract_tests.harness.prism import Mock
from contract_tests.harness.recording import curl_command
from contract_tests.harness.shapes import GONE, View, class_name, flatten, python_name, to_python

OPERATIONS = [pytest.param(operation, id=repr(operation)) for operation in all_operations()]
ANSWERS = [
    pytest.param(operation, status, id=f"{operation!r} {status}")
    for operation in all_operations()
    for status in operation.answers
]

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

UNKNOWN: dict[str, Any] = {"klantkitUnknown": {"deep": [1, None, "text", True, 1.5, 21.0, {}]}}


def _tell(style: Style, operation: Operation, status: str, request: httpx.Request, **facts: object) -> str:
    """Describe a disagreement with everything needed to reproduce it."""
    return "\n".join(
        [
            f"a response to {operation.method.upper()} {operation.path} of {operation.vendor}",
            f"  call     {operation.name}, {style}",
            *(f"  {name:8} {value!r}" for name, value in facts.items()),
            f"  rule     {operation.place(status=status)}: the response for {status}",
            f"  page     {operation.page}",
            f"  request  {curl_command(request)}",
        ]
    )


Difference = tuple[str, Any, Any]


def difference(view: View, schema: Any, sent: Any, got: Any, field: str = "") -> Difference | None:
    """The first place where a Python value is not the one of the JSON: its field, what was sent, and the value.

    Each field has the JSON's value in the Python type of its format, and unknown fields are kept.
    """
    flat = view.pick(schema, sent) if isinstance(schema, dict) else {}
    if isinstance(sent, dict):
        return _object_difference(view, flat, sent, got, field)
    if isinstance(sent, list):
        if type(got) is not list or len(sent) != len(got):
            return field, sent, got
        pairs = enumerate(zip(sent, got, strict=True))
        found = (difference(view, flat.get("items"), one, other, f"{field}[{index}]") for index, (one, other) in pairs)
        return next(filter(None, found), None)
    expected = to_python(flat, sent)
    same = view.canonical({}, expected) == view.canonical({}, got)
    return None if same else (field, sent, got)


def _object_difference(view: View, flat: Any, sent: dict[str, Any], got: Any, field: str) -> Difference | None:
    fields = flat.get("properties", {})
    name = class_name(flat.get("x-name", ""))
    if fields and name and type(got).__name__ not in (name, f"{name}Model"):
        return field, flat["x-name"], got
    values = got if isinstance(got, dict) and not fields else getattr(got, "additional_properties", None)
    unknown = sent.keys() - fields.keys()
    if values is None or unknown != values.keys():
        return field, sent, got
    for name, node in fields.items():
        if name not in sent:
            if getattr(got, python_name(name)) is not klantkit.UNSET:
                return f"{field}.{name}", "nothing", got
        elif found := difference(view, node, sent[name], getattr(got, python_name(name)), f"{field}.{name}"):
            return found
    more = (difference(view, view.field(flat, name), sent[name], values[name], f"{field}.{name}") for name in unknown)
    return next(filter(None, more), None)


def as_json(value: Any) -> Any:
    """A value of the client as JSON types."""
    match value:
        case list():
            return [as_json(item) for item in value]
        case dict():
            return {name: as_json(inner) for name, inner in value.items()}
        case datetime.date():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
    return value.to_dict() if attrs.has(type(value)) else value


def _texts(value: Any) -> list[str]:
    """Every string inside a JSON value."""
    return [str(leaf) for leaf in flatten(value).values() if isinstance(leaf, str)]


def check_in(style: Style, operation: Operation, status: str, number: int, body: Any) -> None:
    """Answer a call with `body`, and check that it is returned or raised as the spec says."""
    content, view = operation.answers[status], operation.response
    transport = answering(operation, status, body, number)
    value: Any
    error: klantkit.StatusError | None = None
    try:
        value = call(style, operation, operation.example(), transport)
    except klantkit.StatusError as raised:
        error, value = raised, raised.error

    def tell(**facts: object) -> str:
        return _tell(style, operation, status, transport.request, **facts)

    raises = not 200 <= number < 300 and "class" in style
    assert raises == (error is not None), tell(sent=(number, body), got=error or value)
    if error is not None:
        assert ERRORS.get(number, klantkit.ServerError if number >= 500 else klantkit.StatusError) is type(error), tell(
            got=error
        )
        assert (number, operation.path, operation.method.upper()) == (error.status, error.path, error.method)
        assert operation.path in str(error)
        if content is not None and content.kind == "json":
            assert len(error.body) == error.MAX_BODY or json.loads(error.body) == body, tell(sent=body, got=error.body)
    if content is None:
        assert value is None, tell(sent="nothing", got=value)
        return
    found = difference(view, content.schema, body, value)
    assert found is None, tell(field=found[0], sent=found[1], got=found[2])
    if content.kind == "json":
        written = as_json(value)
        assert view.canonical(content.schema, body) == view.canonical(content.schema, written), tell(
            sent=body, got=written
        )


@pytest.mark.parametrize(("operation", "status"), ANSWERS)
@given(data=st.data())
def test_round_trip(operation: Operation, status: str, exercised: Exercised, data: st.DataObject) -> None:
    body = data.draw(strategies.answers(operation, status))
    content = operation.answers[status]
    if content is not None and content.kind == "json" and data.draw(st.booleans()):
        body = with_unknown(operation.response, content.schema, body, UNKNOWN)
    # Hypothesis also draws constants from our source code, and errors mask the token if a server repeats it.
    assume(not any(TOKEN in text for text in _texts(body)))
    exercised(operation, "response", response(operation, status))
    check_in("class", operation, status, data.draw(st.sampled_from(numbers(status))), body)


@pytest.mark.parametrize(("operation", "status"), ANSWERS)
def test_each_variation(operation: Operation, status: str, exercised: Exercised) -> None:
    """Each field at every level absent, null and extreme, so that none is left to chance; in each style, the whole."""
    content, view = operation.answers[status], operation.response
    example = operation.example_answer(status)
    bodies = [example]
    if content is not None and content.kind == "json":
        full = view.full(content.schema, content.given)
        bodies += [full, *(with_unknown(view, content.schema, body, UNKNOWN) for body in (example, full))]
    for body in bodies:
        for style in STYLES:
            for number in numbers(status):
                exercised(operation, "response", response(operation, status))
                check_in(style, operation, status, number, body)
    if content is not None and content.kind == "json":
        for _, body in variations(view, content.schema, bodies[1]):
            for style in STYLES[::2]:  # each reads by code of its own
                check_in(
                    style, operation, status, numbers(status)[0], with_unknown(view, content.schema, body, UNKNOWN)
                )


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_vendor_s_words_are_in_the_error(operation: Operation) -> None:
    for status, content in operation.answers.items():
        if status in operation.successes or content is None or content.kind != "json":
            continue
        example = operation.example_answer(status)
        words = " ".join(json.dumps(example, ensure_ascii=False).split())
        with pytest.raises(klantkit.StatusError) as raised:
            call("class", operation, operation.example(), answering(operation, status, example))
        assert words[:100] in str(raised.value)
        assert set(_texts(example)) == set(_texts(as_json(raised.value.error)))


class _Preferring(httpx.HTTPTransport):
    """Adds a Prefer header, which selects the mock's response."""

    def __init__(self, preference: str) -> None:
        super().__init__()
        self._preference = preference

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["Prefer"] = self._preference
        return super().handle_request(request)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_response_of_the_mock_is_parsed(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    for status, content in operation.answers.items():
        number = numbers(status)[0]
        for dynamic in ("false", "true, seed=1"):
            is_given = content is not None and content.given is not GONE
            transport = _Preferring(f"code={number}, dynamic={dynamic}")
            url, value, error = vendor_mocks[operation.vendor].url, None, None
            try:
                value = call("class", operation, operation.example(), transport, url, strict=is_given)
            except klantkit.APIResponseError as raised:
                error = raised
            if isinstance(error, klantkit.ContractError) and not is_given:
                continue  # Prism makes up answers that break the spec
            assert (status not in operation.successes) == isinstance(error, klantkit.StatusError), error
            if isinstance(error, klantkit.StatusError):
                assert number == error.status
                value = error.error
            if dynamic == "false" and is_given and content is not None:
                view, example = operation.response, operation.example_answer(status)
                known = view.stripped(content.schema, as_json(value))  # fields that the spec does not know are kept
                assert view.canonical(content.schema, example) == view.canonical(content.schema, known)


@pytest.mark.parametrize("style", STYLES[::2])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_status_that_the_spec_does_not_declare(style: Style, operation: Operation) -> None:
    """A 2xx is a success, any other status an error; function style returns None, as the generator has it."""
    success, content = next(iter(operation.successes.items()))
    example = operation.example_answer(success)
    for number in (200, 202, 299, 302, 418, 600):
        if not operation.answers.keys().isdisjoint({str(number), f"{number // 100}XX", "default"}):
            continue
        transport = answering(operation, success, example, number)
        if "function" in style:
            assert call(style, operation, operation.example(), transport) is None
        elif number < 300:
            value = call(style, operation, operation.example(), transport)
            schema: Any = content.schema if content else {}
            expected = None if content is None else operation.response.canonical(schema, example)
            assert expected == (None if value is None else operation.response.canonical(schema, as_json(value)))
        else:
            with pytest.raises(klantkit.StatusError) as raised:
                call(style, operation, operation.example(), transport)
            assert (klantkit.StatusError, number) == (type(raised.value), raised.value.status)


@pytest.mark.parametrize("style", CLASS_STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_success_without_a_body(style: Style, operation: Operation) -> None:
    if any(content is None or content.kind != "json" for content in operation.successes.values()):
        return
    for number in (200, 201, 204):
        with pytest.raises(klantkit.ContractError, match="most likely carried out"):
            call(style, operation, operation.example(), Capture(number, b"", ""), strict=False)


#: The keywords that decide which type a value is read as, or that a new value of the vendor's breaks.
READ = {"required", "type", "format", "enum"}

#: The formats that are read as a type of their own.
READ_FORMATS = {"date", "date-time", "uuid"}


def check_departure(operation: Operation, status: str, broken: tuple[str, str, Any], complete: Any) -> None:
    """The field alone is left out of the value, listed, and kept as sent; with `strict_answers` it is an error."""
    (field, keyword, body), content, view = broken, operation.answers[status], operation.response
    assert content is not None

    def read(answer: Any, *, strict: bool) -> Any:
        return call("class", operation, operation.example(), answering(operation, status, answer), strict=strict)

    with pytest.raises(klantkit.ContractError) as raised:
        read(body, strict=True)
    listed = [problem.field.replace("[0]", "[]") for problem in raised.value.problems]
    if field in ("", "[]") or (isinstance(body, dict) and body.keys() <= {field.removesuffix("[]")}):
        # nothing of it can be read
        assert listed in ([""], [field])
        with pytest.raises(klantkit.ContractError):
            read(body, strict=False)
        return
    unions = [place.field for place in view.places(content.schema, complete) if len(place.union) > 1]
    around = tuple(one for one in unions if field.startswith(one))
    # In a union, the field that departs depends on the member that is compared.
    assert [True] == [one == field or one.startswith(around) for one in listed], listed
    value = read(body, strict=False)
    assert (view.canonical({}, body), value) == (view.canonical({}, raised.value.data), raised.value.value)
    assert view.canonical(content.schema, body) == view.canonical(content.schema, as_json(value)), field
    if not attrs.has(type(value)):
        return
    name = field.partition(".")[0].partition("[")[0]
    whole = read(complete, strict=True)
    others = set(attrs.asdict(value, recurse=False)) - {python_name(name), "additional_properties"}
    assert [] == [other for other in others if getattr(whole, other) != getattr(value, other)]
    if name == field and keyword == "enum":
        assert body[name] == getattr(value, python_name(name))
    elif name == field:
        assert klantkit.UNSET is getattr(value, python_name(name))
        assert ({name: body[name]} if name in body else {}) == value.additional_properties


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_constraint_of_a_response_broken_alone(operation: Operation) -> None:
    for status, content in operation.successes.items():
        if content is None or content.kind != "json":
            continue
        view = operation.response
        full = view.full(content.schema, content.given)
        formats = {place.field: place.schema.get("format") for place in view.places(content.schema, full)}
        for field, keyword, body in broken_values(view, content.schema, full, is_text=False):
            if keyword in READ and (keyword != "format" or formats[field] in READ_FORMATS):
                check_departure(operation, status, (field, keyword, body), full)
