"""Strategies for valid inputs and responses, made from the schemas."""

from __future__ import annotations

import base64
import datetime
import functools
import json
import math
import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from .operations import Input, Operation, Parameter, is_base64_file
from .shapes import GONE, Schema, View, types

#: File names, ordinary and malicious.
FILE_NAMES = st.sampled_from([
    "factuur.pdf", "a b.pdf", "Müller & Zoon.pdf", "発票.pdf", 'quo"te.pdf', "per%22cent.pdf", "line\r\nbreak.pdf",
    "semi;colon=1.pdf", "../up.pdf", "\u2028.pdf", "\x00.pdf", "x" * 300 + ".pdf",
]) | st.text(min_size=1, max_size=40)  # fmt: skip

#: File contents with a PDF header, followed by data that a careless multipart parser would misread.
PDFS = st.lists(
    st.binary(max_size=64)
    | st.sampled_from([
        b"\r\n--", b"--\r\n", b"\r\n\r\n", b"\r\n--+++--\r\n", b"\x00",
        b'\r\n--+++\r\nContent-Disposition: form-data; name="amount"\r\n\r\n0.01\r\n',
    ]),
    max_size=6,
).map(lambda pieces: b"%PDF-1.7\n" + b"".join(pieces))  # fmt: skip

#: Texts for a path segment that have a meaning there.
SEGMENTS = st.sampled_from(
    ["a/b", "?a=1", "#", "%2F", "%", "a b", "é", "…", ";", "a:b", "../..", "+", "\\", "~", "..."]
)

#: The largest depth of generated objects and lists.
_DEPTH = 4

_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)

_OFFSETS = st.sampled_from(
    [datetime.UTC, datetime.timezone(datetime.timedelta(hours=2)), datetime.timezone(-datetime.timedelta(minutes=90))]
)

_FORMATS: dict[str, Callable[[], st.SearchStrategy[str]]] = {
    "date": lambda: st.dates().map(str),
    "date-time": lambda: st.datetimes(timezones=_OFFSETS).map(_date_time),
    "uuid": lambda: st.uuids().map(str) | st.uuids().map(lambda uuid: str(uuid).upper()),
    "email": st.emails,
    "byte": lambda: st.binary(max_size=20).map(lambda content: base64.b64encode(content).decode()),
    "decimal": lambda: st.decimals(-(10**9), 10**9, places=2).map(str),
    "ipv4": lambda: st.ip_addresses(v=4).map(str),
    "ipv6": lambda: st.ip_addresses(v=6).map(str),
    "uri": lambda: st.just("https://example.com/a?b=c"),
    "time": lambda: st.times().map(str),
}


def _date_time(moment: datetime.datetime) -> str:
    text = moment.isoformat()
    return text.replace("+00:00", "Z") if moment.second % 2 else text


