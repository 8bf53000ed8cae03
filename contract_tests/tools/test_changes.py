"""`make changes` says of every edit of a spec, and of the Python, whether callers break; and of none what is not so."""

from __future__ import annotations

import copy
import functools
import itertools
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from klantkit_dev.changes import __main__ as changes
from klantkit_dev.changes import packages, specs
from klantkit_dev.changes.annotations import move
from klantkit_dev.changes.rules import Move
from klantkit_dev.changes.verdicts import NOTHING, Change, Verdict, following, version_of, worst
from klantkit_dev.spec import Spec

from contract_tests.paths import ROOT, SPECS

BREAKING, COMPATIBLE, INTERNAL = Verdict

Node = dict[str, Any]

DOCUMENTS = {path.stem: Spec(path).document for path in sorted(SPECS.glob("*.yaml"))}


class Trial(NamedTuple):
    """A document before and after one edit.

    Attributes:
        vendor: Whose it is.
        before: The document, made ready for the edit.
        after: Edited.
        expected: What the edit means to callers.
        place: What the line that says so has to name.

    """

    vendor: str
    before: Node
    after: Node
    expected: Verdict
    place: str


# -- Edits of fields: on every field of every object, whichever side it is on.


class Kind(NamedTuple):
    """One kind of edit of a field.

    Attributes:
        prepare: Makes the object ready, given its schema and the field's name; False when that field cannot serve.
        edit: Makes the edit.
        request: What it means in a request.
        answer: What it means in an answer.

    """

    prepare: Callable[[Node, str], object]
    edit: Callable[[Node, str], object]
    request: Verdict
    answer: Verdict


def _sides(vendor: str) -> dict[str, str]:
    """Each schema of a spec that is an object, and the side that it is on, found without the code under test."""
    document = DOCUMENTS[vendor]
    found: dict[str, str] = {}

    def walk(node: Any, side: str) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if key == "$ref":
                _, _, part, name = value.split("/")
                target = document["components"][part][name]
                if part == "schemas" and "properties" in target:
                    assert found.setdefault(name, side) == side
                walk(target, side)
            elif isinstance(value, dict | list):
                walk(value, side)

    for _, _, operation in Spec(SPECS / f"{vendor}.yaml").operations():
        walk(operation["requestBody"], "request")
        walk(operation["responses"], "answer")
    return found


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


def _with_schema(document: Node, name: str, schema: Node) -> Node:
    components = document["components"]
    return {**document, "components": {**components, "schemas": {**components["schemas"], name: schema}}}


def _fields() -> list[tuple[str, str, str, str]]:
    """Every field of every object: vendor, schema, side and name."""
    return [
        (vendor, schema, side, field)
        for vendor, document in DOCUMENTS.items()
        for schema, side in _sides(vendor).items()
        for field in document["components"]["schemas"][schema]["properties"]
    ]


FIELDS = _fields()

#: Each kind is tried so often, and starts with one field in so many, another one each time: all fields of all kinds
#: would take a minute.
_TRIED, _STEP = 42, len(FIELDS) // 42


def _field_trials(number: int, kind: Kind) -> Iterator[Trial]:
    in_turn = [field for start in range(_STEP) for field in FIELDS[(number + start) % _STEP :: _STEP]]
    for vendor, name, side, field in in_turn:
        schema = DOCUMENTS[vendor]["components"]["schemas"][name]
        before = copy.deepcopy(schema)
        if kind.prepare(before, field) is False:
            continue
        after = copy.deepcopy(before)
        if kind.edit(after, field) is False or before["properties"].get(field, {}).get("type") == []:
            continue
        expected = kind.request if side == "request" else kind.answer
        old, new = (_with_schema(DOCUMENTS[vendor], name, one) for one in (before, after))
        yield Trial(vendor, old, new, expected, field)


# -- Edits of operations: of each of the six, in seven ways each, or on each of its answers.


Edit = Callable[[Node, str, str, int], str | None]


def _operation(document: Node, path: str, method: str) -> Node:
    operation: Node = document["paths"][path][method]
    return operation


def _moved_path(document: Node, path: str, _method: str, number: int) -> str:
    document["paths"][f"{path}{number}"] = document["paths"].pop(path)
    return "path"


def _other_method(document: Node, path: str, method: str, number: int) -> str:
    item = document["paths"][path]
    item[("get", "put", "delete", "options", "head", "patch", "trace")[number]] = item.pop(method)
    return "method"


