"""Whether a response confirms or refutes what the spec infers: the facts that each `x-inferred` names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import httpx
from klantkit_dev.schemas import inferred
from klantkit_dev.spec import pointer_of

from .operations import Content, Operation, Pointer, at, followed
from .shapes import FORMATS, GONE, View, types

#: The names of facts about a keyword. An `x-inferred` may join several, as in `name and type`.
_NAMES = {
    "type": "type types integer number boolean text string list array object",
    "pattern": "pattern separator decimals form",
    "format": "format UUID date date-time",
    "values": "value values enum const",
    "limit": "limit length minimum maximum",
}
_ASPECTS = {name: aspect for aspect, names in _NAMES.items() for name in names.split()}
_KEYWORDS = {"values": ["enum", "const"], "limit": ["minLength", "maxLength", "minimum", "maximum"]}


class Answer(NamedTuple):
    """A response, and what was sent for it.

    Attributes:
        status: The HTTP status.
        headers: The headers, by their names in lower case.
        content: The body.
        sent: The media type of the request's body, without parameters; empty for no body.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes
    sent: str

    @property
    def media_type(self) -> str:
        """The media type of the body, without parameters; empty for none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_success(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the successes

    def json(self) -> Any:
        """The body as JSON types; `GONE` if it is not JSON."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return GONE


class Verdict(NamedTuple):
    """The verdict of a response on a fact.

    Attributes:
        pointer: The path of the object with the `x-inferred` in the spec.
        fact: The fact, as the `x-inferred` names it.
        verdict: `confirmed` or `refuted`.
    """

    pointer: Pointer
    fact: str
    verdict: str


def verdicts(operation: Operation, answer: Answer) -> list[Verdict]:
    """The facts that a response confirms or refutes; the others, of which it shows nothing, are left out."""
    found: dict[tuple[Pointer, str], bool] = {}
    for pointer, node, check in _places(operation, answer):
        for fact in inferred(" ".join(str(node.get("x-inferred", "")).split())):
            parts = [check(part) for part in re.split(r", | and ", re.sub(r" \(.*?\)", "", fact))]
            if False in parts or None not in parts:  # once refuted, it stays so: in a list, for all its items
                found[pointer, fact] = found.get((pointer, fact), True) and False not in parts
    return [Verdict(*key, "confirmed" if value else "refuted") for key, value in found.items()]


class _Place(NamedTuple):
    """An object of the spec that a response touches, and a check of the parts of its facts: None for cannot tell."""

    pointer: Pointer
    node: dict[str, Any]
    check: Callable[[str], bool | None]


def _places(operation: Operation, answer: Answer) -> Iterator[_Place]:
    spec, view = operation.spec, operation.response
    request = spec.pointer_to(operation.path, operation.method)
    yield _Place(request, operation.object, lambda part: _of_request(operation, answer, part))
    if operation.content is not None:
        pointer = operation.content.pointer[:-2]
        yield _Place(pointer, at(spec.document, pointer), lambda part: _of_request(operation, answer, part))
    name, is_declared = operation.answer_to(answer.status)
    if not name:
        return
    content = operation.answers[name]
    key = name if name in operation.object["responses"] else "default"
    pointer = followed(spec, (*request, "responses", key))
    node = at(view.document, pointer)
    yield _Place(pointer, node, lambda part: _of_answer(view, content, answer, part, is_declared=is_declared))
    for header in node.get("headers", {}):
        yield _of_header(view, followed(spec, (*pointer, "headers", header)), answer.headers.get(header.lower()))
    if content is not None and content.kind == "json" and (body := answer.json()) is not GONE:
        yield from _of_schema(view, (*content.pointer, "schema"), body, required=True)


def _of_request(operation: Operation, answer: Answer, part: str) -> bool | None:
    """Whether the request was right, as far as its outcome shows."""
    if part in ("method", "path", "whole operation"):
        return True if answer.is_success else False if (answer.status, part) == (405, "method") else None
    if part in ("media type", "content type") and operation.content and answer.sent == operation.content.media_type:
        return True if answer.is_success else False if answer.status == httpx.codes.UNSUPPORTED_MEDIA_TYPE else None
    return None


def _of_answer(view: View, content: Content | None, answer: Answer, part: str, *, is_declared: bool) -> bool | None:
    if part.startswith(("status", "whole answer")) and not is_declared:
        return False
    match part:
        case "status":
            return True
        case "media type" | "content type" if content and answer.media_type:
            return answer.media_type == content.media_type
        case "body" | "whole answer" if content is None:
            return None if answer.content else True
        case "body" | "whole answer" if content and content.kind == "json":
            body = answer.json()
            return body is not GONE and _is_whole(view, content.schema, body)
    return None


