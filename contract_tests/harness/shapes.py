"""Schemas and JSON values of an OpenAPI document, read independently of the generated code.

The generated code is under test: a name or a type that is wrong in it would otherwise be wrong on both sides and pass.
"""

from __future__ import annotations

import builtins
import datetime
import functools
import json
import keyword
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker, validators
from klantkit_dev import spec

#: The formats that are constraints.
FORMATS = FormatChecker(["date", "date-time", "email", "uuid", "ipv4", "ipv6"])

#: For which the bytes of a file are a string, and infinity, which YAML has and JSON has not, is no number.
_extended: Any = validators.extend  # untyped
_Validator: Any = _extended(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "string": lambda _, value: isinstance(value, str | bytes),
            "number": lambda _, value: _is(value, "number") and math.isfinite(value),
        }
    ),
)

#: The Python value of a text, by its format.
_PYTHON: dict[str, Callable[[str], Any]] = {
    "date": datetime.date.fromisoformat,
    "date-time": datetime.datetime.fromisoformat,
    "uuid": UUID,
}

_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),), "boolean": (bool,), "integer": (int,), "number": (int, float), "string": (str, bytes),
    "array": (list,), "object": (dict,),
}  # fmt: skip

#: The type of a schema that has none, by a keyword that only this type has.
_IMPLIED = {
    "properties": "object", "additionalProperties": "object", "required": "object", "items": "array",
    "pattern": "string", "maxLength": "string", "minLength": "string", "minimum": "number", "maximum": "number",
}  # fmt: skip

#: The largest depth at which optional fields are made.
_DEEPEST = 5

#: Removes a field.
GONE: Any = object()

Schema = dict[str, Any]


class Place(NamedTuple):
    """A value inside a JSON value.

    Attributes:
        field: Its path, such as `lines[].vatRate`; empty for the whole.
        schema: Its flat schema.
        value: The value.
        put: A copy of the whole with another value here, or without it if that is `GONE`.
        union: The variants of the schema: one per member of a union and per type.
    """

    field: str
    schema: Schema
    value: Any
    put: Callable[[Any], Any]
    union: list[Schema]