def _renamed(document: Node, path: str, method: str, number: int) -> str:
    _operation(document, path, method)["operationId"] += f"_{number}"
    return "operationId"


def _other_tag(document: Node, path: str, method: str, number: int) -> str:
    _operation(document, path, method)["tags"][0] += str(number)
    return "resource"


def _more_tags(document: Node, path: str, method: str, number: int) -> str:
    _operation(document, path, method)["tags"].append(str(number))
    return "tags"


def _removed(document: Node, path: str, method: str, number: int) -> str:
    del document["paths"][f"{path}{number}"][method]
    return "operation"


def _copied(document: Node, path: str, method: str, number: int) -> str:
    one = copy.deepcopy(_operation(document, path, method))
    document["paths"][f"{path}{number}"] = {method: {**one, "operationId": f"{one['operationId']}_{number}"}}
    return "operation"


def _other_server(document: Node, _path: str, _method: str, number: int) -> str:
    document["servers"][0]["url"] += str(number)
    return "address"


def _more_servers(document: Node, _path: str, _method: str, number: int) -> str:
    document["servers"].append({"url": f"https://other{number}"})
    return "other addresses"


def _other_success(document: Node, path: str, method: str, number: int) -> str:
    responses = _operation(document, path, method)["responses"]
    old = next(iter(responses))
    responses[("202", "203", "204", "205", "206", "207", "208")[number]] = responses.pop(old)
    return f"answer {old}"


def _one_success(document: Node, path: str, method: str, _number: int) -> str:
    """A single status instead of a range, which another success would be in."""
    responses = _operation(document, path, method)["responses"]
    responses["200"] = responses.pop(next(iter(responses)))
    return ""


def _more_successes(document: Node, path: str, method: str, number: int) -> str:
    status = ("202", "203", "204", "205", "206", "207", "208")[number]
    _operation(document, path, method)["responses"][status] = {"description": "Another."}
    return f"answer {status}"


_ERRORS = ("402", "405", "406", "408", "409", "410", "415")


def _more_errors(document: Node, path: str, method: str, number: int) -> str:
    responses = _operation(document, path, method)["responses"]
    responses[_ERRORS[number]] = copy.deepcopy(responses["400"])
    return f"answer {_ERRORS[number]}"


def _fewer_errors(document: Node, path: str, method: str, number: int) -> str:
    del _operation(document, path, method)["responses"][_ERRORS[number]]
    return f"answer {_ERRORS[number]}"


_IN_RANGE = ("501", "502", "504", "505", "506", "507", "508")


def _range(document: Node, path: str, method: str, _number: int) -> str:
    responses = _operation(document, path, method)["responses"]
    responses.setdefault("5XX", copy.deepcopy(responses["400"]))
    return ""


def _more_in_range(document: Node, path: str, method: str, number: int) -> str:
    _range(document, path, method, number)
    responses = _operation(document, path, method)["responses"]
    responses[_IN_RANGE[number]] = copy.deepcopy(responses["5XX"])
    return f"answer {_IN_RANGE[number]}"


def _fewer_in_range(document: Node, path: str, method: str, number: int) -> str:
    del _operation(document, path, method)["responses"][_IN_RANGE[number]]
    return f"answer {_IN_RANGE[number]}"


def _other_in_range(document: Node, path: str, method: str, number: int) -> str:
    _range(document, path, method, number)
    body = {"content": {"application/json": {"schema": {"type": "integer"}}}}
    _operation(document, path, method)["responses"][_IN_RANGE[number]] = {"description": "Another.", **body}
    return f"answer {_IN_RANGE[number]}"


def _body(document: Node, path: str, method: str) -> Node:
    body: Node = _operation(document, path, method)["requestBody"]
    return body


def _other_media_type(document: Node, path: str, method: str, number: int) -> str:
    content = _body(document, path, method)["content"]
    content[f"application/x-{number}"] = content.pop(next(iter(content)))
    return "request media type"


def _more_media_types(document: Node, path: str, method: str, number: int) -> str:
    content = _body(document, path, method)["content"]
    content[f"application/x-{number}"] = copy.deepcopy(next(iter(content.values())))
    return "request media type"


