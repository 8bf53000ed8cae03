"""Differences between a real server's response and the spec, and the change to the spec that they suggest."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from klantkit_dev.spec import Spec

from .operations import Content, Operation, at, located

_INFERRED = "seen in a response of the vendor's test environment; not on the vendor's page."


class Difference(NamedTuple):
    """One difference between a response and the spec.

    Attributes:
        kind: `unknown` or `missing` field, `status`, `media type`, `unreadable`, or the keyword that a value breaks.
        field: The field's path, such as `lines[].vatRate`; empty for the response as a whole.
        pointer: The path of the rule in the spec; empty for Prism's findings.
        rule: What the spec says.
        came: The type and size of the value received, never the value, which may be personal or secret.
    """

    kind: str
    field: str
    pointer: tuple[str | int, ...]
    rule: str
    came: str


def differences(
    operation: Operation, status: int, media_type: str, content: bytes, violations: Sequence[dict[str, Any]] = ()
) -> list[Difference]:
    """Every difference between a response and the spec.

    `violations`, Prism's findings, are used only for fields without another difference.
    """
    found = list(_of_answer(operation, status, media_type, content))
    told = {one.field for one in found}
    for violation in violations:
        side, *path = violation["location"]
        field = "".join("[]" if name.isdecimal() else f".{name}" for name in path[1:]).removeprefix(".")
        if side == "response" and path[:1] == ["body"] and not any(one.startswith(field) for one in told):
            found.append(Difference(violation["code"], field, (), violation["message"], "see the rule"))
    return found


def _of_answer(operation: Operation, status: int, media_type: str, content: bytes) -> Iterator[Difference]:
    place = ("paths", operation.path, operation.method, "responses")
    name, is_declared = operation.answer_to(status)
    if not is_declared:
        pointer = (*place, name) if name else place
        yield Difference("status", "", pointer, f"one of {', '.join(operation.answers)}", str(status))
        if not name:
            return
    expected = operation.answers[name]
    if expected is None:
        return
    if media_type != expected.media_type:
        yield Difference("media type", "", expected.pointer, expected.media_type, media_type or "none")
    if expected.kind != "json":
        return
    try:
        body = json.loads(content)
    except ValueError:
        yield Difference("unreadable", "", expected.pointer, expected.media_type, f"{len(content)} bytes, no JSON")
        return
    yield from _of_body(operation, expected, body)


def _of_body(operation: Operation, content: Content, body: Any) -> Iterator[Difference]:
    document, start = operation.spec.document, (*content.pointer, "schema")
    places = list(operation.response.places(content.schema, body, every=True))
    values = {place.field: place.value for place in reversed(places)}
    for field, keyword in operation.response.errors(content.schema, body, inside=False):
        owner, _, name = field.rpartition(".")
        if keyword == "unknown":
            pointer = (*located(document, start, owner), "properties")
            yield Difference("unknown", field, pointer, "no such field", _shape(values[owner][name]))
        elif keyword != "required":  # reported below, together with the optional fields, which may have been renamed
            pointer = located(document, start, field)
            rule = f"{keyword}: {json.dumps(at(operation.spec.document, pointer).get(keyword))}"
            yield Difference(keyword, field, pointer, rule, _shape(values.get(field)))
    for place in places:
        for name in place.schema.get("properties", {}).keys() - place.value if isinstance(place.value, dict) else ():
            field = f"{place.field}.{name}".removeprefix(".")
            rule = "required" if name in place.schema.get("required", ()) else "may be left out"
            yield Difference("missing", field, located(document, start, field), rule, "nothing")


def _shape(value: Any) -> str:
    """Describe a value's type and size without revealing it."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "integer" if isinstance(value, int) else "number"
        case str():
            return f"string of {len(value)} characters"
        case list():
            return f"array of {len(value)}"
    return f"object with {', '.join(sorted(value))}"


