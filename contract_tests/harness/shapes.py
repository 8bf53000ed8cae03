"""From the JSON that a spec speaks of to what a caller gives in Python, and back: by rule, not by the generated code.

What makes the arguments must not be what is tested, or a name that is wrong on both sides would look right.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from .operations import Operation

_FORMATS: dict[str, Callable[[str], Any]] = {
    "date": datetime.date.fromisoformat,
    "date-time": datetime.datetime.fromisoformat,
    "uuid": UUID,
}


def python_name(wire_name: str) -> str:
    """The Python name of a field: its words apart, in lower case; `type` is taken, and gets an underscore."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", wire_name).lower()
    return "type_" if name == "type" else name


def to_python(operation: Operation, schema: dict[str, Any], value: Any) -> Any:
    """A JSON value as the Python value that a caller gives for it, or gets; what is none of its type stays as it is."""
    if "$ref" in schema and isinstance(value, dict):
        return operation.model(schema)(**arguments(operation, schema, value))
    schema = operation.resolve(schema)
    if isinstance(value, list) and "items" in schema:
        return [to_python(operation, schema["items"], item) for item in value]
    read = _FORMATS.get(schema.get("format", ""))
    if read is not None and isinstance(value, str):
        with contextlib.suppress(ValueError):
            return read(value)
    return value


def arguments(operation: Operation, schema: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """The fields of a JSON object as keyword arguments."""
    properties = operation.resolve(schema)["properties"]
    return {python_name(name): to_python(operation, properties[name], value) for name, value in body.items()}


def as_form(value: Any) -> str:
    """A JSON value as the text that it is in a form or a query."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def from_form(schema: dict[str, Any], text: str) -> Any:
    """The JSON value that text in a form or a query stands for; the text itself where it is none of the type."""
    match schema.get("type"):
        case "boolean" if text in ("true", "false"):
            return text == "true"
        case "integer" if re.fullmatch(r"-?\d+", text, re.ASCII):
            return int(text)
        case "number" if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text, re.ASCII):
            return float(text)
    return text


def with_integers(operation: Operation, schema: dict[str, Any], value: Any) -> Any:
    """A copy of a JSON value that has an int wherever the schema wants an integer.

    Schemathesis draws 0.0 for some, which JSON Schema takes for an integer, and which no caller gives.
    """
    schema = operation.resolve(schema)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return {name: with_integers(operation, properties.get(name, {}), inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_integers(operation, schema.get("items", {}), item) for item in value]
    return int(value) if isinstance(value, float) and "integer" in schema.get("type", ()) else value


def closed(node: Any) -> Any:
    """A copy of an OpenAPI document, or a part of it, in which no object has fields that it does not name.

    It has no examples either: they would be drawn again and again, in place of values that have not been tried.
    """
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    examples = {"example"} if {"type", "schema", "anyOf"} & node.keys() else set()
    copy = {key: closed(value) for key, value in node.items() if key not in examples}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        copy["additionalProperties"] = False
    return copy
