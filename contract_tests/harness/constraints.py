"""Invalid inputs, each breaking one keyword of one field or parameter of an operation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .callers import Input, full_input
from .operations import Operation

#: A value of each JSON type.
_SAMPLES: dict[str, Any] = {
    "null": None,
    "boolean": True,
    "integer": 7,
    "number": 1.5,
    "string": "text",
    "array": [1],
    "object": {"a": 1},
}

#: An invalid value per format.
_MALFORMED = {"date": "2024-02-30", "date-time": "2024-02-30T00:00:00Z", "uuid": "a0f0660d", "email": "nobody"}


class Broken(NamedTuple):
    """An input that breaks exactly one constraint of the spec.

    Attributes:
        field: The field's path, such as `lines[].vatRate`; for mutually exclusive fields, the first.
        keyword: The JSON Schema keyword, such as `maxLength`.
        given: The input.

    """

    field: str
    keyword: str
    given: Input

    @property
    def name(self) -> str:
        """The constraint's name in the report."""
        return f"{self.field}: {self.keyword}"


def broken_inputs(operation: Operation) -> list[Broken]:
    """An input per constraint of an operation; for `type`, one per wrong type."""
    body, query, file_name = full_input(operation)
    schema = operation.resolve(operation.body_schema)
    excluding = schema.get("not", {}).get("required", ())
    together = {**body, **dict.fromkeys(excluding, True)}
    for name in excluding[1:]:
        del body[name]
    is_text = operation.media_type != "application/json"
    found = [
        Broken(field, keyword, Input(changed, query, file_name))
        for field, keyword, changed in _of_object(operation, schema, body, is_text=is_text)
    ]
    if excluding:
        found.append(Broken(excluding[0], "not", Input(together, query, file_name)))
    for parameter in operation.object.get("parameters", ()):
        name = parameter["name"]
        for keyword, value in _of_value(parameter["schema"], is_text=True):
            found.append(Broken(name, keyword, Input(body, {**query, name: value}, file_name)))
    return found


def broken_responses(operation: Operation, status: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Field, keyword and body for each constraint of a response, broken alone; for `type` one for each wrong type."""
    _, content = operation.answer(status)
    return list(_of_object(operation, operation.resolve(content["schema"]), content["example"], is_text=False))


def _of_object(
    operation: Operation, schema: dict[str, Any], body: dict[str, Any], *, is_text: bool
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Field, keyword and changed copy of `body` for each constraint on its fields."""
    for name in schema.get("required", ()):
        yield name, "required", {other: value for other, value in body.items() if other != name}
    for name, field in schema["properties"].items():
        node = operation.resolve(field)
        for keyword, value in _of_value(node, is_text=is_text):
            yield name, keyword, {**body, name: value}
        if node.get("type") == "array" and body.get(name):
            inner = operation.resolve(node["items"])
            if "properties" in inner:
                first, *rest = body[name]
                for field_of_item, keyword, item in _of_object(operation, inner, first, is_text=is_text):
                    yield f"{name}[].{field_of_item}", keyword, {**body, name: [item, *rest]}
            for keyword, value in _of_value(inner, is_text=is_text):
                yield f"{name}[]", keyword, {**body, name: [value]}
        elif "properties" in node and isinstance(body.get(name), dict):
            for inner_name, keyword, value in _of_object(operation, node, body[name], is_text=is_text):
                yield f"{name}.{inner_name}", keyword, {**body, name: value}


def _of_value(schema: dict[str, Any], *, is_text: bool) -> Iterator[tuple[str, Any]]:
    """The keyword and an invalid value for each constraint of a schema.

    Raises:
        LookupError: `_BREAKING` has no entry for a keyword of the schema.

    """
    types = schema.get("type", "object")
    types = {types} if isinstance(types, str) else set(types)
    if not is_text:  # as text, a number is a valid string, and null cannot be sent
        allowed = types | ({"integer"} if "number" in types else set())
        yield from (("type", value) for kind, value in _SAMPLES.items() if kind not in allowed)
    elif not types & {"string", "object"}:
        yield "type", "text"
    for keyword in schema:
        if keyword not in _NO_CONSTRAINTS and schema.get("format") != "binary":
            yield from ((keyword, value) for value in _BREAKING[keyword](schema))


def _unmatched(schema: dict[str, Any]) -> list[str]:
    """Variations of the example that do not match the pattern."""
    example = schema["example"]
    tried = ["", "x" + example, example + "x", example[1:], example.swapcase() if example.isascii() else "x"]
    return [text for text in dict.fromkeys(tried) if not re.search(schema["pattern"], text)]


#: Values that break a keyword and nothing else. The receipt emoji takes several bytes but counts as one character.
_BREAKING: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "maxLength": lambda schema: ["x" * (schema["maxLength"] + 1), "\U0001f9fe" * (schema["maxLength"] + 1)],
    "minLength": lambda schema: ["x" * (schema["minLength"] - 1)],
    "pattern": _unmatched,
    "format": lambda schema: [_MALFORMED[schema["format"]]],
    "enum": lambda _: ["no such value"],
    "const": lambda schema: ["no such value" if isinstance(schema["const"], str) else not schema["const"]],
    "minimum": lambda schema: [schema["minimum"] - 1],
    "maximum": lambda schema: [schema["maximum"] + 1],
}

#: Keywords that reject no value, or that are handled elsewhere in this module.
_NO_CONSTRAINTS = {
    "type", "description", "example", "default", "x-inferred", "x-accepts", "properties", "items", "required",
}  # fmt: skip
