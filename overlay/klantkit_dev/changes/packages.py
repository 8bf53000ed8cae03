"""Compare two versions of the Python that callers use: the packages `klantkit` and `<vendor>_api`.

griffe reads both versions without running them and finds what was removed. This module adds what griffe leaves out:
changed types, additions, and arguments that `**options: Unpack[...]` appears to accept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import griffe

from .annotations import Bases, move, yielded
from .rules import Move
from .verdicts import NOTHING, Change, Verdict

#: The folders of a checkout that hold packages.
SOURCES = ("overlay", "generated")

_VERSION = "_version.py"

_BREAKING, _COMPATIBLE, _INTERNAL = Verdict

_NOW_REQUIRED = "Pass it in every call."
_NOW_OPTIONAL = "Pass it where useful."
_NOW_SET = "Set it wherever you create an instance."
_STOP_PASSING = "Stop passing it."
_STOP_USING = "Stop using it."


class UnreadableError(Exception):
    """A package cannot be read; the text names the file and the problem."""


@dataclass(frozen=True)
class _Difference:
    """One difference; those that a function, its twin and its model share are merged later.

    Attributes:
        verdict: What it means to callers.
        owner: The path, as callers write it, of the class, function or module that it belongs to.
        leaf: The name of the parameter, attribute or object.
        before: The old value.
        after: The new value.
        advice: What callers have to do.
        is_parameter: Whether `leaf` is a parameter of `owner`.
    """

    verdict: Verdict
    owner: str
    leaf: str
    before: str
    after: str
    advice: str
    is_parameter: bool = False

    @property
    def place(self) -> str:
        """The path within the package; for a resource from the client, as in `customers.create(name)`."""
        owner = re.sub(r"^api\.(\w+)\.(Async)?\w+Resource\b", r"\1", self.owner.partition(".")[2])
        return f"{owner}({self.leaf})" if self.is_parameter else f"{owner}.{self.leaf}".removeprefix(".")


class _Surface:
    """The public part of a package.

    Attributes:
        package: The module of the package.
        objects: Every public object by the path that callers write.
        bases: The bases of its classes, by the names of the classes.
    """

    def __init__(self, package: griffe.Module) -> None:
        self.package = package
        self.objects = dict(_reachable(package, package.path))
        self.bases: Bases = {
            one.name: {str(base) for base in one.bases}
            for one in self.objects.values()
            if isinstance(one, griffe.Class)
        }
        self._passed, self._returned = self._directions()

    def is_passed(self, name: str) -> bool:
        """Whether callers create instances of a class. If it is neither passed nor returned, they may."""
        return name in self._passed or name not in self._returned

    def is_returned(self, name: str) -> bool:
        """Whether callers get instances of a class."""
        return name in self._returned or name not in self._passed

    def _directions(self) -> tuple[set[str], set[str]]:
        """The names of all types that functions accept and of all that they return, with the types of their fields."""
        passed: set[str] = set()
        returned: set[str] = set()
        fields: dict[str, set[str]] = {}
        for one in self.objects.values():
            if isinstance(one, griffe.Function):
                returned |= _words(one.returns)
                # Other special methods do not show whether callers create instances of their class.
                if not one.name.startswith("__") or one.name in {"__init__", "__call__"}:
                    for parameter in one.parameters:
                        passed |= _words(parameter.annotation)
            elif isinstance(one, griffe.Class):
                attributes = [member for member in one.all_members.values() if member.is_attribute]
                fields[one.name] = set().union(*(_words(_annotation(attribute)) for attribute in attributes))
        return _with_fields(passed, fields), _with_fields(returned, fields)


def _with_fields(names: set[str], fields: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= fields.get(name, set()) - found
    return found


def _words(annotation: Any) -> set[str]:
    return set(re.findall(r"\w+", str(annotation)))


def _annotation(one: Any) -> Any:
    with suppress(griffe.AliasResolutionError, griffe.CyclicAliasError):
        return one.annotation
    return None


def _reachable(parent: griffe.Object, path: str, depth: int = 0) -> Iterator[tuple[str, griffe.Object]]:
    """Every public object below `parent`, also imported and inherited ones, by the path that callers write."""
    for name, member in parent.all_members.items():
        target = _target(member)
        if target is None or not member.is_public or _is_type_variable(target):
            continue
        yield f"{path}.{name}", target
        if depth < 8 and isinstance(target, griffe.Module | griffe.Class):  # noqa: PLR2004 - for recursive classes
            yield from _reachable(target, f"{path}.{name}", depth + 1)


def _target(member: griffe.Object | griffe.Alias) -> griffe.Object | None:
    """The object behind a name; None if it belongs to another project."""
    if not isinstance(member, griffe.Alias):
        return member
    with suppress(griffe.AliasResolutionError, griffe.CyclicAliasError):
        target = member.final_target
        return target if isinstance(target, griffe.Object) else None
    return None


def _is_type_variable(one: griffe.Object) -> bool:
    return isinstance(one, griffe.Attribute) and bool(re.match(r"(TypeVar|ParamSpec)\(", str(one.value)))


def changes(before: Path, after: Path) -> list[Change]:
    """Compare the packages of two checkouts.

    Raises:
        UnreadableError: A package is not valid Python.
    """
    old, new = _read(before), _read(after)
    found = []
    for name in sorted({**old, **new}):
        if name not in old or name not in new:
            found.append(_of_package(name, is_new=name in new))
            continue
        lines = _merged(name, _of_surfaces(old[name], new[name]))
        inside = _changed_files(_folders(before)[name], _folders(after)[name])
        if inside and not lines:
            advice = "No action needed; nothing public changed."
            names = frozenset({"inside"})
            files = ", ".join(inside)
            lines = [Change(_INTERNAL, _vendor(name), name, "inside", NOTHING, files, advice, names)]
        found += lines
    return found


def _folders(root: Path) -> dict[str, Path]:
    """The packages of a checkout by name."""
    overlay = [root / "overlay" / name for name in ("klantkit", "klantkit_types")]
    found = [*overlay, *sorted((root / "generated").glob("*_api"))]
    return {folder.name: folder for folder in found if (folder / "__init__.py").exists()}


def _read(root: Path) -> dict[str, _Surface]:
    loader = griffe.GriffeLoader(search_paths=[root / folder for folder in SOURCES], allow_inspection=False)
    packages = _folders(root)
    for name, folder in packages.items():
        for file in sorted(folder.rglob("*.py")):  # griffe silently skips a module with a syntax error
            try:
                compile(file.read_text(encoding="utf-8"), file.name, "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                where = f"{file.relative_to(root)}:{getattr(error, 'lineno', None) or 1}"
                raise UnreadableError(f"{where}: not valid Python: {error.args[0]}") from error
        loader.load(name)
    loader.resolve_aliases(implicit=True, external=False)
    return {name: _Surface(loader.modules_collection[name]) for name in packages}


def _vendor(package: str) -> str:
    return package.removesuffix("_api")


def _of_package(name: str, *, is_new: bool) -> Change:
    verdict, before, after, advice = (
        (_COMPATIBLE, NOTHING, name, "No action needed; it is available now.")
        if is_new
        else (_BREAKING, name, NOTHING, "Stay with the release that has it.")
    )
    return Change(verdict, _vendor(name), name, "package", before, after, advice, frozenset({name}))


def _changed_files(before: Path, after: Path) -> list[str]:
    """The Python files that differ, except the one with the version."""
    old, new = (
        {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.py") if file.name != _VERSION}
        for root in (before, after)
    )
    return sorted(name for name in {**old, **new} if old.get(name) != new.get(name))


def _of_surfaces(old: _Surface, new: _Surface) -> Iterator[_Difference]:
    objects = {**old.objects, **new.objects}
    longest_first = sorted(objects, key=lambda path: (path.count("."), len(path), path), reverse=True)
    paths = {objects[path].canonical_path: path for path in longest_first}  # the shortest one stays
    for breakage in griffe.find_breaking_changes(old.package, new.package):
        if not _is_private(path := _path(breakage.obj, paths)):
            yield _of_breakage(breakage, path)
    # A breakage in the opposite direction is an addition.
    for breakage in griffe.find_breaking_changes(new.package, old.package):
        if not _is_private(path := _path(breakage.obj, paths)):
            yield from _of_addition(breakage, path, new)
    for path, before in old.objects.items():
        after = new.objects.get(path)
        owner, _, leaf = path.rpartition(".")
        if after is None and (owner in new.objects or owner == new.package.path) and not _is_private(path):
            # griffe misses a name that is still imported from a module that no longer has it.
            owner, _, leaf = paths.get(before.canonical_path, path).rpartition(".")
            yield _Difference(_BREAKING, owner, leaf, before.kind.value, NOTHING, _STOP_USING)
        if isinstance(before, griffe.Function) and isinstance(after, griffe.Function):
            yield from _of_functions(paths.get(after.canonical_path, path), before, after, new.bases)
        elif isinstance(before, griffe.Attribute) and isinstance(after, griffe.Attribute):
            yield from _of_attributes(paths.get(after.canonical_path, path), before, after, new)


def _of_breakage(one: griffe.Breakage, path: str) -> _Difference:
    kind = griffe.BreakageKind
    old, new = one.old_value, one.new_value
    match one.kind:
        case kind.PARAMETER_REMOVED:
            both, advice = ("parameter", NOTHING), _STOP_PASSING
        case kind.PARAMETER_ADDED_REQUIRED:
            both, advice = (NOTHING, "required"), _NOW_REQUIRED
        case kind.PARAMETER_CHANGED_REQUIRED:
            both, advice = ("optional", "required"), _NOW_REQUIRED
        case kind.PARAMETER_CHANGED_DEFAULT:
            both = f"default {old.default}", f"default {new.default}"
            advice = "Pass the value if you relied on the default."
        case kind.PARAMETER_MOVED:
            both, advice = ("here", "elsewhere"), "Pass it by name."
        case kind.PARAMETER_CHANGED_KIND:
            both, advice = (old.kind.value, new.kind.value), "Pass it as the new kind of parameter."
        case _:
            owner, _, leaf = path.rpartition(".")
            both, advice = (str(old), str(new)), "Check each use of it."
            if one.kind is kind.OBJECT_REMOVED:
                both, advice = (one.obj.kind.value, NOTHING), _STOP_USING
            elif one.kind is kind.CLASS_REMOVED_BASE:
                both, advice = (_joined(old), _joined(new)), "Stop relying on the base class."
            return _Difference(_BREAKING, owner, leaf, *both, advice)
    return _Difference(_BREAKING, path, (new if old is None else old).name, *both, advice, is_parameter=True)


def _joined(bases: list[Any]) -> str:
    return ", ".join(map(str, bases)) or "no base class"


def _of_addition(one: griffe.Breakage, path: str, new: _Surface) -> Iterator[_Difference]:
    """What a breakage in the opposite direction, from new to old, means."""
    kind = griffe.BreakageKind
    match one.kind:
        case kind.OBJECT_REMOVED:
            owner, _, leaf = path.rpartition(".")
            cls = one.obj.parent
            if isinstance(cls, griffe.Class) and _is_needed(one.obj) and new.is_passed(cls.name):
                yield _Difference(_BREAKING, owner, leaf, NOTHING, "required", _NOW_SET)
            else:
                yield _Difference(_COMPATIBLE, owner, leaf, NOTHING, one.obj.kind.value, "Use it where useful.")
            return
        case kind.PARAMETER_REMOVED if not one.old_value.required:
            both, advice = (NOTHING, "optional"), _NOW_OPTIONAL
        case kind.PARAMETER_CHANGED_KIND:
            both = one.new_value.kind.value, one.old_value.kind.value
            advice = "No action needed; it can be passed in another way too."
        case kind.PARAMETER_CHANGED_REQUIRED:
            both, advice = ("required", "optional"), "Leave it out where you have no value."
        case _:
            return
    yield _Difference(_COMPATIBLE, path, one.old_value.name, *both, advice, is_parameter=True)


def _path(one: griffe.Object | griffe.Alias, paths: dict[str, str]) -> str:
    """The path that callers write."""
    target = _target(one)
    canonical = one.path if target is None else target.canonical_path
    return paths.get(canonical, one.path)


def _is_private(path: str) -> bool:
    """Whether a part of a path is private; special methods are not."""
    return any(part.startswith("_") and not part.endswith("__") for part in path.split("."))


def _of_functions(path: str, before: griffe.Function, after: griffe.Function, bases: Bases) -> Iterator[_Difference]:
    old, new = ({one.name: one for one in function.parameters} for function in (before, after))
    for name, parameter in old.items():
        if name in new:
            yield from _of_types(path, name, parameter.annotation, new[name].annotation, bases, is_parameter=True)
        elif _is_closed(after):
            yield _Difference(_BREAKING, path, name, "parameter", NOTHING, _STOP_PASSING, is_parameter=True)
    for name, parameter in new.items():
        if name not in old and not parameter.required and _is_closed(before):
            yield _Difference(_COMPATIBLE, path, name, NOTHING, "optional", _NOW_OPTIONAL, is_parameter=True)
    owner, _, leaf = path.rpartition(".")
    if str(before.returns) != "None":  # nobody relies on a None
        yield from _of_types(owner, leaf, _returned(before), _returned(after), bases, is_returned=True, is_passed=False)


def _returned(function: griffe.Function) -> Any:
    """The annotation of the value that callers get."""
    decorators = [str(decorator.value) for decorator in function.decorators]
    if function.returns is not None and any("contextmanager" in decorator for decorator in decorators):
        return yielded(str(function.returns))
    return function.returns


def _is_closed(function: griffe.Function) -> bool:
    """Whether it accepts only declared names: for griffe `**options: Unpack[...]` accepts any."""
    return all(
        "Unpack[" in str(one.annotation) for one in function.parameters if one.kind is griffe.ParameterKind.var_keyword
    )


def _of_attributes(
    path: str, before: griffe.Attribute, after: griffe.Attribute, new: _Surface
) -> Iterator[_Difference]:
    owner, _, leaf = path.rpartition(".")
    cls = after.parent
    is_passed, is_returned = False, True  # callers read the attributes of modules
    if isinstance(cls, griffe.Class):
        is_passed, is_returned = new.is_passed(cls.name), new.is_returned(cls.name)
        became_needed = _is_needed(after) and not _is_needed(before)
        if is_passed and became_needed and str(before.annotation) == str(after.annotation):
            yield _Difference(_BREAKING, owner, leaf, "optional", "required", _NOW_SET)
    both = before.annotation, after.annotation
    yield from _of_types(owner, leaf, *both, new.bases, is_passed=is_passed, is_returned=is_returned)


def _is_needed(one: Any) -> bool:
    """Whether an instance cannot be created without this attribute: a field of attrs or a dataclass, no default."""
    is_own = one.is_attribute and isinstance(one.parent, griffe.Class) and "property" not in one.labels
    if not is_own or one.annotation is None:
        return False
    decorators = " ".join(str(decorator.value) for decorator in one.parent.decorators)
    if not re.search(r"\b_?(attrs_define|define|frozen|mutable|dataclass)\b|attrs\.", decorators):
        return False
    value = str(one.value or "")
    is_field = bool(re.match(r"[\w.]*field\(", value))
    return not value or (is_field and not re.search(r"default|factory|init=False", value))


def _of_types(
    owner: str,
    leaf: str,
    before: Any,
    after: Any,
    bases: Bases,
    *,
    is_passed: bool = True,
    is_returned: bool = False,
    is_parameter: bool = False,
) -> Iterator[_Difference]:
    """Compare two annotations, for values that callers pass and values that they get."""
    # griffe reports a lost return annotation; elsewhere a lost annotation means that nothing is checked any more.
    if before is None or after is None:
        return
    both = str(before), str(after)
    how = move(*both, bases)
    if how is Move.SAME:
        return
    verdict, advice = _COMPATIBLE, "No action needed; your values still fit."
    if is_passed and how is not Move.WIDENED:
        verdict, advice = _BREAKING, "Pass what it accepts now."
    elif is_returned and how is not Move.NARROWED:
        verdict, advice = _BREAKING, "Expect the values that are possible now."
    yield _Difference(verdict, owner, leaf, *both, advice, is_parameter=is_parameter)


def _merged(package: str, found: Iterable[_Difference]) -> list[Change]:
    """One line for each change, however many functions, twins and models share it."""
    every = list(dict.fromkeys(found))
    objects = {f"{one.owner}.{one.leaf}" for one in every if not one.is_parameter}
    alike: dict[tuple[Any, ...], list[_Difference]] = {}
    for one in every:
        if not _is_module_of_model(one, objects):
            alike.setdefault((one.verdict, one.leaf, one.before, one.after, one.advice), []).append(one)
    lines = []
    for (verdict, leaf, before, after, advice), same in alike.items():
        places = tuple(sorted({one.place for one in same}, key=lambda place: (len(place), place)))
        types = {word for word in _words(before) ^ _words(after) if word[0].isupper()} - {"None", "Unset"}
        names = frozenset({leaf, *types})
        lines.append(Change(verdict, _vendor(package), places[0], "", before, after, advice, names, places))
    return lines


def _is_module_of_model(one: _Difference, objects: set[str]) -> bool:
    """Whether this is the module of a single model that has a line too."""
    model = "".join(part.title() for part in one.leaf.split("_"))
    return "module" in {one.before, one.after} and f"{one.owner}.{model}" in objects


def joined(of_specs: list[Change], of_packages: list[Change]) -> list[Change]:
    """Lines of the specs with their effects in Python, then the lines of Python alone.

    A change in Python belongs to a change in a spec of the same name, unless it is the worse of the two: then it stays
    a line of its own.
    """
    order = list(Verdict)
    lines = list(of_specs)
    for one in sorted(of_packages, key=lambda one: one.before != "class"):  # a removed class takes its uses with it
        causes = [
            index
            for index, cause in enumerate(lines)
            if cause.vendor in _vendors(one)
            and cause.names & one.names
            and order.index(cause.verdict) <= order.index(one.verdict)
            and (index < len(of_specs) or cause.before == "class")
        ]
        if one.field == "inside" and any(cause.vendor == one.vendor for cause in of_specs):
            continue  # the spec explains it: a docstring, say
        if causes:
            cause = lines[causes[0]]
            lines[causes[0]] = replace(cause, python=(*cause.python, *one.python))
        else:
            lines.append(one)
    return lines


def _vendors(one: Change) -> set[str]:
    """The vendors whose spec may cause a change: the clients of klantkit inherit from the generated packages."""
    clients = {place.partition(".")[0].removeprefix("Async").lower() for place in one.python}
    return {one.vendor, *clients} if one.vendor == "klantkit" else {one.vendor}