class View:
    """An OpenAPI document as one side sees it: a request has no `readOnly` fields, a response no `writeOnly` ones.

    Args:
        document: The whole document.
        hidden: `readOnly` or `writeOnly`.
    """

    def __init__(self, document: dict[str, Any], hidden: str) -> None:
        self._hidden = hidden
        self._original = document
        self.document: dict[str, Any] = self._shown(document)
        self._kept: dict[tuple[str, int], tuple[Any, Any]] = {}

    def _shown(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._shown(item) for item in node]
        if not isinstance(node, dict):
            return node
        copy = {key: self._shown(value) for key, value in node.items()}
        if hidden := self._names_hidden(node):
            for part in [copy, *copy.get("allOf", ())]:
                if isinstance(part.get("properties"), dict):
                    part["properties"] = {
                        name: value for name, value in part["properties"].items() if name not in hidden
                    }
                if isinstance(part.get("required"), list):
                    part["required"] = [name for name in part["required"] if name not in hidden]
        return copy

    def _names_hidden(self, node: dict[str, Any]) -> set[str]:
        found = set()
        for part in [node, *(node["allOf"] if isinstance(node.get("allOf"), list) else ())]:
            try:
                whole = spec.resolve(self._original, part)
            except LookupError:  # in an example or an extension, where `$ref` means nothing
                continue
            properties = whole.get("properties") if isinstance(whole, dict) else None
            for name, field in properties.items() if isinstance(properties, dict) else ():
                resolved = spec.resolve(self._original, field)
                if isinstance(resolved, dict) and resolved.get(self._hidden) is True:
                    found.add(name)
        return found

    def _once(self, what: str, node: Any, make: Callable[[], Any]) -> Any:
        key = what, id(node)
        if key not in self._kept:
            self._kept[key] = node, make()  # keeps the node, so that its id stays its own
        return self._kept[key][1]

    def resolve(self, node: Any) -> Any:
        """`node` with its reference resolved."""
        return spec.resolve(self.document, node)

    def flat(self, schema: Any) -> Schema:
        """The schema itself: without `$ref` and `allOf`, and with `null` as a type."""
        flat: Schema = self._once("flat", schema, lambda: self._flattened(schema))
        return flat

    def _flattened(self, schema: Any) -> Schema:
        node = self.resolve(schema)
        if not isinstance(node, dict):
            return {}
        flat = {key: value for key, value in node.items() if key != "allOf"}
        for part in node.get("allOf", ()):
            flat = _merged(flat, {key: value for key, value in self.flat(part).items() if key != "x-name"})
        for key in ("anyOf", "oneOf"):
            members = [self.flat(member) for member in flat.get(key, ())]
            rest = [member for member in members if member.get("type") != "null"]
            if len(rest) == 1:
                flat = _merged({name: value for name, value in flat.items() if name != key}, rest[0])
                if len(members) > 1:
                    flat["type"] = [*types(flat), "null"]
                    if "enum" in flat:
                        flat["enum"] = [*flat["enum"], None]
        if isinstance(schema.get("$ref"), str) and "x-name" not in flat:
            *above, name = spec.pointer_of(schema["$ref"])
            flat |= {"x-name": name} if above == ["components", "schemas"] else {}
        return flat

    def variants(self, schema: Any) -> list[Schema]:
        """The flat schemas that a value may have: one per member of a union and per type."""
        found: list[Schema] = self._once("variants", schema, lambda: list(self._variants(self.flat(schema))))
        return found

    def _variants(self, flat: Schema) -> Iterator[Schema]:
        key = next((key for key in ("oneOf", "anyOf") if key in flat), None)
        if key:
            base = {name: value for name, value in flat.items() if name not in (key, "discriminator", "x-name")}
            for member in flat[key]:
                yield from self._variants(_merged(base, self.flat(member)))
            return
        for kind in types(flat):
            if kind == "null":
                yield {"type": "null"}
            elif "enum" in flat:
                if values := [value for value in flat["enum"] if _is(value, kind)]:
                    yield {**flat, "type": kind, "enum": values}
            else:
                yield {**flat, "type": kind}
        if not types(flat):
            yield flat

    def pick(self, schema: Any, value: Any) -> Schema:
        """The variant that a value has; if it has none, the one that it breaks least."""
        found = self.variants(schema)
        if len(found) > 1:
            found = [variant for variant in found if not types(variant) or _is(value, types(variant)[0])] or found
        if len(found) > 1:
            valid = (variant for variant in found if self.is_valid(variant, value))
            return next(valid, None) or min(found, key=lambda one: len([*self._validator(one).iter_errors(value)]))
        return found[0] if found else {}

    def _validator(self, schema: Any) -> Any:
        def make() -> Any:
            inside = schema if isinstance(schema, dict) else {"not": {}} if schema is False else {}
            return _Validator({**self.document, **inside}, format_checker=FORMATS)

        return self._once("validator", schema, make)

    def is_valid(self, schema: Any, value: Any) -> bool:
        """Whether a value is valid; additional fields do not matter."""
        return bool(self._validator(schema).is_valid(value))

    def errors(self, schema: Any, value: Any, *, inside: bool = True) -> list[tuple[str, str]]:
        """Field and keyword of each rule that a value breaks, `inside` unions too; `unknown` for a field too many."""
        found = []
        pending = list(self._validator(schema).iter_errors(value))
        while pending:
            error = pending.pop(0)
            pending += (error.context or ()) if inside else ()
            field = "".join(f".{key}" if isinstance(key, str) else "[]" for key in error.absolute_path)
            if error.validator == "required":
                names = [name for name in error.validator_value if name not in error.instance]
                found += [(f"{field}.{name}".removeprefix("."), "required") for name in names]
            elif error.validator != "allOf":
                found.append((field.removeprefix("."), str(error.validator)))
        for place in self.places(schema, value, every=True):
            if isinstance(place.value, dict) and "properties" in place.schema:
                unknown = {name for name in place.value if self.field(place.schema, name) is None}
                found += [(f"{place.field}.{name}".removeprefix("."), "unknown") for name in sorted(unknown)]
        return list(dict.fromkeys(found))

    def field(self, flat: Schema, name: str) -> Any:
        """The schema of a field of an object; None if the spec does not know it."""
        more = flat.get("additionalProperties")
        return flat.get("properties", {}).get(name, more if isinstance(more, dict) else None)

    def places(self, schema: Any, value: Any, field: str = "", *, every: bool = False) -> Iterator[Place]:
        """Every place in a value, from the outside in; in a list, the first item or every one."""
        flat = self.pick(schema, value)
        yield Place(field, flat, value, lambda new: new, self.variants(schema) if isinstance(schema, dict) else [flat])
        inner: list[tuple[Any, str, Any]] = []
        if isinstance(value, dict):
            inner = [(name, f"{field}.{name}".removeprefix("."), self.field(flat, name)) for name in value]
        elif isinstance(value, list):
            inner = [(index, f"{field}[]", flat.get("items")) for index in range(len(value) if every else 1) if value]
        for key, path, node in inner:
            if isinstance(node, dict):
                for place in self.places(node, value[key], path, every=every):
                    yield place._replace(put=functools.partial(_put, value, key, place.put))

    def canonical(self, schema: Any, value: Any) -> Any:
        """A form in which equal means equal by type and value; date-times are moments, UUIDs are in lower case."""
        if isinstance(value, str | dict | list):
            flat = self.pick(schema, value) if isinstance(schema, dict) else {}
            if isinstance(value, dict):
                return {name: self.canonical(self.field(flat, name), inner) for name, inner in value.items()}
            if isinstance(value, list):
                return [self.canonical(flat.get("items"), item) for item in value]
            if flat.get("format") in ("date-time", "uuid"):
                read = to_python(flat, value)
                return type(read).__name__, str(read).replace("+00:00", "Z") if isinstance(read, UUID) else read
        return type(value).__name__, repr(value) if isinstance(value, float) else value  # 0.0 == -0.0

    def read(self, schema: Any, texts: list[str]) -> Any:
        """The value of a parameter or a field of a form, by the types of its schema; other text passes unchanged."""
        found = self.variants(schema) if isinstance(schema, dict) else []
        kinds = {kind for variant in found for kind in types(variant)}
        if "array" in kinds and (len(texts) != 1 or kinds <= {"array", "null"}):
            items = next(variant.get("items", {}) for variant in found if "array" in types(variant))
            return [self.read(items, [text]) for text in texts]
        text = texts[0]
        if "string" not in kinds:
            if "boolean" in kinds and text in ("true", "false"):
                return text == "true"
            if {"integer", "number"} & kinds and re.fullmatch(r"-?\d+", text, re.ASCII):
                return int(text)
            if "number" in kinds and re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text, re.ASCII):
                return float(text)
        return text

    # Examples

    def example(self, schema: Any, given: Any = GONE, *, hint: str = "a") -> Any:
        """A valid value with every field: that of the spec if it has a valid one, else made from the schema.

        Args:
            schema: The schema.
            given: The spec's own example; `GONE` for none.
            hint: What text begins with.

        Raises:
            LookupError: There is no way to make a valid one.
        """
        made = self._made(schema, hint, ())
        for value in (given, _overlaid(self.stripped(schema, given), made), made):
            if value is not GONE and self.is_valid(schema, value):
                return self.stripped(schema, value)
        while isinstance(made, dict):  # the schema forbids some fields together: leave out the last until it is valid
            optional = [name for name in made if name not in self.pick(schema, made).get("required", ())]
            for name in reversed(optional):
                fewer = {other: value for other, value in made.items() if other != name}
                if self.is_valid(schema, fewer):
                    return fewer
            if not optional:
                break
            del made[optional[-1]]
        raise LookupError(f"no valid example can be made: {self.errors(schema, made)[:3]}")

    def full(self, schema: Any, given: Any = GONE) -> Any:
        """Like `example`, with every optional field and a list's first item where the spec's own example has none."""
        example, made = self.example(schema, given), self._made(schema, "a", ())
        if self.is_valid(schema, filled := _filled(example, made)):
            return filled
        if not isinstance(example, dict):
            return example
        made = {**made, **example}
        required = self.pick(schema, made).get("required", ())
        for name in [None, *(name for name in made if name not in required)]:
            fewer = {other: value for other, value in made.items() if other != name}
            if self.is_valid(schema, fewer):
                return fewer
        return example

    def stripped(self, schema: Any, value: Any) -> Any:
        """A value without fields that the spec does not know, such as those of the other side."""
        if isinstance(value, dict):
            flat = self.pick(schema, value)
            known = {name: self.field(flat, name) for name in value}
            open_ = "properties" not in flat
            return {
                name: self.stripped(known[name] or {}, inner)
                for name, inner in value.items()
                if open_ or known[name] is not None
            }
        if isinstance(value, list):
            items = self.pick(schema, value).get("items", {})
            return [self.stripped(items, item) for item in value]
        return value

    def _made(self, schema: Any, hint: str, above: tuple[int, ...]) -> Any:
        flat = self.variants(schema)[0] if self.variants(schema) else {}
        if flat.get("type") == "null" and len(self.variants(schema)) > 1:
            flat = self.variants(schema)[1]
        for key in ("example", "const", "default"):
            if key in flat and self.is_valid(flat, flat[key]):
                return self.stripped(flat, flat[key])
        for value in (*_as_list(flat.get("examples")), *flat.get("enum", ())):
            if self.is_valid(flat, value):
                return self.stripped(flat, value)
        here = (*above, id(self.resolve(schema)))
        kind = flat.get("type")
        if kind == "object":
            required = flat.get("required", ())
            return {
                name: self._made(field, name, here)
                for name, field in flat.get("properties", {}).items()
                if name in required or not self._returns(field, here)
            } or self._made_map(flat, hint, here)
        if kind == "array":
            items = flat.get("items", {})
            count = 0 if self._returns(items, here) else 1
            return [
                self._made(items, f"{hint}{index or ''}", here) for index in range(max(count, flat.get("minItems", 0)))
            ]
        return _scalar(flat, hint)

    def _returns(self, schema: Any, above: tuple[int, ...]) -> bool:
        """Whether a schema is above itself already, so that a value with every field would never end."""
        node = schema if isinstance(schema, dict) else {}
        parts = [node, *node.get("anyOf", ()), *node.get("oneOf", ()), node.get("items", {})]
        return len(above) > _DEEPEST or any(above.count(id(self.resolve(part))) > 1 for part in parts)

    def _made_map(self, flat: Schema, hint: str, here: tuple[int, ...]) -> dict[str, Any]:
        more = flat.get("additionalProperties", True)
        if more is False or "properties" in flat:
            return {}
        inner = more if isinstance(more, dict) else {}
        return {
            f"{hint}{index}": self._made(inner, hint, here) for index in range(max(1, flat.get("minProperties", 1)))
        }