def _fewer_media_types(document: Node, path: str, method: str, number: int) -> str:
    del _body(document, path, method)["content"][f"application/x-{number}"]
    return "request media type"


def _success(document: Node, path: str, method: str) -> Node:
    answer: Node = next(iter(_operation(document, path, method)["responses"].values()))
    return answer


def _other_answer(document: Node, path: str, method: str, number: int) -> str:
    content = _success(document, path, method)["content"]
    content[f"text/x-{number}"] = content.pop(next(iter(content)))
    return "media type"


def _other_json(document: Node, path: str, method: str, number: int) -> str:
    content = _success(document, path, method)["content"]
    content[f"application/x-{number}+json"] = content.pop(next(iter(content)))
    return "media type"


def _no_answer(document: Node, path: str, method: str, _number: int) -> str:
    _success(document, path, method)["content"].clear()
    return "media type"


def _header(document: Node, path: str, method: str, number: int) -> str:
    header = {"schema": {"type": "integer"}, "description": "A header."}
    _success(document, path, method).setdefault("headers", {})[f"X-{number}"] = header
    return f"headers.X-{number}"


def _fewer_headers(document: Node, path: str, method: str, number: int) -> str:
    del _success(document, path, method)["headers"][f"X-{number}"]
    return f"headers.X-{number}"


def _free_body(document: Node, path: str, method: str, _number: int) -> str:
    _body(document, path, method)["required"] = False
    return "request body"


def _needed_body(document: Node, path: str, method: str, _number: int) -> str:
    _body(document, path, method)["required"] = True
    return "request body"


def _without_body(document: Node, path: str, method: str, _number: int) -> str:
    del _operation(document, path, method)["requestBody"]
    return "request body"


_PLACES = ("query", "header", "cookie", "query", "header", "cookie", "query")


def _parameter(*, required: bool = False, **schema: Any) -> Edit:
    def edit(document: Node, path: str, method: str, number: int) -> str:
        one = {
            "name": f"p{number}",
            "in": _PLACES[number],
            "required": required,
            "schema": schema or {"type": "string"},
        }
        parameters = _operation(document, path, method).setdefault("parameters", [])
        parameters[:] = [*(other for other in parameters if other["name"] != one["name"]), one]
        return f"request p{number}"

    return edit


def _moved_parameter(document: Node, path: str, method: str, number: int) -> str:
    _operation(document, path, method)["parameters"][-1]["in"] = "cookie" if _PLACES[number] == "query" else "query"
    return f"request p{number}"


def _renamed_parameter(document: Node, path: str, method: str, number: int) -> str:
    _operation(document, path, method)["parameters"][-1]["name"] += "x"
    return f"request p{number}"


def _fewer_parameters(document: Node, path: str, method: str, number: int) -> str:
    del _operation(document, path, method)["parameters"][-1]
    return f"request p{number}"


def _other_scheme(document: Node, path: str, method: str, number: int) -> str:
    document["components"]["securitySchemes"]["key"] = {"type": "apiKey", "in": "header", "name": f"X-{number}"}
    _operation(document, path, method)["security"] = [{"key": []}]
    return "security"


def _secured(document: Node, path: str, method: str, _number: int) -> None:
    """Make the one operation that wants no credentials want some."""
    operation = _operation(document, path, method)
    operation["security"] = operation["security"] or [{next(iter(document["components"]["securitySchemes"])): []}]


def _more_schemes(document: Node, path: str, method: str, number: int) -> str:
    _secured(document, path, method, number)
    document["components"]["securitySchemes"]["key"] = {"type": "apiKey", "in": "header", "name": f"X-{number}"}
    _operation(document, path, method)["security"].append({"key": []})
    return "security"


def _fewer_schemes(document: Node, path: str, method: str, _number: int) -> str:
    _operation(document, path, method)["security"].pop()
    return "security"


def _renamed_scheme(document: Node, path: str, method: str, number: int) -> str:
    schemes = document["components"]["securitySchemes"]
    (old,) = schemes
    schemes[f"scheme{number}"] = schemes[old]  # both, for other operations need the old one
    operation = _operation(document, path, method)
    operation["security"] = [{f"scheme{number}": scopes} for one in operation["security"] for scopes in one.values()]
    return "security"


def _nothing(_document: Node, _path: str, _method: str, _number: int) -> str:
    return ""


