"""The oracles of the contract suite notice what they are there for: readers, comparison, strategies and violations.

A lenient oracle lets every test that uses it pass; `test_planted_defects` checks that a leniency turns these red.
"""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import Phase, find, settings
from klantkit import UNSET

from contract_tests.harness.constraints import broken_values, variations, with_unknown
from contract_tests.harness.operations import Operation, of_spec
from contract_tests.harness.oracle import violations
from contract_tests.harness.readers import UnreadableError, read
from contract_tests.harness.shapes import View, flatten
from contract_tests.harness.strategies import inputs, values
from contract_tests.paths import ROOT
from contract_tests.proofs.test_in import difference

OPERATIONS = {one.name: one for one in of_spec(ROOT / "contract_tests" / "data" / "tools" / "shop.yaml")}
ORDER, PHOTO, TOKEN = (OPERATIONS[name] for name in ("create_order", "replace_photo", "create_token"))

UUID = "a0f0660d-6c8d-422b-8114-e363b260521e"
VALID = {"customer": "Ann", "lines": [{"text": "Tea", "quantity": 2}], "shipTo": {"street": "Canal 1"}}
BEARER = {"Authorization": "Bearer abc"}


def _request(content: bytes, media_type: str) -> httpx.Request:
    return httpx.Request("POST", "https://shop.invalid/orders", content=content, headers={"Content-Type": media_type})


