"""`make changes` classifies every edit of a spec or a package by its effect on callers, and reports nothing else."""

from __future__ import annotations

import copy
import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from klantkit_dev import generate
from klantkit_dev.changes import __main__ as changes
from klantkit_dev.changes import packages, specs
from klantkit_dev.changes.annotations import move
from klantkit_dev.changes.rules import Move
from klantkit_dev.changes.verdicts import NOTHING, Change, Verdict, following, version_of, worst
from klantkit_dev.generate import ROOT
from klantkit_dev.spec import Spec

BREAKING, COMPATIBLE, INTERNAL = Verdict

Node = dict[str, Any]

SHOP = ROOT / "contract_tests" / "data" / "tools" / "shop.yaml"
DOCUMENT = Spec(SHOP).document
SCHEMAS: Node = DOCUMENT["components"]["schemas"]


class Trial(NamedTuple):
    """A document before and after one edit.

    Attributes:
        before: The document, prepared for the edit.
        after: The edited document.
        expected: The effect on callers.
        place: Part of the field of the line with this verdict.

    """

    before: Node
    after: Node
    expected: Verdict
    place: str


# -- Edits of fields: each of them on every field.


class Kind(NamedTuple):
    """One kind of edit of a field.

    Attributes:
        prepare: Prepares the object, given its schema and the name of the field; False if the field does not fit.
        edit: Makes the edit.
        request: The effect in a request.
        response: The effect in a response.

    """

    prepare: Callable[[Node, str], object]
    edit: Callable[[Node, str], object]
    request: Verdict
    response: Verdict


#: The schemas that are in requests; all others are in responses, and Address is in both.
REQUESTS = {"NewOrder", "NewLine", "NewPhoto", "NewToken"}


def _required(schema: Node, *names: str, optional: str = "") -> None:
    rest = [name for name in schema.get("required", ()) if name != optional]
    schema["required"] = list(dict.fromkeys([*rest, *names]))


def _is(field: Node, **keywords: Any) -> None:
    """Make a field something else, and leave its words."""
    words = {key: value for key, value in field.items() if key in {"description", "example", "x-inferred"}}
    field.clear()
    field.update({**words, **keywords})


def _set(**keywords: Any) -> Callable[[Node, str], None]:
    return lambda schema, name: _is(schema["properties"][name], **keywords)


def _say(**words: Any) -> Callable[[Node, str], None]:
    return lambda schema, name: schema["properties"][name].update(words)


def _ready(_schema: Node, _name: str) -> None:
    """Nothing to prepare."""


def _rename(schema: Node, name: str) -> None:
    schema["properties"] = {f"{old}2" if old == name else old: one for old, one in schema["properties"].items()}
    if name in schema.get("required", ()):
        schema["required"] = [f"{old}2" if old == name else old for old in schema["required"]]


def _remove(schema: Node, name: str) -> None:
    del schema["properties"][name]
    _required(schema, optional=name)


def _add(schema: Node, name: str) -> None:
    schema["properties"][f"{name}New"] = {"type": "string", "description": "New."}


def _add_required(schema: Node, name: str) -> None:
    _add(schema, name)
    _required(schema, f"{name}New")


def _is_plain(schema: Node, name: str) -> bool:
    """Whether a field has a type of its own, to put something beside."""
    return "type" in schema["properties"][name]


def _types(schema: Node, name: str) -> list[str]:
    told = schema["properties"][name]["type"]
    return [told] if isinstance(told, str) else list(told)


def _or(*kinds: str, never: str = "") -> Callable[[Node, str], object]:
    """Let a field be of some kinds too, or of one kind no more; False when it has no type to put them beside."""

    def edit(schema: Node, name: str) -> bool:
        if not _is_plain(schema, name):
            return False
        rest = [one for one in _types(schema, name) if one not in {*kinds, never}]
        schema["properties"][name]["type"] = [*rest, *kinds]
        return True

    return edit


def _other_type(schema: Node, name: str) -> None:
    other = "string" if _is_plain(schema, name) and "boolean" in _types(schema, name) else "boolean"
    _is(schema["properties"][name], type=other)


TEXT, WHOLE, LIST = {"type": "string"}, {"type": "integer"}, {"type": "array", "items": {"type": "string"}}