def _put(whole: Any, key: Any, put: Callable[[Any], Any], new: Any) -> Any:
    copy = dict(whole) if isinstance(whole, dict) else list(whole)
    value = put(new)
    if value is GONE:
        del copy[key]
    else:
        copy[key] = value
    return copy


def _overlaid(given: Any, made: Any) -> Any:
    """The spec's example, with required fields that it lacks."""
    return {**made, **given} if isinstance(given, dict) and isinstance(made, dict) else GONE


def _filled(given: Any, made: Any) -> Any:
    """An example with the fields and items of another value in place of those that it lacks, at every level."""
    if isinstance(given, dict) and isinstance(made, dict):
        return {**made, **{name: _filled(value, made.get(name)) for name, value in given.items()}}
    if isinstance(given, list) and isinstance(made, list) and made:
        return [_filled(item, made[0]) for item in given] or made
    return given


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _merged(one: Schema, other: Schema) -> Schema:
    """Both schemas at once."""
    both = {**one, **other}
    if "properties" in one and "properties" in other:
        shared = one["properties"].keys() & other["properties"].keys()
        both["properties"] = {**one["properties"], **other["properties"]} | {
            name: {"allOf": [one["properties"][name], other["properties"][name]]} for name in shared
        }
    if "required" in one and "required" in other:
        both["required"] = list(dict.fromkeys([*one["required"], *other["required"]]))
    for key, tighter in (("min", max), ("max", min)):
        for name in one.keys() & other.keys():
            if name.startswith(key) and isinstance(one[name], int | float):
                both[name] = tighter(one[name], other[name])
    if "type" in one and "type" in other:
        both["type"] = [kind for kind in types(one) if kind in types(other)] or other["type"]
    return both


