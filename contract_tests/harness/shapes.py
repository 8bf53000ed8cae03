"""Convert JSON to the arguments that a caller passes in Python, and back, without the generated code.

The generated code is under test: a name that is wrong in it would otherwise be wrong on both sides and pass.
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
    """The Python name of a field: snake case, with an underscore appended to `type`."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", wire_name).lower()
    return "type_" if name == "type" else name


def to_python(operation: Operation, schema: dict[str, Any], value: Any) -> Any:
    """Convert a JSON value to the Python value of its schema; values of another type pass unchanged."""
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
    """A JSON value as text in a form or a query."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def from_form(schema: dict[str, Any], text: str) -> Any:
    """Parse text of a form or a query as the schema's type; other text passes unchanged."""
    match schema.get("type"):
        case "boolean" if text in ("true", "false"):
            return text == "true"
        case "integer" if re.fullmatch(r"-?\d+", text, re.ASCII):
            return int(text)
        case "number" if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text, re.ASCII):
            return float(text)
    return text


def with_integers(operation: Operation, schema: dict[str, Any], value: Any) -> Any:
    """A copy of a JSON value with an int wherever the schema requires an integer.

    Schemathesis sometimes generates 0.0, which is an integer in JSON Schema but not what a caller would pass.
    """
    schema = operation.resolve(schema)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        return {name: with_integers(operation, properties.get(name, {}), inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_integers(operation, schema.get("items", {}), item) for item in value]
    return int(value) if isinstance(value, float) and "integer" in schema.get("type", ()) else value


def closed(node: Any) -> Any:
    """A copy of an OpenAPI document, or a part of it, with `additionalProperties: false` in every object schema.

    Examples are removed, because schemathesis would repeat them instead of generating new values.
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