KINDS: dict[str, Kind] = {
    "field removed": Kind(_ready, _remove, BREAKING, BREAKING),
    "field renamed": Kind(_ready, _rename, BREAKING, BREAKING),
    "field added, optional": Kind(_ready, _add, COMPATIBLE, COMPATIBLE),
    "field added, required": Kind(_ready, _add_required, BREAKING, COMPATIBLE),
    "made required": Kind(lambda s, n: _required(s, optional=n), _required, BREAKING, COMPATIBLE),
    "made optional": Kind(_required, lambda s, n: _required(s, optional=n), COMPATIBLE, BREAKING),
    "type narrowed": Kind(_or("object"), _or(never="object"), BREAKING, COMPATIBLE),
    "type widened": Kind(_or(never="object"), _or("object"), COMPATIBLE, BREAKING),
    "type changed": Kind(_ready, _other_type, BREAKING, BREAKING),
    "null allowed": Kind(_or(never="null"), _or("null"), COMPATIBLE, BREAKING),
    "null forbidden": Kind(_or("null"), _or(never="null"), BREAKING, COMPATIBLE),
    "integer to number": Kind(_set(**WHOLE), _set(type="number"), COMPATIBLE, BREAKING),
    "number to integer": Kind(_set(type="number"), _set(**WHOLE), BREAKING, COMPATIBLE),
    "any type to one": Kind(_set(), _set(**TEXT), BREAKING, COMPATIBLE),
    "one type to any": Kind(_set(**TEXT), _set(), COMPATIBLE, BREAKING),
    "enum put on": Kind(_set(**TEXT), _set(**TEXT, enum=["a", "b"]), BREAKING, COMPATIBLE),
    "enum taken off": Kind(_set(**TEXT, enum=["a", "b"]), _set(**TEXT), COMPATIBLE, BREAKING),
    "enum widened": Kind(_set(**TEXT, enum=["a", "b"]), _set(**TEXT, enum=["b", "c", "a"]), COMPATIBLE, BREAKING),
    "enum narrowed": Kind(_set(**TEXT, enum=["a", "b", "c"]), _set(**TEXT, enum=["c", "a"]), BREAKING, COMPATIBLE),
    "enum changed": Kind(_set(**TEXT, enum=["a", "b"]), _set(**TEXT, enum=["a", "c"]), BREAKING, BREAKING),
    "enum in another order": Kind(_set(enum=["a", "b", "c"]), _set(enum=["c", "a", "b"]), INTERNAL, INTERNAL),
    "const changed": Kind(_set(const="a"), _set(const="b"), BREAKING, BREAKING),
    "const to enum": Kind(_set(const="a"), _set(enum=["a", "b"]), COMPATIBLE, BREAKING),
    "upper limit tightened": Kind(_set(**TEXT, maxLength=9), _set(**TEXT, maxLength=8), BREAKING, COMPATIBLE),
    "upper limit loosened": Kind(_set(**TEXT, maxLength=9), _set(**TEXT, maxLength=10), COMPATIBLE, COMPATIBLE),
    "lower limit tightened": Kind(_set(**WHOLE, minimum=1), _set(**WHOLE, minimum=2), BREAKING, COMPATIBLE),
    "lower limit loosened": Kind(_set(**WHOLE, minimum=1), _set(**WHOLE, minimum=0), COMPATIBLE, COMPATIBLE),
    "limit put on": Kind(_set(**LIST), _set(**LIST, maxItems=3), BREAKING, COMPATIBLE),
    "limit taken off": Kind(_set(**LIST, minItems=3), _set(**LIST), COMPATIBLE, COMPATIBLE),
    "pattern put on": Kind(_set(**TEXT), _set(**TEXT, pattern="^a"), BREAKING, COMPATIBLE),
    "pattern changed": Kind(_set(**TEXT, pattern="^a"), _set(**TEXT, pattern="^b"), BREAKING, COMPATIBLE),
    "pattern taken off": Kind(_set(**TEXT, pattern="^a"), _set(**TEXT), COMPATIBLE, COMPATIBLE),
    "format put on": Kind(_set(**TEXT), _set(**TEXT, format="email"), BREAKING, COMPATIBLE),
    "format changed": Kind(_set(**TEXT, format="email"), _set(**TEXT, format="uri"), BREAKING, COMPATIBLE),
    "format taken off": Kind(_set(**TEXT, format="email"), _set(**TEXT), COMPATIBLE, COMPATIBLE),
    "read format changed": Kind(_set(**TEXT, format="date"), _set(**TEXT, format="date-time"), BREAKING, BREAKING),
    "read format taken off": Kind(_set(**TEXT, format="uuid"), _set(**TEXT), COMPATIBLE, BREAKING),
    "multiple loosened": Kind(_set(**WHOLE, multipleOf=10), _set(**WHOLE, multipleOf=5), COMPATIBLE, COMPATIBLE),
    "multiple changed": Kind(_set(**WHOLE, multipleOf=5), _set(**WHOLE, multipleOf=10), BREAKING, COMPATIBLE),
    "unique items required": Kind(_set(**LIST), _set(**LIST, uniqueItems=True), BREAKING, COMPATIBLE),
    "unique items not required": Kind(_set(**LIST, uniqueItems=True), _set(**LIST), COMPATIBLE, COMPATIBLE),
    "items changed": Kind(_set(**LIST), _set(type="array", items=WHOLE), BREAKING, BREAKING),
    "items widened": Kind(_set(**LIST), _set(type="array", items={"type": ["string", "null"]}), COMPATIBLE, BREAKING),
    "option added": Kind(_set(anyOf=[TEXT, LIST]), _set(anyOf=[LIST, TEXT, {"type": "object"}]), COMPATIBLE, BREAKING),
    "option removed": Kind(_set(anyOf=[TEXT, LIST, WHOLE]), _set(anyOf=[WHOLE, LIST]), BREAKING, COMPATIBLE),
    "one to options": Kind(_set(**TEXT), _set(anyOf=[LIST, TEXT]), COMPATIBLE, BREAKING),
    "options to one": Kind(_set(oneOf=[LIST, TEXT]), _set(**TEXT), BREAKING, COMPATIBLE),
    "options written as types": Kind(
        _set(anyOf=[TEXT, {"type": "null"}]), _set(type=["null", "string"]), INTERNAL, INTERNAL
    ),
    "closed": Kind(_set(type="object"), _set(type="object", additionalProperties=False), BREAKING, COMPATIBLE),
    "opened": Kind(_set(type="object", additionalProperties=False), _set(type="object"), COMPATIBLE, COMPATIBLE),
    "exclusion put on": Kind(_set(**TEXT), _set(**TEXT, **{"not": {"const": ""}}), BREAKING, COMPATIBLE),
    "default put on": Kind(_set(**TEXT), _set(**TEXT, default="a"), COMPATIBLE, INTERNAL),
    "default changed": Kind(_set(**TEXT, default="a"), _set(**TEXT, default="b"), BREAKING, INTERNAL),
    "more accepted": Kind(_set(**TEXT), _set(**TEXT, **{"x-accepts": "decimal"}), COMPATIBLE, INTERNAL),
    "less accepted": Kind(_set(**TEXT, **{"x-accepts": "decimal"}), _set(**TEXT), BREAKING, INTERNAL),
    "unknown keyword": Kind(_set(**TEXT), _set(**TEXT, discriminated=True), BREAKING, BREAKING),
    "deprecated": Kind(_set(**TEXT), _set(**TEXT, deprecated=True), COMPATIBLE, COMPATIBLE),
    "description only": Kind(_ready, _say(description="Otherwise."), INTERNAL, INTERNAL),
    "example only": Kind(_ready, _say(example="Otherwise."), INTERNAL, INTERNAL),
    "x-inferred only": Kind(_ready, _say(**{"x-inferred": "Otherwise."}), INTERNAL, INTERNAL),
    "title only": Kind(_ready, _say(title="Otherwise."), INTERNAL, INTERNAL),
    "externalDocs only": Kind(_ready, _say(externalDocs={"url": "https://else"}), INTERNAL, INTERNAL),
}


def _field_trials(kind: Kind) -> Iterator[Trial]:
    for name, schema in SCHEMAS.items():
        for field in schema["properties"]:
            before = copy.deepcopy(schema)
            if kind.prepare(before, field) is False:
                continue
            after = copy.deepcopy(before)
            if kind.edit(after, field) is False or before["properties"].get(field, {}).get("type") == []:
                continue
            expected = kind.request if name in REQUESTS else kind.response
            if name == "Address":
                expected = min(kind.request, kind.response, key=list(Verdict).index)
            old, new = (_with_schemas({**SCHEMAS, name: one}) for one in (before, after))
            yield Trial(old, new, expected, field)


def _with_schemas(schemas: Node) -> Node:
    return {**DOCUMENT, "components": {**DOCUMENT["components"], "schemas": schemas}}


# -- Edits of operations: each of them on every operation.

Edit = Callable[[Node, str, str], object]


def _operation(document: Node, path: str, method: str) -> Node:
    operation: Node = document["paths"][path][method]
    return operation


def _at(node: Any, keys: tuple[str, ...]) -> tuple[Node, str]:
    """The object that holds the last key, and that key; `*` is the first key there is."""
    *above, last = keys
    for key in above:
        node = node[next(iter(node)) if key == "*" else key]
    return node, next(iter(node)) if last == "*" else last


