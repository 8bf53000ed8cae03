"""`klantkit.testing`, the mocks for users' own tests."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import anyio
import httpx
import klantkit
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from klantkit import MijnKlantportaal, testing
from klantkit._mock_records import _counted_up
from klantkit.testing import ReceivedFile, VendorMock

from contract_tests.harness.callers import BASE_URL, STYLES, Style, call, client_class, secret_of
from contract_tests.harness.constraints import broken_inputs
from contract_tests.harness.operations import Input, Operation, all_operations
from contract_tests.harness.oracle import request
from contract_tests.harness.shapes import GONE
from contract_tests.paths import GOLDEN, INVOICE, VENDORS

OPERATIONS = pytest.mark.parametrize(
    "operation", all_operations(), ids=lambda operation: f"{operation.vendor} {operation.name}"
)

WITH_ANSWERS = pytest.mark.parametrize(
    "operation",
    [one for one in all_operations() if all(one.answers[status] for status in one.successes)],
    ids=lambda operation: f"{operation.vendor} {operation.name}",
)

TWINS = pytest.mark.parametrize("style", ["class", "async class"])

NOTIFY = "https://api.notify.cm/v2/customers"


def _id_of(operation: Operation) -> Any:
    """The id in the example of what an operation answers with; None if there is none."""
    (status,) = operation.successes
    example = operation.example_answer(status)
    return example.get("id") if isinstance(example, dict) else None


def _at(identifier: Any, operation: Operation) -> Input:
    """The example of an operation with another id in its path, other text, and no query."""
    given = operation.example()
    if operation.method == "patch" and operation.content is not None:
        rules = operation.request.flat(operation.content.schema)["properties"]
        plain = [name for name in given.body if rules[name].keys() <= {"type", "description", "example", "x-inferred"}]
        given = given._replace(body=given.body | {name: f"{given.body[name]} 2" for name in plain})
    parameters = {name: identifier for name in given.parameters if name.startswith("path ")}
    return given._replace(parameters=parameters)


def _beside(operation: Operation) -> list[Operation]:
    """The operations of the same resource."""
    return [one for one in all_operations() if one.object.get("tags") == operation.object.get("tags")
            and one.vendor == operation.vendor]  # fmt: skip


CREATES = [one for one in all_operations() if one.method == "post" and _id_of(one) is not None]
LISTS = [one for one in all_operations() if "x-pagination" in one.object]
BY_ID = [one for one in all_operations() if "{" in one.path]


def _created(mock: VendorMock, operation: Operation, count: int = 1, style: Style = "class") -> list[Any]:
    """Create records like those of an operation; returns the responses."""
    (create, *_) = [one for one in _beside(operation) if one in CREATES]
    given = create.example()._replace(parameters={})
    return [call(style, create, given, mock.options["transport"]).to_dict() for _ in range(count)]


def _listed(mock: VendorMock, operation: Operation, style: Style = "class", **given: Any) -> list[Any]:
    """All items of the list beside an operation, over all pages."""
    (listing,) = [one for one in _beside(operation) if one in LISTS]
    options: dict[str, Any] = {**mock.options, "strict_answers": True}

    async def walk() -> list[Any]:
        async with client_class(listing, "Async")(secret_of(listing), **options) as client:
            return [item.to_dict() async for item in getattr(client, listing.resource).list(**given)]

    if style == "async class":
        return anyio.run(walk)
    with client_class(listing)(secret_of(listing), **options) as client:
        return [item.to_dict() for item in getattr(client, listing.resource).list(**given)]


def _valid(operation: Operation, schema: dict[str, Any], value: Any) -> bool:
    """Whether a value is valid by the spec."""
    whole = {**schema, "components": operation.spec.document["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker()).is_valid(value)


def _schema_of(operation: Operation, field: str) -> dict[str, Any]:
    """The schema of a field of the request body."""
    assert operation.content is not None
    places = operation.request.places(operation.content.schema, operation.example(full=True).body)
    return next((place.schema for place in places if place.field == field), {})


@OPERATIONS
@pytest.mark.parametrize("style", STYLES)
def test_every_call_returns_the_example(operation: Operation, style: Style) -> None:
    mock = VendorMock(operation.vendor)
    answer = call(style, operation, operation.example(), mock.options["transport"])
    (success,) = operation.successes
    assert operation.example_answer(success) == (GONE if answer is None else answer.to_dict())
    (sent,) = mock.requests
    assert operation.method.upper() == sent.method
    assert (operation.content is not None) == bool(sent.content)


@OPERATIONS
@pytest.mark.parametrize("style", STYLES)
def test_requests_are_decoded(operation: Operation, style: Style) -> None:
    mock = VendorMock(operation.vendor)
    call(style, operation, operation.example(), mock.options["transport"])
    (sent,) = mock.requests
    files = operation.file_fields()
    given = operation.example()
    body = {} if given.body is GONE else given.body
    assert {name: value for name, value in body.items() if name not in files} == sent.fields
    query = {name: value for name, value in given.parameters.items() if name.startswith("query ")}
    assert query == {f"query {name}": value for name, value in sent.query.items()}
    content = INVOICE.read_bytes()
    assert [ReceivedFile(name, "invoice.pdf", content, "application/pdf") for name in files] == sent.files


@WITH_ANSWERS
@TWINS
def test_ids_differ(operation: Operation, style: Style) -> None:
    def answers() -> list[Any]:
        mock = VendorMock(operation.vendor)
        return [call(style, operation, operation.example(), mock.options["transport"]) for _ in range(3)]

    (success,) = operation.successes
    example, content = operation.example_answer(success), operation.answers[success]
    assert content is not None
    found = [answer.to_dict() for answer in answers()]
    assert found == [answer.to_dict() for answer in answers()], "they are the same in every run"
    assert [True] * 3 == [_valid(operation, content.schema, answer) for answer in found]
    assert (3 if "id" in example and operation.method == "post" else 1) == len({json.dumps(answer) for answer in found})
    as_example = [
        json.loads(json.dumps(answer).replace(str(answer.get("id")), str(example.get("id")))) for answer in found
    ]
    assert [example] * 3 == as_example, "the id is also in links"


@pytest.mark.parametrize(
    ("identifier", "next_one", "tenth"),
    [
        (4711, 4712, 4721),
        ("cst_abc12345def678", "cst_abc12345def679", "cst_abc12345def688"),
        ("inv_095", "inv_096", "inv_105"),
        ("09", "10", "19"),
        ("abc", "abc1", "abc10"),
        (
            "a0f0660d-6c8d-422b-8114-e363b26052ff",
            "a0f0660d-6c8d-422b-8114-e363b2605300",
            "a0f0660d-6c8d-422b-8114-e363b2605309",
        ),
    ],
)
def test_an_id_keeps_its_form(identifier: object, next_one: object, tenth: object) -> None:
    assert [identifier, next_one, tenth] == [_counted_up(identifier, count) for count in (0, 1, 10)]


def test_ids_of_set_answers(notify_mock: VendorMock) -> None:
    notify_mock.answer("create_customer", 201)
    notify_mock.answer("create_customer", 200, json=notify_mock.example("create_customer"))
    with klantkit.Notify(api_key="test", **notify_mock.options) as notify:
        ids = [notify.customers.create(customer_code="1", name="A").id.hex[-2:] for _ in range(4)]
    assert ["1e", "1e", "1f", "20"] == ids, "`json=` is sent as it is"


@WITH_ANSWERS
@TWINS
def test_an_example_with_one_field_changed(operation: Operation, style: Style) -> None:
    mock = VendorMock(operation.vendor)
    (success,) = operation.successes
    content = operation.answers[success]
    schema = operation.response.flat(content.schema if content else {})
    names = (name for name, rule in schema["properties"].items() if rule == {**rule, "type": "string"})
    field = next(names, "x-new")
    example = mock.example(operation.name)
    given = example | {field: example.get(field, "") + "0"}
    mock.answer(operation.name, int(success.replace("X", "0")), json=given)
    assert given == call(style, operation, operation.example(), mock.options["transport"]).to_dict()


@OPERATIONS
def test_examples_are_copies(operation: Operation) -> None:
    mock = VendorMock(operation.vendor)
    for status in operation.answers:
        expected = operation.example_answer(status)
        if expected is GONE:
            continue
        number = None if status.startswith("2") else int(status.replace("X", "0"))
        changed = mock.example(operation.name, number)
        assert expected == changed
        for value in changed.values():
            if isinstance(value, dict | list):
                value.clear()
        changed.clear()
        assert expected == mock.example(operation.name, number)
    assert mock.example(operation.name, 418) is None


@OPERATIONS
def test_a_request_that_breaks_the_spec_is_refused(operation: Operation) -> None:
    mock = VendorMock(operation.vendor)
    content, example = operation.answers["422"], operation.example_answer("422")
    assert content is not None
    with httpx.Client(transport=mock.options["transport"]) as http:
        for broken in broken_inputs(operation):
            answer = http.send(request(operation, BASE_URL, broken.given))
            assert (422, content.media_type) == (answer.status_code, answer.headers["content-type"]), broken
            assert _valid(operation, content.schema, answer.json()), answer.json()
            assert example.keys() == answer.json().keys()
            assert re.split(r"\W+", broken.field.removesuffix("[]"))[-1] in answer.text
    assert len(broken_inputs(operation)) == len(mock.requests)


@OPERATIONS
@TWINS
def test_a_client_gets_the_reason(operation: Operation, style: Style) -> None:
    mock = VendorMock(operation.vendor)
    refusals = (klantkit.ArgumentError, klantkit.UploadError, TypeError, klantkit.UnprocessableEntityError)
    refused = 0
    for broken in broken_inputs(operation):
        if broken.keyword == "required" and "const" in _schema_of(operation, broken.field):
            continue  # a constant is sent by default
        with pytest.raises(refusals) as raised:
            call(style, operation, broken.given, mock.options["transport"])
        if isinstance(raised.value, klantkit.UnprocessableEntityError):
            refused += 1
            assert re.split(r"\W+", broken.field.removesuffix("[]"))[-1] in raised.value.message, broken
    assert refused == len(mock.requests)


def test_where_the_reason_stands(notify_mock: VendorMock, next_mock: VendorMock) -> None:
    with httpx.Client(transport=notify_mock.options["transport"]) as http:
        answer = http.post(NOTIFY, data={"Name": "A", "Country": "NLD"}, params={"Overwrite": "yes"}).json()
    reasons = (
        "query.Overwrite: 'yes' is not of type 'boolean'; body: 'CustomerCode' is a required property; "
        "body.Country: 'NLD' is too long"
    )
    assert {"status": 422, "title": "Unprocessable Entity", "detail": reasons} == answer
    with klantkit.Next("test", **next_mock.options) as nxt:
        with pytest.raises(klantkit.UnprocessableEntityError, match="is too long") as raised:
            nxt.customers.create(name="x" * 51, customertypeid=1)
    assert raised.value.error is not None
    fault = {"loc": ["body", "name"], "msg": f"body.name: '{'x' * 51}' is too long", "type": "maxLength"}
    assert {"detail": [fault]} == raised.value.error.to_dict()


def test_a_refused_request_leaves_the_set_answer(notify_mock: VendorMock) -> None:
    notify_mock.answer("create_customer", 429)
    with klantkit.Notify(api_key="test", **notify_mock.options) as notify:
        with pytest.raises(klantkit.UnprocessableEntityError):
            notify.customers.create(customer_code="1", name="x" * 251)
        with pytest.raises(klantkit.RateLimitError):
            notify.customers.create(customer_code="1", name="A")
    assert ["x" * 251, "A"] == [sent.fields["Name"] for sent in notify_mock.requests]


def test_parameters_of_the_whole_path(notify_mock: VendorMock) -> None:
    item = {"parameters": [{"name": "id", "in": "path", "schema": {"example": "7"}}]}
    operation = {"parameters": [{"name": "limit", "in": "query", "schema": {}}]}
    prepared = notify_mock._prepared("/documents/{id}", item, operation)
    assert ["id", "limit"] == [one["name"] for one in prepared["parameters"]]
    assert {"id": "7"} == prepared["x-examples"]


def test_the_first_of_several_examples(notify_mock: VendorMock) -> None:
    several = {"one": {"value": 1}, "two": {"value": 2}}
    assert [1, 3, None] == [
        notify_mock._example(content) for content in ({"examples": several}, {"example": 3, "examples": several}, {})
    ]


@pytest.mark.parametrize(
    ("media_type", "content", "fields", "reason"),
    [
        ("application/json; charset=utf-8", b'{"name": "A", "customertypeid": 1, "a": 2}',
         {"name": "A", "customertypeid": 1, "a": 2}, None),
        ("application/json", b"[1]", [1], "body: [1] is not of type 'object'"),
        ("application/json", b"{", b"{", "body: b'{' is not of type 'object'"),
        ("application/json", b"\xff", b"\xff", "body: b'\\xff' is not of type 'object'"),
        ("application/x-www-form-urlencoded", b"name=A", {"name": "A"},
         "Content-Type: 'application/x-www-form-urlencoded' is not one of ['application/json']"),
        ("", b"{}", {}, "Content-Type: '' is not one of ['application/json']"),
    ],
)  # fmt: skip
def test_content_of_any_kind(
    media_type: str, content: bytes, fields: Any, reason: str | None, next_mock: VendorMock
) -> None:
    with httpx.Client(transport=next_mock.options["transport"]) as http:
        headers = {"Content-Type": media_type}
        answer = http.post("https://api.next-tech.com/v1/customer/", content=content, headers=headers)
    assert (422 if reason else 200) == answer.status_code
    assert fields == next_mock.requests[0].fields
    if reason:
        assert reason == answer.json()["detail"][0]["msg"]


def test_a_request_is_recorded_as_sent(notify_mock: VendorMock) -> None:
    with httpx.Client(transport=notify_mock.options["transport"]) as http:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Mine": "1"}
        sent = http.build_request("POST", NOTIFY, content=iter([b"Name=", b"%C3%A9&City="]), headers=headers)
        assert 422 == http.send(sent).status_code
    (received,) = notify_mock.requests
    assert isinstance(received, httpx.Request)
    assert (sent.url, sent.headers, b"Name=%C3%A9&City=") == (received.url, received.headers, received.content)
    assert {"Name": "\u00e9", "City": ""} == received.fields


def test_files_of_any_name_and_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(GOLDEN.parent)
    mock = VendorMock("mini")
    files = [
        ReceivedFile("file", "caf\u00e9; a=b.pdf", b"\r\n--\r\n\x00\xff\r\n\r\n", "application/pdf"),
        ReceivedFile("cover", "b.png", b"", "image/png"),
    ]
    with httpx.Client(transport=mock.options["transport"]) as http:
        answer = http.put(
            "http://mini.invalid/documents/7?Notify=true",
            data={"title": "\u00e9\r\n", "public": "false", "price": "1", "archived": "null"},
            files=[(file.field, (file.name, file.content, file.media_type)) for file in files],
        )
        assert 200 == answer.status_code, answer.text
        assert files == mock.requests[0].files
        assert {"title": "\u00e9\r\n", "public": False, "price": "1", "archived": None} == mock.requests[0].fields
        assert {"Notify": True} == mock.requests[0].query


def test_a_required_parameter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(GOLDEN.parent)
    mock = VendorMock("mini")
    mock._operations["list_documents"][2]["parameters"] = [
        {"name": "Page", "in": "query", "required": True, "schema": {"type": "integer"}},
        {"name": "X-Trace", "in": "header", "required": True, "schema": {"type": "string"}},
    ]
    with httpx.Client(transport=mock.options["transport"]) as http:
        refused = http.get("http://mini.invalid/documents")
        assert (422, {"message": "query: 'Page' is a required property"}) == (refused.status_code, refused.json())
        assert 200 == http.get("http://mini.invalid/documents?Page=2").status_code
    assert {"Page": 2} == mock.requests[1].query


def test_arrays_in_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(GOLDEN.parent)
    mock = VendorMock("mini")
    numbers = {"in": "query", "schema": {"type": "array", "items": {"type": "integer"}}}
    mock._operations["list_documents"][2]["parameters"] = [
        numbers | {"name": "spaces", "style": "spaceDelimited"},
        numbers | {"name": "pipes", "style": "pipeDelimited"},
        numbers | {"name": "commas", "explode": False},
        numbers | {"name": "repeated"},
    ]
    with httpx.Client(transport=mock.options["transport"]) as http:
        http.get("http://mini.invalid/documents?spaces=1%202&pipes=3|4&commas=5,6&repeated=7&repeated=8")
    assert {"spaces": [1, 2], "pipes": [3, 4], "commas": [5, 6], "repeated": [7, 8]} == mock.requests[0].query


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    with pytest.raises(klantkit.ConfigurationError, match=r"pip install 'klantkit\[testing\]'"):
        VendorMock("notify")


@OPERATIONS
def test_every_declared_error_raises_its_class(operation: Operation) -> None:
    mock = VendorMock(operation.vendor)
    errors = [status for status in operation.answers if not status.startswith("2")]
    for status in errors:
        mock.answer(operation.name, int(status.replace("X", "0")))
        with pytest.raises(klantkit.StatusError) as raised:
            call("class", operation, operation.example(), mock.options["transport"])
        assert raised.value.error is not None
        assert operation.example_answer(status) == raised.value.error.to_dict()
        assert operation.page in str(raised.value)
    call("class", operation, operation.example(), mock.options["transport"])
    assert len(errors) + 1 == len(mock.requests)


@pytest.mark.parametrize("operation", CREATES, ids=repr)
@TWINS
def test_what_is_created_is_listed(operation: Operation, style: Style) -> None:
    mock, other = VendorMock(operation.vendor), VendorMock(operation.vendor)
    given = operation.example()._replace(parameters={})
    created = [call(style, operation, given, mock.options["transport"]).to_dict() for _ in range(3)]
    assert [one["id"] for one in reversed(created)] == [one["id"] for one in _listed(mock, operation, style)]
    assert [_id_of(operation)] == [one["id"] for one in _listed(other, operation, style)], "another mock"


@pytest.mark.parametrize("operation", LISTS, ids=repr)
@TWINS
def test_pages_of_what_is_created(operation: Operation, style: Style) -> None:
    mock = VendorMock(operation.vendor)
    sizes = {one.name: 7 for one in operation.parameters if one.name in ("limit", "size")}
    expected = [one["id"] for one in reversed(_created(mock, operation, 31))]
    mock.requests.clear()
    assert expected == [one["id"] for one in _listed(mock, operation, style, **sizes)]
    assert (5 if sizes else 3) == len(mock.requests)


@pytest.mark.parametrize("operation", BY_ID, ids=repr)
@TWINS
def test_an_operation_on_what_is_created(operation: Operation, style: Style) -> None:
    """It is carried out for that record, and changes what reads the record later."""
    mock = VendorMock(operation.vendor)
    (example,) = [value for name, value in operation.example().parameters.items() if name.startswith("path ")]
    owner = next(one for one in CREATES if _id_of(one) == example)
    first, second = _created(mock, owner, 2, style)
    answer = call(style, operation, _at(first["id"], operation), mock.options["transport"])
    left = {one["id"]: one for one in _listed(mock, owner, style)}
    assert second == {**second, **left[second["id"]]}, "the other one stays"
    if operation.method == "delete":
        assert [second["id"]] == list(left)
    elif operation.method in ("patch", "put"):
        changed = {name: value for name, value in answer.to_dict().items() if value != first.get(name)}
        assert changed
        for read in (one for one in BY_ID if one in _beside(owner) and one.method == "get" and _id_of(one)):
            got = call(style, read, _at(first["id"], read), mock.options["transport"]).to_dict()
            assert changed == {name: got[name] for name in changed}
        assert changed == {name: left[first["id"]][name] for name in changed}
    else:
        assert str(first["id"]) in json.dumps(answer.to_dict())
    unknown = {"delete": first["id"]}.get(operation.method, _counted_up(first["id"], 77))
    with pytest.raises(klantkit.NotFoundError) as raised:
        call(style, operation, _at(unknown, operation), mock.options["transport"])
    assert raised.value.error is not None, "in the vendor's form"


@pytest.mark.parametrize("operation", BY_ID, ids=repr)
def test_any_id_exists_until_something_is_created(operation: Operation) -> None:
    mock = VendorMock(operation.vendor)
    (example,) = operation.example().parameters.values()
    answer = call("class", operation, _at(_counted_up(example, 5), operation), mock.options["transport"])
    if answer is not None:
        assert str(_counted_up(example, 5)) in json.dumps(answer.to_dict()) or _id_of(operation) is None


@pytest.mark.parametrize("operation", CREATES, ids=repr)
@pytest.mark.parametrize("carried_out", [True, False])
@TWINS
def test_a_lost_answer(operation: Operation, style: Style, carried_out: bool) -> None:  # noqa: FBT001 - a parameter
    mock = VendorMock(operation.vendor)
    before = _created(mock, operation)
    mock.fail(operation.name, httpx.ReadTimeout("slow"), carried_out=carried_out)
    with pytest.raises(klantkit.APITimeoutError) as raised:
        call(style, operation, operation.example(), mock.options["transport"])
    assert raised.value.sent
    assert len(before) + carried_out == len(_listed(mock, operation, style))


@pytest.mark.parametrize("operation", CREATES, ids=repr)
def test_set_answers_are_kept_if_they_are_successes(operation: Operation) -> None:
    mock = VendorMock(operation.vendor)
    (first,) = _created(mock, operation)
    mock.answer(operation.name, 500)
    with pytest.raises(klantkit.ServerError):
        call("class", operation, operation.example(), mock.options["transport"])
    assert [first["id"]] == [one["id"] for one in _listed(mock, operation)]
    given = mock.example(operation.name) | {"id": _counted_up(first["id"], 2)}
    mock.answer(operation.name, 201, json=given)
    call("class", operation, operation.example(), mock.options["transport"], strict=False)
    assert [given["id"], first["id"]] == [one["id"] for one in _listed(mock, operation)]
    assert _created(mock, operation)[0]["id"] not in (given["id"], first["id"])


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, "DCB"),
        ({"email": "b@example.com"}, "B"),
        ({"email": "a@example.com"}, ""),
        ({"email": "a@example.com", "active": False}, "A"),
        ({"active__in": [True, False]}, "DCBA"),
        ({"name__ne": "B"}, "DC"),
        ({"id__gt": 4712}, "DC"),
        ({"id__ge": 4713, "name__lt": "D"}, "C"),
        ({"customerno__in": ["no B", "no D"]}, "DB"),
        ({"customerno__contains": "O C"}, "C"),
        ({"vatno__contains": "1"}, ""),
        ({"name__like": "B"}, ""),
    ],
    ids=json.dumps,
)  # fmt: skip
def test_filters(wanted: dict[str, Any], names: str, next_mock: VendorMock) -> None:
    with klantkit.Next("test", **next_mock.options) as nxt:
        for name in "ABCD":
            nxt.customers.create(
                name=name, customertypeid=1, customerno=f"no {name}", email=f"{name.lower()}@example.com",
                active=name != "A",
            )  # fmt: skip
        page = nxt.customers.list(filter_str=json.dumps(wanted), size=2)
        assert (names, len(names), 1, 2) == (
            "".join(str(one.name) for one in page),
            page.total,
            page.response.page,
            page.response.size,
        )


def test_a_filter_that_is_no_json(next_mock: VendorMock) -> None:
    with klantkit.Next("test", **next_mock.options) as nxt, pytest.raises(klantkit.UnprocessableEntityError) as raised:
        nxt.customers.list(filter_str="name=A")
    assert next_mock.example("list_customers", 422) == raised.value.error.to_dict()  # type: ignore[union-attr]


def test_filters_until_something_is_created(next_mock: VendorMock, notify_mock: VendorMock) -> None:
    with klantkit.Next("test", **next_mock.options) as nxt:
        assert [4711] == [one.id for one in nxt.customers.list(filter_str='{"customerno": "10001"}')]
        assert [] == list(nxt.customers.list(filter_str='{"customerno": "10002"}'))
    with klantkit.Notify(api_key="test", **notify_mock.options) as notify:
        assert "10001" == notify.customers.search(customer="10001").customer_code
        with pytest.raises(klantkit.NotFoundError, match="No customer exists with code 10002"):
            notify.customers.search(customer="10002")


def test_search(notify_mock: VendorMock) -> None:
    with klantkit.Notify(api_key="test", **notify_mock.options) as notify:
        created = [notify.customers.create(customer_code=f"{number}", name="A") for number in (20001, 20002)]
        assert created[0].id == notify.customers.search(customer="20001").id
        with pytest.raises(klantkit.NotFoundError):
            notify.customers.search(customer="10001")
        assert {"customerCode", "id", "resource"} == notify.customers.search(customer="20001").to_dict().keys()


def test_references_between_records(notify_mock: VendorMock) -> None:
    with klantkit.Notify(api_key="test", **notify_mock.options, strict_answers=True) as notify:
        notify.customers.create(customer_code="1", name="A")
        customer = notify.customers.create(customer_code="2", name="B")
        dates: dict[str, Any] = {"invoice_date": "21-01-2021", "invoice_duedate": "21-02-2021"}
        invoice = notify.invoices.create(customer=customer.id, invoice_number="77", invoice_total="100.00", **dates)
        assert ("2", "B", "100.00") == (invoice.customer.number, invoice.customer.name, invoice.invoice_balance)
        notify.payments.create(invoice=invoice.id, date="28-01-2021", amount="100.00")
        (payment,) = notify.payments.list()
        assert ("77", "2", "B") == (payment.invoice.number, payment.customer.number, payment.customer.name)
        notify.customers.update(customer.id, name="C", address="Canadalaan 4")
        assert "C" == notify.invoices.get(invoice.id).customer.name
        assert ["Canadalaan 4", ""] == [one.address.address for one in notify.customers.list()]
        notify.customers.delete(customer.id)
        with pytest.raises(klantkit.NotFoundError, match=f"No customer exists with id {customer.id}"):
            notify.invoices.create(customer=customer.id, invoice_number="78", invoice_total="1.00", **dates)


def test_what_was_not_sent(mijnklantportaal_mock: VendorMock) -> None:
    day = datetime.date(2024, 4, 30)
    with klantkit.MijnKlantportaal("test", **mijnklantportaal_mock.options, strict_answers=True) as portal:
        invoice = portal.customer_invoices.create(
            customer_id="cst_1", invoice_number="9", issued_at=day, amount="1.00", pdf=INVOICE
        )
        assert None is portal.customer_invoices.get(invoice.id).paid_at
        portal.customer_invoices.mark_paid(invoice.id, paid_at=datetime.datetime(2024, 5, 1, 14))  # noqa: DTZ001 - as the vendor
        assert "2024-05-01T14:00:00+02:00" == portal.customer_invoices.get(invoice.id).paid_at.isoformat()  # type: ignore[union-attr]
        assert isinstance(invoice.links, object)
        assert "cst_1" in str(invoice.links)
        offers = [
            portal.customer_offers.create(
                customer_id="cst_1", offer_number="9", issued_at=day, expires_at=day, amount="1.00", pdf=INVOICE
            ).id
            for _ in range(2)
        ]
        moment = datetime.datetime(2024, 5, 1, 14)  # noqa: DTZ001 - as the vendor
        portal.customer_offers.mark_accepted_or_rejected(offers[0], accepted_at=moment)
        portal.customer_offers.mark_accepted_or_rejected(offers[1], rejected_at=moment)
        states = [(one.accepted_at is None, one.rejected_at is None) for one in portal.customer_offers.list()]
        assert [(True, False), (False, True)] == states


def test_threads_share_a_mock(mijnklantportaal_mock: VendorMock) -> None:
    (create,) = [one for one in CREATES if one.name == "create_customer" and one.vendor == "mijnklantportaal"]
    ids: list[str] = []

    def work() -> None:
        ids.extend(one["id"] for one in _created(mijnklantportaal_mock, create, 10))

    threads = [threading.Thread(target=work) for _ in range(8)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert 80 == len(set(ids))
    assert sorted(ids) == sorted(one["id"] for one in _listed(mijnklantportaal_mock, create))


def test_a_response_has_the_spec_s_media_type(notify_mock: VendorMock) -> None:
    with httpx.Client(transport=notify_mock.options["transport"]) as http:
        answer = http.post(NOTIFY, data={"CustomerCode": "1", "Name": "A"})
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
    wrong = "mijnklantportaal has no operation 'create'; it has list_customers, "
    with pytest.raises(ValueError, match=wrong):
        mijnklantportaal_mock.answer("create", 404)
    with pytest.raises(ValueError, match=wrong):
        mijnklantportaal_mock.fail("create", httpx.ReadTimeout("slow"))


def test_an_error_to_fail_with_must_be_an_instance(notify_mock: VendorMock) -> None:
    error: Any = httpx.ReadTimeout
    with pytest.raises(
        TypeError, match=r"error must be an exception, such as httpx\.ReadTimeout\('slow'\), not <class"
    ):
        notify_mock.fail("create_customer", error)


@pytest.mark.parametrize("end", ["a/b", "1/x y", "é", "%2F", "a/pdf"])
def test_an_id_may_hold_any_character(mijnklantportaal_mock: VendorMock, end: str) -> None:
    with MijnKlantportaal("t", **mijnklantportaal_mock.options) as portal:
        assert f"cst_{end}" == portal.customers.get(f"cst_{end}").id
        assert f"inv_{end}" == portal.customer_invoices.get(f"inv_{end}").id
        portal.customers.create(company_name="A", address="A", zip_code="A", city="A", primary_email="a@b.nl")
        with pytest.raises(klantkit.NotFoundError):
            portal.customers.get(f"cst_{end}")


def test_times_of_a_decision_have_a_zone(mijnklantportaal_mock: VendorMock) -> None:
    at = datetime.datetime(2024, 5, 1, 14)  # noqa: DTZ001 - the vendor's times have no zone
    with MijnKlantportaal("t", **mijnklantportaal_mock.options) as portal:
        decisions: list[dict[str, Any]] = [{"accepted_at": at}, {"rejected_at": at}]
        for times in decisions:
            offer = portal.customer_offers.mark_accepted_or_rejected("off_1", **times)
            decided: Any = offer.accepted_at or offer.rejected_at
            assert datetime.timedelta(hours=2) == decided.utcoffset()


def test_an_unknown_url_fails_the_test(notify_mock: VendorMock) -> None:
    with httpx.Client(transport=notify_mock.options["transport"]) as http:
        with pytest.raises(pytest.fail.Exception, match=r"notify has no operation POST /v2/things\."):
            http.post("https://api.notify.cm/v2/things")
        with pytest.raises(pytest.fail.Exception, match=r"notify has no operation PUT /v2/customers\."):
            http.put("https://api.notify.cm/v2/customers")


def test_parameters_of_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(GOLDEN.parent)
    mock = VendorMock("mini")
    mock.answer("replace_document", 200, json={"title": "Minutes"})
    form: dict[str, Any] = {"data": {"title": "a", "public": "true", "price": "1"}, "files": {"file": b"%PDF"}}
    with httpx.Client(transport=mock.options["transport"]) as http:
        assert {"title": "Minutes"} == http.put("http://mini.invalid/v1/documents/7", **form).json()
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


@pytest.mark.parametrize("body", [{}, [], "", 0, False])
def test_an_answer_may_be_empty(body: Any) -> None:
    mock = VendorMock("notify")
    mock.answer("list_customers", 200, json=body)
    with httpx.Client(transport=mock.options["transport"]) as http:
        assert body == http.get("https://api.notify.cm/v2/customers").json()
