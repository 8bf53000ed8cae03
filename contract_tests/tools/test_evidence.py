"""Verdicts of responses on what the specs infer, from calls and from HAR files, and the table that keeps them."""

from __future__ import annotations

import copy
import gzip
import io
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from klantkit_dev.evidence import Evidence, read, reference, settled, write
from klantkit_dev.spec import Spec, pointer_of
from rich.console import Console

from contract_tests import live
from contract_tests.harness import har
from contract_tests.harness.inferences import Answer, verdicts
from contract_tests.harness.operations import Operation, numbers, of_spec
from contract_tests.harness.shapes import GONE
from contract_tests.live import LiveError
from contract_tests.paths import DATA, SPECS

MEMBERS = DATA / "tools" / "members.yaml"
HEADER = ",".join(Evidence._fields) + "\n"
JSON = {"content-type": "application/json; charset=utf-8"}

#: An inferred fact about a field, the rest of its schema, its value (`GONE` for none), and the verdict; none if the
#: value does not show it.
FIELDS: list[tuple[str, dict[str, Any], Any, list[str]]] = [
    ("type", {"type": "integer"}, 7, ["confirmed"]),
    ("type", {"type": "integer"}, "7", ["refuted"]),
    ("type", {"type": "integer"}, None, ["refuted"]),
    ("type", {"type": ["integer", "null"]}, None, []),
    ("null", {"type": ["integer", "null"]}, None, ["confirmed"]),
    ("null", {"type": ["integer", "null"]}, 7, []),
    ("null", {"type": "integer"}, 7, ["confirmed"]),
    ("null", {"type": "integer"}, None, ["refuted"]),
    ("name (low)", {"type": "integer"}, 7, ["confirmed"]),
    ("name", {"type": "integer"}, GONE, ["refuted"]),
    ("required", {"type": "integer"}, 7, ["confirmed"]),
    ("required", {"type": "integer"}, GONE, ["refuted"]),
    ("name and type", {"type": "integer"}, 7, ["confirmed"]),
    ("name and type", {"type": "integer"}, "7", ["refuted"]),
    ("name and meaning", {"type": "integer"}, 7, []),
    ("name and meaning", {"type": "integer"}, GONE, ["refuted"]),
    ("meaning", {"type": "integer"}, "7", []),
    ("format", {"type": "string", "format": "date"}, "2026-11-21", ["confirmed"]),
    ("format", {"type": "string", "format": "date"}, "today", ["refuted"]),
    ("format", {"type": "string", "format": "phone"}, "today", []),
    ("format", {"type": "string", "format": "date"}, 5, []),
    ("UUID", {"type": "string"}, "a", []),
    ("pattern, separator and decimals", {"type": "string", "pattern": "^[0-9.]+$"}, "12.95", ["confirmed"]),
    ("pattern, separator and decimals", {"type": "string", "pattern": "^[0-9.]+$"}, "12,95", ["refuted"]),
    ("pattern", {"type": ["string", "null"], "pattern": "^[0-9.]+$"}, None, []),
    ("optional", {"type": "integer"}, GONE, ["confirmed"]),
    ("optional", {"type": "integer"}, 7, []),
    ("values", {"type": "string", "enum": ["a", "b"]}, "a", ["confirmed"]),
    ("values", {"type": "string", "enum": ["a", "b"]}, "c", ["refuted"]),
    ("limit", {"type": "string", "maxLength": 2}, "a", []),
    ("limit", {"type": "string", "maxLength": 2}, "abc", ["refuted"]),
    ("required", {"type": "object", "required": ["a"], "properties": {"a": {}, "b": {}}}, {"a": 1}, ["confirmed"]),
    ("required", {"type": "object", "required": ["a"], "properties": {"a": {}, "b": {}}}, {"b": 1}, ["refuted"]),
    ("null", {"type": "object", "properties": {"a": {"type": ["string", "null"]}}}, {"a": ""}, []),
    ("names and types", {"type": "object", "properties": {"a": {"type": "string"}}}, {"a": ""}, ["confirmed"]),
    ("names and types", {"type": "object", "properties": {"a": {"type": "string"}}}, {"a": 1}, ["refuted"]),
    ("names and types", {"type": "object", "properties": {"a": {"type": "string"}}}, {}, []),
    ("a", {"type": "object", "properties": {"a": {"type": "string"}}}, {"a": ""}, ["confirmed"]),
    ("whole schema", {"type": "object", "properties": {"a": {"type": "string"}}}, {"a": "", "b": 1}, ["confirmed"]),
    ("whole schema", {"type": "object", "properties": {"a": {"type": "string"}}}, {"a": 1}, ["refuted"]),
    ("whole schema", {"type": "object", "properties": {"a": {"type": "string"}}}, {}, []),
    ("type", {"anyOf": [{"type": "string"}, {"type": "null"}]}, "a", ["confirmed"]),
]


