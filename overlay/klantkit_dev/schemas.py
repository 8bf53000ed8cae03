"""Parts of a schema, as they are written in a spec and as the generator takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from .spec import pointer_of

Node = dict[str, Any]
Pointer = tuple[str | int, ...]

#: Keywords beside `$ref` that do not change its type.
ANNOTATIONS = {
    "description", "title", "example", "examples", "deprecated", "default", "readOnly", "writeOnly", "xml", "nullable",
}  # fmt: skip

JSON_TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


class Refusal(Exception):  # noqa: N818 - not an error: the operation is left out
    """An operation has something that is not supported.

    Attributes:
        pointer: The place.
        reason: What is not supported.
    """

    def __init__(self, pointer: Pointer, reason: str) -> None:
        super().__init__(reason)
        self.pointer, self.reason = pointer, reason


def inferred(reason: str) -> list[str]:
    """What an `x-inferred` names as inferred: `limit` and `default` of "limit: why; also why; default: why"."""
    return re.findall(r"(?:^|; )([^:;]+): ", reason)


def with_notes(node: Node) -> Node:
    """A description, with the limits and the default, which the generator would drop, as sentences for docstrings.

    The server applies defaults: a client that did would send fields that its caller left out.
    """
    notes = []
    if isinstance(node.get("type"), str | list):
        if isinstance(node.get("minLength"), int) and node.get("minLength") == node.get("maxLength"):
            notes.append(f"Exactly {node['maxLength']} characters.")
        elif isinstance(node.get("maxLength"), int):
            notes.append(f"At most {node['maxLength']} characters.")
        if isinstance(node.get("default"), bool | int | float | str) and "const" not in node:
            notes.append(f"If left out, the server uses {json.dumps(node['default'])}.")
    if isinstance(node.get("x-inferred"), str):
        notes.append(f"[inferred: {', '.join(inferred(node['x-inferred']))}]")
    text = " ".join([str(node.get("description", "")).strip(), *notes]).strip()
    return ({"description": text} if text else {}) | ({"example": node["example"]} if "example" in node else {})


def members_of(schema: Node) -> Iterator[Node]:
    """The members of a converted union; of anything else, itself."""
    yield from schema.get("anyOf", [schema])


def kind_of(schema: Node) -> str:
    """The type of a converted schema; `any` for none."""
    return str(schema.get("type", "any"))


def is_object(schema: Node) -> bool:
    """Whether a converted schema, or a member of it, is an object."""
    return any(kind_of(one) == "object" for one in members_of(schema))


def bare(schema: Node) -> Node:
    """A converted schema without text for readers."""
    return {key: value for key, value in schema.items() if key not in ("description", "example")}


def types_of(schema: Node) -> list[str]:
    """The types of a schema; those that its keywords imply if it names none."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return [one for one in dict.fromkeys(types) if not (one == "integer" and "number" in types)]
    if schema.keys() & {"properties", "additionalProperties", "patternProperties"}:
        return ["object"]
    return ["array"] if schema.keys() & {"items", "prefixItems"} else []


def is_of(value: Any, kind: str) -> bool:
    """Whether a value is of a JSON type."""
    own = JSON_TYPES.get(type(value))
    return own == kind or (own == "integer" and kind == "number")


def merged(one: Node, other: Node, pointer: Pointer) -> Node:
    """Both schemas at once, as `allOf` has it; text for readers is that of the second."""
    both = {**one, **other}
    if "properties" in one and "properties" in other:
        shared = one["properties"].keys() & other["properties"].keys()
        both["properties"] = {**one["properties"], **other["properties"]} | {
            name: {"allOf": [one["properties"][name], other["properties"][name]]}
            for name in shared
            if one["properties"][name] != other["properties"][name]
        }
    if "required" in one and "required" in other:
        both["required"] = [*one["required"], *other["required"]]
    if "type" in one and "type" in other:
        mine, its = types_of({"type": one["type"]}), types_of({"type": other["type"]})
        types = [kind for kind in mine if kind in its or (kind == "integer" and "number" in its)]
        types += [kind for kind in its if kind == "integer" and "number" in mine]
        if not types:
            raise Refusal(pointer, f"the types of its parts exclude each other: {', '.join(mine)} and {', '.join(its)}")
        both["type"] = types if len(types) > 1 else types[0]
    if "enum" in one and "enum" in other:
        both["enum"] = [value for value in one["enum"] if value in other["enum"]] or other["enum"]
    for key in ("oneOf", "anyOf"):
        if key in one and key in other and one[key] != other[key]:
            raise Refusal(pointer, f"two {key} at once")
    if one.get("additionalProperties") is False or other.get("additionalProperties") is False:
        both.pop("additionalProperties", None)
    return both


def nodes(node: Any) -> Iterator[Node]:
    """Every mapping in a part of a document."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key == "properties" and isinstance(value, dict):  # whose keys are names
                yield from nodes(list(value.values()))
            elif key not in ("example", "examples", "default", "not"):
                yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def reached(part: Any, target: Callable[[str], Any]) -> set[str]:
    """The components of schemas that a part of a document refers to, directly or not.

    Args:
        part: Any part of it.
        target: Gets the part of the document that a reference leads to.
    """
    seen: set[str] = set()
    pending = [part]
    while pending:
        for node in nodes(pending.pop()):
            if isinstance(reference := node.get("$ref"), str) and reference not in seen:
                seen.add(reference)
                pending.append(target(reference))
    return {pointer_of(reference)[2] for reference in seen if reference.startswith("#/components/schemas/")}


def joined(members: list[Node], docs: Node) -> Node:
    """A union of converted schemas with its text for readers; a single member itself."""
    if len(members) > 1:  # in Python, a boolean is an integer too, so it is tried first
        return {"anyOf": sorted(members, key=lambda one: kind_of(one) != "boolean"), **docs}
    return members[0] if "$ref" in members[0] else {**members[0], **docs}
