"""Invalid inputs and responses, each breaking one keyword at one place; and valid ones that differ in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator

from .operations import Input, Operation, Parameter, is_base64_file
from .shapes import GONE, Place, Schema, View, types

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
_MALFORMED = {
    "date": "2024-02-30", "date-time": "2024-02-30T00:00:00Z", "uuid": "a0f0660d", "email": "nobody", "ipv4": "1.2.3",
    "ipv6": "1.2.3",
}  # fmt: skip

#: Keywords for which the suite has no invalid value, with the reason.
GAPS = {
    "not": "what it forbids is known to its author alone, except for fields that exclude each other",
    "if": "which rule applies depends on the value",
    "then": "see `if`",
    "else": "see `if`",
    "contains": "what it counts depends on the items",
    "minContains": "see `contains`",
    "maxContains": "see `contains`",
    "dependentRequired": "which rule applies depends on the value",
    "dependentSchemas": "which rule applies depends on the value",
    "propertyNames": "the names of maps are the caller's own",
    "patternProperties": "the names of maps are the caller's own",
    "prefixItems": "the generator takes its items for any value",
    "unevaluatedItems": "depends on the rest of the schema",
    "unevaluatedProperties": "depends on the rest of the schema",
    "anyOf": "each member has keywords of its own",
    "oneOf": "each member has keywords of its own",
}

#: Keywords that reject no value by themselves, or that apply to a place inside.
_INSIDE = {"$ref", "$dynamicRef", "allOf", "properties", "items", "additionalProperties"}


class Broken(NamedTuple):
    """An input that breaks exactly one constraint of the spec.

    Attributes:
        field: The field's path, such as `lines[].vatRate`, or the name of a parameter.
        keyword: The JSON Schema keyword, such as `maxLength`.
        given: The input.
        place: `body`, `path`, `query` or `header`.
    """

    field: str
    keyword: str
    given: Input
    place: str

    @property
    def name(self) -> str:
        """The constraint's name in the report."""
        return f"{self.field or self.place}: {self.keyword}"


def keywords(schema: Schema) -> list[str]:
    """The keywords of a schema that are constraints."""
    return [keyword for keyword in schema if keyword in {*Draft202012Validator.VALIDATORS, "type"} - _INSIDE]


def broken_inputs(operation: Operation) -> list[Broken]:
    """An input per constraint of an operation; for `type`, one per wrong type."""
    full = operation.example(full=True)
    found = []
    if operation.content is not None and operation.content.kind != "binary":
        is_text = operation.content.kind != "json"
        for field, keyword, body in broken_values(
            operation.request, operation.content.schema, full.body, is_text=is_text
        ):
            if body != {} or operation.content.required or not operation.is_exploded():  # no argument, no body
                found.append(Broken(field, keyword, full._replace(body=body), "body"))
    for parameter in operation.parameters:
        key = f"{parameter.place} {parameter.name}"
        for keyword, value in _broken_parameter(operation.request, parameter, full.parameters[key]):
            changed = {**full.parameters, key: value}
            if value is GONE:
                del changed[key]
            found.append(Broken(parameter.name, keyword, full._replace(parameters=changed), parameter.place))
    return found


def _broken_parameter(view: View, parameter: Parameter, value: Any) -> Iterator[tuple[str, Any]]:
    for _, keyword, changed in broken_values(view, parameter.schema, value, is_text=True):
        if changed != [] and (changed != "" or parameter.place == "query"):  # sent as nothing at all
            yield keyword, changed
    if parameter.required and parameter.place != "path":
        yield "required", GONE


def broken_values(view: View, schema: Schema, value: Any, *, is_text: bool) -> list[tuple[str, str, Any]]:
    """Field, keyword and changed copy of a valid value for each constraint on it and inside it.

    Args:
        view: The spec.
        schema: The schema of the value.
        value: The value.
        is_text: Whether it is sent as text, in which a number is a valid string and null cannot be sent.
    """
    found = []
    for place in view.places(schema, value):
        for field, keyword, new in _broken_here(place, is_text=is_text):
            changed = place.put(new)
            if (field, keyword) in view.errors(schema, changed) or (is_text and keyword == "type"):
                found.append((field, keyword, changed))
    for excluding in _exclusions(view.flat(schema)):
        if isinstance(value, dict):
            fields = view.flat(schema)["properties"]
            together = {**value, **{name: view.example(fields[name], hint=name) for name in excluding}}
            found += [("", "not", together)] if ("", "not") in view.errors(schema, together) else []
    return found