def _words(key: str) -> Edit:
    def edit(document: Node, path: str, method: str, number: int) -> str:
        _operation(document, path, method)[key] = {"url": f"https://{number}"} if key == "externalDocs" else f"{number}"
        return key

    return edit


OPERATION_KINDS: dict[str, tuple[Edit, Edit, Verdict]] = {
    "path moved": (_nothing, _moved_path, BREAKING),
    "method changed": (_nothing, _other_method, BREAKING),
    "operation renamed": (_nothing, _renamed, BREAKING),
    "resource renamed": (_nothing, _other_tag, BREAKING),
    "second tag": (_nothing, _more_tags, INTERNAL),
    "operation added": (_nothing, _copied, COMPATIBLE),
    "operation removed": (_copied, _removed, BREAKING),
    "server moved": (_nothing, _other_server, BREAKING),
    "server added": (_nothing, _more_servers, COMPATIBLE),
    "success changed": (_nothing, _other_success, BREAKING),
    "success added": (_one_success, _more_successes, BREAKING),
    "error added": (_nothing, _more_errors, COMPATIBLE),
    "error removed": (_more_errors, _fewer_errors, BREAKING),
    "error added within a range": (_range, _more_in_range, COMPATIBLE),
    "error removed within a range": (_more_in_range, _fewer_in_range, COMPATIBLE),
    "another error added within a range": (_range, _other_in_range, BREAKING),
    "another error removed within a range": (_other_in_range, _fewer_in_range, BREAKING),
    "media type changed": (_nothing, _other_media_type, BREAKING),
    "media type added": (_nothing, _more_media_types, COMPATIBLE),
    "media type removed": (_more_media_types, _fewer_media_types, BREAKING),
    "media type of the answer changed": (_nothing, _other_answer, BREAKING),
    "media type of the answer changed to other JSON": (_nothing, _other_json, COMPATIBLE),
    "answer lost": (_nothing, _no_answer, BREAKING),
    "header added": (_nothing, _header, COMPATIBLE),
    "header removed": (_header, _fewer_headers, BREAKING),
    "body made optional": (_nothing, _free_body, COMPATIBLE),
    "body made required": (_free_body, _needed_body, BREAKING),
    "body removed": (_nothing, _without_body, BREAKING),
    "parameter added, optional": (_nothing, _parameter(), COMPATIBLE),
    "parameter added, required": (_nothing, _parameter(required=True), BREAKING),
    "parameter removed": (_parameter(), _fewer_parameters, BREAKING),
    "parameter renamed": (_parameter(), _renamed_parameter, BREAKING),
    "parameter moved": (_parameter(), _moved_parameter, BREAKING),
    "parameter made required": (_parameter(), _parameter(required=True), BREAKING),
    "parameter made optional": (_parameter(required=True), _parameter(), COMPATIBLE),
    "parameter narrowed": (_parameter(type="string"), _parameter(type="string", maxLength=3), BREAKING),
    "parameter widened": (_parameter(type="integer"), _parameter(type="number"), COMPATIBLE),
    "security changed": (_nothing, _other_scheme, BREAKING),
    "security added": (_secured, _more_schemes, COMPATIBLE),
    "security removed": (_more_schemes, _fewer_schemes, BREAKING),
    "security scheme renamed": (_secured, _renamed_scheme, INTERNAL),
    "summary only": (_nothing, _words("summary"), INTERNAL),
    "operation's description only": (_nothing, _words("description"), INTERNAL),
    "operation's externalDocs only": (_nothing, _words("externalDocs"), INTERNAL),
    "x-live only": (_nothing, _words("x-live"), INTERNAL),
}


def _copy_of(document: Node) -> Node:
    """A copy but for the schemas, which none of these edits touches."""
    components = document["components"]
    rest = copy.deepcopy({**document, "components": {**components, "schemas": {}}})
    rest["components"]["schemas"] = components["schemas"]
    return rest


def _operation_trials(prepare: Edit, edit: Edit, expected: Verdict) -> Iterator[Trial]:
    for vendor, document in DOCUMENTS.items():
        for path, item in document["paths"].items():
            for method in item:
                for number in range(7):
                    before = _copy_of(document)
                    prepare(before, path, method, number)
                    after = _copy_of(before)
                    place = edit(after, path, method, number)
                    yield Trial(vendor, before, after, expected, str(place))