def _parts(*parts: bytes, end: bytes = b"--b--\r\n") -> httpx.Request:
    body = b"".join(b"--b\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + end
    return _request(body, "multipart/form-data; boundary=b")


# Readers


@pytest.mark.parametrize(
    "request_",
    [
        _request(b'{"a": NaN}', "application/json"),
        _request(b'{"a": Infinity}', "application/json"),
        _request(b'{"a": 1, "a": 2}', "application/json"),
        _request(b"{'a': 1}", "application/json"),
        _request(b'{"a": 1} x', "application/json"),
        _request(b"\xff", "application/json"),
        _request(b"", "application/json"),
        _request(b"a", "application/x-www-form-urlencoded"),
        _request(b"a=%ff", "application/x-www-form-urlencoded"),
        _request("a=é".encode(), "application/x-www-form-urlencoded"),
        _request(b"\xff", "text/plain"),
        _parts(b'name="a"\r\n\r\n1', end=b""),
        _parts(b'name="a"\r\n\r\n\xff'),
        _request(b"name=a", "multipart/form-data; boundary=b"),
    ],
)
def test_a_malformed_body_is_unreadable(request_: httpx.Request) -> None:
    with pytest.raises(UnreadableError):
        read(request_)


@pytest.mark.parametrize(
    ("request_", "body"),
    [
        (_request(b"a=+1+&a=&b=%09%C3%9F", "application/x-www-form-urlencoded"), {"a": [" 1 ", ""], "b": ["\tß"]}),
        (_request(b'{"a": [1, 1.0, true, null, "1", " \\u00df "]}', "application/json"), None),
        (_parts(b'name="a"\r\n\r\n 1 \r\n', b'name="a"\r\n\r\n'), {"a": [" 1 \r\n", ""]}),
        (_request(" ß\n".encode(), "text/plain"), " ß\n"),
        (_request(b" \xff\n", "application/octet-stream"), b" \xff\n"),
    ],
)  # fmt: skip
def test_a_body_is_read_as_it_is(request_: httpx.Request, body: Any) -> None:
    expected = json.loads(request_.content) if body is None else body
    assert repr(expected) == repr(read(request_).body)


def test_a_request_is_read_as_it_is() -> None:
    url = "https://shop.invalid/a%2Fb/%C3%A9?q=+1+&q=&Q=%26"
    sent = read(httpx.Request("PUT", url, headers=[("Authorization", "a"), ("Authorization", "b"), ("X-One", " 1")]))
    assert ("PUT", "/a%2Fb/%C3%A9", {"q": [" 1 ", ""], "Q": ["&"]}) == (sent.method, sent.path, sent.query)
    assert (["a", "b"], None, []) == (sent.authorization, sent.body, sent.files)


def test_a_file_is_read_as_it_is() -> None:
    (file,) = read(_parts(b'name="photo"; filename="\xc3\xa9 .pdf"\r\nContent-Type: image/png\r\n\r\n %PDF\r\n')).files
    assert ("photo", "image/png", b" %PDF\r\n") == (file.name, file.media_type, file.content)
    assert "é .pdf".encode() == file.disposition[b"filename"]


# Comparison

PAIRS: list[tuple[Any, Any]] = [
    (21, 21.0), (1, True), (0, False), (0.0, -0.0), (0, None), ("", None), ("12.50", "12.5"), ("1", 1), ("A", "a"),
    (" a", "a"), ("a ", "a"), ("é", "e\u0301"), ("ß", "ss"), ([], None), ([], {}), ({}, None), ([1, 2], [2, 1]),
    ([1], [1, 1]), ({"a": None}, {}), ({"a": 1}, {"A": 1}), ("2024-04-29", "2024-04-29T00:00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=repr)
def test_different_values_differ_at_every_level(one: Any, other: Any) -> None:
    view = View({}, "readOnly")
    for wrap in (lambda value: value, lambda value: {"a": [{"b": value}]}, lambda value: [[value]]):
        first, second = view.canonical({}, wrap(one)), view.canonical({}, wrap(other))
        assert first == view.canonical({}, wrap(one))
        assert first != second
        assert flatten(first) != flatten(second)
        if not isinstance(wrap(one), dict):  # a JSON object without schema is compared as a map
            assert difference(view, {}, wrap(one), wrap(other)) is not None


@pytest.mark.parametrize(
    ("schema", "one", "other"),
    [
        ({"type": "string", "format": "date-time"}, "2024-04-29T12:00:00Z", "2024-04-29T14:00:00+02:00"),
        ({"type": "string", "format": "date-time"}, "2024-04-29T12:00:00+00:00", "2024-04-29T12:00:00Z"),
        ({"type": "string", "format": "uuid"}, UUID.upper(), UUID),
    ],
)  # fmt: skip
def test_two_spellings_of_one_value_are_equal(schema: Any, one: str, other: str) -> None:
    view = View({}, "readOnly")
    assert view.canonical(schema, one) == view.canonical(schema, other)
    assert view.canonical({"type": "string"}, one) != view.canonical({"type": "string"}, other)


def test_a_value_of_the_client_that_differs_is_found() -> None:
    """`UNSET` is not None, a list is not a tuple, and a missing field is not an empty one."""
    view = View({}, "writeOnly")
    for sent, got in [(None, UNSET), ([1], (1,)), ({"a": 1}, {}), ({}, {"a": 1}), ({"a": {"b": 1}}, {"a": {"b": 1.0}})]:
        assert difference(view, {}, sent, got) is not None, (sent, got)
    assert difference(view, {}, {"a": [{"b": 1}]}, {"a": [{"b": 1}]}) is None


# Violations


def _violations(body: Any, headers: dict[str, str] = BEARER, path: str = "/orders") -> list[tuple[str, str]]:
    return violations(ORDER, httpx.Request("POST", f"https://shop.invalid{path}", json=body, headers=headers))


def test_a_valid_request_has_no_violation() -> None:
    assert [] == _violations(VALID)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (VALID | {"customer": 5}, ("customer", "type")),
        (VALID | {"customer": None}, ("customer", "type")),
        (VALID | {"customer": "x" * 21}, ("customer", "maxLength")),
        (VALID | {"express": 1}, ("express", "type")),
        (VALID | {"Customer": "Ann"}, ("Customer", "unknown")),
        (VALID | {"lines": [{"text": "a"}, {"text": "a", "Text": "b"}]}, ("lines[].Text", "unknown")),
        (VALID | {"lines": [{"text": "a"}, {"quantity": 1}]}, ("lines[].text", "required")),
        (VALID | {"lines": [{"text": "a", "quantity": "1"}]}, ("lines[].quantity", "type")),
        (VALID | {"lines": [{"text": "a", "quantity": True}]}, ("lines[].quantity", "type")),
        (VALID | {"lines": [{"text": "a", "labels": [1]}]}, ("lines[].labels[]", "type")),
        (VALID | {"lines": {}}, ("lines", "type")),
        (VALID | {"shipTo": {"street": "a", "zip": "1"}}, ("shipTo.zip", "unknown")),
        ({"customer": "Ann"}, ("lines", "required")),
        ([], ("", "type")),
    ],
)
def test_each_violation_is_found(body: Any, found: tuple[str, str]) -> None:
    assert [found] == _violations(body)


@pytest.mark.parametrize(
    ("headers", "path", "found"),
    [
        ({}, "/orders", ("Authorization", "security")),
        ({"Authorization": "abc"}, "/orders", ("Authorization", "security")),
        ({"Authorization": "Bearer a b"}, "/orders", ("Authorization", "security")),
        (BEARER, "/orders?page=1", ("page", "unknown")),
        (BEARER, "/other", ("", "path")),
    ],
)
def test_violations_beside_the_body(headers: dict[str, str], path: str, found: tuple[str, str]) -> None:
    assert [found] == _violations(VALID, headers, path)


@pytest.mark.parametrize(
    ("files", "data", "found"),
    [
        ({"photo": ("a.png", b"x", "image/png")}, {"caption": "a"}, []),
        ({"photo": ("a.png", b"", "image/png")}, {}, [("photo", "empty")]),
        ({"photo": ("", b"x", "image/png")}, {}, [("photo", "filename")]),
        ({"photo": ("a.png", b"x", "image/png"), "other": ("b.png", b"x", "image/png")}, {}, [("other", "unknown")]),
        ({"photo": ("a.png", b"x", "image/png")}, {"caption": ["a", "b"]}, [("caption", "repeated")]),
        ({"other": ("a.png", b"x", "image/png")}, {}, [("photo", "required"), ("other", "unknown")]),
    ],
)
def test_violations_of_a_multipart_body(files: Any, data: Any, found: list[tuple[str, str]]) -> None:
    url = "https://shop.invalid/orders/1/photo"
    made = httpx.Request("PUT", url, files=files, data=data, headers=BEARER)
    made.read()
    assert found == violations(PHOTO, made)


# Strategies, variations and broken values


def _draws(operation: Operation, wanted: Any) -> None:
    """Raise if no input of the operation is as wanted."""
    quiet = settings(database=None, max_examples=2000, derandomize=True, phases=[Phase.generate])
    find(inputs(operation), lambda made: wanted(made.body), settings=quiet)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda body: "note" not in body,
        lambda body: body.get("note", "") is None,
        lambda body: body["customer"] == "",
        lambda body: not body["customer"].isascii(),
        lambda body: body["customer"] != body["customer"].strip(),
        lambda body: any(not letter.isprintable() for letter in body["customer"]),
        lambda body: body["lines"] == [],
        lambda body: len(body["lines"]) > 1,
        lambda body: any(type(line.get("quantity")) is float for line in body["lines"]),
        lambda body: any(type(line.get("quantity")) is int for line in body["lines"]),
        lambda body: any(line.get("quantity", 0) < 0 for line in body["lines"]),
        lambda body: any(line.get("labels") for line in body["lines"]),
        lambda body: body.get("shipTo", {}).get("country", "") is None,
        lambda body: body.get("express") is True,
        lambda body: body.get("express") is False,
    ],
)
def test_inputs_are_drawn_from_all_that_is_valid(wanted: Any) -> None:
    _draws(ORDER, wanted)