def _operations(folder: Path, change: Callable[[dict[str, Any]], Any]) -> list[Operation]:
    """The operations of a changed spec."""
    document = copy.deepcopy(Spec(MEMBERS).document)
    change(document)
    (folder / "members.yaml").write_text(json.dumps(document), encoding="utf-8")
    return of_spec(folder / "members.yaml")


def _changed(folder: Path, change: Callable[[dict[str, Any]], Any]) -> Operation:
    (operation,) = _operations(folder, change)
    return operation


def _answer(operation: Operation, status: int = 201, **changes: Any) -> Answer:
    body = {key: value for key, value in (operation.example_answer("201") | changes).items() if value is not GONE}
    return Answer(status, JSON, json.dumps(body).encode(), "application/json")


@pytest.mark.parametrize("inside", ["directly", "by reference", "in a list"])
@pytest.mark.parametrize("case", FIELDS)
def test_verdicts_on_a_field(case: tuple[str, dict[str, Any], Any, list[str]], inside: str, tmp_path: Path) -> None:
    fact, schema, value, expected = case

    def change(document: dict[str, Any]) -> None:
        schemas = document["components"]["schemas"]
        member = schemas["Member"]
        field = {**schema, "x-inferred": f"{fact}: the page does not say so."}
        if inside == "by reference":
            schemas["Field"], field = field, {"$ref": "#/components/schemas/Field"}
        if inside == "in a list":
            item = {"type": "object", "required": ["field"], "properties": {"field": field}}
            field = {"type": "array", "items": item}
        member["properties"]["field"] = field
        member["required"].append("field")
        content = document["paths"]["/members"]["post"]["responses"]["201"]["content"]["application/json"]
        del content["example"], member["properties"]["joined"]

    operation = _changed(tmp_path, change)
    if inside == "in a list":
        value = [{} if value is GONE else {"field": value}]
    found = verdicts(operation, _answer(operation, field=value))
    assert [(fact, verdict) for verdict in expected] == [(one.fact, one.verdict) for one in found]


def test_one_refutation_in_a_list_is_enough(tmp_path: Path) -> None:
    item = {"type": "integer", "x-inferred": "type: the page does not say so."}

    def change(document: dict[str, Any]) -> None:
        document["components"]["schemas"]["Member"]["properties"]["tags"] = {"type": "array", "items": item}

    operation = _changed(tmp_path, change)
    for tags in (["x", 2], [2, "x"]):
        found = verdicts(operation, _answer(operation, tags=tags))
        assert [("pattern", "confirmed"), ("type", "refuted")] == sorted(one[1:] for one in found)


#: An inferred fact about a response, its status, media type, and body, and the verdict.
RESPONSES: list[tuple[str, int, str, bytes | None, list[str]]] = [
    ("status", 201, "application/json", None, ["confirmed"]),
    ("status", 200, "application/json", None, ["refuted"]),
    ("status", 500, "application/json", None, []),
    ("status with mail", 201, "application/json", None, []),
    ("status with mail", 200, "application/json", None, ["refuted"]),
    ("media type", 201, "Application/JSON; charset=utf-8", None, ["confirmed"]),
    ("media type", 200, "application/json", None, ["confirmed"]),
    ("media type", 201, "text/html", None, ["refuted"]),
    ("media type", 201, "", b"", []),
    ("whole answer", 201, "application/json", None, ["confirmed"]),
    ("whole answer", 201, "application/json", b'{"id": 1, "name": "Ann"}', []),
    ("whole answer", 201, "application/json", b'{"id": "1", "name": "Ann"}', ["refuted"]),
    ("whole answer", 201, "application/json", b"<html>", ["refuted"]),
    ("body and media type", 201, "application/json", None, ["confirmed"]),
    ("body and media type", 201, "text/html", None, ["refuted"]),
    ("meaning", 200, "text/html", b"<html>", []),
]


