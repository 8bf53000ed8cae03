"""Read the JSON of a response field by field, so that one odd field does not lose the others.

The `from_dict` of a generated model stops at the first surprise. Here a field that is missing, null against the spec or
of another type becomes `UNSET`. What was sent in its place stays in `additional_properties`, so that `to_dict` returns
it unchanged, and every departure from the spec is listed.
"""

from __future__ import annotations

import datetime
import functools
import types
import uuid
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, get_args, get_origin

import attrs
from klantkit_types import UNSET, Unset

from ._errors import Problem
from ._typecheck import members_of, types_of


class UnreadableError(Exception):
    """JSON is of another type than declared.

    Attributes:
        problem: The place and the declared type.
    """

    def __init__(self, place: str, rule: str) -> None:
        super().__init__(f"{place or 'the body'} {rule}")
        self.problem = Problem(place, rule)


Reader = Callable[[Any, str, list[Problem]], Any]


def read(declared: Any, data: Any) -> tuple[Any, list[Problem]]:
    """The value of a decoded JSON body, and its departures from the spec.

    Args:
        declared: The declared type: a generated model, a scalar, or a list, dict or union of these.
        data: The body as `json.loads` returns it; text or bytes for other media types.

    Raises:
        UnreadableError: The body as a whole is of another type, or has none of the fields that it must have.
    """
    problems: list[Problem] = []
    return _reader(declared)(data, "", problems), problems


@functools.cache
def _reader(declared: Any) -> Reader:  # noqa: PLR0911 - a table of types
    """Return the reader of a type: it appends departures to its last argument, or raises `UnreadableError`."""
    members = [member for member in members_of(declared) if member is not Unset]
    # Beside an enum, its plain type stands for values that are not known yet.
    known = {type(value) for member in members if get_origin(member) is Literal for value in get_args(member)}
    members = [member for member in members if member not in known]
    if len(members) > 1:
        return functools.partial(_read_union, {member: _reader(member) for member in members})
    (member,) = members
    origin = get_origin(member)
    if member is Any:
        return _read_any
    if origin is Literal:
        return functools.partial(_read_literal, get_args(member))
    if origin is list:
        return functools.partial(_read_list, _reader(get_args(member)[0]))
    if origin is dict:
        return functools.partial(_read_dict, _reader(get_args(member)[1]))
    if attrs.has(member):
        return functools.partial(_read_model, member)
    return functools.partial(_read_scalar, types.NoneType if member is None else origin or member)


def _read_any(data: Any, _place: str, _problems: list[Problem]) -> Any:
    return data


_PARSERS: dict[Any, Callable[[str], Any]] = {
    uuid.UUID: uuid.UUID,
    datetime.date: datetime.date.fromisoformat,
    datetime.datetime: datetime.datetime.fromisoformat,
}

_NAMES: dict[Any, str] = {
    types.NoneType: "null", bool: "a boolean", int: "an integer", float: "a number", str: "text", list: "a list",
    dict: "an object", bytes: "bytes", uuid.UUID: "a UUID", datetime.date: "a date", datetime.datetime: "a date-time",
}  # fmt: skip


def _other_type(place: str, declared: Any, data: Any) -> UnreadableError:
    return UnreadableError(place, f"must be {_NAMES[declared]}, not {_NAMES[type(data)]}")


def _read_scalar(declared: Any, data: Any, place: str, _problems: list[Problem]) -> Any:
    if type(data) is declared or (declared is float and type(data) is int):
        return data
    if declared not in _PARSERS or type(data) is not str:
        raise _other_type(place, declared, data)
    try:
        return _PARSERS[declared](data)
    except ValueError:
        raise UnreadableError(place, f"must be {_NAMES[declared]}") from None