def suggestion(spec: Spec, found: Sequence[Difference]) -> str:
    """The text of the spec with the suggested changes; writes nothing.

    A missing field beside an unknown one of the same type is treated as renamed. Differences without an obvious
    change, such as a value that breaks a pattern, are left out.
    """
    lines = spec.path.read_text(encoding="utf-8").splitlines()
    rest = list(dict.fromkeys(found))
    for missing in [one for one in rest if one.kind == "missing"]:
        for unknown in [one for one in rest if one.kind == "unknown"]:
            if _may_be_renamed(spec, missing, unknown):
                _rename(lines, spec, missing.pointer, unknown.field.rpartition(".")[2])
                rest = [one for one in rest if one not in (missing, unknown)]
                break
    for one in rest:
        _change(lines, spec, one)
    for one in sorted(rest, key=lambda one: -spec.line(one.pointer)):  # bottom up, so that line numbers above stay
        if one.kind == "unknown":
            at = spec.line(one.pointer)
            lines[at:at] = _new_field(lines[at - 1], one)
    return "\n".join(line for line in lines if line != _GONE) + "\n"


def _change(lines: list[str], spec: Spec, one: Difference) -> None:
    """Apply a change that edits existing lines."""
    at = spec.line(one.pointer) - 1
    match one.kind:
        case "missing":
            _drop_required(lines, spec, one.pointer)
        case "type":
            _change_type(lines, spec, one)
        case "status" | "media type" if one.pointer[-1] != "responses":
            lines[at] = lines[at].replace(str(one.pointer[-1]), one.came)


def diff(spec: Spec, text: str) -> str:
    """The change from the spec to `text` as a unified diff."""
    before = spec.path.read_text(encoding="utf-8").splitlines(keepends=True)
    name = f"specs/{spec.path.name}"
    return "".join(difflib.unified_diff(before, text.splitlines(keepends=True), f"a/{name}", f"b/{name}"))


#: Marks a line to delete at the end, so that the line numbers stay until then.
_GONE = "\0"


def _may_be_renamed(spec: Spec, missing: Difference, unknown: Difference) -> bool:
    types = at(spec.document, missing.pointer).get("type", "object")
    came = unknown.came.split(" ")[0]
    return missing.pointer[:-1] == unknown.pointer and came in (types if isinstance(types, list) else [types])


def _required(spec: Spec, pointer: Sequence[str | int]) -> tuple[int, str]:
    """The index of the line in `required` with the field at `pointer` (-1 for none), and the field."""
    *schema, _, name = pointer
    required = at(spec.document, schema).get("required", [])
    if name not in required:
        return -1, str(name)
    return spec.line((*schema, "required", required.index(name))) - 1, str(name)


def _rename(lines: list[str], spec: Spec, pointer: Sequence[str | int], new: str) -> None:
    at, old = _required(spec, pointer)
    for number in {at, spec.line(pointer) - 1} - {-1}:
        lines[number] = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, lines[number], count=1)


def _drop_required(lines: list[str], spec: Spec, pointer: Sequence[str | int]) -> None:
    at, name = _required(spec, pointer)
    if at >= 0:
        lines[at] = (
            _GONE
            if lines[at].strip() == f"- {name}"
            else re.sub(rf"{re.escape(name)}, |, {re.escape(name)}(?=[,\]])", "", lines[at])
        )


def _new_field(line: str, one: Difference) -> list[str]:
    """The lines for an unknown field, to insert after the line `properties:`."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    kind = one.came.split(" ")[0]
    told = [f"type: {_written(kind)}", *["items: {}"] * (kind == "array")]
    told += ["description: Not described by the vendor.", f"x-inferred: {json.dumps(_INFERRED)}"]
    return [f"{indent}{one.field.rpartition('.')[2]}:", *(f"{indent}  {text}" for text in told)]


def _written(kind: str) -> str:
    return '"null"' if kind == "null" else kind


def _change_type(lines: list[str], spec: Spec, one: Difference) -> None:
    node = at(spec.document, one.pointer)
    if "type" not in node or one.pointer[-2:-1] != ("properties",):
        return
    came = one.came.split(" ")[0]
    types = [node["type"]] if isinstance(node["type"], str) else node["type"]
    types = [*types, came] if came == "null" else [came, *(kind for kind in types if kind == "null")]
    number = spec.line((*one.pointer, "type")) - 1
    written = types[0] if len(types) == 1 else f"[{', '.join(map(_written, types))}]"
    lines[number] = re.sub(r"type: .*", f"type: {written}", lines[number])