def _put(*keys: str, to: Any) -> Edit:
    def edit(document: Node, path: str, method: str) -> None:
        node, key = _at(_operation(document, path, method), keys)
        node[key] = copy.deepcopy(to)

    return edit


def _drop(*keys: str) -> Edit:
    def edit(document: Node, path: str, method: str) -> None:
        node, key = _at(_operation(document, path, method), keys)
        del node[key]

    return edit


def _rename_key(*keys: str, to: str) -> Edit:
    def edit(document: Node, path: str, method: str) -> None:
        node, key = _at(_operation(document, path, method), keys)
        node[to] = node.pop(key)

    return edit


def _all(*edits: Edit) -> Edit:
    return lambda document, path, method: [edit(document, path, method) for edit in edits]


def _nothing(_document: Node, _path: str, _method: str) -> None:
    """Prepare nothing."""


def _moved_path(document: Node, path: str, method: str) -> None:
    item = document["paths"][path]
    document["paths"][f"{path}/new"] = {method: item.pop(method), "parameters": item.get("parameters", [])}


def _other_method(document: Node, path: str, method: str) -> None:
    document["paths"][path]["patch"] = document["paths"][path].pop(method)


def _copied(document: Node, path: str, method: str) -> None:
    document["paths"][f"{path}/copy"] = {method: {**_operation(document, path, method), "operationId": "copied"}}


def _other_security(scheme: str) -> Edit:
    def edit(document: Node, path: str, method: str) -> None:
        document["components"]["securitySchemes"]["key"] = {"type": "apiKey", "in": "header", "name": scheme}
        _operation(document, path, method)["security"] = [{"key": []}]

    return edit


def _renamed_scheme(document: Node, path: str, method: str) -> None:
    schemes = document["components"]["securitySchemes"]
    schemes["renamed"] = schemes["bearerAuth"]  # both, since other operations use the old name
    _operation(document, path, method)["security"] = [{"renamed": []}]


def _parameter(**keywords: Any) -> Edit:
    return _put("parameters", to=[{"name": "sort", "in": "query", "schema": {"type": "string"}, **keywords}])


INTEGER, JSON = {"type": "integer"}, "application/json"
ERROR = {"$ref": "#/components/responses/Error"}
OTHER_ERROR = {"description": "Another.", "content": {JSON: {"schema": INTEGER}}}
HEADER = {"schema": INTEGER, "description": "A header."}
SUCCESS = ("responses", "*")
BODY = ("requestBody", "content")
RANGE = _put("responses", "5XX", to=ERROR)
BEARER = _put("security", to=[{"bearerAuth": []}])
EITHER = _put("security", to=[{"bearerAuth": []}, {}])

#: How to prepare the operation, the edit, its effect, and part of the field of its line.
OPERATION_KINDS: dict[str, tuple[Edit, Edit, Verdict, str]] = {
    "path moved": (_nothing, _moved_path, BREAKING, "path"),
    "method changed": (_nothing, _other_method, BREAKING, "method"),
    "operation renamed": (_nothing, _put("operationId", to="renamed"), BREAKING, "operationId"),
    "resource renamed": (_nothing, _put("tags", to=["others"]), BREAKING, "resource"),
    "second tag": (_put("tags", to=["shop"]), _put("tags", to=["shop", "more"]), INTERNAL, "tags"),
    "operation added": (_nothing, _copied, COMPATIBLE, "operation"),
    "operation removed": (_copied, lambda d, p, _: d["paths"].pop(f"{p}/copy"), BREAKING, "operation"),
    "operation deprecated": (_nothing, _put("deprecated", to=True), COMPATIBLE, "deprecated"),
    "operation not deprecated": (_put("deprecated", to=True), _drop("deprecated"), COMPATIBLE, "deprecated"),
    "server moved": (_nothing, lambda d, *_: d["servers"][0].update(url="https://b"), BREAKING, "address"),
    "server added": (_nothing, lambda d, *_: d["servers"].append({"url": "https://b"}), COMPATIBLE, "other addresses"),
    "server removed": (
        lambda d, *_: d["servers"].append({"url": "https://b"}), lambda d, *_: d["servers"].pop(), BREAKING,
        "other addresses",
    ),
    "success changed": (_nothing, _rename_key(*SUCCESS, to="202"), BREAKING, "response 20"),
    "success added": (_nothing, _put("responses", "202", to={"description": "Another."}), BREAKING, "response 202"),
    "success removed": (_put("responses", "202", to=ERROR), _drop("responses", "202"), BREAKING, "response 202"),
    "error added": (_nothing, _put("responses", "402", to=ERROR), COMPATIBLE, "response 402"),
    "error removed": (_put("responses", "402", to=ERROR), _drop("responses", "402"), BREAKING, "response 402"),
    "error added within a range": (RANGE, _put("responses", "501", to=ERROR), COMPATIBLE, "response 501"),
    "error removed within a range": (
        _all(RANGE, _put("responses", "501", to=ERROR)), _drop("responses", "501"), COMPATIBLE, "response 501"
    ),
    "another error added within a range": (
        RANGE, _put("responses", "501", to=OTHER_ERROR), BREAKING, "response 501"
    ),
    "another error removed within a range": (
        _all(RANGE, _put("responses", "501", to=OTHER_ERROR)), _drop("responses", "501"), BREAKING, "response 501"
    ),
    "media type changed": (_nothing, _rename_key(*BODY, "*", to="application/x"), BREAKING, "request media type"),
    "media type added": (_nothing, _put(*BODY, "application/x", to={}), COMPATIBLE, "request media type"),
    "media type removed": (
        _put(*BODY, "application/x", to={}), _drop(*BODY, "application/x"), BREAKING, "request media type"
    ),
    "media type of the response changed": (
        _nothing, _rename_key(*SUCCESS, "content", "*", to="text/x"), BREAKING, "media type"
    ),
    "media type of the response changed to other JSON": (
        _nothing, _rename_key(*SUCCESS, "content", "*", to="application/x+json"), COMPATIBLE, "media type"
    ),
    "content of the response removed": (_nothing, _drop(*SUCCESS, "content"), BREAKING, "media type"),
    "header added": (_nothing, _put(*SUCCESS, "headers", to={"X-A": HEADER}), COMPATIBLE, "headers.X-A"),
    "header removed": (
        _put(*SUCCESS, "headers", to={"X-A": HEADER}), _drop(*SUCCESS, "headers"), BREAKING, "headers.X-A"
    ),
    "body made optional": (_nothing, _put("requestBody", "required", to=False), COMPATIBLE, "request body"),
    "body made required": (
        _put("requestBody", "required", to=False), _put("requestBody", "required", to=True), BREAKING, "request body"
    ),
    "body removed": (_nothing, _drop("requestBody"), BREAKING, "request body"),
    "body added, optional": (
        _drop("requestBody"), _put("requestBody", to={"content": {JSON: {}}}), COMPATIBLE, "request body"
    ),
    "body added, required": (
        _drop("requestBody"), _put("requestBody", to={"required": True, "content": {JSON: {}}}), BREAKING,
        "request body",
    ),
    "parameter added, optional": (_put("parameters", to=[]), _parameter(), COMPATIBLE, "request sort"),
    "parameter added, required": (_put("parameters", to=[]), _parameter(required=True), BREAKING, "request sort"),
    "parameter removed": (_parameter(), _put("parameters", to=[]), BREAKING, "request sort"),
    "parameter renamed": (_parameter(), _parameter(name="order"), BREAKING, "request sort"),
    "parameter moved": (_parameter(), _parameter(**{"in": "cookie"}), BREAKING, "request sort"),
    "parameter made required": (_parameter(), _parameter(required=True), BREAKING, "request sort"),
    "parameter made optional": (_parameter(required=True), _parameter(), COMPATIBLE, "request sort"),
    "parameter narrowed": (
        _parameter(), _parameter(schema={"type": "string", "maxLength": 3}), BREAKING, "request sort"
    ),
    "parameter widened": (
        _parameter(schema=INTEGER), _parameter(schema={"type": "number"}), COMPATIBLE, "request sort"
    ),
    "parameter deprecated": (_parameter(), _parameter(deprecated=True), COMPATIBLE, "request sort"),
    "security changed": (_other_security("X-A"), _other_security("X-B"), BREAKING, "security"),
    "security required": (_put("security", to=[]), BEARER, BREAKING, "security"),
    "security dropped": (BEARER, _put("security", to=[]), COMPATIBLE, "security"),
    "security added": (BEARER, EITHER, COMPATIBLE, "security"),
    "security removed": (EITHER, BEARER, BREAKING, "security"),
    "security scheme renamed": (BEARER, _renamed_scheme, INTERNAL, "security"),
    "summary only": (_nothing, _put("summary", to="Otherwise."), INTERNAL, "summary"),
    "operation's description only": (_nothing, _put("description", to="Otherwise."), INTERNAL, "description"),
    "operation's externalDocs only": (_nothing, _put("externalDocs", "url", to="https://b"), INTERNAL, "externalDocs"),
    "x-live only": (_nothing, _put("x-live", to="Otherwise."), INTERNAL, "x-live"),
    "body's description only": (_nothing, _put("requestBody", "description", to="Otherwise."), INTERNAL, "request (d"),
    "example of a body only": (_nothing, _put(*BODY, "*", "example", to={"a": 1}), INTERNAL, "request (example)"),
    "response behind a reference": (
        _nothing, _put("responses", "400", to=DOCUMENT["components"]["responses"]["Error"]), INTERNAL, "component"
    ),
}  # fmt: skip


