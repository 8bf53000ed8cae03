"""Check arguments against the types that the generated packages declare.

The generated models accept any value. This module checks the fields of a model one by one, by a plan built once per
class, and names the first field whose value is not of its declared type.
"""

from __future__ import annotations

import datetime
import functools
import importlib
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from klantkit_types import Unset

Inner = Callable[[Any, str], None]


class Mismatch(Exception):  # noqa: N818 - internal: callers translate it
    """A value is not of its declared type; the text names its place, the declared and the actual type."""


def check_model(instance: Any, place: str = "") -> None:
    """Check every field of a generated model, and of the models in it; `place` is that of the model in messages.

    Raises:
        Mismatch: The value of a field is not of its declared type.
    """
    kind: Any = type(instance)
    for name, plan in _plan_of(kind):
        value = getattr(instance, name)
        if type(value) not in plan.exact or plan.inner:  # most values need no further check
            plan.check(value, f"{place}.{name}" if place else name)


def check_arguments(function: Callable[..., Any], arguments: Mapping[str, Any]) -> None:
    """Check `arguments` against the annotations of `function`.

    Raises:
        Mismatch: An argument is not of its annotated type.
    """
    plans = _plan_of_function(function)
    for name, value in arguments.items():
        plan = plans[name]
        if name == "body" and type(value) in plan.inner and attrs.has(type(value)):
            check_model(value)
        else:
            plan.check(value, name)


class _Plan:
    """How to check values of one declared type.

    Attributes:
        exact: The classes of valid values.
        inner: The further check of values of a class: the items of a list, the fields of a model.
    """

    def __init__(self, hint: Any, converter: Callable[[Any], Any] | None = None) -> None:
        self._any = False
        self._converted = _CONVERTED.get(converter.__name__, []) if converter else []
        self._literals: list[Any] = []
        self.exact: set[type] = set()
        self.inner: dict[type, Inner] = {}
        for member in members_of(hint):
            self._add(member)

    def _add(self, hint: Any) -> None:
        origin = get_origin(hint)
        if hint is Any:
            self._any = True
        elif origin is Literal:
            self._literals += get_args(hint)
        elif origin is list:
            self.exact.add(list)
            self.inner[list] = functools.partial(_check_items, _Plan(get_args(hint)[0]))
        elif origin is dict:
            self.exact.add(dict)
            self.inner[dict] = functools.partial(_check_values, _Plan(get_args(hint)[1]))
        else:
            self.exact.add(origin or hint)
            if attrs.has(hint) and hint.__name__ != "File":  # files are checked when they are opened
                self.inner[hint] = check_model
            if hint is float:
                self.exact.add(int)  # an int is a valid float (PEP 484)

    def check(self, value: Any, place: str) -> None:
        """Raise `Mismatch` with `place` if `value` is not of the declared type."""
        kind = type(value)
        if self._any or any(value == literal and kind is type(literal) for literal in self._literals):
            return
        if kind not in self.exact:
            # Subclasses are valid too, except bool (of int) and datetime (of date).
            lookalike = (kind is bool and bool not in self.exact) or (
                isinstance(value, datetime.datetime) and datetime.datetime not in self.exact
            )
            base = next((exact for exact in self.exact if isinstance(value, exact)), None)
            if lookalike or base is None:
                raise Mismatch(f"{place} must be {self._expected()}, not {kind_of(value)}")
            kind = base
        if kind in self.inner:
            self.inner[kind](value, place)

    def _expected(self) -> str:
        names = [_NAMES.get(kind, kind.__name__) for kind in self.exact if kind is not Unset]
        return " or ".join([*sorted(names), *self._converted, *map(repr, self._literals)])


#: What the converters of generated models accept besides text.
_CONVERTED = {
    "bytes_text": ["bytes"],
    "datetime_text": ["a datetime without an offset"],
    "decimal_text": ["a finite Decimal"],
}

_NAMES = {types.NoneType: "None", str: "text (str)", list: "a list", dict: "a dict"}


def kind_of(value: Any) -> str:
    """The type of a value for messages, never the value itself, which may be personal data."""
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return "a datetime with an offset"
    return "None" if value is None else type(value).__name__


def _check_items(plan: _Plan, values: list[Any], place: str) -> None:
    for index, value in enumerate(values):
        plan.check(value, f"{place}[{index}]")


def _check_values(plan: _Plan, values: dict[Any, Any], place: str) -> None:
    for name, value in values.items():
        if not isinstance(name, str):
            raise Mismatch(f"the names in {place} must be text (str), not {kind_of(name)}")
        plan.check(value, f"{place}[{name!r}]")


def members_of(hint: Any) -> tuple[Any, ...]:
    """The members of a union; of any other type, that type alone."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


@functools.cache
def types_of(model: Any) -> dict[str, Any]:
    """The declared types of a generated model's fields, by their names in Python."""
    module = vars(sys.modules[model.__module__])
    try:
        return get_type_hints(model, module)
    except NameError:  # its annotations name models that are imported for type checkers only
        models = importlib.import_module(f"{model.__module__.partition('.')[0]}.models")
        return get_type_hints(model, module, {name: getattr(models, name) for name in models.__all__})


@functools.cache
def _plan_of(model: Any) -> tuple[tuple[str, _Plan], ...]:
    hints = types_of(model)
    return tuple((field.name, _Plan(hints[field.name], field.converter)) for field in attrs.fields(model) if field.init)


@functools.cache
def _plan_of_function(function: Callable[..., Any]) -> dict[str, _Plan]:
    return {name: _Plan(hint) for name, hint in get_type_hints(function).items()}