def _read_literal(values: tuple[Any, ...], data: Any, place: str, problems: list[Problem]) -> Any:
    """Another value of the same type is kept, since vendors add values."""
    if type(data) not in map(type, values):
        raise _other_type(place, type(values[0]), data)
    if data not in values:
        problems.append(Problem(place, f"must be one of {', '.join(map(repr, values))}"))
    return data


def _read_list(read_item: Reader, data: Any, place: str, problems: list[Problem]) -> Any:
    if type(data) is not list:
        raise _other_type(place, list, data)
    found: list[Problem] = []
    values = [read_item(item, f"{place}[{index}]", found) for index, item in enumerate(data)]
    problems += found
    return values


def _read_dict(read_value: Reader, data: Any, place: str, problems: list[Problem]) -> Any:
    if type(data) is not dict:
        raise _other_type(place, dict, data)
    found: list[Problem] = []
    values = {name: read_value(value, f"{place}.{name}" if place else name, found) for name, value in data.items()}
    problems += found
    return values


def _read_union(readers: dict[Any, Reader], data: Any, place: str, problems: list[Problem]) -> Any:
    """Read as the member that the discriminator names, else with the fewest departures, then unknown fields."""
    read_as: list[tuple[list[Problem], Any]] = []
    errors: list[UnreadableError] = []
    named = [member for member in readers if type(data) is dict and _is_named(member, data)]
    for reader in (readers[member] for member in named or readers):
        found: list[Problem] = []
        try:
            read_as.append((found, reader(data, place, found)))
        except UnreadableError as error:
            errors.append(error)
    if not read_as:
        deepest = max(errors, key=lambda error: len(error.problem.field))  # it got furthest into the value
        raise deepest
    found, value = min(read_as, key=lambda option: (len(option[0]), _unknown(option[1])))
    problems += found
    return value


def _unknown(value: Any) -> int:
    """The number of fields of an object that its model does not declare."""
    more: dict[str, Any] = getattr(value, "additional_properties", {})
    return len(more.keys() - getattr(value, "_wire_names", {}).values())


def _is_named(member: Any, data: dict[str, Any]) -> bool:
    """Whether the discriminators in an object are those of a model."""
    tags: dict[str, tuple[str, ...]] = getattr(member, "_tags", {})
    return bool(tags) and all(data.get(name) in values for name, values in tags.items())


def _read_model(model: Any, data: Any, place: str, problems: list[Problem]) -> Any:
    if type(data) is not dict:
        raise _other_type(place, dict, data)
    fields, read_more = _plan(model)
    values = dict.fromkeys((field.python for field in fields), UNSET)
    rest = dict(data)
    found: list[Problem] = []
    for field in fields:
        where = f"{place}.{field.wire}" if place else field.wire
        try:
            if field.wire in data:
                values[field.python] = field.read(data[field.wire], where, found)
                del rest[field.wire]
            elif field.required:
                found.append(Problem(where, "is missing"))
        except UnreadableError as error:
            found.append(error.problem)
    if found and not place and len(rest) == len(data):
        raise UnreadableError(place, "has none of the declared fields, or none that can be read")
    value = model(**values)
    if read_more is not None:
        for name in rest.keys() - {field.wire for field in fields}:
            try:
                rest[name] = read_more(rest[name], f"{place}.{name}" if place else name, found)
            except UnreadableError as error:  # kept as it is
                found.append(error.problem)
        value.additional_properties = rest
    problems += found
    return value


class _Field(NamedTuple):
    python: str
    wire: str
    read: Reader
    required: bool


@functools.cache
def _plan(model: Any) -> tuple[list[_Field], Reader | None]:
    """The fields of a model, and the reader of further ones; None for a model that keeps none."""
    declared = types_of(model)
    names: dict[str, str] = model._wire_names  # noqa: SLF001 - generated for this
    fields = [
        _Field(python, wire, _reader(declared[python]), Unset not in members_of(declared[python]))
        for python, wire in names.items()
    ]
    more = declared.get("additional_properties")
    return fields, None if more is None else _reader(get_args(more)[1])