def types(schema: Schema) -> list[str]:
    """The types that a schema allows; empty for any."""
    kind = schema.get("type")
    if kind is None:
        kind = next((implied for key, implied in _IMPLIED.items() if key in schema), None)
    if kind is None and ("enum" in schema or "const" in schema):
        values = schema.get("enum", [schema.get("const")])
        kind = list(dict.fromkeys(next(kind for kind in _TYPES if _is(value, kind)) for value in values))
    return [] if kind is None else [kind] if isinstance(kind, str) else list(kind)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


_TEXTS = {
    "date": "2024-04-29", "date-time": "2024-04-29T12:00:00Z", "uuid": "a0f0660d-6c8d-422b-8114-e363b260521e",
    "email": "someone@example.com", "byte": "AAEC", "decimal": "12.90", "uri": "https://example.com/",
    "time": "12:00:00Z",
    "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "duration": "P1D", "hostname": "example.com",
}  # fmt: skip


def _scalar(schema: Schema, hint: str) -> Any:
    match schema.get("type"):
        case "string":
            return _text(schema, hint)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return True
    return None if schema.get("type") == "null" else hint


def _text(schema: Schema, hint: str) -> str:
    text = _TEXTS.get(schema.get("format", ""), f"{hint} text")
    if "pattern" in schema and not re.search(schema["pattern"], text):
        return matching(schema["pattern"], schema.get("minLength", 0), schema.get("maxLength"))
    return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]


