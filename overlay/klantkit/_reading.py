"""Read the JSON of a response field by field, so that one odd field does not lose the others.

The `from_dict` of a generated model stops at the first surprise. Here a field that is missing, unexpectedly null or of
another type becomes `UNSET`. What was sent in its place stays in `additional_properties`, so that `to_dict` returns
it unchanged, and every departure from the spec is listed.
"""

from __future__ import annotations

import datetime
import functools
import types
import uuid
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

import attrs
from klantkit_types import UNSET, Unset

from ._errors import Problem
from ._typecheck import members_of, types_of


class UnreadableError(Exception):
    """JSON is of another type than declared; `problem` is the place and the declared type."""

    def __init__(self, place: str, rule: str) -> None:
        super().__init__(f"{place or 'the body'} {rule}")
        self.problem = Problem(place, rule)


def read(declared: Any, data: Any) -> tuple[Any, list[Problem]]:
    """The value of a decoded JSON body (text or bytes for other media types), and its departures from the spec."""
    problems: list[Problem] = []
    return _read(declared, data, "", problems), problems


def _read(declared: Any, data: Any, place: str, problems: list[Problem]) -> Any:
    """Read a value of a declared type: append departures to `problems`, or raise `UnreadableError`."""
    member, *others = _members_of(declared)
    kind = get_origin(member) or member
    if others:
        return _read_union((member, *others), data, place, problems)
    if kind is Any or type(data) is member or (kind is float and type(data) is int):
        return data
    if kind is Literal:
        return _read_literal(get_args(member), data, place, problems)
    if kind in (list, dict):
        return _read_items(kind, get_args(member)[-1], data, place, problems)
    if attrs.has(kind):
        return _read_model(kind, data, place, problems)
    if kind not in _PARSERS or not isinstance(data, str):
        raise _other_type(place, kind, data)
    try:
        return _PARSERS[kind](data)
    except ValueError:
        raise UnreadableError(place, f"must be {_NAMES[kind]}") from None


@functools.cache
def _members_of(declared: Any) -> tuple[Any, ...]:
    """The types that a value may have. Beside an enum, its plain type stands for values that are not known yet."""
    members = [member for member in members_of(declared) if member is not Unset]
    known = {type(value) for member in members if get_origin(member) is Literal for value in get_args(member)}
    return tuple(types.NoneType if member is None else member for member in members if member not in known)


@functools.cache
def _fields_of(model: Any) -> list[tuple[str, str, set[Any]]]:
    """Per field of a generated model: its names, and the types whose values are read as they are."""
    declared, names = types_of(model), model._wire_names  # noqa: SLF001 - generated for this
    members = {name: {*_members_of(declared[name])} for name in names}
    # Text may also be a date, for example.
    return [(name, wire, members[name] if members[name] <= _PLAIN else set()) for name, wire in names.items()]


#: The types of JSON whose values are themselves.
_PLAIN = {types.NoneType, bool, int, float, str}

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


def _read_literal(values: tuple[Any, ...], data: Any, place: str, problems: list[Problem]) -> Any:
    """Another value of the same type is kept, since vendors add values."""
    if type(data) not in map(type, values):
        raise _other_type(place, type(values[0]), data)
    if data not in values:
        problems.append(Problem(place, f"must be one of {', '.join(map(repr, values))}"))
    return data


def _read_items(kind: Any, item: Any, data: Any, place: str, problems: list[Problem]) -> Any:
    if not isinstance(data, kind):
        raise _other_type(place, kind, data)
    found: list[Problem] = []
    if kind is list:
        values: Any = [_read(item, value, f"{place}[{index}]", found) for index, value in enumerate(data)]
    else:
        values = {name: _read(item, value, _within(place, name), found) for name, value in data.items()}
    problems += found
    return values


def _within(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _read_union(members: tuple[Any, ...], data: Any, place: str, problems: list[Problem]) -> Any:
    """Read as the member that the discriminator names, else with the fewest departures, then unknown fields."""
    read_as: list[tuple[list[Problem], Any]] = []
    errors: list[UnreadableError] = []
    named = [member for member in members if isinstance(data, dict) and _is_named(member, data)]
    for member in named or members:
        found: list[Problem] = []
        try:
            read_as.append((found, _read(member, data, place, found)))
        except UnreadableError as error:
            errors.append(error)
    if not read_as:
        raise max(errors, key=lambda error: len(error.problem.field))  # it got furthest into the value
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
    if not isinstance(data, dict):
        raise _other_type(place, dict, data)
    declared = types_of(model)
    names: dict[str, str] = model._wire_names  # noqa: SLF001 - generated for this
    values: dict[str, Any] = dict.fromkeys(names, UNSET)
    rest = dict(data)
    found: list[Problem] = []
    for name, wire, plain in _fields_of(model):
        try:
            if wire in data:
                value = data[wire]
                is_plain = type(value) in plain
                values[name] = value if is_plain else _read(declared[name], value, _within(place, wire), found)
                del rest[wire]
            elif Unset not in members_of(declared[name]):
                found.append(Problem(_within(place, wire), "is missing"))
        except UnreadableError as error:
            found.append(error.problem)
    if found and not place and len(rest) == len(data):
        raise UnreadableError(place, "has none of the declared fields, or none that can be read")
    value = model(**values)
    if "additional_properties" in declared:
        more = get_args(declared["additional_properties"])[1]
        for name in rest.keys() - names.values():
            try:
                rest[name] = _read(more, rest[name], _within(place, name), found)
            except UnreadableError as error:  # kept as it is
                found.append(error.problem)
        value.additional_properties = rest
    problems += found
    return value