def _operation_trials(prepare: Edit, edit: Edit, expected: Verdict, place: str) -> Iterator[Trial]:
    for path, method, operation in Spec(SHOP).operations():
        before = copy.deepcopy(DOCUMENT)
        try:
            prepare(before, path, method)
            after = copy.deepcopy(before)
            edit(after, path, method)
        except KeyError:  # an edit of a body; there must be no other reason
            assert "requestBody" not in operation
            continue
        yield Trial(before, after, expected, place)


def _component_trials() -> Iterator[Trial]:
    """Each schema under another name."""
    for name in SCHEMAS:
        after = _referring(DOCUMENT, f"#/components/schemas/{name}", f"#/components/schemas/{name}2")
        schemas = after["components"]["schemas"]
        schemas[f"{name}2"] = schemas.pop(name)
        yield Trial(DOCUMENT, after, INTERNAL, "component")


def _referring(node: Any, old: str, new: str) -> Any:
    if isinstance(node, dict):
        return {key: _referring(value, old, new) for key, value in node.items()}
    if isinstance(node, list):
        return [_referring(item, old, new) for item in node]
    return new if node == old else node


def _encoding_trials(before: str | None, after: str | None, expected: Verdict) -> Iterator[Trial]:
    for media_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        path, method = ("/token", "post") if "www" in media_type else ("/orders/{orderId}/photo", "put")
        for field in SCHEMAS["NewToken" if "www" in media_type else "NewPhoto"]["properties"]:
            both = copy.deepcopy(DOCUMENT), copy.deepcopy(DOCUMENT)
            for document, value in zip(both, (before, after), strict=True):
                encoding = {field: {"contentType": value}} if value else {}
                _put(*BODY, media_type, "encoding", to=encoding)(document, path, method)
            yield Trial(*both, expected, field)


TRIALS: dict[str, Callable[[], Iterator[Trial]]] = {
    **{name: functools.partial(_field_trials, kind) for name, kind in KINDS.items()},
    **{name: functools.partial(_operation_trials, *kind) for name, kind in OPERATION_KINDS.items()},
    "component renamed": _component_trials,
    "encoding changed": functools.partial(_encoding_trials, "image/png", "application/pdf", BREAKING),
    "encoding put on": functools.partial(_encoding_trials, None, "application/pdf", BREAKING),
    "encoding taken off": functools.partial(_encoding_trials, "application/pdf", None, COMPATIBLE),
}

#: Edits that only write the same in another way need no line.
SILENT = {"enum in another order", "options written as types"}


@pytest.mark.parametrize("kind", TRIALS)
def test_each_edit_of_a_spec_is_classified(kind: str) -> None:
    trials, wrong = list(TRIALS[kind]()), []
    for trial in trials:
        lines = specs.changes("shop", trial.before, trial.after)
        if kind in SILENT and not lines:
            continue
        telling = [line for line in lines if line.verdict is worst(lines)]
        if (
            worst(lines) is not trial.expected
            or not any(trial.place in line.field for line in telling)
            or len(telling) > (2 if kind in KINDS else 1)  # a schema may be used in two places
            or ("renamed" in kind and NOTHING in {telling[0].before, telling[0].after})  # one line has both names
            or not all(line.vendor == "shop" and line.operation and line.advice for line in lines)
        ):
            wrong.append((trial.expected, trial.place, lines))
    assert [] == wrong
    assert len(trials) >= (16 if kind in KINDS else 3)


def _lines(edit: Callable[[Node], object]) -> list[tuple[str, str, str, str, Verdict]]:
    after = copy.deepcopy(DOCUMENT)
    edit(after)
    lines = specs.changes("shop", DOCUMENT, after)
    return [(line.operation, line.field, line.before, line.after, line.verdict) for line in lines]


def _in_schema(name: str, **keywords: Any) -> Callable[[Node], object]:
    return lambda document: document["components"]["schemas"][name].update(keywords)