def _component_trials() -> Iterator[Trial]:
    """Every schema under another name, twice."""
    for suffix in "AB":
        for vendor, document in DOCUMENTS.items():
            for name in document["components"]["schemas"]:
                after = _referring(document, f"#/components/schemas/{name}", f"#/components/schemas/{name}{suffix}")
                schemas = after["components"]["schemas"]
                schemas[f"{name}{suffix}"] = schemas.pop(name)
                yield Trial(vendor, document, after, INTERNAL, "component")


def _referring(node: Any, old: str, new: str) -> Any:
    if isinstance(node, dict):
        return {key: _referring(value, old, new) for key, value in node.items()}
    if isinstance(node, list):
        return [_referring(item, old, new) for item in node]
    return new if node == old else node


def _encoding_trials(before: str | None, after: str | None, expected: Verdict) -> Iterator[Trial]:
    for vendor, document in DOCUMENTS.items():
        for path, item in document["paths"].items():
            for method, operation in item.items():
                ((media_type, content),) = operation["requestBody"]["content"].items()
                for field in document["components"]["schemas"][content["schema"]["$ref"].split("/")[-1]]["properties"]:
                    old, new = _copy_of(document), _copy_of(document)
                    for one, told in ((old, before), (new, after)):
                        encoding = {field: {"contentType": told}} if told else {}
                        _body(one, path, method)["content"][media_type]["encoding"] = encoding
                    yield Trial(vendor, old, new, expected, field)


def _trials() -> dict[str, Callable[[], Iterator[Trial]]]:
    found: dict[str, Callable[[], Iterator[Trial]]] = {}
    for number, (name, kind) in enumerate(KINDS.items()):
        found[name] = functools.partial(_field_trials, number, kind)
    for name, one in OPERATION_KINDS.items():
        found[name] = functools.partial(_operation_trials, *one)
    return found | {
        "component renamed": _component_trials,
        "encoding changed": functools.partial(_encoding_trials, "image/png", "application/pdf", BREAKING),
        "encoding put on": functools.partial(_encoding_trials, None, "application/pdf", BREAKING),
        "encoding taken off": functools.partial(_encoding_trials, "application/pdf", None, COMPATIBLE),
    }


TRIALS = _trials()

#: What is the same written in another way needs no line.
SILENT = {"enum in another order", "options written as types"}


@pytest.mark.parametrize("kind", TRIALS)
def test_an_edit_of_the_wire_is_called_what_it_is(kind: str) -> None:
    tried, wrong = 0, []
    for trial in itertools.islice(TRIALS[kind](), _TRIED):
        tried += 1
        lines = specs.changes(trial.vendor, trial.before, trial.after)
        if kind in SILENT and not lines:
            continue
        telling = [line for line in lines if line.verdict is worst(lines)]
        if (
            worst(lines) is not trial.expected
            or not any(trial.place in line.field for line in telling)
            or len(telling) > (2 if kind in KINDS else 1)  # an object may have the schema in two places
            or ("renamed" in kind and NOTHING in {telling[0].before, telling[0].after})  # one line has both names
            or not all(line.vendor == trial.vendor and line.operation and line.advice for line in lines)
        ):
            wrong.append((trial.vendor, trial.expected, trial.place, lines))
    assert [] == wrong
    assert tried >= 40


def test_every_field_has_a_side_and_serves() -> None:
    sides = Counter(side for _, _, side, _ in FIELDS)
    assert {"answer", "request"} == set(sides)
    assert min(sides.values()) > 80
    assert len(KINDS) > _STEP


def test_each_operation_has_its_own_lines() -> None:
    after = copy.deepcopy(DOCUMENTS["next"])
    _operation(after, "/customer/", "post")["responses"].pop("401")
    _operation(after, "/token", "post")["responses"].pop("422")
    lines = specs.changes("next", DOCUMENTS["next"], after)
    assert [("create_customer", "answer 401"), ("create_token", "answer 422")] == [
        (line.operation, line.field) for line in lines
    ]


def test_what_all_operations_share_is_told_once() -> None:
    after = copy.deepcopy(DOCUMENTS["mijnklantportaal"])
    after["components"]["schemas"]["Error"]["properties"]["code"]["type"] = "string"
    (line,) = specs.changes("mijnklantportaal", DOCUMENTS["mijnklantportaal"], after)
    assert ("all", "answer 400 401 403 422 429 5XX 404 code") == (line.operation, line.field)
    assert ("integer", "string", BREAKING) == (line.before, line.after, line.verdict)


