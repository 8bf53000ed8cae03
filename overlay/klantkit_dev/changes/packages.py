"""What changed of the Python that callers can reach: the packages `klantkit` and `<vendor>_api`.

griffe reads both trees without running them, and finds what is lost. What it leaves to others is found here: types
that changed, what was added, and arguments that `**options: Unpack[...]` seems to swallow but does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard

import griffe

from .annotations import Bases, move, yielded
from .rules import Move
from .verdicts import NOTHING, Change, Verdict

#: The folders of a checkout that packages are in.
SOURCES = ("overlay", "generated")

_VERSION = "_version.py"


class UnreadableError(Exception):
    """A package cannot be read; the text says which, and what is wrong."""


@dataclass(frozen=True)
class _Seen:
    """Something that changed, before what says the same is told as one.

    Attributes:
        verdict: What it means.
        owner: The path of the class, function or module that it is about, as callers write it.
        leaf: The parameter, attribute or object.
        before: As it was.
        after: As it is.
        advice: What to do.
        inside: Whether `leaf` is a part of `owner` in brackets: a parameter.

    """

    verdict: Verdict
    owner: str
    leaf: str
    before: str
    after: str
    advice: str
    inside: bool = False

    @property
    def place(self) -> str:
        """Where it is, within its package; of a resource as callers write it, who find it on their client."""
        owner = re.sub(r"^api\.(\w+)\.(Async)?\w+Resource\b", r"\1", self.owner.partition(".")[2])
        return f"{owner}({self.leaf})" if self.inside else f"{owner}.{self.leaf}".removeprefix(".")


class _Surface:
    """What callers can reach of one package.

    Attributes:
        package: The module of the package.
        objects: Every public object by the path that callers write.
        bases: The bases of its classes, by the classes' names.

    """

    def __init__(self, package: griffe.Module) -> None:
        self.package = package
        self.objects = dict(_reachable(package, package.path))
        self.bases: Bases = {
            one.name: {str(base) for base in one.bases}
            for one in self.objects.values()
            if isinstance(one, griffe.Class)
        }
        self._given, self._got = self._directions()

    def is_given(self, name: str) -> bool:
        """Whether callers make objects of a class. Of what they neither make nor get, nothing is known: they may."""
        return name in self._given or name not in self._got

    def is_got(self, name: str) -> bool:
        """Whether callers get objects of a class."""
        return name in self._got or name not in self._given

    def _directions(self) -> tuple[set[str], set[str]]:
        """The names of what is given to functions and of what they return, and of all that is in it."""
        given: set[str] = set()
        got: set[str] = set()
        inside: dict[str, set[str]] = {}
        for one in self.objects.values():
            if isinstance(one, griffe.Function):
                got |= _words(one.returns)
                # What a class's own methods take and give says nothing on who makes it.
                if not one.name.startswith("__") or one.name in {"__init__", "__call__"}:
                    for parameter in one.parameters:
                        given |= _words(parameter.annotation)
            elif isinstance(one, griffe.Class):
                fields = [member for member in one.all_members.values() if member.is_attribute]
                inside[one.name] = set().union(*(_words(_annotation(field)) for field in fields))
        return _with_all_inside(given, inside), _with_all_inside(got, inside)


def _with_all_inside(names: set[str], inside: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= inside.get(name, set())
    return found


def _words(annotation: Any) -> set[str]:
    return set(re.findall(r"\w+", str(annotation)))


def _annotation(one: Any) -> Any:
    with suppress(griffe.AliasResolutionError, griffe.CyclicAliasError):
        return one.annotation
    return None


def _reachable(parent: griffe.Object, path: str, depth: int = 0) -> Iterator[tuple[str, griffe.Object]]:
    """Every public object below `parent`, by the path that callers write; imported from elsewhere or inherited too."""
    for name, member in parent.all_members.items():
        target = _target(member)
        if target is None or not member.is_public or _is_type_variable(target):
            continue
        yield f"{path}.{name}", target
        if depth < 8 and isinstance(target, griffe.Module | griffe.Class):  # noqa: PLR2004 - a class inside itself
            yield from _reachable(target, f"{path}.{name}", depth + 1)


def _target(member: griffe.Object | griffe.Alias) -> griffe.Object | None:
    """What a name stands for; None where it stands for something of another project."""
    if not isinstance(member, griffe.Alias):
        return member
    with suppress(griffe.AliasResolutionError, griffe.CyclicAliasError):
        target = member.final_target
        return target if isinstance(target, griffe.Object) else None
    return None


def _is_type_variable(one: griffe.Object) -> bool:
    return isinstance(one, griffe.Attribute) and bool(re.match(r"(TypeVar|ParamSpec)\(", str(one.value)))


def folders(root: Path) -> dict[str, Path]:
    """The packages of a checkout by name: the overlay, and whatever was generated."""
    found = {folder.name: folder for folder in (root / "overlay" / "klantkit",) if (folder / "__init__.py").exists()}
    generated = sorted((root / "generated").glob("*_api"))
    return found | {folder.name: folder for folder in generated if (folder / "__init__.py").exists()}


def changes(before: Path, after: Path) -> list[Change]:
    """What changed of the packages between two checkouts.

    Raises:
        UnreadableError: A package is no Python.

    """
    old, new = _read(before), _read(after)
    found = []
    for name in sorted({**old, **new}):
        if name not in old or name not in new:
            found.append(_of_package(name, came=name in new))
            continue
        lines = _told_once(name, _of_surfaces(old[name], new[name]))
        inside = _changed_files(folders(before)[name], folders(after)[name])
        if inside and not lines:
            advice = "Carry on; nothing that callers reach has changed."
            told = ", ".join(inside)
            lines = [
                Change(Verdict.INTERNAL, _vendor(name), name, "inside", NOTHING, told, advice, frozenset({"inside"}))
            ]
        found += lines
    return found


def _read(root: Path) -> dict[str, _Surface]:
    loader = griffe.GriffeLoader(search_paths=[root / folder for folder in SOURCES], allow_inspection=False)
    names = folders(root)
    for name in names:
        for file in sorted(names[name].rglob("*.py")):  # griffe leaves out a module that is none, without a word
            try:
                compile(file.read_text(encoding="utf-8"), file.name, "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                where = f"{file.relative_to(root)}:{getattr(error, 'lineno', None) or 1}"
                raise UnreadableError(f"{where}: no Python: {error.args[0]}") from error
        loader.load(name)
    loader.resolve_aliases(implicit=True, external=False)
    return {name: _Surface(loader.modules_collection[name]) for name in names}


def _vendor(package: str) -> str:
    return package.removesuffix("_api")


def _of_package(name: str, *, came: bool) -> Change:
    verdict, advice = (
        (Verdict.COMPATIBLE, "Carry on; it is there to use.")
        if came
        else (Verdict.BREAKING, "Stay with the release that has it.")
    )
    both = (NOTHING, name) if came else (name, NOTHING)
    return Change(verdict, _vendor(name), name, "package", *both, advice, frozenset({name}))


def _changed_files(before: Path, after: Path) -> list[str]:
    """The Python files that differ, without the one that tells the version."""
    old, new = (
        {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.py") if file.name != _VERSION}
        for root in (before, after)
    )
    return sorted(name for name in {**old, **new} if old.get(name) != new.get(name))


def _of_surfaces(old: _Surface, new: _Surface) -> Iterator[_Seen]:
    paths = {one.canonical_path: path for path, one in reversed(_shortest_last({**old.objects, **new.objects}))}
    yield from _lost(griffe.find_breaking_changes(old.package, new.package), paths)
    yield from _added(griffe.find_breaking_changes(new.package, old.package), paths, new)
    for path, before in old.objects.items():
        after = new.objects.get(path)
        owner, _, leaf = path.rpartition(".")
        if after is None and (owner in new.objects or owner == new.package.path) and not _is_hidden(path):
            # griffe passes over a name that is imported still, from where nothing of the name is any more.
            owner, _, leaf = paths.get(before.canonical_path, path).rpartition(".")
            yield _Seen(Verdict.BREAKING, owner, leaf, before.kind.value, NOTHING, "Stop using it.")
        if isinstance(before, griffe.Function) and isinstance(after, griffe.Function):
            yield from _of_functions(paths.get(after.canonical_path, path), before, after, new.bases)
        elif isinstance(before, griffe.Attribute) and isinstance(after, griffe.Attribute):
            yield from _of_attributes(paths.get(after.canonical_path, path), before, after, new)


def _shortest_last(objects: dict[str, griffe.Object]) -> list[tuple[str, griffe.Object]]:
    return sorted(objects.items(), key=lambda item: (item[0].count("."), len(item[0]), item[0]))


def _lost(  # noqa: C901 - a case each kind of breakage
    breakages: Iterable[griffe.Breakage], paths: dict[str, str]
) -> Iterator[_Seen]:
    for one in breakages:
        path = _path(one.obj, paths)
        if _is_hidden(path):
            continue
        owner, _, leaf = path.rpartition(".")
        broken = Verdict.BREAKING
        match one.kind:
            case griffe.BreakageKind.OBJECT_REMOVED:
                yield _Seen(broken, owner, leaf, one.obj.kind.value, NOTHING, "Stop using it.")
            case griffe.BreakageKind.PARAMETER_REMOVED:
                yield _Seen(broken, path, one.old_value.name, "parameter", NOTHING, "Stop giving it.", inside=True)
            case griffe.BreakageKind.PARAMETER_ADDED_REQUIRED:
                advice = "Give it in every call."
                yield _Seen(broken, path, one.new_value.name, NOTHING, "required", advice, inside=True)
            case griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED:
                advice = "Give it in every call."
                yield _Seen(broken, path, one.old_value.name, "optional", "required", advice, inside=True)
            case griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT:
                both = (f"default {one.old_value.default}", f"default {one.new_value.default}")
                advice = "Give the value, if you relied on the default."
                yield _Seen(broken, path, one.old_value.name, *both, advice, inside=True)
            case griffe.BreakageKind.PARAMETER_MOVED:
                yield _Seen(broken, path, one.old_value.name, "here", "elsewhere", "Give it by name.", inside=True)
            case griffe.BreakageKind.PARAMETER_CHANGED_KIND:
                both = (one.old_value.kind.value, one.new_value.kind.value)
                yield _Seen(broken, path, one.old_value.name, *both, "Give it as it is wanted now.", inside=True)
            case griffe.BreakageKind.CLASS_REMOVED_BASE:
                both = (_joined(one.old_value), _joined(one.new_value))
                yield _Seen(broken, owner, leaf, *both, "Stop relying on the base class.")
            case _:
                yield _Seen(broken, owner, leaf, str(one.old_value), str(one.new_value), "Look at each use of it.")


def _joined(bases: list[Any]) -> str:
    return ", ".join(map(str, bases)) or "no base class"


def _added(breakages: Iterable[griffe.Breakage], paths: dict[str, str], new: _Surface) -> Iterator[_Seen]:
    """What would break on the way back was added on the way here."""
    for one in breakages:
        path = _path(one.obj, paths)
        if _is_hidden(path):
            continue
        owner, _, leaf = path.rpartition(".")
        come = Verdict.COMPATIBLE
        match one.kind:
            case griffe.BreakageKind.OBJECT_REMOVED:
                cls = one.obj.parent
                if isinstance(cls, griffe.Class) and _is_needed(one.obj) and new.is_given(cls.name):
                    advice = "Give it wherever you make one."
                    yield _Seen(Verdict.BREAKING, owner, leaf, NOTHING, "required", advice)
                else:
                    yield _Seen(come, owner, leaf, NOTHING, one.obj.kind.value, "Use it where it helps.")
            case griffe.BreakageKind.PARAMETER_REMOVED if not one.old_value.required:
                yield _Seen(come, path, one.old_value.name, NOTHING, "optional", "Give it where it helps.", inside=True)
            case griffe.BreakageKind.PARAMETER_CHANGED_KIND:
                both = (one.new_value.kind.value, one.old_value.kind.value)
                advice = "Carry on; it may be given otherwise too."
                yield _Seen(come, path, one.old_value.name, *both, advice, inside=True)
            case griffe.BreakageKind.PARAMETER_CHANGED_REQUIRED:
                advice = "Leave it out where there is nothing to say."
                yield _Seen(come, path, one.old_value.name, "required", "optional", advice, inside=True)


def _path(one: griffe.Object | griffe.Alias, paths: dict[str, str]) -> str:
    """The path that callers write."""
    target = _target(one)
    canonical = one.path if target is None else target.canonical_path
    return paths.get(canonical, one.path)


def _is_hidden(path: str) -> bool:
    """Whether a path leads through a module that callers are not to import; special methods are no secret."""
    return any(part.startswith("_") and not part.endswith("__") for part in path.split("."))


def _of_functions(path: str, before: griffe.Function, after: griffe.Function, bases: Bases) -> Iterator[_Seen]:
    old, new = ({one.name: one for one in function.parameters} for function in (before, after))
    for name, parameter in old.items():
        if name not in new:
            if _is_closed(after):
                yield _Seen(Verdict.BREAKING, path, name, "parameter", NOTHING, "Stop giving it.", inside=True)
            continue
        yield from _of_types(path, name, parameter.annotation, new[name].annotation, bases, inside=True)
    for name, parameter in new.items():
        if name not in old and not parameter.required and _is_closed(before):
            yield _Seen(Verdict.COMPATIBLE, path, name, NOTHING, "optional", "Give it where it helps.", inside=True)
    owner, _, leaf = path.rpartition(".")
    if str(before.returns) != "None":  # nobody counts on a None
        yield from _of_types(owner, leaf, _returned(before), _returned(after), bases, got=True, given=False)


def _returned(function: griffe.Function) -> Any:
    """The annotation of what callers get."""
    makers = [str(decorator.value) for decorator in function.decorators]
    if function.returns is not None and any("contextmanager" in maker for maker in makers):
        return yielded(str(function.returns))
    return function.returns


def _is_closed(function: griffe.Function) -> bool:
    """Whether it takes no other names than it says: griffe takes `**options: Unpack[...]` for a taker of all."""
    return all(
        "Unpack[" in str(one.annotation) for one in function.parameters if one.kind is griffe.ParameterKind.var_keyword
    )


def _of_attributes(path: str, before: griffe.Attribute, after: griffe.Attribute, new: _Surface) -> Iterator[_Seen]:
    owner, _, leaf = path.rpartition(".")
    cls = after.parent
    given, got = (False, True)  # a module's: it is read
    if _is_class(cls):
        given, got = new.is_given(cls.name), new.is_got(cls.name)
        if given and _is_needed(after) and not _is_needed(before) and str(before.annotation) == str(after.annotation):
            yield _Seen(Verdict.BREAKING, owner, leaf, "optional", "required", "Give it wherever you make one.")
    yield from _of_types(owner, leaf, before.annotation, after.annotation, new.bases, got=got, given=given)


def _is_class(one: Any) -> TypeGuard[griffe.Class]:
    return isinstance(one, griffe.Class)


def _is_needed(one: Any) -> bool:
    """Whether an object cannot be made without this attribute: a field of an attrs class or dataclass, no default."""
    if not (one.is_attribute and _is_class(one.parent)) or "property" in one.labels or one.annotation is None:
        return False
    makers = " ".join(str(decorator.value) for decorator in one.parent.decorators)
    if not re.search(r"\b_?(attrs_define|define|frozen|mutable|dataclass)\b|attrs\.", makers):
        return False
    value = str(one.value or "")
    return not value or (
        bool(re.match(r"[\w.]*field\(", value)) and not re.search(r"default|factory|init=False", value)
    )


def _of_types(
    owner: str,
    leaf: str,
    before: Any,
    after: Any,
    bases: Bases,
    *,
    given: bool = True,
    got: bool = False,
    inside: bool = False,
) -> Iterator[_Seen]:
    """A type that changed, by who gives the value and who gets it."""
    if before is None or str(before) == str(after):
        return
    if after is None:
        return  # of what is returned, griffe tells; elsewhere, nothing is checked any more
    how = move(str(before), str(after), bases)
    if how is Move.SAME:
        return
    both = str(before), str(after)
    if given and how is not Move.WIDENED:
        yield _Seen(Verdict.BREAKING, owner, leaf, *both, "Give what it takes now.", inside=inside)
    elif got and how is not Move.NARROWED:
        yield _Seen(Verdict.BREAKING, owner, leaf, *both, "Expect what it can be now.", inside=inside)
    else:
        yield _Seen(Verdict.COMPATIBLE, owner, leaf, *both, "Carry on; what you have still fits.", inside=inside)


def _told_once(package: str, seen: Iterable[_Seen]) -> list[Change]:
    """Lines, in which what a function, its asynchronous twin and the model share is said once."""
    every = list(dict.fromkeys(seen))
    lost = {f"{one.owner}.{one.leaf}" for one in every if not one.inside}
    # A module that went or came says no more than what was in it, if callers reach that by a shorter way.
    every = [one for one in every if not _is_of_another(one, lost)]
    alike: dict[tuple[Any, ...], list[_Seen]] = {}
    for one in every:
        alike.setdefault((one.verdict, one.leaf, one.before, one.after, one.advice), []).append(one)
    lines = []
    for (verdict, leaf, before, after, advice), same in alike.items():
        places = tuple(sorted({one.place for one in same}, key=lambda place: (len(place), place)))
        types = {word for word in _words(before) ^ _words(after) if word[0].isupper()} - {"None", "Unset"}
        names = frozenset({leaf, *types})
        lines.append(Change(verdict, _vendor(package), places[0], "", before, after, advice, names, places))
    return lines


def _is_of_another(one: _Seen, lost: set[str]) -> bool:
    """Whether this is a module of one model, and the model is told."""
    both = one.before, one.after
    if "module" not in both:
        return False
    model = "".join(part.title() for part in one.leaf.split("_"))
    return f"{one.owner}.{model}" in lost


def joined(wire: list[Change], python: list[Change]) -> list[Change]:
    """Lines of the wire with what Python shows of them, then what is of Python alone.

    A change of Python goes with one of the wire that has the same name, unless it is the worse of the two: then it has
    to be read by itself.
    """
    order = list(Verdict)
    told = list(wire)
    lost = [one for one in python if one.before == "class"]  # what held one of those changes with it
    for one in [*lost, *(one for one in python if one not in lost)]:
        causes = [
            index
            for index, cause in enumerate(told)
            if cause.vendor in _vendors(one)
            and cause.names & one.names
            and order.index(cause.verdict) <= order.index(one.verdict)
            and (index < len(wire) or cause.before == "class")
        ]
        if one.field == "inside" and any(cause.vendor == one.vendor for cause in wire):
            continue  # docstrings, say: the wire tells why
        if causes:
            told[causes[0]] = replace(told[causes[0]], python=(*told[causes[0]].python, *one.python))
        else:
            told.append(one)
    return told


def _vendors(one: Change) -> set[str]:
    """The vendors whose spec may be behind a change: klantkit's clients have what the packages give them."""
    clients = {place.partition(".")[0].removeprefix("Async").lower() for place in one.python}
    return {one.vendor, *clients} if one.vendor == "klantkit" else {one.vendor}