def test_responses_are_drawn_from_all_that_is_valid() -> None:
    content = ORDER.answers["201"]
    assert content is not None
    quiet = settings(database=None, max_examples=2000, derandomize=True, phases=[Phase.generate])
    drawn = values(ORDER.response, content.schema)
    for wanted in (
        lambda body: set(body) == {"id"},
        lambda body: body.get("created", "").endswith("Z"),
        lambda body: body.get("created", "")[19:].endswith(":00"),
        lambda body: "label" in body.get("category", {}).get("parent", {}),
    ):
        find(drawn, wanted, settings=quiet)


def test_variations_reach_every_level() -> None:
    assert ORDER.content is not None
    full = ORDER.example(full=True).body
    described = {what for what, _ in variations(ORDER.request, ORDER.content.schema, full)}
    assert described >= {
        "required fields alone", "without note", "note null", "note extreme", "lines empty", "lines two",
        "lines[].quantity extreme", "lines[] without labels", "lines[].labels[] extreme", "shipTo.country null",
    }  # fmt: skip
    texts = [body["customer"] for _, body in variations(ORDER.request, ORDER.content.schema, full)]
    assert {text for text in texts if text != text.strip()}
    assert {"", "x" * 20, "012.50", "null"} < {*texts}


def test_every_rule_is_broken_at_every_level() -> None:
    assert ORDER.content is not None
    full = ORDER.example(full=True).body
    broken = broken_values(ORDER.request, ORDER.content.schema, full, is_text=False)
    assert {(field, keyword) for field, keyword, _ in broken} >= {
        ("", "type"), ("customer", "required"), ("customer", "type"), ("customer", "maxLength"), ("note", "type"),
        ("lines", "type"), ("lines[]", "type"), ("lines[].text", "required"), ("lines[].labels[]", "type"),
        ("shipTo.street", "required"), ("shipTo.country", "type"), ("express", "type"),
    }  # fmt: skip


def test_unknown_fields_are_added_at_every_level() -> None:
    assert ORDER.content is not None
    made = with_unknown(ORDER.request, ORDER.content.schema, VALID, {"x": 1})
    line, address = {"text": "Tea", "quantity": 2, "x": 1}, {"street": "Canal 1", "x": 1}
    assert {"customer": "Ann", "lines": [line], "shipTo": address, "x": 1} == made


def test_a_form_is_read_by_the_types_of_its_fields() -> None:
    body = {"user": "012.50", "expires": "2024-04-30"}
    made = httpx.Request("POST", "https://shop.invalid/token", data=body)
    made.read()
    assert [] == violations(TOKEN, made)
    del body["user"]
    made = httpx.Request("POST", "https://shop.invalid/token", data=body)
    made.read()
    assert [("user", "required")] == violations(TOKEN, made)