@pytest.mark.parametrize("vendor", DOCUMENTS)
def test_what_is_the_same_has_no_line(vendor: str) -> None:
    document = DOCUMENTS[vendor]
    assert [] == specs.changes(vendor, document, copy.deepcopy(document))


# -- Edits of Python: a package small enough to read, in which callers meet what they meet in the real ones.


INIT = """
__all__ = ["Line", "Status", "Customer", "LIMIT", "Options", "make", "stored"]
from ..paths import ROOT, SPECS
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

#: What is edited, into what, and what that means.
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
    "return untold": ("-> float:", ":", BREAKING),
    "return of a context widened": ("Iterator[int]", "Iterator[int | None]", BREAKING),
    "return of a context told otherwise": ("Iterator[int]", "Generator[int, None, None]", INTERNAL),
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
    "attribute of an answer added": ("    id: str\n", "    id: str\n    age: int\n", COMPATIBLE),
    "attribute of an answer widened": ("    id: str\n", "    id: str | Unset\n", BREAKING),
    "attribute of an answer narrowed": ("status: str | None", "status: str", COMPATIBLE),
    "attribute of an answer closed to an enum": ("status: str | None", "status: Status | None", COMPATIBLE),
    "attribute of an answer changed": ("    id: str\n", "    id: int\n", BREAKING),
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
    "type told otherwise": ("name: str,", 'name: "str",', INTERNAL),
    "union in another order": ("status: str | None", "status: None | str", INTERNAL),
}  # fmt: skip


def _package(root: Path, inner: str, name: str = "klantkit") -> Path:
    folder = root / ("overlay" if name == "klantkit" else "generated") / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text(INIT, encoding="utf-8")
    (folder / "_inner.py").write_text(inner, encoding="utf-8")
    return root


@pytest.mark.parametrize("kind", PYTHON)
def test_an_edit_of_python_is_called_what_it_is(kind: str, tmp_path: Path) -> None:
    old, new, expected = PYTHON[kind]
    assert 1 == INNER.count(old)
    before = _package(tmp_path / "before", INNER)
    after = _package(tmp_path / "after", INNER.replace(old, new))
    lines = packages.changes(before, after)
    assert expected is worst(lines), lines
    assert len(lines) <= 2, lines  # what has a new name has an old one too


def test_enough_edits_of_python() -> None:
    assert len(PYTHON) >= 40


def test_python_that_is_the_same_has_no_line(tmp_path: Path) -> None:
    assert [] == packages.changes(_package(tmp_path / "a", INNER), _package(tmp_path / "b", INNER))


def test_a_version_alone_is_no_change(tmp_path: Path) -> None:
    roots = [_package(tmp_path / name, INNER) for name in "ab"]
    (roots[1] / changes.VERSION).write_text('__version__ = "0.2.0"')
    assert [] == packages.changes(*roots)


def test_a_package_that_came_or_went(tmp_path: Path) -> None:
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
def test_a_type_is_compared_by_what_it_allows(before: str, after: str, expected: Move) -> None:
    assert expected is move(before, after, {"Colour": {"str", "Enum"}})


# -- Both sides as one, and the version.


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


def test_a_version_that_is_none() -> None:
    with pytest.raises(ValueError, match="no line like"):
        version_of('__version__ = "soon"')


def _line(verdict: Verdict, vendor: str, *names: str, python: tuple[str, ...] = ()) -> Change:
    return Change(verdict, vendor, "o", "f", "a", "b", "Do.", frozenset(names), python)


def test_python_is_told_with_its_cause() -> None:
    cause = _line(BREAKING, "next", "markup")
    shown = _line(BREAKING, "next", "markup", python=("create(markup)",))
    other_vendor, other_name = _line(BREAKING, "notify", "markup"), _line(BREAKING, "next", "name")
    assert [_line(BREAKING, "next", "markup", python=("create(markup)",)), other_vendor, other_name] == [
        *packages.joined([cause], [shown, other_vendor, other_name])
    ]


def test_a_client_of_klantkit_is_told_with_its_vendor() -> None:
    cause = _line(BREAKING, "next", "token")
    ours = _line(BREAKING, "klantkit", "token", python=("Next.token", "AsyncNext.token"))
    other = _line(BREAKING, "klantkit", "token", python=("Notify.token",))
    assert [replace(cause, python=ours.python), other] == packages.joined([cause], [ours, other])


def test_what_held_a_class_that_is_gone_is_told_with_it() -> None:
    gone = replace(_line(BREAKING, "next", "Address"), before="class")
    held = _line(BREAKING, "next", "address", "Address", python=("models.Customer.address",))
    assert [replace(gone, python=held.python)] == packages.joined([], [held, gone])


def test_what_is_worse_in_python_is_told_by_itself() -> None:
    cause, worse = _line(COMPATIBLE, "next", "day"), _line(BREAKING, "next", "day", python=("create(day)",))
    assert [cause, worse] == packages.joined([cause], [worse])


# -- The command, in a repository of its own.


SPEC, MODEL = Path("specs/notify.yaml"), Path("generated/notify_api/models/new_customer.py")
RESOURCE = Path("generated/notify_api/api/customers/__init__.py")


class Checkout:
    """A checkout with one vendor."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("generated/notify_api", "overlay/klantkit"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.write(SPEC, (ROOT / SPEC).read_text(encoding="utf-8"))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Change")
        return self.git("rev-parse", "HEAD")

    def write(self, path: Path, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path: Path, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def bump(self, version: str) -> None:
        self.write(changes.VERSION, f'__version__ = "{version}"\n')

    def lose_a_field(self) -> None:
        """What `make generate` would make of a field that is gone, for the part that callers see."""
        text = (self.root / SPEC).read_text(encoding="utf-8")
        start, end = text.index("        Phone:"), text.index("        Mobile:")
        self.write(SPEC, text[:start] + text[end:])
        self.edit(MODEL, "    phone: str | Unset = UNSET\n", "")
        self.edit(RESOURCE, "        phone: str | Unset = UNSET,\n", "")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)  # a hook's
        return Checkout(tmp_path_factory.mktemp("original") / "checkout").root