def _exclusions(schema: Schema) -> list[list[str]]:
    """The fields that exclude each other."""
    names = schema.get("not", {}).get("required", [])
    return [names] if set(names) <= schema.get("properties", {}).keys() and names else []


def _broken_here(place: Place, *, is_text: bool) -> Iterator[tuple[str, str, Any]]:
    schema, value = place.schema, place.value
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            if name in value:
                fewer = {other: inner for other, inner in value.items() if other != name}
                yield f"{place.field}.{name}".removeprefix("."), "required", fewer
    kinds = types(schema)
    if kinds == ["null"]:  # of a union, whose other members are tried with another value
        return
    if kinds and not is_text:
        allowed = {*kinds, *(["integer"] if "number" in kinds else [])}
        yield from ((place.field, "type", sample) for kind, sample in _SAMPLES.items() if kind not in allowed)
    elif kinds and not set(kinds) & {"string", "object", "array"}:
        yield place.field, "type", "text"
    for keyword in keywords(schema):
        if keyword in _BREAKING:
            yield from ((place.field, keyword, new) for new in _BREAKING[keyword](schema, value))


def _unmatched(schema: Schema, value: Any) -> list[Any]:
    """Variations of the example that do not match the pattern."""
    tried = ["", "x" + value, value + "x", value[1:], value.swapcase() if value.isascii() else "x"]
    return [text for text in dict.fromkeys(tried) if not re.search(schema["pattern"], text)]


def _duplicated(schema: Schema, value: Any) -> list[Any]:
    return [[value[0]] * max(2, schema.get("minItems", 0))] if value else []


#: A body of more than 10 MB is refused by Prism for its size alone.
_MEGABYTE = 1024 * 1024

#: The beginning of a PDF, in Base64; repeated, it is a PDF for a client.
_PDF = "JVBERi0x"