def test_each_operation_has_its_own_lines() -> None:
    def edit(document: Node) -> None:
        _drop("responses", "422")(document, "/orders", "post")
        _drop("responses", "400")(document, "/token", "post")

    assert [
        ("create_order", "response 422", "422", NOTHING, BREAKING),
        ("create_token", "response 400", "400", NOTHING, BREAKING),
    ] == _lines(edit)


def test_a_change_in_all_operations_has_one_line() -> None:
    code = {**SCHEMAS["Error"]["properties"]["code"], "type": "string"}
    edit = _in_schema("Error", properties={**SCHEMAS["Error"]["properties"], "code": code})
    assert [("all", "response 400 422 5XX code", "integer", "string", BREAKING)] == _lines(edit)


def test_two_changes_of_a_field_have_two_lines() -> None:
    edit = _in_schema("NewToken", properties={**SCHEMAS["NewToken"]["properties"], "user": {"type": "string"}})
    assert [
        ("create_token", "request user", "required", "optional", COMPATIBLE),
        ("create_token", "request user (description)", "Name of the user.", NOTHING, INTERNAL),
    ] == _lines(lambda document: (edit(document), _in_schema("NewToken", required=[])(document)))


def test_what_no_operation_uses_is_internal() -> None:
    assert [("all", "component Spare", NOTHING, "unused", INTERNAL)] == _lines(
        lambda document: document["components"]["schemas"].update(Spare=TEXT)
    )
    assert [("all", "(tags)", "{}", '{"orders": "All orders."}', INTERNAL)] == _lines(
        lambda document: document.update(tags=[{"name": "orders", "description": "All orders."}])
    )


def test_a_list_that_becomes_text_has_one_line() -> None:
    properties = {
        **SCHEMAS["NewLine"]["properties"],
        "labels": {"type": "string", "description": "Words to find it by."},
    }
    assert [("create_order", "request lines[].labels", "array", "string", BREAKING)] == _lines(
        _in_schema("NewLine", properties=properties)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (True, {"type": "string"}, [("", BREAKING)]),
        (True, {}, []),
        (False, True, [("", COMPATIBLE)]),
        ({"additionalProperties": True}, {}, []),
        ({"additionalProperties": INTEGER}, {"additionalProperties": {"type": "number"}}, [(".*", COMPATIBLE)]),
        ({"oneOf": [LIST, LIST]}, {"oneOf": [LIST, {**LIST, "maxItems": 1}]}, [("", BREAKING)]),
        ({"allOf": [TEXT]}, {"allOf": [TEXT, LIST]}, [("", BREAKING)]),
        ({"allOf": [TEXT, LIST]}, {"allOf": [TEXT]}, [("", COMPATIBLE)]),
        (
            {"anyOf": [{"$ref": "#/components/schemas/A"}, TEXT]},
            {"anyOf": [TEXT, {"$ref": "#/components/schemas/B"}]},
            [("component", INTERNAL)],
        ),
        (
            {"anyOf": [TEXT, LIST]},
            {"anyOf": [TEXT, {**LIST, "maxItems": 2}, INTEGER]},
            [("", COMPATIBLE), ("", BREAKING)],
        ),
        ({"$ref": "#/components/schemas/A", "maxItems": 9}, {"$ref": "#/components/schemas/A"}, [("", COMPATIBLE)]),
        ({"$ref": "#/components/schemas/A"}, {"allOf": [{"$ref": "#/components/schemas/A"}]}, []),
        ({"type": "integer", "multipleOf": 1}, {"type": "integer", "multipleOf": 0.01}, [("", COMPATIBLE)]),
        ({"type": "integer", "multipleOf": 0.01}, {"type": "integer", "multipleOf": 1}, [("", BREAKING)]),
        (TEXT, {**TEXT, "minLength": 0}, []),
        (LIST, {**LIST, "minItems": 0}, []),
        ({"type": "object"}, {"type": "object", "minProperties": 0, "additionalProperties": {}}, []),
    ],
)
def test_shapes_of_schemas(before: Any, after: Any, expected: list[tuple[str, Verdict]]) -> None:
    documents = []
    for schema in (before, after):
        properties = {**SCHEMAS["NewToken"]["properties"], "scope": schema}
        more = {"A": LIST, "B": LIST, "NewToken": {**SCHEMAS["NewToken"], "properties": properties}}
        documents.append(_with_schemas({**SCHEMAS, **more}))
    lines = [line for line in specs.changes("shop", *documents) if not line.field.startswith("component ")]
    assert expected == [(line.field.removeprefix("request scope"), line.verdict) for line in lines]