@pytest.fixture
def checkout(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("BASE", "FORMAT"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(original, tmp_path / "checkout")
    made = Checkout.__new__(Checkout)
    made.root = tmp_path / "checkout"
    made.bump("0.1.0")
    made.commit()
    return made


def _told(checkout: Checkout, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = changes.main([*arguments], checkout.root)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.err if code == 2 else captured.out


def test_nothing_changed(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _told(checkout, capsys)
    assert 0 == code
    assert "Nothing changed for callers since HEAD." in text
    assert "No new version follows; overlay/klantkit/_version.py says 0.1.0." in text


def test_a_field_that_is_gone_is_told_in_one_line(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.lose_a_field()
    code, text = _told(checkout, capsys)
    assert 1 == code
    for part in ("breaking", "create_customer", "request Phone", "string, optional", "Stop giving it."):
        assert part in text
    assert "models.NewCustomer.phone" in text
    assert "customers.create(phone)" in text
    assert "1 breaking, 0 compatible, 0 internal." in text
    assert "After 0.1.0 has to follow 0.2.0." in text
    assert 'says 0.1.0: write __version__ = "0.2.0".' in text
    assert "generated/ is not what the specs generate: run `make generate`" in text
    checkout.bump("0.2.0")
    code, text = _told(checkout, capsys)
    assert 0 == code
    assert "says 0.2.0, which will do." in text


def test_markdown_for_a_pull_request(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.lose_a_field()
    code, text = _told(checkout, capsys, "--markdown")
    assert 1 == code
    assert "## What changed for callers since `HEAD`" in text
    assert "| verdict | vendor | operation | field | before | after | what to do |\n| --- |" in text
    assert "| breaking | notify | create\\_customer | request Phone<br>models.NewCustomer.phone<br>" in text
    monkeypatch.setenv("FORMAT", "markdown")
    assert (code, text) == _told(checkout, capsys)


def test_what_breaks_nobody_needs_no_version_to_pass(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.edit(SPEC, "maxLength: 20", "maxLength: 30")
    code, text = _told(checkout, capsys)
    assert 0 == code
    assert "0 breaking, 2 compatible, 0 internal." in text
    assert "After 0.1.0 has to follow 0.1.1." in text


def test_the_default_base_is_the_last_tag_then_main_then_head(
    checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "HEAD" == changes._default(checkout.root)
    left = checkout.git("rev-parse", "HEAD")
    checkout.git("checkout", "--quiet", "-b", "work")
    checkout.commit()
    assert left[:12] == changes._default(checkout.root)
    checkout.git("tag", "v0.1.0")
    checkout.edit(SPEC, "maxLength: 20", "maxLength: 30")
    checkout.commit()
    code, text = _told(checkout, capsys)
    assert (0, True) == (code, "since v0.1.0" in text)
    monkeypatch.setenv("BASE", "HEAD")
    code, text = _told(checkout, capsys)
    assert "Nothing changed for callers since HEAD." in text


def test_a_vendor_that_came(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "specs" / "next.yaml", checkout.root / "specs")
    shutil.copytree(ROOT / "generated" / "next_api", checkout.root / "generated" / "next_api")
    code, text = _told(checkout, capsys)
    assert 0 == code
    assert "NEXT API, 2 paths" in text
    assert "0 breaking, 3 compatible, 0 internal." in text  # with `Next.customers` and `Next.token`, which klantkit has


def test_a_vendor_that_went(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout.root / SPEC).unlink()
    shutil.rmtree(checkout.root / "generated" / "notify_api")
    code, text = _told(checkout, capsys)
    assert 1 == code
    assert "Notify API, 1 paths" in text


def test_a_base_that_has_nothing(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.git("checkout", "--quiet", "--orphan", "empty")
    checkout.git("rm", "--quiet", "-r", "--cached", ".")
    checkout.git("commit", "--quiet", "--allow-empty", "--message=Nothing")
    code, text = _told(checkout, capsys, "--base", "empty")
    assert 0 == code
    assert "There was no version at empty; 0.1.0 can be the first." in text
    assert "0 breaking" in text


def test_a_revision_that_is_none(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    for base in ("v9.9.9", "--all"):
        code, text = _told(checkout, capsys, f"--base={base}")
        assert 2 == code
        assert f"there is no revision '{base}' here. Give another one, BASE=<tag, branch or commit>" in text


def test_a_spec_that_is_broken(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.edit(SPEC, "schemas/CustomerAddress", "schemas/Gone")
    code, text = _told(checkout, capsys)
    assert 2 == code
    assert "changes: specs/notify.yaml:" in text
    assert "leads nowhere\nMend the spec first." in text
    checkout.commit()
    checkout.edit(SPEC, "schemas/Gone", "schemas/CustomerAddress")
    code, text = _told(checkout, capsys, "--base", "HEAD")
    assert 2 == code
    assert "changes: HEAD:specs/notify.yaml:" in text
    assert "leads nowhere\nGive another BASE." in text


def test_python_that_is_broken(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.edit(MODEL, "class NewCustomer:", "class NewCustomer")
    code, text = _told(checkout, capsys)
    assert 2 == code
    assert "changes: generated/notify_api/models/new_customer.py:" in text
    assert "Mend it, or run `make generate`." in text


def test_a_version_that_cannot_be_read(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.bump("soon")
    code, text = _told(checkout, capsys)
    assert 2 == code
    assert "changes: overlay/klantkit/_version.py: no version: it has no line like" in text


def test_without_git(checkout: Checkout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(checkout.root / ".git")
    code, text = _told(checkout, capsys)
    assert 2 == code
    assert "is no git checkout" in text
    monkeypatch.setenv("PATH", "")
    code, text = _told(checkout, capsys)
    assert 2 == code
    assert "there is no git, which knows what was before. Install it." in text


def test_the_makefile_has_it() -> None:
    assert "-m klantkit_dev.changes\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_same_each_time() -> None:
    """Whatever order Python has for its sets."""
    script = (
        "import json; from dataclasses import replace; from klantkit_dev.changes import specs; "
        "from contract_tests.tools.test_changes import DOCUMENTS; before = DOCUMENTS['mijnklantportaal']; "
        "text = json.dumps(before).replace('zipCode', 'postalCode').replace('city', 'town').replace('422', '418'); "
        "lines = specs.changes('mijnklantportaal', before, json.loads(text)); "
        "print(*(replace(line, names=frozenset()) for line in lines), sep='\\n')"
    )
    command = [sys.executable, "-c", script]
    environments = [os.environ | {"PYTHONHASHSEED": seed} for seed in "1234"]
    told = {subprocess.check_output(command, cwd=ROOT, env=environment) for environment in environments}
    assert 1 == len(told)