@functools.cache
def matching(pattern: str, shortest: int, longest: int | None) -> str:
    """A simple text that matches a pattern."""
    from hypothesis import Phase, find, settings  # noqa: PLC0415 - not installed for `make run`
    from hypothesis import strategies as st  # noqa: PLC0415 - as above

    quiet = settings(database=None, max_examples=200, derandomize=True, phases=[Phase.generate, Phase.shrink])
    texts = st.from_regex(pattern)
    return find(
        texts, lambda text: shortest <= len(text) <= (longest or len(text)) and text.isprintable(), settings=quiet
    )


def _number(schema: Schema) -> int | float:
    step: Any = schema.get("multipleOf", 1)
    low: Any = schema.get("minimum", schema.get("exclusiveMinimum", 1))
    value: Any = step * -(-low // step)
    value += step if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"] else 0
    found: int | float = min(value, schema.get("maximum", schema.get("exclusiveMaximum", value)))
    return found


def to_python(flat: Schema, value: Any) -> Any:
    """The Python value of a scalar; one that is not of the schema passes unchanged."""
    read = _PYTHON.get(flat.get("format", ""))
    if read is not None and isinstance(value, str):
        try:
            return read(value)
        except ValueError:
            return value
    return value


# Names


def words(name: str) -> list[str]:
    """The words of a name in any spelling: `getHTTPCode-2` has `get`, `HTTP`, `Code` and `2`, but `address2` is one."""
    plain = re.sub(r"[^\w. -]+", "", name)
    spaced = re.sub(r"([A-Z]?[a-z]+)", r" \1 ", plain) if plain != plain.lower() else plain
    return re.findall(r"[^\s._-]+", spaced)


_RESERVED = (set(dir(builtins)) | {"self", "true", "false", "datetime"} | spec.VARIABLES) - {"id"}


def python_name(wire_name: str) -> str:
    """The Python name of a field: in snake case, with an underscore after a word that Python has a use for."""
    name = "_".join(words(wire_name)).lower()
    if name in _RESERVED or keyword.iskeyword(name):
        name += "_"
    return name if name.isidentifier() and not wire_name.startswith("_") else f"field_{name}"


def class_name(name: str) -> str:
    """The name of the generated class of a component."""
    return "".join(word[0].upper() + word[1:] for word in words(name))


# Text on the wire


def as_text(value: Any) -> str:
    """A JSON scalar as text in a form, a query, a path or a header."""
    return value if isinstance(value, str) else json.dumps(value)


def flatten(value: Any, field: str = "") -> dict[str, Any]:
    """The leaves of nested objects and lists by path, such as `lines[]#0.vatRate`."""
    if isinstance(value, dict) and value:
        pairs: Sequence[tuple[str, Any]] = [(f"{field}.{key}".removeprefix("."), inner) for key, inner in value.items()]
    elif isinstance(value, list) and value:
        pairs = [(f"{field}[]#{index}", inner) for index, inner in enumerate(value)]
    else:
        return {field: value}
    return {name: found for inner in pairs for name, found in flatten(inner[1], inner[0]).items()}
