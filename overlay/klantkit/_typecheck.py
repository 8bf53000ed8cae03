"""Check arguments against the types that the generated packages declare; the generated models accept any value."""

from __future__ import annotations

import datetime
import functools
import importlib
import sys
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from klantkit_types import Unset
from klantkit_types.resources import CallOptions

#: What the converters of generated models accept besides text.
_CONVERTED = {
    "bytes_text": ["bytes"],
    "datetime_text": ["a datetime without an offset"],
    "decimal_text": ["a finite Decimal"],
}

_NAMES: dict[Any, str] = {types.NoneType: "None", str: "text (str)", list: "a list", dict: "a dict"}


class Mismatch(Exception):  # noqa: N818 - internal: callers translate it
    """A value is not of its declared type; the text names its place, the declared and the actual type."""


def argument_of(name: str, parameters: Iterable[str] = ()) -> str:
    """The argument of a method for a parameter, or for a field of the body beside the names of `parameters`."""
    if name in parameters and name != "body":
        return f"body_{name}"
    return f"{name}_" if name in CallOptions.__optional_keys__ else name


def check_model(instance: Any, place: str = "", parameters: Iterable[str] = ()) -> None:
    """Raise `Mismatch` for the first field of a generated model, at `place` in messages, that is of another type."""
    for name, declared, plain, converted in _fields_of(instance.__class__):
        if type(value := getattr(instance, name)) not in plain:
            _check(declared, value, f"{place}.{name}" if place else argument_of(name, parameters), converted)


def check_arguments(function: Callable[..., Any], arguments: Mapping[str, Any]) -> None:
    """Raise `Mismatch` for the first of `arguments` that is not as the annotations of `function` say."""
    declared = _hints_of(function)
    for name, value in arguments.items():
        if name == "body" and type(value) in members_of(declared[name]) and _is_model(type(value)):
            check_model(value, parameters=arguments)  # its fields are arguments too
        else:
            _check(declared[name], value, argument_of(name))


def _check(declared: Any, value: Any, place: str, converted: Sequence[str] = ()) -> None:
    for member in members_of(declared):
        kind = get_origin(member) or member
        if kind is Literal:
            if any(value == literal and _is_valid(value, type(literal)) for literal in get_args(member)):
                return
        elif kind is Any or _is_valid(value, kind):
            _check_inside(member, value, place)
            return
    kinds = {get_origin(member) or member for member in members_of(declared)} - {Unset, Literal}
    names = sorted(_NAMES.get(kind, kind.__name__) for kind in (kinds | {int} if float in kinds else kinds))
    literals = [repr(value) for one in members_of(declared) if get_origin(one) is Literal for value in get_args(one)]
    expected = " or ".join([*names, *converted, *literals])
    raise Mismatch(f"{place} must be {expected}, not {kind_of(value)}")


def _is_valid(value: Any, kind: type) -> bool:
    """Whether a value is of a class. A bool is no int, a datetime no date, but an int is a float (PEP 484)."""
    if isinstance(value, bool | datetime.datetime):
        return isinstance(value, kind) and kind not in (int, datetime.date)
    return isinstance(value, (int, float) if kind is float else kind)


def _check_inside(declared: Any, value: Any, place: str) -> None:
    """Check the items of a list, the values of a dict, and the fields of a model."""
    kind, inner = get_origin(declared), get_args(declared)
    if kind is list:
        for index, item in enumerate(value):
            _check(inner[0], item, f"{place}[{index}]")
    elif kind is dict:
        for name, item in value.items():
            if not isinstance(name, str):
                raise Mismatch(f"the names in {place} must be text (str), not {kind_of(name)}")
            _check(inner[1], item, f"{place}[{name!r}]")
    elif _is_model(declared):
        check_model(value, place)


def _is_model(kind: Any) -> bool:
    return attrs.has(kind) and kind.__name__ != "File"  # files are checked when they are opened


def kind_of(value: Any) -> str:
    """The type of a value for messages, never the value itself, which may be personal data."""
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return "a datetime with an offset"
    return "None" if value is None else type(value).__name__


@functools.cache
def members_of(hint: Any) -> tuple[Any, ...]:
    """The members of a union; of any other type, that type alone."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


@functools.cache
def types_of(model: Any) -> dict[str, Any]:
    """The declared types of a generated model's fields, by their names in Python."""
    module, models = vars(sys.modules[model.__module__]), f"{model.__module__.partition('.')[0]}.models"
    names: dict[str, Any] = {}
    while True:
        try:
            return get_type_hints(model, module, names)
        except NameError as error:  # a model that is imported for type checkers only; the others stay unloaded
            names[str(error.name)] = getattr(importlib.import_module(models), str(error.name))


@functools.cache
def _fields_of(model: Any) -> list[tuple[str, Any, set[Any], Sequence[str]]]:
    """Name, type, scalars of the type, and what else its converter accepts, per field of a generated model."""
    fields: list[tuple[str, Any, set[Any], Sequence[str]]] = []
    for field in attrs.fields(model):
        if field.init:
            declared = types_of(model)[field.name]
            plain = {member for member in members_of(declared) if not get_origin(member) and not attrs.has(member)}
            fields.append((field.name, declared, plain, _CONVERTED.get(getattr(field.converter, "__name__", ""), ())))
    return fields


_hints_of = functools.cache(get_type_hints)
