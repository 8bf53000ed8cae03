"""`klantkit.testing`, the mocks for users' own tests."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import httpx
import klantkit
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from klantkit import testing
from klantkit._mock_records import _counted_up
from klantkit.testing import ReceivedFile, VendorMock

from contract_tests.harness.callers import BASE_URL, STYLES, Style, call
from contract_tests.harness.constraints import broken_inputs
from contract_tests.harness.operations import Operation, all_operations
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
    assert [{**example, "id": None}] * 3 == [{**answer, "id": None} for answer in found]


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