@pytest.mark.parametrize("case", RESPONSES)
def test_verdicts_on_a_response(case: tuple[str, int, str, bytes | None, list[str]], tmp_path: Path) -> None:
    fact, status, media_type, body, expected = case

    def change(document: dict[str, Any]) -> None:
        del document["components"]["schemas"]["Member"]["properties"]["joined"]["x-inferred"]
        document["paths"]["/members"]["post"]["responses"]["201"]["x-inferred"] = f"{fact}: the page is silent."

    operation = _changed(tmp_path, change)
    full = json.dumps(operation.example_answer("201")).encode()
    answer = Answer(status, {"content-type": media_type}, full if body is None else body, "application/json")
    assert [(fact, verdict) for verdict in expected] == [one[1:] for one in verdicts(operation, answer)]


@pytest.mark.parametrize(
    ("status", "sent", "expected"),
    [
        (201, "application/json", {"media type": "confirmed", "method and path": "confirmed"}),
        (201, "text/plain", {"method and path": "confirmed"}),
        (415, "application/json", {"media type": "refuted"}),
        (405, "application/json", {"method and path": "refuted"}),
        (400, "application/json", {}),
    ],
)
def test_verdicts_on_a_request(status: int, sent: str, expected: dict[str, str], tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        del document["components"]["schemas"]["Member"]["properties"]["joined"]["x-inferred"]
        post = document["paths"]["/members"]["post"]
        post["x-inferred"] = "method and path: from the address of the page; scope: from another page."
        post["requestBody"]["x-inferred"] = "media type: the page names none; required: it seems so."

    operation = _changed(tmp_path, change)
    found = verdicts(operation, _answer(operation, status)._replace(sent=sent))
    assert expected == {one.fact: one.verdict for one in found}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"retry-after": "7"}, ["confirmed", "confirmed"]),
        ({"retry-after": "soon"}, ["confirmed", "refuted"]),
        ({}, []),
    ],
)
def test_verdicts_on_a_header(sent: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        header = {"schema": {"type": "integer"}, "x-inferred": "whole header: a guess; integer: a guess too."}
        document["components"]["headers"] = {"Retry": header}
        headers = {"Retry-After": {"$ref": "#/components/headers/Retry"}}
        document["components"]["responses"]["Error"]["headers"] = headers

    operation = _changed(tmp_path, change)
    found = verdicts(operation, Answer(400, {**JSON, **sent}, b'{"message": ""}', ""))
    assert expected == [one.verdict for one in found]
    assert {("components", "headers", "Retry")} >= {one.pointer for one in found}


def test_the_examples_refute_nothing_in_the_specs() -> None:
    for path in SPECS.glob("*.yaml"):
        flags = {reference(pointer) for pointer, _ in Spec(path).inferences()}
        for operation in of_spec(path):
            for status in operation.answers:
                headers = {"content-type": content.media_type} if (content := operation.answers[status]) else {}
                body = b"" if content is None else json.dumps(operation.example_answer(status)).encode()
                for pointer, fact, verdict in verdicts(operation, Answer(numbers(status)[0], headers, body, "")):
                    assert reference(pointer) in flags
                    assert "confirmed" == verdict, f"{operation} {status}: {pointer} {fact}"


# The table


def _entry(fact: str = "type", verdict: str = "confirmed", day: str = "2026-11-21", source: str = "live") -> Evidence:
    return Evidence("members", "#/components/schemas/Member/properties/joined", fact, verdict, day, source)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.csv"
    path.write_text(HEADER, encoding="utf-8")
    return path


def test_the_table_is_merged_and_sorted_in_any_order(table: Path) -> None:
    older, refuted, newer = _entry(day="2026-11-20"), _entry(day="2026-11-19", verdict="refuted"), _entry()
    write([older], table)
    assert [older] == read(table)
    write([newer, _entry("a")], table)
    assert [_entry("a"), newer] == read(table)
    write([refuted], table)
    write([_entry(day="2026-11-30")], table)
    assert [_entry("a"), refuted] == read(table), "a refutation stays"
    text = table.read_text(encoding="utf-8")
    every = [older, newer, refuted, _entry("a"), _entry(day="2026-11-30")]
    for seed in range(5):
        random.Random(seed).shuffle(every)  # noqa: S311 - an order
        table.write_text(HEADER, encoding="utf-8")
        write(every, table)
        assert text == table.read_text(encoding="utf-8")
    assert [table] == list(table.parent.iterdir()), "nothing else is left"


def test_a_write_that_fails_changes_nothing(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write([_entry()], table)
    before = table.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        write([_entry("other")], table)
    assert before == table.read_bytes()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "evidence.csv:1: the columns must be vendor,pointer,fact,verdict,date,source"),
        ("a,b\n", "evidence.csv:1: the columns must be"),
        (HEADER + "members,#/a,type,confirmed,2026-11-21\n", "evidence.csv:2: must have one cell per column"),
        (HEADER + "<<<<<<< ours\n", "evidence.csv:2: must have one cell per column"),
        (HEADER + "members,#/a,type,confirmed,21-11-2026,live\n", "evidence.csv:2: .*a date like 2026-11-21"),
        (HEADER + "members,#/a,type,maybe,2026-11-21,live\n", "evidence.csv:2: the verdict must be confirmed or"),
        (HEADER + "members,#/a,type,confirmed,2026-11-21,hearsay\n", "evidence.csv:2: .*the source live or har"),
        (HEADER + 'members,"#/a\n', "evidence.csv: not CSV"),
    ],
)
def test_a_broken_table_is_reported(text: str, wrong: str, table: Path) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=wrong):
        read(table)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], ""),
        ([_entry("pattern")], ""),
        ([_entry("pattern"), _entry("type")], "confirmed"),
        ([_entry("pattern", "refuted")], "refuted"),
        ([_entry("pattern", "refuted"), _entry("type")], "refuted"),
        ([_entry("pattern")._replace(vendor="other"), _entry("type")], ""),
    ],
)
def test_a_flag_is_settled_by_all_its_facts(found: list[Evidence], expected: str, tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["components"]["schemas"]["Member"]["properties"]["joined"]["x-inferred"] = "pattern: a; type: b."

    spec = _changed(tmp_path, change).spec
    assert {("components", "schemas", "Member", "properties", "joined"): expected} == settled(spec, found)


def test_a_pointer_is_escaped() -> None:
    pointer = ("paths", "/a~b/{c}", "get", "parameters", 0)
    assert "#/paths/~1a~0b~1{c}/get/parameters/0" == reference(pointer)
    assert tuple(map(str, pointer)) == pointer_of(reference(pointer))


# HAR files

VENDORS = {path.stem: of_spec(path) for path in sorted(SPECS.glob("*.yaml"))}
OPERATION = next(one for operations in VENDORS.values() for one in operations if one.name == "get_customer")


def _recorded(operation: Operation) -> dict[str, Any]:
    """An entry with the example of an operation."""
    status, content = next(iter(operation.successes.items()))
    text = json.dumps(operation.example_answer(status)) if content else ""
    path = operation.path.replace("{", "").replace("}", "")
    mime_type = operation.content.media_type if operation.content else ""
    return {
        "startedDateTime": "2026-11-20T23:00:00.000+01:00",
        "time": 12.5,
        "request": {
            "method": operation.method.upper(),
            "url": f"{operation.spec.document['servers'][0]['url']}{path}?limit=3",
            "httpVersion": "h2",
            "cookies": [],
            "headers": [{"name": ":authority", "value": "api.example"}, {"name": "accept", "value": "*/*"}],
            "queryString": [{"name": "limit", "value": "3"}],
            **({"postData": {"mimeType": mime_type, "text": ""}} if mime_type else {}),
        },
        "response": {
            "status": numbers(status)[0],
            "headers": [{"name": "Access-Control-Allow-Credentials", "value": "true"}],
            "cookies": [],
            "content": {"size": len(text), "mimeType": f"{content.media_type}; q=1" if content else "", "text": text},
            "redirectURL": "",
        },
    }


@pytest.fixture
def file(tmp_path: Path, table: Path) -> Callable[..., tuple[int, str, list[Evidence]]]:
    """A function that writes a HAR file and compares it: the exit code, the output, and the verdicts."""

    def compare(content: Any) -> tuple[int, str, list[Evidence]]:
        path = tmp_path / "calls.har"
        har = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": content}}
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(har).encode())
        console = Console(width=200, record=True, file=io.StringIO())
        return live.run(SPECS, console, har=path, evidence=table), console.export_text(), read(table)

    return compare