@pytest.mark.parametrize(
    "holding",
    [
        lambda schema: {"prefixItems": [schema, TEXT]},
        lambda schema: {"patternProperties": {"^x": schema}},
        lambda schema: {"dependentSchemas": {"x": schema}},
        *(
            lambda schema, key=key: {key: schema}
            for key in ("contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "if", "then", "not")
        ),
    ],
)
def test_a_schema_is_followed_wherever_it_stands(holding: Callable[[Node], Node]) -> None:
    documents = []
    for inner in (TEXT, {**TEXT, "maxLength": 5}):
        properties = {**SCHEMAS["NewToken"]["properties"], "scope": holding({"$ref": "#/components/schemas/Inner"})}
        more = {"Inner": inner, "NewToken": {**SCHEMAS["NewToken"], "properties": properties}}
        documents.append(_with_schemas({**SCHEMAS, **more}))
    lines = specs.changes("shop", *documents)
    assert {"create_token"} == {line.operation for line in lines}
    assert {BREAKING} <= {line.verdict for line in lines}


@pytest.mark.parametrize(
    ("place", "style", "explode", "verdicts"),
    [("query", "form", True, []), ("header", "simple", False, []), ("query", "form", False, [BREAKING])],
)
def test_the_default_style_of_a_parameter_is_no_change(
    place: str, style: str, verdicts: list[Verdict], *, explode: bool
) -> None:
    def added(**keywords: Any) -> Node:
        document = copy.deepcopy(DOCUMENT)
        parameter = {"name": "ids", "in": place, "schema": LIST, **keywords}
        next(iter(document["paths"].values()))["parameters"] = [parameter]
        return document

    changes = specs.changes("shop", added(), added(style=style, explode=explode))
    assert verdicts == sorted({line.verdict for line in changes})


def test_a_document_that_is_the_same_has_no_line() -> None:
    assert [] == specs.changes("shop", DOCUMENT, copy.deepcopy(DOCUMENT))


# -- Edits of Python: a package small enough to read, with the constructs of the generated ones.


INIT = """
__all__ = ["Line", "Status", "Customer", "LIMIT", "Options", "make", "stored"]
from ._inner import LIMIT, Customer, Line, Options, Status, make, stored
"""

INNER = """
from contextlib import contextmanager
from enum import Enum
from typing import TypedDict, Unpack
from attrs import define as _attrs_define
from attrs import field as _attrs_field

LIMIT: int = 60
_SECRET: int = 1


class Status(str, Enum):
    OPEN = "open"
    PAID = "paid"


class Options(TypedDict, total=False):
    timeout: float


@_attrs_define
class Line:
    text: str
    rate: int | Unset = UNSET
    amount: str = _attrs_field(converter=decimal_text)


@_attrs_define
class Customer:
    \"\"\"A customer.\"\"\"

    id: str
    status: str | None
    _token: str = ""

    def total(self) -> float:
        \"\"\"What it comes to.\"\"\"
        return 1.0

    def _hidden(self, a: int) -> int:
        return a


def make(line: Line, *, name: str, note: str | Unset = UNSET, **options: Unpack[Options]) -> Customer:
    return Customer(line)


def _helper(a: int) -> int:
    return a


@contextmanager
def stored(path: str) -> Iterator[int]:
    yield 1
"""

#: The old text, the new text, and the effect.
PYTHON: dict[str, tuple[str, str, Verdict]] = {
    "parameter removed": ("name: str, ", "", BREAKING),
    "optional parameter removed": ("note: str | Unset = UNSET, ", "", BREAKING),
    "parameter renamed": ("*, name: str", "*, title: str", BREAKING),
    "parameter added, optional": ("**options", "vat: int | Unset = UNSET, **options", COMPATIBLE),
    "parameter added, required": ("*, name", "*, vat: int, name", BREAKING),
    "parameter made required": ("note: str | Unset = UNSET", "note: str | Unset", BREAKING),
    "parameter made optional": ("name: str,", "name: str = UNSET,", COMPATIBLE),
    "parameter narrowed": ("note: str | Unset", "note: Unset", BREAKING),
    "parameter widened": ("name: str", "name: str | None", COMPATIBLE),
    "parameter changed": ("name: str", "name: bytes", BREAKING),
    "parameter closed to an enum": ("*, name: str", "*, name: Status", BREAKING),
    "parameter with another default": ("note: str | Unset = UNSET", 'note: str | Unset = ""', BREAKING),
    "parameter by keyword only": ("make(line: Line, *, ", "make(*, line: Line, ", BREAKING),
    "parameter by position too": ("*, name: str,", "name: str, *,", COMPATIBLE),
    "parameters in another order": (
        "*, name: str, note: str | Unset = UNSET", "*, note: str | Unset = UNSET, name: str", INTERNAL
    ),
    "options removed": (", **options: Unpack[Options]", "", BREAKING),
    "return widened": ("-> Customer", "-> Customer | None", BREAKING),
    "return changed": ("-> Customer", "-> Line", BREAKING),
    "return narrowed": ("-> float", "-> int", COMPATIBLE),
    "return not annotated": ("-> float:", ":", BREAKING),
    "return of a context widened": ("Iterator[int]", "Iterator[int | None]", BREAKING),
    "return of a context written otherwise": ("Iterator[int]", "Generator[int, None, None]", INTERNAL),
    "function removed": ("def make(", "def _make(", BREAKING),
    "function renamed": ("def stored(", "def kept(", BREAKING),
    "function added": ("def _helper(", "def helper(a: int) -> int: ...\n\n\ndef _helper(", INTERNAL),
    "method removed": ("def total(", "def _total(", BREAKING),
    "method added": ("def _hidden(", "def shown(", COMPATIBLE),
    "class removed": ("class Options(TypedDict, total=False):\n    timeout: float\n", "", BREAKING),
    "class renamed": ("class Line:", "class Row:", BREAKING),
    "base class removed": ("class Status(str, Enum)", "class Status(Enum)", BREAKING),
    "member removed": ('    PAID = "paid"\n', "", BREAKING),
    "member added": ("    PAID =", '    GONE = "gone"\n    PAID =', COMPATIBLE),
    "attribute removed": ("    id: str\n", "", BREAKING),
    "attribute renamed": ("    id: str\n", "    ident: str\n", BREAKING),
    "attribute of an response added": ("    id: str\n", "    id: str\n    age: int\n", COMPATIBLE),
    "attribute of an response widened": ("    id: str\n", "    id: str | Unset\n", BREAKING),
    "attribute of an response narrowed": ("status: str | None", "status: str", COMPATIBLE),
    "attribute of an response closed to an enum": ("status: str | None", "status: Status | None", COMPATIBLE),
    "attribute of an response changed": ("    id: str\n", "    id: int\n", BREAKING),
    "attribute of a request added, required": ("    text: str\n", "    text: str\n    vat: int\n", BREAKING),
    "attribute of a request added, read": (
        "    text: str\n", "    text: str\n    vat: str = _attrs_field(converter=decimal_text)\n", BREAKING
    ),
    "attribute of a request added, optional": ("    text: str\n", "    text: str\n    vat: int = 0\n", COMPATIBLE),
    "attribute of a request widened": ("    text: str\n", "    text: str | None\n", COMPATIBLE),
    "attribute of a request narrowed": ("rate: int | Unset", "rate: int", BREAKING),
    "attribute of a request made required": ("rate: int | Unset = UNSET", "rate: int | Unset", BREAKING),
    "attribute of a request made optional": ("    text: str\n", '    text: str = ""\n', INTERNAL),
    "option added": ("    timeout: float\n", "    timeout: float\n    retries: int\n", COMPATIBLE),
    "option narrowed": ("timeout: float", "timeout: int", BREAKING),
    "constant removed": ("LIMIT: int = 60", "_LIMIT: int = 60", BREAKING),
    "constant of another type": ("LIMIT: int", "LIMIT: str", BREAKING),
    "private constant": ("_SECRET: int = 1", "_SECRET: str = ''", INTERNAL),
    "private function": ("def _helper(a: int)", "def _helper(a: int, b: int)", INTERNAL),
    "private function removed": ("def _helper(a: int) -> int:\n    return a\n", "", INTERNAL),
    "private method": ("def _hidden(self, a: int)", "def _hidden(self)", INTERNAL),
    "private attribute": ('    _token: str = ""\n', "", INTERNAL),
    "docstring only": ("A customer.", "Somebody who pays.", INTERNAL),
    "docstring of a method only": ("What it comes to.", "The sum.", INTERNAL),
    "comment only": ("LIMIT: int = 60", "LIMIT: int = 60  # a minute", INTERNAL),
    "body only": ("return 1.0", "return 2.0", INTERNAL),
    "type written otherwise": ("name: str,", 'name: "str",', INTERNAL),
    "union in another order": ("status: str | None", "status: None | str", INTERNAL),
}  # fmt: skip


def _package(root: Path, inner: str, name: str = "klantkit") -> Path:
    folder = root / ("overlay" if name == "klantkit" else "generated") / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text(INIT, encoding="utf-8")
    (folder / "_inner.py").write_text(inner, encoding="utf-8")
    return root


@pytest.mark.parametrize("kind", PYTHON)
def test_each_edit_of_python_is_classified(kind: str, tmp_path: Path) -> None:
    old, new, expected = PYTHON[kind]
    assert 1 == INNER.count(old)
    before = _package(tmp_path / "before", INNER)
    after = _package(tmp_path / "after", INNER.replace(old, new))
    lines = packages.changes(before, after)
    assert expected is worst(lines), lines
    assert len(lines) <= 2, lines  # a rename has two
    if kind.startswith("parameter") and expected is not INTERNAL:
        assert {"make"} == {line.operation.partition("(")[0] for line in lines if line.operation.endswith(")")}, lines


def test_a_package_that_is_the_same_has_no_line(tmp_path: Path) -> None:
    assert [] == packages.changes(_package(tmp_path / "a", INNER), _package(tmp_path / "b", INNER))


def test_a_new_version_alone_has_no_line(tmp_path: Path) -> None:
    roots = [_package(tmp_path / name, INNER) for name in "ab"]
    (roots[1] / changes.VERSION).write_text('__version__ = "0.2.0"')
    assert [] == packages.changes(*roots)


def test_a_package_that_is_new_or_removed(tmp_path: Path) -> None:
    one, two = _package(tmp_path / "a", INNER), _package(_package(tmp_path / "b", INNER), INNER, "x_api")
    assert [(COMPATIBLE, "x")] == [(line.verdict, line.vendor) for line in packages.changes(one, two)]
    assert [(BREAKING, "x")] == [(line.verdict, line.vendor) for line in packages.changes(two, one)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("str", "str | None", Move.WIDENED),
        ("Optional[str]", "str", Move.NARROWED),
        ("Union[int, str]", "str | int", Move.SAME),
        ("int", "float", Move.WIDENED),
        ("list[int]", "list[int | str]", Move.WIDENED),
        ("list[int]", "list[str]", Move.CHANGED),
        ("Literal['a']", "Literal['a', 'b']", Move.WIDENED),
        ("dict[str, float]", "dict[str, int]", Move.NARROWED),
        ("dict[int, int]", "dict[float, str]", Move.CHANGED),
        ("Any", "str", Move.NARROWED),
        ("Colour", "str", Move.WIDENED),
        ("Response[A | None]", "Response[A]", Move.NARROWED),
    ],
)
def test_types_are_compared_by_the_values_they_allow(before: str, after: str, expected: Move) -> None:
    assert expected is move(before, after, {"Colour": {"str", "Enum"}})


