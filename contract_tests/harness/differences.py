"""Differences between a real server's response and the spec, and the change to the spec that they suggest."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker
from klantkit_dev.spec import Spec, pointer_of

from .operations import Operation
from .shapes import closed

_FORMATS = FormatChecker(["date", "date-time", "email", "uuid"])

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

    Args:
        operation: The operation that was called.
        status: The HTTP status.
        media_type: The media type of the body, without parameters.
        content: The body.
        violations: Prism's findings (`sl-violations`); used only for fields without another difference.
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
    declared = operation.object["responses"]
    place = ("paths", operation.path, operation.method, "responses")
    name = str(status) if str(status) in declared else f"{status // 100}XX"
    if name not in declared:
        wanted = next(iter(operation.successes)) if status < 300 else ""  # noqa: PLR2004 - the end of successes
        yield Difference(
            "status", "", (*place, wanted) if wanted else place, f"one of {', '.join(declared)}", str(status)
        )
        if not wanted:
            return
        name = wanted
    pointer: tuple[str | int, ...] = (*place, name)
    if "$ref" in declared[name]:
        pointer = pointer_of(declared[name]["$ref"])
    expected, media = operation.answer(name)
    if media_type != expected:
        yield Difference("media type", "", (*pointer, "content", expected), expected, media_type or "none")
    try:
        body = json.loads(content)
    except ValueError:
        yield Difference("unreadable", "", (*pointer, "content", expected), expected, f"{len(content)} bytes, no JSON")
        return
    document = {**media["schema"], "components": closed({"schemas": operation.spec.document["components"]["schemas"]})}
    here = (*pointer, "content", expected, "schema")
    for error in Draft202012Validator(document, format_checker=_FORMATS).iter_errors(body):
        yield from _of_error(operation, here, error)
    yield from _missing(operation, here, body, "")


def _missing(operation: Operation, schema: tuple[str | int, ...], value: Any, field: str) -> Iterator[Difference]:
    """Fields of the spec missing from the response; optional ones too, since they may have been renamed."""
    pointer = _pointer(operation, schema, ())
    node = _at(operation.spec, pointer)
    if isinstance(value, list) and "items" in node:
        for inner in value:
            yield from _missing(operation, (*pointer, "items"), inner, f"{field}[]")
    if not isinstance(value, dict):
        return
    for name in node.get("properties", ()):
        here = f"{field}.{name}".removeprefix(".")
        if name in value:
            yield from _missing(operation, (*pointer, "properties", name), value[name], here)
        else:
            rule = "required" if name in node.get("required", ()) else "may be left out"
            yield Difference("missing", here, (*pointer, "properties", name), rule, "nothing")


def _of_error(operation: Operation, schema: tuple[str | int, ...], error: Any) -> Iterator[Difference]:
    field = "".join(f".{key}" if isinstance(key, str) else "[]" for key in error.absolute_path).removeprefix(".")
    pointer = _pointer(operation, schema, error.absolute_path)
    match error.validator:
        case "required":
            return  # reported by _missing, together with the optional fields
        case "additionalProperties":
            for name in sorted(error.instance.keys() - error.schema["properties"].keys()):
                came = _shape(error.instance[name])
                yield Difference(
                    "unknown", f"{field}.{name}".removeprefix("."), (*pointer, "properties"), "no such field", came
                )
        case keyword:
            told = f"{keyword}: {json.dumps(error.validator_value)}"
            yield Difference(keyword, field, pointer, told, _shape(error.instance))


def _pointer(operation: Operation, pointer: tuple[str | int, ...], path: Sequence[str | int]) -> tuple[str | int, ...]:
    """The path in the spec of a value in a response, with all references followed."""

    def followed(pointer: tuple[str | int, ...]) -> tuple[str | int, ...]:
        node = _at(operation.spec, pointer)
        return pointer_of(node["$ref"]) if "$ref" in node else pointer

    pointer = followed(pointer)
    for key in path:
        pointer = followed((*pointer, "properties", key) if isinstance(key, str) else (*pointer, "items"))
    return pointer


def _at(spec: Spec, pointer: Sequence[str | int]) -> Any:
    node: Any = spec.document
    for key in pointer:
        node = node[key]
    return node


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
    types = _at(spec, missing.pointer).get("type", "object")
    came = unknown.came.split(" ")[0]
    return missing.pointer[:-1] == unknown.pointer and came in (types if isinstance(types, list) else [types])


def _required(spec: Spec, pointer: Sequence[str | int]) -> tuple[int, str]:
    """The index of the line in `required` with the field at `pointer` (-1 for none), and the field."""
    *schema, _, name = pointer
    required = _at(spec, schema).get("required", [])
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
    told = (
        ["type: array", "items: {}"]
        if kind == "array"
        else [f"type: {kind if kind != 'null' else chr(34) + 'null' + chr(34)}"]
    )
    told += ["description: Not described by the vendor.", f"x-inferred: {json.dumps(_INFERRED)}"]
    return [f"{indent}{one.field.rpartition('.')[2]}:", *(f"{indent}  {text}" for text in told)]


def _change_type(lines: list[str], spec: Spec, one: Difference) -> None:
    node = _at(spec, one.pointer)
    if "type" not in node or one.pointer[-2:-1] != ("properties",):
        return
    came = one.came.split(" ")[0]
    types = [node["type"]] if isinstance(node["type"], str) else node["type"]
    types = [*types, came] if came == "null" else [came, *(kind for kind in types if kind == "null")]
    at = spec.line((*one.pointer, "type")) - 1
    written = (
        types[0]
        if len(types) == 1
        else f"[{', '.join(json.dumps(kind) if kind == 'null' else kind for kind in types)}]"
    )
    lines[at] = re.sub(r"type: .*", f"type: {written}", lines[at])