Compare = Callable[..., tuple[int, str, list[Evidence]]]


def test_every_operation_is_found_in_a_har_file(file: Compare) -> None:
    operations = [one for every in VENDORS.values() for one in every if "token" not in one.path]
    code, told, found = file([_recorded(operation) for operation in operations])
    assert [] == [operation for operation in operations if f"{operation}" not in told]
    assert 1 >= code
    assert {("confirmed", "2026-11-20", "har")} == {one[3:] for one in found}
    assert len(found) > 100
    assert found == sorted(found)
    assert (code, found) == file([_recorded(operation) for operation in reversed(operations)])[::2]


def test_a_refutation_in_a_har_file(file: Compare) -> None:
    create = next(one for one in VENDORS["notify"] if one.name == "create_customer")
    entry = _recorded(create)
    entry["response"]["status"] = 200
    body = json.loads(entry["response"]["content"]["text"])
    body["id"] = "Jane Doe"
    entry["response"]["content"]["text"] = json.dumps(body)
    code, told, found = file([_recorded(create), entry])
    assert 1 == code
    assert {"status with Overwrite", "UUID"} == {one.fact for one in found if one.verdict == "refuted"}
    assert "refuted" in told
    assert "Jane" not in told


def test_entries_of_others_are_left_out(file: Compare) -> None:
    entries = [_recorded(OPERATION) for _ in range(5)]
    entries[0]["request"]["url"] = "https://elsewhere.example/v1/customers/1"
    entries[1]["request"]["method"] = "OPTIONS"
    entries[2]["request"]["url"] = entries[2]["request"]["url"].replace("?", "/more?")
    entries[3]["response"]["status"] = 0
    for entry in entries[:4]:
        entry["response"]["content"]["text"] = "[]"
    code, told, _ = file(entries)
    assert (0, 1) == (code, told.count("agrees with the spec"))