# -- Specs and packages joined, and the version.


@pytest.mark.parametrize(
    ("version", "verdict", "expected"),
    [
        ((0, 1, 0), BREAKING, (0, 2, 0)),
        ((0, 1, 3), COMPATIBLE, (0, 1, 4)),
        ((0, 1, 3), INTERNAL, (0, 1, 4)),
        ((1, 2, 3), BREAKING, (2, 0, 0)),
        ((1, 2, 3), COMPATIBLE, (1, 3, 0)),
        ((1, 2, 3), INTERNAL, (1, 2, 4)),
        ((1, 2, 3), None, (1, 2, 3)),
    ],
)
def test_the_version_that_follows(
    version: tuple[int, int, int], verdict: Verdict | None, expected: tuple[int, int, int]
) -> None:
    assert expected == following(version, verdict)


def test_an_invalid_version() -> None:
    with pytest.raises(ValueError, match="no line like"):
        version_of('__version__ = "soon"')


def _line(verdict: Verdict, vendor: str, *names: str, python: tuple[str, ...] = ()) -> Change:
    return Change(verdict, vendor, "o", "f", "a", "b", "Do.", frozenset(names), python)


def test_python_is_joined_with_its_cause() -> None:
    cause = _line(BREAKING, "next", "markup")
    shown = _line(BREAKING, "next", "markup", python=("create(markup)",))
    other_vendor, other_name = _line(BREAKING, "notify", "markup"), _line(BREAKING, "next", "name")
    assert [_line(BREAKING, "next", "markup", python=("create(markup)",)), other_vendor, other_name] == [
        *packages.joined([cause], [shown, other_vendor, other_name])
    ]


def test_a_client_of_klantkit_is_joined_with_its_vendor() -> None:
    cause = _line(BREAKING, "next", "token")
    ours = _line(BREAKING, "klantkit", "token", python=("Next.token", "AsyncNext.token"))
    other = _line(BREAKING, "klantkit", "token", python=("Notify.token",))
    assert [replace(cause, python=ours.python), other] == packages.joined([cause], [ours, other])


def test_uses_of_a_removed_class_are_joined_with_it() -> None:
    gone = replace(_line(BREAKING, "next", "Address"), before="class")
    held = _line(BREAKING, "next", "address", "Address", python=("models.Customer.address",))
    assert [replace(gone, python=held.python)] == packages.joined([], [held, gone])


def test_a_worse_effect_in_python_has_its_own_line() -> None:
    cause, worse = _line(COMPATIBLE, "next", "day"), _line(BREAKING, "next", "day", python=("create(day)",))
    assert [cause, worse] == packages.joined([cause], [worse])


# -- The command, in a repository of its own.


SPEC, MODEL = Path("specs/shop.yaml"), Path("generated/shop_api/models/new_order.py")
RESOURCE = Path("generated/shop_api/api/orders/__init__.py")

CLIENTS = """
from other_api.api import Resources as _OtherResources
from shop_api.api import Resources

class Shop(Resources):
    def __init__(self) -> None: ...

class Other(_OtherResources):
    def __init__(self) -> None: ...
"""