def values(view: View, schema: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """The values that are valid by a schema, without additional fields."""
    variants = [
        variant for variant in view.variants(schema) if depth < _DEPTH or variant.get("type") not in ("array", "object")
    ]
    found = [_of(view, variant, depth) for variant in variants or view.variants(schema)]
    return st.one_of(found) if found else _JSON


def _of(view: View, flat: Schema, depth: int) -> st.SearchStrategy[Any]:
    if "const" in flat:
        return st.just(flat["const"])
    if "enum" in flat:
        return st.sampled_from(flat["enum"])
    match flat.get("type"):
        case "object":
            return _objects(view, flat, depth)
        case "array":
            return st.lists(
                values(view, flat.get("items", {}), depth + 1),
                min_size=flat.get("minItems", 0),
                max_size=min(flat.get("maxItems", 99), flat.get("minItems", 0) + 3),
                unique_by=json.dumps if flat.get("uniqueItems") else None,
            )
        case kind:
            return _SCALARS[kind](flat) if kind in _SCALARS else _JSON


def _objects(view: View, flat: Schema, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in flat.get("properties", {}).items():
        if name in flat.get("required", ()):
            required[name] = values(view, field, depth + 1)
        elif depth < _DEPTH:
            optional[name] = values(view, field, depth + 1)
    known = st.fixed_dictionaries(required, optional=optional)
    if "properties" in flat or flat.get("additionalProperties") is False:
        return known
    more = flat.get("additionalProperties", True)
    inner = values(view, more, depth + 1) if isinstance(more, dict) else _JSON
    size = {
        "min_size": flat.get("minProperties", 0),
        "max_size": min(flat.get("maxProperties", 99), flat.get("minProperties", 0) + 3),
    }
    return st.dictionaries(st.text(max_size=9), inner, **size)


def _texts(flat: Schema) -> st.SearchStrategy[str]:
    shortest, longest = flat.get("minLength", 0), flat.get("maxLength")
    if "pattern" in flat:
        # Python's `$` also matches before a last line break, that of ECMA-262 does not.
        ascii_digits: Any = re.compile(flat["pattern"], re.ASCII)  # as in ECMA-262
        found = st.from_regex(ascii_digits).filter(lambda text: not text.endswith("\n"))
    elif is_base64_file(flat):
        found = PDFS.map(lambda content: base64.b64encode(content).decode())
    elif flat.get("format") in _FORMATS:
        found = _FORMATS[flat["format"]]()
    else:
        return st.text(min_size=shortest, max_size=longest)
    return found.filter(lambda text: shortest <= len(text) <= (longest or len(text)))


def _bounds(flat: Schema, low: float, high: float) -> tuple[float, float]:
    low = max(
        flat.get("minimum", -math.inf),
        flat.get("exclusiveMinimum", -math.inf),
        low if "maximum" not in flat else -math.inf,
    )
    low = max(low, flat.get("maximum", high) - 2 * high)
    return low, max(low, min(flat.get("maximum", math.inf), flat.get("exclusiveMaximum", math.inf), high))


def _integers(flat: Schema) -> st.SearchStrategy[int]:
    low, high = _bounds(flat, -(2**53) + 1, 2**53 - 1)
    step = flat.get("multipleOf", 1)
    whole = st.integers(math.ceil(low / step), math.floor(high / step)).map(lambda count: int(count * step))
    return whole.filter(lambda number: flat.get("exclusiveMinimum") != number != flat.get("exclusiveMaximum"))


def _numbers(flat: Schema) -> st.SearchStrategy[int | float]:
    low, high = _bounds(flat, -1e15, 1e15)
    if "multipleOf" in flat:
        places = max(0, -math.floor(math.log10(flat["multipleOf"])))
        counts = st.integers(math.ceil(low / flat["multipleOf"]), min(10**6, math.floor(high / flat["multipleOf"])))
        return counts.map(lambda count: round(count * flat["multipleOf"], places))
    limits: dict[str, Any] = {
        "exclude_min": flat.get("exclusiveMinimum") == low,
        "exclude_max": flat.get("exclusiveMaximum") == high,
    }
    return st.floats(low, high, allow_nan=False, allow_subnormal=False, **limits) | _integers(flat)


#: The strategy of each scalar type.
_SCALARS: dict[str, Callable[[Schema], st.SearchStrategy[Any]]] = {
    "string": _texts,
    "integer": _integers,
    "number": _numbers,
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
}


def _of_parameter(operation: Operation, parameter: Parameter) -> st.SearchStrategy[Any]:
    view = operation.request
    found = values(view, parameter.schema)
    if parameter.place == "path" and types(view.flat(parameter.schema)) == ["string"]:
        found = found | SEGMENTS.filter(functools.partial(view.is_valid, parameter.schema))
    if parameter.place == "header":
        found = found | st.just(operation.example_of(parameter))
    return found.filter(functools.partial(operation.can_send, parameter))


@functools.cache
def inputs(operation: Operation) -> st.SearchStrategy[Input]:
    """Inputs of an operation that are valid by the spec."""
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for parameter in operation.parameters:
        where = required if parameter.required else optional
        where[f"{parameter.place} {parameter.name}"] = _of_parameter(operation, parameter)
    return st.builds(Input, _bodies(operation), st.fixed_dictionaries(required, optional=optional), FILE_NAMES)


def _bodies(operation: Operation) -> st.SearchStrategy[Any]:
    content = operation.content
    if content is None:
        return st.just(GONE)
    view, schema = operation.request, content.schema
    if content.kind == "binary":
        return PDFS
    found = values(view, schema)
    if content.kind in ("form", "multipart"):  # no text stands for null
        found = found.map(lambda body: {name: value for name, value in body.items() if value is not None})
        found = found.filter(lambda body: not any(isinstance(value, dict) for value in body.values()))
    if files := operation.file_fields():
        lists = {name for name in files if types(view.flat(view.flat(schema)["properties"][name])) == ["array"]}
        contents = st.fixed_dictionaries(
            {name: st.lists(PDFS, min_size=1, max_size=2) if name in lists else PDFS for name in files}
        )
        return st.builds(lambda body, made: {name: made.get(name, body[name]) for name in body}, found, contents)
    if operation.is_exploded():
        # Hypothesis leaves out half of the optional fields: add some more from the example.
        full = operation.example(full=True).body
        more = st.sets(st.sampled_from(sorted(full))) if full else st.just(set[str]())
        found = st.builds(lambda body, names: {**{name: full[name] for name in names}, **body}, found, more) | found
        if not content.required:
            found = found.map(lambda body: body or GONE)
    return found.filter(lambda body: body is GONE or (view.is_valid(schema, body) and operation.can_write(body)))


@functools.cache
def answers(operation: Operation, status: str) -> st.SearchStrategy[Any]:
    """Response bodies that are valid by the spec for this status, without additional fields."""
    content = operation.answers[status]
    if content is None:
        return st.just(GONE)
    if content.kind == "binary":
        return st.binary(max_size=200)
    return values(operation.response, content.schema).filter(
        functools.partial(operation.response.is_valid, content.schema)
    )