def test_a_test_environment_is_a_base_url_too(file: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = _recorded(OPERATION)
    entry["request"]["url"] = "https://Test.example:443/v9/customers/1"
    with pytest.raises(LiveError, match="no entry is a call of an operation"):
        file([entry])
    monkeypatch.setenv(live.url_variable(OPERATION.vendor), "https://test.example/v9/")
    assert "get_customer: agrees" in file([entry])[1]


def test_a_path_without_parameters_comes_first(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        post = document["paths"].pop("/members")["post"]
        post["parameters"] = []
        document["paths"]["/members/{id}"] = {"post": {**post, "operationId": "one", "parameters": [id_]}}
        document["paths"]["/members/me"] = {"post": {**post, "operationId": "me"}}

    entry = _recorded(OPERATION)
    entry["request"] |= {"method": "POST", "url": "https://members.invalid/v1/members/me"}
    path = tmp_path / "calls.har"
    path.write_text(json.dumps({"log": {"entries": [entry]}}), encoding="utf-8")
    operations = _operations(tmp_path, change)
    (call,) = har.read(path, operations, {"members": ["https://members.invalid/v1"]})
    assert "me" == call.operation.name
    assert ["one", "me"] == [one.name for one in operations]


def _edit(*path: str | int, to: Any) -> Callable[[dict[str, Any]], Any]:
    def edit(entry: dict[str, Any]) -> None:
        node: Any = entry
        for key in path[:-1]:
            node = node[key]
        if path[-1] == "+":
            node.append(to)
        else:
            node[path[-1]] = to

    return edit


def _pair(name: str, value: str = "s3cret-value-1") -> dict[str, str]:
    return {"name": name, "value": value}


_HEADERS = ("request", "headers", "+")
_BODY = ("response", "content", "text")

#: Where a credential may be left: the edit of the entry, and the place that the message names.
LEFT: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    **{
        name: (_edit(*_HEADERS, to=_pair(name)), rf"request\.headers\[2\] \({name}\)")
        for name in ("Authorization", "proxy-authorization", "COOKIE", "X-Api-Key", "X-Auth-Token", "apikey", "X-Auth")
    },
    "unusual header": (_edit(*_HEADERS, to=_pair("X-Pass", "Bearer s3cret")), r"headers\[2\] \(X-Pass\)"),
    "Set-Cookie": (_edit("response", "headers", "+", to=_pair("Set-Cookie")), r"response\.headers\[1\] \(Set-Cookie\)"),
    "cookies": (_edit("request", "cookies", to=[_pair("a")]), r"request\.cookies"),
    "answered cookies": (_edit("response", "cookies", to=[_pair("a")]), r"response\.cookies"),
    "query": (
        _edit("request", "url", to="https://a.example/?x=1&access_token=s3cret"),
        r"request\.url \(access_token\)",
    ),
    "escaped query": (_edit("request", "url", to="https://a.example/?api%5Fkey=s3cret"), r"request\.url \(api_key\)"),
    "fragment": (_edit("request", "url", to="https://a.example/#id_token=s3cret"), r"request\.url \(id_token\)"),
    "code": (_edit("request", "url", to="https://a.example/back?code=s3cret"), r"request\.url \(code\)"),
    "user": (_edit("request", "url", to="https://me:s3cret@a.example/"), r"request\.url"),
    "query string": (_edit("request", "queryString", "+", to=_pair("token")), r"queryString\[1\] \(token\)"),
    "redirect": (_edit("response", "redirectURL", to="https://a.example/?sig=s3cret"), r"redirectURL \(sig\)"),
    "referrer": (_edit(*_HEADERS, to=_pair("Referer", "https://a/?token=s3cret")), r"headers\[2\]\.value \(token\)"),
    "form": (_edit("request", "postData", to={"text": "grant_type=password&password=s3cret"}), r"text \(password\)"),
    "form fields": (_edit("request", "postData", to={"params": [_pair("client_secret")]}), r"\(client_secret\)"),
    "multipart": (
        _edit(
            "request", "postData", to={"text": '--a\r\ncontent-disposition: form-data; name="password"\r\n\r\ns3cret'}
        ),
        r"postData\.text \(password\)",
    ),
    "JSON sent": (_edit("request", "postData", to={"text": '{"client_secret": "s3cret"}'}), r"text\.client_secret"),
    "OAuth": (_edit(*_BODY, to='{"access_token": "s3cret", "token_type": "bearer"}'), r"content\.text\.access_token"),
    "nested": (_edit(*_BODY, to='{"data": [{"refresh_token": "s3cret"}]}'), r"text\.data\[0\]\.refresh_token"),
    "JSON Web Token": (_edit(*_BODY, to="eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0"), r"content\.text"),
    "bearer in a text": (_edit("comment", to="sent with bearer s3cret-value-1"), r"\.comment"),
    "own field": (_edit("_apiKey", to="s3cret"), r"\._apiKey"),
}


@pytest.mark.parametrize("left", LEFT)
def test_a_file_with_a_credential_is_refused_as_a_whole(left: str, file: Compare, table: Path) -> None:
    edit, place = LEFT[left]
    entries = [_recorded(OPERATION), _recorded(OPERATION)]
    edit(entries[1])
    with pytest.raises(LiveError, match=rf"^calls\.har: log\.entries\[1\]\.?.*{place} may hold a credential") as raised:
        file(entries)
    assert "s3cret" not in str(raised.value)
    assert HEADER == table.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["header", "query"])