class Checkout(NamedTuple):
    """A checkout with one vendor."""

    root: Path

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Change")
        return self.git("rev-parse", "HEAD")

    def edit(self, path: Path, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def bump(self, version: str) -> None:
        (self.root / changes.VERSION).write_text(f'__version__ = "{version}"\n', encoding="utf-8")

    def remove_a_field(self) -> None:
        """Remove `note` from the spec, and from the package what callers see of it."""
        self.edit(SPEC, '        note: {type: [string, "null"], maxLength: 80, description: A note.}\n', "")
        self.edit(MODEL, "    note: None | str | Unset = UNSET\n", "")
        self.edit(RESOURCE, "        note: None | str | Unset = UNSET,\n", "")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original")
    (root / "specs").mkdir()
    shutil.copy(SHOP, root / SPEC)
    generate.generate(root / "specs", root / "generated")
    shutil.copytree(generate.TEMPLATES, root / "overlay" / "templates")
    (root / "overlay" / "klantkit").mkdir()
    (root / "overlay" / "klantkit" / "__init__.py").write_text(CLIENTS, encoding="utf-8")
    return root


@pytest.fixture
def checkout(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    for name in [*(name for name in os.environ if name.startswith("GIT_")), "BASE", "FORMAT"]:  # GIT_*: from a hook
        monkeypatch.delenv(name, raising=False)
    made = Checkout(shutil.copytree(original, tmp_path / "checkout"))
    made.git("init", "--quiet", "--initial-branch=main")
    made.bump("0.1.0")
    made.commit()
    return made


def _run(checkout: Checkout, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = changes.main([*arguments], checkout.root)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.err if code == 2 else captured.out


def test_nothing_changed(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _run(checkout, capsys)
    assert 0 == code
    assert "Nothing changed for callers since HEAD." in text
    assert "No new version is needed; overlay/klantkit/_version.py has 0.1.0." in text
    assert "generated/" not in text


def test_a_removed_field_has_one_line(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.remove_a_field()
    code, text = _run(checkout, capsys)
    assert 1 == code
    for part in ("breaking", "create_order", "request note", "string or null, optional", "Stop passing it."):
        assert part in text
    assert "models.NewOrder.note" in text
    assert "orders.create(note)" in text
    assert "1 breaking, 0 compatible, 0 internal." in text
    assert "The version after 0.1.0 must be 0.2.0." in text
    assert 'has 0.1.0: write __version__ = "0.2.0".' in text
    assert "generated/ does not match the specs: run `make generate`" in text
    checkout.bump("0.2.0")
    code, text = _run(checkout, capsys)
    assert 0 == code
    assert "has 0.2.0, which is enough." in text


def test_markdown_for_a_pull_request(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.remove_a_field()
    code, text = _run(checkout, capsys, "--markdown")
    assert 1 == code
    assert "## What changed for callers since `HEAD`" in text
    assert "| verdict | vendor | operation | field | before | after | what to do |\n| --- |" in text
    assert "| breaking | shop | create\\_order | request note<br>models.NewOrder.note<br>" in text
    monkeypatch.setenv("FORMAT", "markdown")
    assert (code, text) == _run(checkout, capsys)


def test_compatible_changes_pass_without_a_new_version(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.edit(SPEC, "maxLength: 20", "maxLength: 30")
    code, text = _run(checkout, capsys)
    assert 0 == code
    assert "0 breaking, 1 compatible, 0 internal." in text
    assert "The version after 0.1.0 must be 0.1.1." in text


def test_the_default_base_is_the_last_tag_then_main_then_head(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "HEAD" == changes._default(checkout.root)
    fork = checkout.git("rev-parse", "HEAD")
    checkout.git("checkout", "--quiet", "-b", "work")
    checkout.commit()
    assert fork[:12] == changes._default(checkout.root)
    checkout.git("tag", "v0.1.0")
    checkout.edit(SPEC, "maxLength: 20", "maxLength: 30")
    checkout.commit()
    code, text = _run(checkout, capsys)
    assert (0, True) == (code, "since v0.1.0" in text)
    monkeypatch.setenv("BASE", "HEAD")
    code, text = _run(checkout, capsys)
    assert "Nothing changed for callers since HEAD." in text


def test_a_new_vendor(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(checkout.root / SPEC, checkout.root / "specs" / "other.yaml")
    shutil.copytree(checkout.root / "generated" / "shop_api", checkout.root / "generated" / "other_api")
    code, text = _run(checkout, capsys)
    assert 0 == code
    assert "Shop, 3 paths" in text
    assert "0 breaking, 4 compatible, 0 internal." in text  # with the three resources of klantkit's `Other`


def test_a_removed_vendor(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout.root / SPEC).unlink()
    shutil.rmtree(checkout.root / "generated" / "shop_api")
    code, text = _run(checkout, capsys)
    assert 1 == code
    assert "Shop, 3 paths" in text


def test_an_empty_base(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.git("checkout", "--quiet", "--orphan", "empty")
    checkout.git("rm", "--quiet", "-r", "--cached", ".")
    checkout.git("commit", "--quiet", "--allow-empty", "--message=Nothing")
    code, text = _run(checkout, capsys, "--base", "empty")
    assert 0 == code
    assert "There was no version at empty; 0.1.0 can be the first." in text
    assert "0 breaking" in text


def test_a_broken_spec(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.edit(SPEC, "schemas/Category", "schemas/Gone")
    code, text = _run(checkout, capsys)
    assert 2 == code
    assert "changes: specs/shop.yaml:" in text
    assert "leads nowhere\nFix the spec first." in text
    checkout.commit()
    checkout.edit(SPEC, "schemas/Gone", "schemas/Category")
    code, text = _run(checkout, capsys, "--base", "HEAD")
    assert 2 == code
    assert "changes: HEAD:specs/shop.yaml:" in text
    assert "leads nowhere\nPass another BASE." in text


#: What is wrong, the arguments, and the message.
FAULTS: dict[str, tuple[Callable[[Checkout], object], str, str]] = {
    "unknown revision": (
        lambda _: None, "--base=v9.9.9",
        "there is no revision 'v9.9.9' here. Pass another one, BASE=<tag, branch or commit>",
    ),
    "option as revision": (lambda _: None, "--base=--all", "there is no revision '--all' here."),
    "invalid Python": (
        lambda checkout: checkout.edit(MODEL, "class NewOrder:", "class NewOrder"), "--markdown",
        ": not valid Python: expected ':'. Fix it, or run `make generate`.",
    ),
    "invalid version": (
        lambda checkout: checkout.bump("soon"), "--markdown",
        "overlay/klantkit/_version.py: no version: it has no line like",
    ),
    "no repository": (
        lambda checkout: shutil.rmtree(checkout.root / ".git"), "--markdown", "/checkout is not a git checkout",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_one_message(fault: str, checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    make, argument, message = FAULTS[fault]
    make(checkout)
    code, text = _run(checkout, capsys, argument)
    assert (2, True) == (code, text.startswith("changes: ")), text
    assert message in text


def test_without_git(checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, text = _run(checkout, capsys)
    assert 2 == code
    assert "git is not installed, and the old versions are read from it. Install it." in text


def test_the_makefile_has_it() -> None:
    assert "-m klantkit_dev.changes\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_order_of_lines_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "import json, sys; from dataclasses import replace; from klantkit_dev.changes import specs; "
        "text = sys.stdin.read(); before = json.loads(text); "
        "text = text.replace('street', 'road').replace('country', 'state').replace('422', '418'); "
        "lines = specs.changes('shop', before, json.loads(text)); "
        "print(*(replace(line, names=frozenset()) for line in lines), sep='\\n')"
    )
    command, document = [sys.executable, "-c", script], json.dumps(DOCUMENT).encode()
    environments = [os.environ | {"PYTHONHASHSEED": seed} for seed in "123"]
    outputs = {subprocess.check_output(command, input=document, env=one) for one in environments}
    assert 1 == len(outputs)