def _is_whole(view: View, schema: Any, value: Any) -> bool | None:
    """Whether a value is as its schema says; None if it is, but lacks fields that may be left out."""
    if any(keyword != "unknown" for _, keyword in view.errors(schema, value, inside=False)):
        return False
    fields = view.pick(schema, value).get("properties", {})
    return True if not isinstance(value, dict) or fields.keys() <= value.keys() else None


def _of_header(view: View, pointer: Pointer, text: str | None) -> _Place:
    node = at(view.document, pointer)
    schema = node.get("schema", {})
    value = _Value(view, schema, GONE if text is None else view.read(schema, [text]), bool(node.get("required")))
    return _Place(pointer, node, lambda part: value.check("name" if part == "whole header" else part))


def _of_schema(view: View, pointer: Pointer, value: Any, *, required: bool) -> Iterator[_Place]:
    """The schemas that apply to a value, and to each value in it; `GONE` for a field that is left out."""
    node = at(view.document, pointer)
    if not isinstance(node, dict):
        return
    yield _Place(pointer, node, _Value(view, node, value, required).check)
    if isinstance(node.get("$ref"), str):
        yield from _of_schema(view, pointer_of(node["$ref"]), value, required=required)
    for key in ("allOf", "anyOf", "oneOf"):
        members = [index for index, one in enumerate(node.get(key, ())) if key == "allOf" or _fits(view, one, value)]
        for index in members if key == "allOf" or len(members) == 1 else ():
            yield from _of_schema(view, (*pointer, key, index), value, required=required)
    for item in value if isinstance(value, list) and "items" in node else ():
        yield from _of_schema(view, (*pointer, "items"), item, required=True)
    if isinstance(value, dict):
        needed = view.flat(node).get("required", ())
        for name in node.get("properties", {}):
            inside = (*pointer, "properties", name)
            yield from _of_schema(view, inside, value.get(name, GONE), required=name in needed)


def _fits(view: View, schema: Any, value: Any) -> bool:
    return value is not GONE and view.is_valid(schema, value)


class _Value(NamedTuple):
    """A value of a response, `GONE` for none, and its schema."""

    view: View
    schema: dict[str, Any]
    value: Any
    required: bool

    def check(self, part: str) -> bool | None:
        """Whether the value confirms a part of a fact."""
        if self.value is GONE:
            missed = self.required and part in ("name", "whole field", "required")
            return True if part == "optional" else False if missed else None
        flat = self.view.flat(self.schema)
        if part in ("name", "whole field") or (part == "required" and "properties" not in flat):
            return True
        if part == "null":
            is_null = self.value is None
            if "null" in types(flat):
                return is_null or None
            return None if "properties" in flat and not is_null else not is_null  # of an object, it is about a field
        if isinstance(self.value, dict) and "properties" in flat:
            return self._of_object(flat, part)
        return self._of_keyword(flat, _ASPECTS.get(part, ""))

    def _of_object(self, flat: dict[str, Any], part: str) -> bool | None:
        fields, needed = flat["properties"], set(flat.get("required", ()))
        match part:
            case "required":
                return not needed - self.value.keys()
            case "names":
                return False if needed - self.value.keys() else fields.keys() <= self.value.keys() or None
            case "types":
                seen = [
                    _Value(self.view, fields[name], self.value[name], required=True)
                    for name in fields & self.value.keys()
                ]
                told = {one.check("type") for one in seen}
                return False if False in told else True in told or None
            case "whole schema":
                return _is_whole(self.view, flat, self.value)
            case _ if part in fields:
                return True if part in self.value else False if part in needed else None
        return self._of_keyword(flat, _ASPECTS.get(part, ""))

    def _of_keyword(self, flat: dict[str, Any], aspect: str) -> bool | None:
        rules = {key: flat[key] for key in _KEYWORDS.get(aspect, [aspect]) if key in flat}
        is_typed = self.view.is_valid({key: flat[key] for key in ("type",) if key in flat}, self.value)
        if aspect == "type" and rules:
            return is_typed if self.value is not None or not is_typed else None
        if not rules or not is_typed or self.value is None or rules.get("format", "date") not in FORMATS.checkers:
            return None
        return False if not self.view.is_valid(rules, self.value) else None if aspect == "limit" else True