def test_the_names_in_the_security_schemes_are_credentials(place: str, tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        scheme = {"type": "apiKey", "in": place, "name": "X-Club"}
        document["components"]["securitySchemes"]["bearerAuth"] = scheme

    operation = _changed(tmp_path, change)
    entry = _recorded(OPERATION)
    if place == "header":
        entry["request"]["headers"].append(_pair("x-club"))
    else:
        entry["request"]["url"] += "&x-club=s3cret"
    path = tmp_path / "calls.har"
    path.write_text(json.dumps({"log": {"entries": [entry]}}), encoding="utf-8")
    with pytest.raises(har.HarError, match=r"\(x-club\) may hold a credential"):
        har.read(path, [operation], {"members": []})


#: Files that cannot be used, and the message: an edit of an entry, or the bytes of the file.
UNUSABLE: dict[str, tuple[Any, str]] = {
    "no JSON": (b"<html>", "calls.har:1:1: is not JSON"),
    "empty": (b"", "is not JSON"),
    "cut off": (b'{"log": {"entries": [', "is not JSON"),
    "not UTF-8": (b'{"log": "\xff"}', "is not UTF-8, see byte 9"),
    "gzip": (gzip.compress(b"{}"), "is compressed with gzip; unpack it first"),
    "a long number": (b'{"log": ' + b"9" * 5000 + b"}", "a number is too long"),
    "nested": (b'{"log": {"entries": [], "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "is nested too deeply"),
    "twice": (b'{"log": {"entries": [], "entries": []}}', "has the same key twice"),
    "list": (b"[]", 'the file must have type: "object"'),
    "no log": (b"{}", r'the file must have required: \["log"\]'),
    "log": (b'{"log": 5}', 'log must have type: "object"'),
    "entries": (b'{"log": {"entries": {}}}', 'log.entries must have type: "array"'),
    "no entries": (b'{"log": {"entries": []}}', "no entry is a call of an operation below https://"),
    "request": (_edit("request", to=[]), r'log.entries\[0\].request must have type: "object"'),
    "method": (_edit("request", "method", to=None), r'request.method must have type: "string"'),
    "url": (_edit("request", "url", to="//"), r"request.url must have pattern"),
    "broken url": (_edit("request", "url", to="https://[::1/"), "no entry is a call of an operation"),
    "headers": (_edit("request", "headers", to={"a": "b"}), r'request.headers must have type: "array"'),
    "header": (_edit("request", "headers", to=["a: b"]), r'request.headers\[0\] must have type: "object"'),
    "header value": (
        _edit("response", "headers", to=[{"name": "a", "value": 5}]),
        r"headers\[0\].value must have type",
    ),
    "postData": (_edit("request", "postData", to="a"), r"request.postData must have type"),
    "status": (_edit("response", "status", to="200"), r'response.status must have type: "integer"'),
    "content": (_edit("response", "content", to=None), r"response.content must have type"),
    "text": (_edit("response", "content", "text", to={}), r"response.content.text must have type"),
    "Base64": (_edit("response", "content", "encoding", to="base64"), "content must have the body as text, .* Base64"),
    "no text": (_edit("response", "content", to={"size": 5}), r"log.entries\[0\].response.content has no text"),
    "time": (_edit("startedDateTime", to="20 November"), "startedDateTime must have pattern"),
    "day": (_edit("startedDateTime", to="2026-11-31T10:00:00Z"), r"startedDateTime must be a date and a time"),
}


@pytest.mark.parametrize("unusable", UNUSABLE)
def test_unusable_files(
    unusable: str, file: Compare, table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, said = UNUSABLE[unusable]
    if not isinstance(content, bytes):
        entry = _recorded(OPERATION)
        content(entry)
        content = [entry]
    with pytest.raises(LiveError, match=said) as raised:
        file(content)
    assert HEADER == table.read_text(encoding="utf-8")
    monkeypatch.setattr(live, "EVIDENCE", table)
    monkeypatch.setenv("HAR", str(table.with_name("calls.har")))
    assert 2 == live.main()
    assert f"contract-live: {raised.value}\n" == capsys.readouterr().err


def test_missing_and_huge_files(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.har", "cannot be read: No such file"), (tmp_path, "is not a file")):
        with pytest.raises(LiveError, match=said):
            live.run(SPECS, Console(quiet=True), har=path)
    path = tmp_path / "huge.har"
    with path.open("wb") as file:
        file.truncate(har.LARGEST + 1)  # sparse
    with pytest.raises(LiveError, match="is larger than 64 MiB"):
        live.run(SPECS, Console(quiet=True), har=path)


def test_a_table_that_cannot_be_written(file: Compare, table: Path) -> None:
    table.write_text("<<<<<<< ours\n", encoding="utf-8")
    with pytest.raises(LiveError, match="the columns must be"):
        file([_recorded(OPERATION)])
