"""Check values against the types that the generated packages declare: arguments going out, answers coming in.

The generated models take whatever they are given. This looks at a model's fields one by one, by a plan made once
for each class, and names the first field that holds something else than it declares.
"""

from __future__ import annotations

import datetime
import functools
import importlib
import linecache
import re
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

Inner = Callable[[Any, str], None]


class Mismatch(Exception):  # noqa: N818 - no error yet: who catches it says what it means
    """A value is not of the declared type; the text names its place, what is wanted and what there is."""


def check_model(instance: Any, place: str = "") -> None:
    """Check every field of a generated model, and of the models in it.

    Args:
        instance: The model.
        place: What its fields' names are put behind in a message, such as `lines[0].`.

    Raises:
        Mismatch: A field holds something else than it declares.
    """
    kind: Any = type(instance)
    for name, plan in _plan_of(kind):
        value = getattr(instance, name)
        if type(value) not in plan.exact or plan.inner:  # most values need no closer look
            plan.check(value, place + name)


def check_arguments(function: Callable[..., Any], arguments: Mapping[str, Any]) -> None:
    """Check `arguments` against the annotations of `function`.

    Raises:
        Mismatch: One is of another type.
    """
    plans = _plan_of_function(function)
    for name, value in arguments.items():
        plan = plans[name]
        if attrs.has(type(value)) and type(value) in plan.exact:
            check_model(value)
        else:
            plan.check(value, name)


_TAKEN = re.compile(r'\bd\.pop\("(.+?)"')


def place_of(error: BaseException) -> str:
    """The field of an answer whose reading raised `error`, such as `address.city`; empty where it cannot be told.

    What a generated model raises tells what is wrong with a value, and not which one it was. The line that raised
    does: it, or one above it, takes the field out of the answer.
    """
    names = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_name == "from_dict":
            lines = (linecache.getline(code.co_filename, at) for at in range(trace.tb_lineno, code.co_firstlineno, -1))
            if found := next(filter(None, map(_TAKEN.search, lines)), None):
                names.append(found[1])
        trace = trace.tb_next
    return ".".join(names)


class _Plan:
    """How to check values of one declared type.

    Attributes:
        exact: The classes that a value may be of and then needs no closer look.
        inner: How to look closer at values of a class: the items of lists, the fields of models.
    """

    def __init__(self, hint: Any) -> None:
        self._hint = hint
        self._any = False
        self._literals: list[Any] = []
        self.exact: set[type] = set()
        self.inner: dict[type, Inner] = {}
        for one in get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,):
            self._add(one)

    def _add(self, hint: Any) -> None:
        origin = get_origin(hint)
        if hint is Any:
            self._any = True
        elif origin is Literal:
            self._literals += get_args(hint)
        elif origin is list:
            self.exact.add(list)
            self.inner[list] = functools.partial(_check_items, _Plan(get_args(hint)[0]))
        else:
            self.exact.add(origin or hint)
            if attrs.has(hint) and hint.__name__ != "File":  # files are checked where they are opened
                self.inner[hint] = _check_inner_model
            if hint is float:
                self.exact.add(int)  # as everywhere in Python (PEP 484)

    def check(self, value: Any, place: str) -> None:
        """Raise `Mismatch` with `place` when `value` is not of the declared type."""
        kind = type(value)
        if self._any or value in self._literals:
            return
        if kind not in self.exact:
            # A subclass will do, but for the two that are subclasses in name only.
            lookalike = (kind is bool and bool not in self.exact) or (
                isinstance(value, datetime.datetime) and datetime.datetime not in self.exact
            )
            base = next((one for one in self.exact if isinstance(value, one)), None)
            if lookalike or base is None:
                raise Mismatch(f"{place} is to be {self._wanted()}, not {_told(value)}")
            kind = base
        if kind in self.inner:
            self.inner[kind](value, place)

    def _wanted(self) -> str:
        names = [_NAMES.get(kind, kind.__name__) for kind in self.exact if kind.__name__ != "Unset"]
        return " or ".join(sorted(names) + [repr(literal) for literal in self._literals])


_NAMES = {types.NoneType: "None", str: "text (str)", list: "a list"}


def _told(value: Any) -> str:
    """The kind of a value, never the value: it may be personal."""
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return "a datetime with an offset"
    return "None" if value is None else type(value).__name__


def _check_items(plan: _Plan, values: list[Any], place: str) -> None:
    for index, value in enumerate(values):
        plan.check(value, f"{place}[{index}]")


def _check_inner_model(value: Any, place: str) -> None:
    check_model(value, place + ".")


@functools.cache
def _plan_of(model: Any) -> tuple[tuple[str, _Plan], ...]:
    module = vars(sys.modules[model.__module__])
    try:
        hints = get_type_hints(model, module)
    except NameError:  # its annotations name models that the module imports for type checkers only
        models = importlib.import_module(f"{model.__module__.partition('.')[0]}.models")
        hints = get_type_hints(model, module, {name: getattr(models, name) for name in models.__all__})
    return tuple((field.name, _Plan(hints[field.name])) for field in attrs.fields(model) if field.init)


@functools.cache
def _plan_of_function(function: Callable[..., Any]) -> dict[str, _Plan]:
    return {name: _Plan(hint) for name, hint in get_type_hints(function).items()}