def _too_long(schema: Schema, length: int) -> list[str]:
    """Texts of `length` characters or a few more; the receipt emoji takes several bytes but counts as one character."""
    if is_base64_file(schema):
        return [_PDF * -(-length // len(_PDF))]
    return ["x" * length, *(["\U0001f9fe" * length] if length < _MEGABYTE else [])]


#: Values that break a keyword and nothing else.
_BREAKING: dict[str, Callable[[Schema, Any], list[Any]]] = {
    "maxLength": lambda schema, _: _too_long(schema, schema["maxLength"] + 1),
    "minLength": lambda schema, _: ["x" * (schema["minLength"] - 1)] if schema["minLength"] else [],
    "pattern": _unmatched,
    "format": lambda schema, _: [_MALFORMED[schema["format"]]] if schema["format"] in _MALFORMED else [],
    "enum": lambda schema, _: [_other_than(schema["enum"])],
    "const": lambda schema, _: [_other_than([schema["const"]])],
    "minimum": lambda schema, _: [schema["minimum"] - 1],
    "maximum": lambda schema, _: [schema["maximum"] + 1],
    "exclusiveMinimum": lambda schema, _: [schema["exclusiveMinimum"]],
    "exclusiveMaximum": lambda schema, _: [schema["exclusiveMaximum"]],
    "multipleOf": lambda schema, value: [value + schema["multipleOf"] / 2] if schema["multipleOf"] != 1 else [1.5],
    "minItems": lambda schema, value: [value[: schema["minItems"] - 1]] if schema["minItems"] else [],
    "maxItems": lambda schema, value: [(value * (schema["maxItems"] + 1))[: schema["maxItems"] + 1]],
    "uniqueItems": lambda schema, value: _duplicated(schema, value) if schema["uniqueItems"] else [],
    "minProperties": lambda schema, value: [dict(list(value.items())[: schema["minProperties"] - 1])],
    "maxProperties": lambda schema, value: [
        value | {f"more{index}": next(iter(value.values()), "x") for index in range(schema["maxProperties"] + 1)}
    ],
}


def _other_than(values: list[Any]) -> Any:
    return "no such value" if isinstance(values[0], str) else not values[0] if isinstance(values[0], bool) else 4711


def variations(view: View, schema: Schema, value: Any, *, nulls: bool = True) -> Iterator[tuple[str, Any]]:
    """Valid values that differ from a full one in one place: absent, null, or an extreme value.

    Args:
        view: The spec.
        schema: The schema of the value.
        value: A value with every field.
        nulls: Whether null can be sent.

    Yields:
        A description, and the value.
    """
    for place in view.places(schema, value):
        changes: list[tuple[str, Any]] = []
        if isinstance(place.value, dict) and "properties" in place.schema:
            required = {name: place.value[name] for name in place.schema.get("required", ()) if name in place.value}
            changes = [("required fields alone", required)]
            for name in place.value.keys() - required.keys():
                fewer = {other: inner for other, inner in place.value.items() if other != name}
                changes += [(f"with {name} alone", {**required, name: place.value[name]}), (f"without {name}", fewer)]
        changes += [("extreme", new) for new in _extremes(place.schema)]
        changes += [("enum", new) for new in place.schema.get("enum", ())]
        if len(place.union) > 1:
            changes += [("other variant", view.full(variant)) for variant in place.union]
        if isinstance(place.value, list):
            changes += [("empty", []), ("two", place.value * 2)]
        changes += [("null", None)] if nulls else []
        for what, new in changes:
            changed = place.put(new)
            if (nulls or new is not None) and view.is_valid(schema, changed):
                yield f"{place.field} {what}".strip(), changed


#: Texts that stripping, folding, normalizing or reading as a number or a literal would change.
_FRAGILE = [" \tX \u00df e\u0301\u00a0 ", "012.50", "null"]

#: Those that a pattern may allow.
_FRAGILE_NUMBERS = ["0", "-0", "007", "12.50", "0.00", "100.00", "-1.10", "1e3"]


def _extremes(schema: Schema) -> list[Any]:
    """The shortest and longest text, fragile ones, and the smallest and largest number."""
    if {"enum", "const"} & schema.keys():
        return []
    is_text = types(schema)[:1] == ["string"] and not is_base64_file(schema) and schema.get("format") != "binary"
    fragile = _FRAGILE + _FRAGILE_NUMBERS * ("pattern" in schema) if is_text else []
    return _extreme(schema) + fragile


def _extreme(schema: Schema) -> list[Any]:
    match types(schema)[:1]:
        case ["string"] if not {"pattern", "format"} & schema.keys():
            if is_base64_file(schema):
                return [_PDF * (schema.get("maxLength", 5000) // len(_PDF))]
            longest = schema.get("maxLength", 5000)
            letters = ["x", "é", "\U0001f9fe"] if longest < _MEGABYTE else ["x"]
            return ["x" * schema.get("minLength", 0), *(letter * longest for letter in letters)]
        case ["integer"]:
            return [schema.get("minimum", -(2**53) + 1), schema.get("minimum", 0), schema.get("maximum", 2**53 - 1)]
        case ["number"]:
            return [
                0.1,
                21,
                21.0,
                -0.0,
                12.5,
                schema.get("minimum", -1e15),
                schema.get("maximum", 1e15),
                12.345678901234567,
            ]
        case ["boolean"]:
            return [True, False]
    return []


def with_unknown(view: View, schema: Schema, value: Any, unknown: dict[str, Any]) -> Any:
    """A copy of a value with fields that the spec does not know, in every object that may have them."""
    flat = view.pick(schema, value)
    if isinstance(value, list):
        return [with_unknown(view, flat.get("items", {}), item, unknown) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {name: with_unknown(view, view.field(flat, name) or {}, field, unknown) for name, field in value.items()}
    is_open = "properties" in flat and "additionalProperties" not in flat
    return {**inner, **unknown} if is_open else inner
